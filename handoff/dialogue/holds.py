"""Who plays a turn: a hold in the record with a lease, and the fence that its replies must pass."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final, Literal
from uuid import UUID, uuid5

from handoff.conversations.log import Conversations, Locked, asked_since, read_events
from handoff.conversations.model import Conversation, Event
from handoff.conversations.ownership import Owner
from handoff.dialogue import buttons
from handoff.dialogue.mailbox import Left
from handoff.dialogue.rasa import plain

LEASE: Final = 8.0
"""Seconds that a hold on a turn lasts without being renewed."""

LONGEST_TEXT: Final = 2000
"""Characters of a burst that the bot reads: Rasa works on one core, for everybody."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A turn that this process plays.

    `upto` is the number of the last message it answers; `resumed` says that another process may
    have sent it already.
    """

    conversation: Conversation
    turn_id: UUID
    upto: int
    message: str
    problem: str
    resumed: bool

    @property
    def sender(self) -> str:
        """Rasa's sender id: each return to the bot is a stranger to the stint before."""
        return f"{self.conversation.id}.{self.conversation.stint}"

    def still_holds(self, now: Conversation) -> bool:
        """The fence: whether nothing has happened that this turn may not speak after."""
        return (
            now.owner is Owner.BOT
            and now.version == self.conversation.version
            and now.turn_id == self.turn_id
        )


class Holds:
    """The holds of one process, on conversations of every brand."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def take(self, conversation_id: UUID) -> Hold | Literal[Left.NOTHING, Left.ELSEWHERE]:
        """Hold the next turn, or the one whose player is gone, if there is one to play."""
        async with self._conversations.locked(conversation_id) as locked:
            conversation = locked.conversation
            if not conversation.bot_owes_an_answer:
                return Left.NOTHING
            if conversation.turn_lease is not None and conversation.turn_lease > locked.now:
                return Left.ELSEWHERE
            after = max(conversation.bot_cursor, conversation.stint_started)
            events = await read_events(locked.connection, conversation_id, after=after)
            said = [e for e in events if e.kind == "message" and e.author == "customer"]
            batch, resumed = _batch(conversation, said)
            hold = Hold(
                conversation=conversation,
                turn_id=_turn_id(conversation, batch),
                upto=batch[-1].number,
                message=await _message(locked, batch),
                problem="\n".join(str(event.body.get("text", "")) for event in batch),
                resumed=resumed,
            )
            locked.hold_turn(hold.turn_id, locked.now + timedelta(seconds=LEASE))
        return hold

    async def renew(self, hold: Hold) -> bool:
        """Go on holding; False once the turn may not speak any more."""
        async with self._conversations.locked(hold.conversation.id) as locked:
            if not hold.still_holds(locked.conversation):
                return False
            locked.hold_turn(hold.turn_id, locked.now + timedelta(seconds=LEASE))
            return True

    async def asked_since(self, hold: Hold) -> datetime | None:
        """When the customer wrote the first sentence of this stint."""
        record, brands = self._conversations.record, [hold.conversation.brand]
        async with record.transaction(brands) as connection:
            return await asked_since(connection, hold.conversation)

    @asynccontextmanager
    async def fenced(self, hold: Hold) -> AsyncGenerator[Locked | None]:
        """The lock, if the turn may still speak; None if it comes late."""
        async with self._conversations.locked(hold.conversation.id) as locked:
            yield locked if hold.still_holds(locked.conversation) else None


def _batch(conversation: Conversation, said: list[Event]) -> tuple[list[Event], bool]:
    """The messages of the next turn, and whether that turn was begun before.

    A button's payload is a command, so it is a turn of its own.
    """
    if conversation.turn_id is not None:
        for count in range(1, len(said) + 1):
            if _turn_id(conversation, said[:count]) == conversation.turn_id:
                return said[:count], True
    if "button" in said[0].body:
        return said[:1], False
    return list(takewhile(lambda event: "button" not in event.body, said)), False


def _turn_id(conversation: Conversation, batch: list[Event]) -> UUID:
    """The same messages make the same turn, whoever plays it."""
    return uuid5(conversation.id, f"{conversation.stint}:{batch[-1].number}")


async def _message(locked: Locked, batch: list[Event]) -> str:
    """What Rasa is sent: a button's payload, or the texts together and harmless."""
    button_id = batch[0].body.get("button")
    if button_id is not None:
        button = await buttons.pressed(locked.connection, locked.conversation.id, button_id)
        if button is not None:
            return button.payload
    texts = [str(event.body.get("text", "")) for event in batch]
    return plain("\n".join(texts))[:LONGEST_TEXT]
