"""What a widget may send over its WebSocket, as strict types. The contract of `/ws/widget`."""

import json
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from handoff.errors import Refused

MAX_FRAME = 32 * 1024
"""Bytes of a frame that is read at all; a longer one is refused and the connection goes on."""

MAX_NUMBER = 2**31 - 1
"""The largest number that an event can have."""


class Frame(BaseModel):
    """A frame from a widget; fields that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Hello(Frame):
    """The first frame: which brand, who (the token of an earlier visit), what it already has."""

    type: Literal["hello"]
    brand: str = Field(min_length=1, max_length=64)
    language: str = Field(default="fr", pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
    token: str | None = Field(default=None, max_length=256)
    after: int = Field(default=0, ge=0, le=MAX_NUMBER)


class Said(Frame):
    """A message of the customer. Sending it again with the same id is harmless."""

    type: Literal["message"]
    id: UUID = Field(strict=False)
    text: str


class Pressed(Frame):
    """A button, named by the id that the service gave it."""

    type: Literal["button"]
    id: UUID = Field(strict=False)
    button: str = Field(pattern=r"^\d{1,9}\.\d{1,3}$")


class Typing(Frame):
    """The customer is typing."""

    type: Literal["typing"]


class Fetch(Frame):
    """Asks for the events after a number, to fill a gap."""

    type: Literal["fetch"]
    after: int = Field(ge=0, le=MAX_NUMBER)


class Human(Frame):
    """The customer asks for a human."""

    type: Literal["human"]


class Bot(Frame):
    """The customer, waiting, prefers the bot."""

    type: Literal["bot"]


class Restart(Frame):
    """Ends this conversation and begins a new one of the same customer."""

    type: Literal["restart"]


class Pong(Frame):
    """The answer to a ping."""

    type: Literal["pong"]


ClientFrame: TypeAlias = Annotated[
    Hello | Said | Pressed | Typing | Fetch | Human | Bot | Restart | Pong,
    Field(discriminator="type"),
]

_FRAMES: TypeAdapter[ClientFrame] = TypeAdapter(ClientFrame)


def read(raw: str | bytes) -> ClientFrame:
    """The frame that `raw` holds.

    Raises `Refused` (`frame_too_large`, `not_json`, `unknown_type`, `bad_frame`); where the frame
    had an id, it is given back beside the error, so that a client knows which message failed.
    """
    text = _decoded(raw)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "not_json", "Send each frame as one JSON object in a text.") from error
    if not isinstance(data, dict):
        raise Refused(400, "not_json", "Send each frame as one JSON object, not a list or value.")
    return _parsed(data)  # pyright: ignore[reportUnknownArgumentType]


def _decoded(raw: str | bytes) -> str:
    size = len(raw) if isinstance(raw, bytes) else len(raw.encode(errors="surrogatepass"))
    if size > MAX_FRAME:
        message = f"A frame may have {MAX_FRAME} bytes, this one has {size}. Send a shorter one."
        raise Refused(413, "frame_too_large", message)
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        text.encode()  # lone surrogates cannot be stored
    except UnicodeError as error:
        raise Refused(400, "not_json", "Send frames as UTF-8 text.") from error
    return text


def _parsed(data: dict[str, Any]) -> ClientFrame:
    beside = {"id": data["id"][:64]} if isinstance(data.get("id"), str) else {}
    try:
        return _FRAMES.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"].startswith("union_tag"):
            known = "hello, message, button, typing, fetch, human, bot, restart, pong"
            message = f"This type of frame is unknown. Known types: {known}."
            raise Refused(400, "unknown_type", message, beside=beside) from error
        field = ".".join(str(part) for part in first["loc"][1:])
        message = f"The field {field!r} of this frame: {first['msg']}."
        raise Refused(400, "bad_frame", message, beside=beside) from error
