"""JSON frames as clients send them over a WebSocket: read strictly, refused clearly."""

import json
import re
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from handoff.doors.errors import Refused

MAX_FRAME = 32 * 1024
"""Bytes of a frame that is read at all; a longer one is refused and the connection goes on."""

MAX_NUMBER = 2**31 - 1
"""The largest number that an event can have."""

# Frames that are too large are not parsed, but a client wants to know which message it was.
_ID = re.compile(r'"id"\s*:\s*"([0-9A-Fa-f-]{36})"')

T = TypeVar("T")


class Frame(BaseModel):
    """A frame from a client; fields that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Reader(Generic[T]):
    """Reads frames of a union of `Frame`s that differ in their `type`."""

    def __init__(self, frames: TypeAdapter[T]) -> None:
        self._frames = frames

    def read(self, raw: str | bytes) -> T:
        """The frame that `raw` holds.

        Raises `Refused` (`frame_too_large`, `not_json`, `unknown_type`, `bad_frame`); where the
        frame has an id, the refusal names it, so that a client knows which message failed.
        """
        if _size(raw) > MAX_FRAME:
            raise _too_large(raw)
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Refused(400, "not_json", "Send each frame as one JSON object.") from error
        if not isinstance(data, dict):
            raise Refused(400, "not_json", "Send each frame as one JSON object, no list or value.")
        try:
            return self._frames.validate_python(data)
        except ValidationError as error:
            refused = _explained(error)
            client_id: Any = data.get("id")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            raise (
                refused.about(client_id[:64]) if isinstance(client_id, str) else refused
            ) from error


def _size(raw: str | bytes) -> int:
    return len(raw) if isinstance(raw, bytes) else len(raw.encode(errors="surrogatepass"))


def _too_large(raw: str | bytes) -> Refused:
    message = f"A frame may have {MAX_FRAME} bytes, this one has {_size(raw)}. Send a shorter one."
    refused = Refused(413, "frame_too_large", message)
    found = _ID.search(raw if isinstance(raw, str) else raw.decode(errors="replace"))
    return refused.about(found[1]) if found else refused


def _explained(error: ValidationError) -> Refused:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"].startswith("union_tag"):
        known = first.get("ctx", {}).get("expected_tags") or "see the documentation"
        return Refused(400, "unknown_type", f"Frames of this type are unknown. Known are: {known}.")
    field = ".".join(str(part) for part in first["loc"][1:])
    return Refused(400, "bad_frame", f"The field {field!r} of this frame: {first['msg']}.")
