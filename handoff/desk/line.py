"""Who is next: a hint from Redis, or the record's own answer where Redis has none."""

from __future__ import annotations

import asyncio
import contextlib
import random
from typing import Final
from uuid import UUID

from handoff.conversations import standing
from handoff.desk.queue import Queue, QueueName
from handoff.live.connection import REDIS_AWAY
from handoff.storage.engine import EVERY_BRAND, Record

CHOICE: Final = 20
"""How many of the first the record offers where Redis gives no hint."""


class Line:
    """Finds candidates; whether a claim holds is decided under the conversation's lock."""

    def __init__(self, record: Record, queue: Queue) -> None:
        self._record = record
        self._queue = queue

    async def next(self, queues: list[QueueName], attempt: int) -> UUID | None:
        """Who may be next in these queues; None if nobody waits. `attempt` counts from 0."""
        with contextlib.suppress(*REDIS_AWAY):
            hint = await self._queue.next_hint(queues)
            if hint is not None:
                return hint
        # No hint: Redis is away, its index behind, or others have leases on all that waits.
        async with self._record.transaction(EVERY_BRAND) as connection:
            waiting = await standing.earliest_waiting(connection, queues, CHOICE)
        if not waiting:
            return None
        # Whoever lost a race tries elsewhere than the others who lost it.
        return waiting[0] if attempt == 0 else random.choice(waiting)  # noqa: S311 - no secret

    async def forget(self, conversation_id: UUID) -> None:
        """Drop a candidate who does not wait. Never fails: the sweep does it too."""
        with contextlib.suppress(*REDIS_AWAY):
            await self._queue.drop(conversation_id)

    async def put_back(self, conversation_id: UUID) -> None:
        """Leave a candidate to others. Never fails: the lease runs out by itself."""
        with contextlib.suppress(*REDIS_AWAY):
            await asyncio.shield(self._queue.put_back(conversation_id))
