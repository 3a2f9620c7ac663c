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
            woken += await self._wake_one(conversation_id)
        return woken

    async def _wake_one(self, conversation_id: UUID) -> bool:
        async with Conversations(self._record, EVERY_BRAND).locked(conversation_id) as locked:
            case = next((c for c in await open_cases(locked) if c.due_at <= locked.now), None)
            if case is None or not await _can_be_woken(locked):
                return False
            await self._queue(locked, case)
            await self._telling.say(locked, "case_due", case_number=case.number)
        log.info("case_due", conversation=str(conversation_id), case=case.number)
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
    """What the CM reads: as at the last hand-over, if there was one, else what the case says."""
    if before:
        return before
    known = {"order_number": case.order_number, "tracking_number": case.tracking_number}
    order, parcel = ({name: value} if value else {} for name, value in known.items())
    return {
        "problem": case.summary.get("problem"),
        "done": [case.number],
        "order": order,
        "parcel": parcel,
    }
