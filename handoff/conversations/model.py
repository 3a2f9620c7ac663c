"""What a conversation and one of its events are, once read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from handoff.conversations.ownership import Outcome, Owner, State

Kind = Literal["message", "note", "facts", "owner", "work", "case"]
Author = Literal["customer", "bot", "cm", "service"]
Urgency = Literal["low", "normal", "high", "critical"]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log; `number` counts from 1 without gaps in its conversation."""

    conversation: UUID
    number: int
    kind: Kind
    author: Author
    author_id: UUID | None
    name: str | None
    body: dict[str, Any]
    client_id: str | None
    at: datetime
    episode: int
    stint: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as its log adds up to at `last_number`.

    `bot_cursor` is the number of the last customer message that a bot's turn has answered;
    `stint_started` the number of the event that began the bot's present stint; `last_turn` the
    kind of the bot's last turn (`answer`, `question`, `failure`, `smalltalk`, `done`, `goodbye`,
    `offer`: a past reply, of which the customer has not said yet whether it helped).
    """

    id: UUID
    brand: str
    customer_id: UUID
    channel: str
    sender: str | None
    address: str | None
    language: str
    owner: Owner
    cm: UUID | None
    version: int
    last_number: int
    last_customer_number: int
    last_answer_number: int
    stint: int
    stint_started: int
    episode: int
    team: str
    urgency: Urgency
    reason: str | None
    waiting_since: datetime | None
    deadline: datetime | None
    outcome: Outcome | None
    bot_cursor: int
    turn_id: UUID | None
    turn_lease: datetime | None
    last_turn: str | None
    created_at: datetime
    updated_at: datetime
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    summary: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def state(self) -> State:
        """The part that the owner table decides."""
        return State(
            owner=self.owner,
            version=self.version,
            stint=self.stint,
            episode=self.episode,
            cm=str(self.cm) if self.cm else None,
            outcome=self.outcome,
        )

    @property
    def bot_owes_an_answer(self) -> bool:
        """Whether the bot owns it and the customer wrote since the bot's last turn."""
        return self.owner is Owner.BOT and self.last_customer_number > max(
            self.bot_cursor, self.stint_started
        )

    @property
    def customer_waits(self) -> bool:
        """Whether the customer's last message is later than the last human or bot answer."""
        return self.last_customer_number > self.last_answer_number
