"""Background work that never dies silently."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import structlog

from handoff.logs import where

log = structlog.get_logger(__name__)

LONGEST_BACK_OFF = 2.0
"""Seconds between two attempts of work that keeps failing; what comes back is noticed soon."""


async def keep_running(
    name: str, step: Callable[[], Awaitable[object]], *, pause: float, limit: float | None
) -> None:
    """Run `step` again and again until cancelled.

    Args:
        name: what the log calls it.
        step: one round of the work.
        pause: seconds between two rounds; each failure in a row doubles it.
        limit: seconds after which a round counts as failed; None for rounds that wait for
            something and limit their own steps.
    """
    failures = 0
    while True:
        try:
            async with asyncio.timeout(limit):
                await step()
            failures = 0
        except Exception as error:
            failures += 1
            # Its name and place, not its words: a database's error quotes what was written.
            kind = type(error).__name__
            log.warning("loop_failed", loop=name, failures=failures, error=kind, at=where(error))
        await asyncio.sleep(_rest(pause, failures))


async def stop(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks until every one has ended.

    Once is not enough: on Python 3.11 a cancellation that arrives just as the awaited call ends is
    lost in `asyncio.wait_for` (https://github.com/python/cpython/issues/81839), which redis-py
    sends its commands with.
    """
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=0.5)


def _rest(pause: float, failures: int) -> float:
    if failures:
        pause = min(max(pause, 0.1) * 2 ** min(failures, 8), max(pause, LONGEST_BACK_OFF))
    # Spread out, so that several processes do not sweep at the same moment.
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
