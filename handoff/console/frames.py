"""What a console may send over `/api/live`, as strict types."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field, TypeAdapter

from handoff.doors.frames import MAX_NUMBER, Frame, Reader


class Watch(Frame):
    """Show me this conversation, from the event after a number; leaves the one watched before."""

    type: Literal["watch"]
    conversation: UUID = Field(strict=False)
    after: int = Field(default=0, ge=0, le=MAX_NUMBER)


class Unwatch(Frame):
    """No longer show me a conversation."""

    type: Literal["unwatch"]


class Typing(Frame):
    """I am typing to the customer of this conversation."""

    type: Literal["typing"]
    conversation: UUID = Field(strict=False)


class Presence(Frame):
    """Whether I take conversations."""

    type: Literal["presence"]
    status: Literal["online", "away"]


class Pong(Frame):
    """The answer to a ping: I am still here."""

    type: Literal["pong"]


ConsoleFrame: TypeAlias = Annotated[
    Watch | Unwatch | Typing | Presence | Pong, Field(discriminator="type")
]

READER: Reader[ConsoleFrame] = Reader(TypeAdapter(ConsoleFrame))
