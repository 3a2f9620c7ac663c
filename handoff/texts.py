"""What people write, as it comes in at any door."""

from handoff.errors import Refused

MAX_TEXT = 4000
"""Characters of one message."""

# PostgreSQL stores no NUL, and no other control character means anything in a message.
_CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}


def message_text(text: str) -> str:
    """`text` without control characters and surrounding blanks.

    Raises `Refused` (`empty_message`, `message_too_long`).
    """
    clean = text.replace("\r\n", "\n").translate(_CONTROLS)
    clean = clean.encode(errors="replace").decode().strip()  # lone surrogates cannot be stored
    if not clean:
        raise Refused(422, "empty_message", "This message is empty. Write something first.")
    if len(clean) > MAX_TEXT:
        message = (
            f"A message may have {MAX_TEXT} characters, this one has {len(clean)}. "
            "Send it in several messages."
        )
        raise Refused(413, "message_too_long", message)
    return clean
