"""How every room connects to Redis: with a time limit on each word."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

TIME_LIMIT = 1.0
"""Seconds that one command may take; a Redis that is slower counts as away."""

REDIS_AWAY = (RedisError, OSError, TimeoutError)
"""What a Redis that is down, stopped, full or restarting raises."""


def connect(url: str) -> Redis:
    """A client for `redis://…`; connects with the first command, and never retries by itself."""
    return Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
        url,
        decode_responses=True,
        socket_timeout=TIME_LIMIT,
        socket_connect_timeout=TIME_LIMIT,
        retry=Retry(NoBackoff(), 0),
    )
