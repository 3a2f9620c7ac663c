"""A promise whose date has come wakes the team that made it, and its customer hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import structlog

from handoff.brands.brand import Brand
from handoff.conversations.cases import Case, due, open_cases
from handoff.conversations.log import Conversations, Locked
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.desk.deadlines import deadline
from handoff.desk.telling import Telling
from handoff.logs import where
from handoff.storage.engine import EVERY_BRAND, Record

log = structlog.get_logger(__name__)

AT_ONCE: Final = 200

QUIET: Final = timedelta(minutes=15)
"""How long customers who talk with the bot must have been silent before a human steps in."""


class DueCases:
    """Looks for cases whose date has come, and puts their conversations into the queue."""

    def __init__(self, record: Record, brands: Mapping[str, Brand], telling: Telling) -> None:
        self._record = record
        self._brands = brands
        self._telling = telling

    async def wake(self) -> int:
        """Put what is due and with no human into its team's queue; gives how many."""
        async with self._record.transaction(EVERY_BRAND) as connection:
            found = await due(connection, AT_ONCE)
        woken = 0
        for conversation_id in found:
            try:
                woken += await self._wake_one(conversation_id)
            except Exception as error:
                # One that cannot be woken, say of a brand that is gone, must not hold up the rest.
                kind, at = type(error).__name__, where(error)
                log.error("case_not_woken", conversation=str(conversation_id), error=kind, at=at)
        return woken

    async def _wake_one(self, conversation_id: UUID) -> bool:
        async with Conversations(self._record, EVERY_BRAND).locked(conversation_id) as locked:
            promised = [case for case in await open_cases(locked) if case.due_at <= locked.now]
            if not promised or not await _can_be_woken(locked):
                return False
            await self._queue(locked, promised[0])
            for case in promised:
                await self._telling.say(locked, "case_due", case_number=case.number)
        numbers = [case.number for case in promised]
        log.info("case_due", conversation=str(conversation_id), cases=numbers)
        return True

    async def _queue(self, locked: Locked, case: Case) -> None:
        conversation = locked.conversation
        brand = self._brands[conversation.brand]
        promised = conversation.outcome is Outcome.PROMISED
        if conversation.owner is Owner.CLOSED and not promised:
            # Whatever else was settled then, this was not: an episode of its own.
            await locked.move(Move.REOPEN)
        await locked.move(
            Move.CASE_DUE if promised else Move.ESCALATE,
            team=case.team if case.team in brand.teams else brand.teams[0],
            urgency="high",
            reason="case_due",
            deadline=deadline(locked.now, brand.limits.waiting_minutes, "high"),
            summary=_summary(conversation.summary, case),
        )


async def _can_be_woken(locked: Locked) -> bool:
    conversation = locked.conversation
    if conversation.owner is Owner.BOT:
        quiet = locked.now - conversation.updated_at >= QUIET
        return quiet and not conversation.bot_owes_an_answer
    return conversation.owner is Owner.CLOSED


def _summary(before: dict[str, Any] | None, case: Case) -> dict[str, Any]:
    """What the CM reads: what was promised, and what was done until the last hand-over."""
    known = {"order_number": case.order_number, "tracking_number": case.tracking_number}
    order, parcel = ({name: value} if value else {} for name, value in known.items())
    stood = before or {}
    return {
        **stood,
        "problem": case.summary.get("problem") or stood.get("problem"),
        "done": stood.get("done") or [],
        "order": order or stood.get("order") or {},
        "parcel": parcel or stood.get("parcel") or {},
    }
