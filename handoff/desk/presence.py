"""Which CMs are there: leases that the server's own pings renew, not the CM's activity."""

# redis-py's types are partial.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from redis.asyncio import Redis

from handoff.conversations.people import CM
from handoff.live import redis_keys
from handoff.live.connection import REDIS_AWAY

LEASE: Final = 45.0
"""Seconds for which one answered ping counts; pings come every 15."""

GRACE: Final = 60.0
"""Seconds after the lease in which a CM may come back and find the conversations as they were."""

Status = Literal["online", "away"]


@dataclass(frozen=True, slots=True)
class Present:
    """A CM with a lease; `away` takes no new conversations."""

    cm: UUID
    status: Status
    brands: frozenset[str]
    teams: frozenset[str]


class Presence:
    """The CMs' leases in Redis; the clock is Redis's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._reachable_since: float | None = None
        self._seen: list[Present] = []

    async def renew(self, cm: CM, status: Status = "online") -> None:
        """The CM answered a ping, came, or changed status. Never fails; `gone` knows why."""
        details = {"status": status, "brands": cm.brands, "teams": cm.teams}
        with contextlib.suppress(*REDIS_AWAY):
            now = await self._now()
            async with self._redis.pipeline(transaction=True) as pipeline:
                pipeline.zadd(redis_keys.PRESENCE_LEASES, {str(cm.id): (now + LEASE) * 1000})
                pipeline.hset(redis_keys.PRESENCE_CMS, str(cm.id), json.dumps(details))
                await pipeline.execute()

    async def seen(self, cm: CM) -> None:
        """The CM acted: whoever claims or answers is there, whatever became of the socket.

        Extends the lease and leaves the status as it is. Never fails.
        """
        details = {"status": "online", "brands": cm.brands, "teams": cm.teams}
        with contextlib.suppress(*REDIS_AWAY):
            now = await self._now()
            async with self._redis.pipeline(transaction=True) as pipeline:
                pipeline.zadd(redis_keys.PRESENCE_LEASES, {str(cm.id): (now + LEASE) * 1000})
                pipeline.hsetnx(redis_keys.PRESENCE_CMS, str(cm.id), json.dumps(details))
                await pipeline.execute()

    async def leave(self, cm_id: UUID) -> None:
        """The CM logged out: gone as soon as the grace period is over. Never fails."""
        with contextlib.suppress(*REDIS_AWAY):
            now = await self._now()
            await self._redis.zadd(redis_keys.PRESENCE_LEASES, {str(cm_id): now * 1000}, xx=True)

    async def look(self) -> list[Present]:
        """Who is there now; raises one of `REDIS_AWAY`."""
        now = await self._now()
        members = await self._redis.zrangebyscore(redis_keys.PRESENCE_LEASES, now * 1000, "+inf")
        leased = [str(cm) for cm in members if cm != redis_keys.PRESENCE_SINCE]
        found = await self._redis.hmget(redis_keys.PRESENCE_CMS, leased) if leased else []
        self._seen = [
            _present(cm, str(details))
            for cm, details in zip(leased, found, strict=True)
            if details is not None
        ]
        return self._seen

    def online(self, brand: str, team: str) -> int:
        """How many CMs could take a conversation of this team, as last looked."""
        return sum(
            one.status == "online" and brand in one.brands and team in one.teams
            for one in self._seen
        )

    async def gone(self, cms: Collection[UUID]) -> set[UUID]:
        """Which of these CMs are gone beyond the grace period; raises one of `REDIS_AWAY`.

        Nobody is, until a full lease and grace have passed since Redis was last empty, was last
        away, or this process began: leases that nobody could renew say nothing.
        """
        now = await self._now()
        await self._redis.zadd(
            redis_keys.PRESENCE_LEASES, {redis_keys.PRESENCE_SINCE: now * 1000}, nx=True
        )
        names = [redis_keys.PRESENCE_SINCE, *(str(cm) for cm in cms)]
        empty_at, *leases = await self._redis.zmscore(redis_keys.PRESENCE_LEASES, names)
        known_since = max(self._reachable_since or now, (empty_at or now * 1000) / 1000)
        if now - known_since < LEASE + GRACE:
            return set()
        return {
            cm
            for cm, lease in zip(cms, leases, strict=True)
            if lease is None or lease / 1000 + GRACE < now
        }

    async def _now(self) -> float:
        try:
            seconds, microseconds = await self._redis.time()
        except REDIS_AWAY:
            self._reachable_since = None
            raise
        now = seconds + microseconds / 1_000_000
        if self._reachable_since is None:
            self._reachable_since = now
        return now


def _present(cm: str, details: str) -> Present:
    read = json.loads(details)
    return Present(UUID(cm), read["status"], frozenset(read["brands"]), frozenset(read["teams"]))
