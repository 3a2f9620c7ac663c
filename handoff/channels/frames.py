"""What a widget may send over its WebSocket, as strict types. The contract of `/ws/widget`."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field, TypeAdapter

from handoff.doors.frames import MAX_NUMBER, Frame, Reader


class Hello(Frame):
    """The first frame: which brand, who (the token of an earlier visit), what it already has.

    `identity` is the shop's signed word on who is logged in, see `identity.py`.
    """

    type: Literal["hello"]
    brand: str = Field(min_length=1, max_length=64)
    language: str = Field(default="fr", pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
    token: str | None = Field(default=None, max_length=256, pattern=r"^[!-~]*$")
    identity: str | None = Field(default=None, max_length=4096, pattern=r"^[!-~]*$")
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

READER: Reader[ClientFrame] = Reader(TypeAdapter(ClientFrame))
