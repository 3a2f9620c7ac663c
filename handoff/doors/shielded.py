"""Writes that a vanished client cannot interrupt half way between commit and announcement."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# asyncio keeps only weak references to tasks; an abandoned one must still finish.
_running: set[asyncio.Task[Any]] = set()


async def shielded(write: Coroutine[Any, Any, T]) -> T:
    """Await `write`; if the waiter is cancelled, `write` goes on to its end."""
    task = asyncio.ensure_future(write)
    _running.add(task)
    task.add_done_callback(_finished)
    return await asyncio.shield(task)


def _finished(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if not task.cancelled():
        task.exception()  # seen by the waiter, or nobody waits any more
