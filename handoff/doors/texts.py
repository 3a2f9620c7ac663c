"""What people write, as it comes in at any door."""

from typing import Annotated

from pydantic import AfterValidator

from handoff.doors.errors import Refused

MAX_TEXT = 4000
"""Characters of one message."""

# PostgreSQL stores no NUL, and no other control character means anything in a message.
_CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}


def _storable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("this holds characters that are no text")
    return text


Storable = Annotated[str, AfterValidator(_storable)]
"""A field that PostgreSQL can hold: no NUL and no half of a surrogate pair, which JSON allows."""


def message_text(text: str) -> str:
    """`text` without control characters and surrounding blanks.

    Raises `Refused` (`empty_message`, `message_too_long`).
    """
    clean = text.replace("\r\n", "\n").translate(_CONTROLS)
    # Lone surrogates, which JSON can carry, cannot be stored.
    clean = clean.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    if not clean:
        raise Refused(422, "empty_message", "This message is empty. Write something first.")
    if len(clean) > MAX_TEXT:
        message = (
            f"A message may have {MAX_TEXT} characters, this one has {len(clean)}. "
            "Send it in several messages."
        )
        raise Refused(413, "message_too_long", message)
    return clean
