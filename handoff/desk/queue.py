"""The queue in Redis: an index of what waits, earliest deadline first.

Redis only hints. A hint is leased to one claimer so that many do not run for the same
conversation; PostgreSQL decides whether the claim holds. The index can be lost at any time: a
missing generation key says so, and it is rebuilt from the record at once. A sweep compares the
two every few seconds and counts what it mends.
"""

# redis-py's types are partial.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from prometheus_client import Counter
from redis.asyncio import Redis

from handoff.conversations import standing
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Owner
from handoff.conversations.standing import Waiting
from handoff.live import redis_keys
from handoff.live.connection import TIME_LIMIT
from handoff.storage.engine import EVERY_BRAND, Record

log = structlog.get_logger(__name__)

HINT_LEASE: Final = 5.0
"""Seconds a claimer has to turn a hint into a claim; then the hint is put back."""

MENDS: Final = Counter(
    "relais_queue_mends_total", "Differences between record and queue that the sweep mended."
)
REBUILDS: Final = Counter(
    "relais_queue_rebuilds_total", "Times that Redis was found empty and the queue was rebuilt."
)

QueueName = tuple[str, str]
"""Brand and team."""

# KEYS: generation, hint leases, queues… ARGV: lease in ms.
# Gives the conversation with the earliest deadline that nobody has a lease on; "" if none waits,
# nil if the generation is missing. The clock is Redis's own, one for all processes.
_NEXT = """
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local best, due = '', nil
for i = 3, #KEYS do
  local from, free = 0, nil
  while not free do
    local waiting = redis.call('ZRANGE', KEYS[i], from, from + 19, 'WITHSCORES')
    if #waiting == 0 then break end
    for j = 1, #waiting, 2 do
      if not redis.call('ZSCORE', KEYS[2], waiting[j]) then
        free = { waiting[j], tonumber(waiting[j + 1]) }
        break
      end
    end
    from = from + 20
  end
  if free and (not due or free[2] < due) then best, due = free[1], free[2] end
end
if due then redis.call('ZADD', KEYS[2], now + tonumber(ARGV[1]), best) end
return best
"""


class Queue:
    """The index of what waits.

    Args:
        redis: where it is.
        record: what it is an index of.
        teams: the teams of each brand.
    """

    def __init__(self, redis: Redis, record: Record, teams: Mapping[str, Sequence[str]]) -> None:
        self._redis = redis
        self._record = record
        self._teams = teams
        self._next = redis.register_script(_NEXT)

    async def next_hint(self, queues: Collection[QueueName]) -> UUID | None:
        """Who is due first in these queues, leased to the caller; None if nobody waits.

        Raises one of `REDIS_AWAY` where Redis cannot say.
        """
        async with asyncio.timeout(TIME_LIMIT * 2):
            hint = await self._ask(queues)
            if hint is None:
                await self.rebuild()
                hint = await self._ask(queues)
        return UUID(hint) if hint else None

    async def put_back(self, conversation_id: UUID) -> None:
        """Give up a hint that did not become a claim."""
        await self._redis.zrem(redis_keys.HINT_LEASES, str(conversation_id))

    async def index(self, conversation: Conversation) -> None:
        """Bring one conversation's entry in line with what was just committed."""
        member = str(conversation.id)
        waits = conversation.owner is Owner.WAITING
        async with self._redis.pipeline(transaction=True) as pipeline:
            for team in self._teams.get(conversation.brand, ()):
                if not (waits and team == conversation.team):
                    pipeline.zrem(redis_keys.queue(conversation.brand, team), member)
            if waits and conversation.deadline is not None:
                key = redis_keys.queue(conversation.brand, conversation.team)
                pipeline.zadd(key, {member: _score(conversation.deadline)})
            pipeline.zrem(redis_keys.HINT_LEASES, member)
            await pipeline.execute()

    async def drop(self, conversation_id: UUID) -> None:
        """Forget an entry that the record contradicts."""
        async with self._redis.pipeline(transaction=True) as pipeline:
            for key in self._keys():
                pipeline.zrem(key, str(conversation_id))
            pipeline.zrem(redis_keys.HINT_LEASES, str(conversation_id))
            await pipeline.execute()

    async def rebuild(self) -> None:
        """Write the whole index from the record, then say that it is complete."""
        waiting = await self._waiting()
        async with self._redis.pipeline(transaction=True) as pipeline:
            pipeline.delete(*self._keys())
            for key, members in _by_key(waiting).items():
                pipeline.zadd(key, members)
            await pipeline.execute()
        seconds, microseconds = await self._redis.time()
        await self._redis.set(redis_keys.GENERATION, seconds * 1000 + microseconds // 1000, nx=True)
        REBUILDS.inc()
        log.warning("queue_rebuilt", waiting=len(waiting))

    async def sweep(self) -> int:
        """Compare with the record; gives how many entries had to be mended."""
        if not await self._redis.exists(redis_keys.GENERATION):
            await self.rebuild()
            return 0
        suspects = await self._differences()
        if not suspects:
            return 0
        # What was being indexed while we looked has arrived by the second look.
        await asyncio.sleep(0.5)
        mended = suspects & await self._differences()
        for key, member, score in mended:
            if score is None:
                await self._redis.zrem(key, member)
            else:
                await self._redis.zadd(key, {member: score})
        if mended:
            MENDS.inc(len(mended))
            log.warning("queue_mended", entries=len(mended))
        return len(mended)

    async def _ask(self, queues: Iterable[QueueName]) -> str | None:
        keys = [redis_keys.queue(brand, team) for brand, team in queues]
        hint = await self._next(
            keys=[redis_keys.GENERATION, redis_keys.HINT_LEASES, *keys],
            args=[int(HINT_LEASE * 1000)],
        )
        return hint if isinstance(hint, str) else None

    async def _differences(self) -> set[tuple[str, str, float | None]]:
        """(queue, conversation, right score or None for "not here") of each wrong entry."""
        keys = self._keys()
        async with self._redis.pipeline(transaction=False) as pipeline:
            for key in keys:
                pipeline.zrange(key, 0, -1, withscores=True)
            found = await pipeline.execute()
        indexed = {
            (key, m, s) for key, entries in zip(keys, found, strict=True) for m, s in entries
        }
        right = {
            (key, member, score)
            for key, members in _by_key(await self._waiting()).items()
            for member, score in members.items()
        }
        wrong: set[tuple[str, str, float | None]] = {*(right - indexed)}
        rewritten = {(key, member) for key, member, _ in wrong}
        surplus = {(key, member) for key, member, _ in indexed - right} - rewritten
        return wrong | {(key, member, None) for key, member in surplus}

    async def _waiting(self) -> list[Waiting]:
        async with self._record.transaction(EVERY_BRAND) as connection:
            return await standing.waiting(connection)

    def _keys(self) -> list[str]:
        return [
            redis_keys.queue(brand, team) for brand, teams in self._teams.items() for team in teams
        ]


def _by_key(waiting: Iterable[Waiting]) -> dict[str, dict[str, float]]:
    keys: dict[str, dict[str, float]] = {}
    for one in waiting:
        key = redis_keys.queue(one.brand, one.team)
        keys.setdefault(key, {})[str(one.id)] = _score(one.deadline)
    return keys


def _score(deadline: datetime) -> float:
    return float(int(deadline.timestamp() * 1000))
