"""A CM who is gone gives back what is owed to customers; the rest stays until they write."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from handoff.brands.brand import Brand
from handoff.conversations import standing
from handoff.conversations.log import Conversations
from handoff.conversations.ownership import Move
from handoff.desk.deadlines import deadline
from handoff.desk.presence import Presence
from handoff.desk.telling import Telling
from handoff.storage.engine import EVERY_BRAND, Record

log = structlog.get_logger(__name__)


class Absence:
    """Looks for CMs who are gone."""

    def __init__(
        self, record: Record, brands: Mapping[str, Brand], presence: Presence, telling: Telling
    ) -> None:
        self._record = record
        self._brands = brands
        self._presence = presence
        self._telling = telling

    async def take_back(self) -> int:
        """Put what absent CMs owe to customers back at its old place; gives how many."""
        async with self._record.transaction(EVERY_BRAND) as connection:
            held = await standing.held(connection)
        gone = await self._presence.gone({one.cm for one in held})
        taken = 0
        for one in held:
            if one.owed and one.cm in gone:
                taken += await self._take_back_one(one)
        return taken

    async def _take_back_one(self, held: standing.Held) -> bool:
        async with Conversations(self._record, EVERY_BRAND).locked(held.id) as locked:
            conversation = locked.conversation
            if conversation.cm != held.cm or conversation.version != held.version:
                return False
            brand = self._brands[conversation.brand]
            due = deadline(locked.now, brand.limits.waiting_minutes, conversation.urgency)
            await locked.move(Move.CM_GONE, deadline=conversation.deadline or due)
            await self._telling.place(locked, "back_in_queue")
        log.info("taken_back", conversation=str(held.id), cm=str(held.cm))
        return True
