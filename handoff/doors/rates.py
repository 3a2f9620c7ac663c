"""How often somebody may knock: fixed windows counted in Redis, and in this process without it."""

import asyncio
import hashlib
import time

import structlog
from redis.asyncio import Redis

from handoff.live.connection import REDIS_AWAY

log = structlog.get_logger()

ANSWER_WITHIN = 0.25
"""Seconds that Redis has to answer before this process counts by itself."""

KEPT = 10_000
"""Counters that this process keeps before it forgets those whose window is over."""


class Rates:
    """Counts attempts. Without Redis each process counts its own, so limits stay but are looser."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._here: dict[str, tuple[int, float]] = {}

    async def allow(self, what: str, who: str, *, limit: int, seconds: int) -> bool:
        """Count one attempt of `who`; false once `limit` in the present window is passed.

        `who` (a network address, a login) is stored hashed: it is a personal datum.
        """
        window = int(time.time() // seconds)
        digest = hashlib.blake2b(who.encode(), digest_size=12).hexdigest()
        key = f"relais:rate:{what}:{digest}:{window}"
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                pipe = self._redis.pipeline(transaction=False)
                pipe.incr(key)
                pipe.expire(key, seconds)
                count = int((await pipe.execute())[0])
        except REDIS_AWAY:
            log.warning("rate_counted_without_redis", what=what)
            count = self._count_here(key, (window + 1) * seconds)
        return count <= limit

    async def ping(self) -> None:
        """Ask Redis for a sign of life; raises what a Redis that is away raises."""
        await self._redis.ping()  # pyright: ignore[reportUnknownMemberType, reportGeneralTypeIssues]

    def _count_here(self, key: str, over_at: float) -> int:
        if len(self._here) > KEPT:
            now = time.time()
            self._here = {kept: one for kept, one in self._here.items() if one[1] > now}
        count = self._here.get(key, (0, 0.0))[0] + 1
        self._here[key] = (count, over_at)
        return count
