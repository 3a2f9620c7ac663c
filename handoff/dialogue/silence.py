"""The rule of silence: how an episode ends when the customer says nothing more."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog

from handoff.conversations import standing
from handoff.conversations.cases import open_cases
from handoff.conversations.erasure import forget_wordless
from handoff.conversations.log import Conversations, Locked
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.live.loops import keep_running, stop
from handoff.storage.engine import EVERY_BRAND

log = structlog.get_logger(__name__)

SILENCE: Final = timedelta(hours=24)

LOOK_EVERY: Final = 60.0
AT_ONCE: Final = 200

WORDLESS: Final = timedelta(days=2)
"""After which a conversation without a word is forgotten; the page may be open in a tab."""

FORGET_EVERY: Final = 600.0

OUTCOME_OF_LAST_TURN: Final = {
    "answer": Outcome.ANSWERED_BY_BOT,
    "offer": Outcome.ANSWERED_BY_BOT,
    "done": Outcome.RESOLVED_BY_BOT,
}
"""After anything else (a question, a failure, a greeting only) the customer left unserved."""


class Silence:
    """Closes what has been silent with the bot for 24 hours; forgets what never had a word."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._loops: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to look for silence."""
        self._loops = [
            asyncio.create_task(keep_running(name, look, pause=pause, limit=60))
            for name, look, pause in (
                ("silence", self.close_silent, LOOK_EVERY),
                ("wordless", self.forget_wordless, FORGET_EVERY),
            )
        ]

    async def close(self) -> None:
        """End the loops."""
        await stop(self._loops)

    async def forget_wordless(self, since: timedelta = WORDLESS) -> int:
        """Delete conversations begun so long ago in which no word was said; gives how many."""
        return await forget_wordless(self._conversations.record, since, AT_ONCE)

    async def close_silent(self, silence: timedelta = SILENCE) -> int:
        """Close what has been silent for so long; gives how many."""
        async with self._conversations.record.transaction(EVERY_BRAND) as connection:
            silent = await standing.silent(connection, silence, AT_ONCE)
        closed = 0
        for conversation_id in silent:
            async with self._conversations.locked(conversation_id) as locked:
                conversation = locked.conversation
                still = locked.now - conversation.updated_at >= silence
                if still and conversation.owner is Owner.BOT:
                    closed += await _end(locked) is not None
        return closed

    async def apply(self, conversation_id: UUID) -> Outcome | None:
        """The customer has gone, now: end the episode by the rule.

        Returns:
            The outcome, also of an episode that had ended before; None while a CM has it, who
            closes it, and while the bot still owes an answer.
        """
        async with self._conversations.locked(conversation_id) as locked:
            return await _end(locked)


async def _end(locked: Locked) -> Outcome | None:
    conversation = locked.conversation
    if conversation.owner is Owner.CLOSED:
        return conversation.outcome
    if conversation.owner is Owner.CM or conversation.bot_owes_an_answer:
        return None
    outcome = await _outcome(locked)
    await locked.move(Move.CLOSE, outcome=outcome)
    log.info("closed_by_silence", conversation=str(conversation.id), outcome=outcome.value)
    return outcome


async def _outcome(locked: Locked) -> Outcome:
    if await open_cases(locked):
        return Outcome.PROMISED
    if locked.conversation.owner is Owner.WAITING:
        return Outcome.ABANDONED_WAITING
    return OUTCOME_OF_LAST_TURN.get(locked.conversation.last_turn or "", Outcome.ABANDONED_WITH_BOT)
