"""What is said between processes and to sockets, beside the record.

A signal is news, never the truth: whoever misses one reads the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from handoff.conversations.model import Conversation, Event


@dataclass(frozen=True, slots=True)
class Written:
    """Events were committed; apply event n only with n − 1 at hand, else read the record."""

    conversation: Conversation
    events: list[Event]
    type: Literal["written"] = "written"


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation changed, for the lists of a brand's consoles.

    `last_message` is the newest message of this change; None if it brought none.
    """

    conversation: Conversation
    last_message: Event | None
    type: Literal["row"] = "row"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest number of a conversation, where events may have been missed."""

    conversation: UUID
    number: int
    type: Literal["head"] = "head"


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is typing, now."""

    conversation: UUID
    who: Literal["customer", "bot", "cm"]
    name: str | None
    type: Literal["typing"] = "typing"


@dataclass(frozen=True, slots=True)
class Wait:
    """Where a waiting customer stands.

    `place` counts from 1 (None: not waiting); `estimate` is in minutes (None: unknown);
    `opens_at` is when the team is back, if it is closed.
    """

    conversation: UUID
    place: int | None
    estimate: int | None
    open: bool
    opens_at: datetime | None
    type: Literal["wait"] = "wait"


@dataclass(frozen=True, slots=True)
class Refetch:
    """Signals were lost here: read again whatever you show."""

    type: Literal["refetch"] = "refetch"


Signal = Written | Row | Head | Typing | Wait | Refetch

_SIGNALS: TypeAdapter[Signal] = TypeAdapter(Annotated[Signal, Field(discriminator="type")])


def dump(signal: Signal) -> str:
    """The signal as JSON."""
    return _SIGNALS.dump_json(signal).decode()


def load(data: str) -> Signal:
    """The signal in `data`; raises ValueError if it holds none."""
    return _SIGNALS.validate_json(data)
