"""What one socket listens to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from handoff.live import redis_keys
from handoff.live.signals import Refetch, Signal

if TYPE_CHECKING:
    from handoff.live.hub import Hub


class Subscription(AsyncIterator[Signal]):
    """The signals of some conversations and brands: `async for` them; close it in the end.

    The queue is bounded. Whoever reads too slowly finds one `Refetch` in place of what was lost.
    """

    def __init__(self, hub: Hub, limit: int) -> None:
        self._hub = hub
        self._limit = limit
        self._queue: asyncio.Queue[Signal | None] = asyncio.Queue()
        self._topics: set[str] = set()
        self._closed = False

    async def watch(self, conversation_id: UUID) -> None:
        """Add a conversation. Read the record after this returned: nothing then falls between."""
        await self._join(redis_keys.conversation_channel(conversation_id))

    def unwatch(self, conversation_id: UUID) -> None:
        """Leave a conversation."""
        self._leave(redis_keys.conversation_channel(conversation_id))

    async def follow(self, brand: str) -> None:
        """Add the rows and the presence of a brand."""
        await self._join(redis_keys.brand_channel(brand))

    def close(self) -> None:
        """Leave everything and end the iteration; harmless when repeated."""
        if self._closed:
            return
        self._closed = True
        for topic in list(self._topics):
            self._leave(topic)
        self._queue.put_nowait(None)

    def deliver(self, signal: Signal) -> None:
        """Hand over one signal; for the hub. Never waits."""
        if self._closed:
            return
        if self._queue.qsize() >= self._limit:
            while not self._queue.empty():
                self._queue.get_nowait()
            signal = Refetch()
        self._queue.put_nowait(signal)

    async def _join(self, topic: str) -> None:
        if topic not in self._topics and not self._closed:
            self._topics.add(topic)
            await self._hub.join(topic, self)

    def _leave(self, topic: str) -> None:
        if topic in self._topics:
            self._topics.discard(topic)
            self._hub.leave(topic, self)

    async def __anext__(self) -> Signal:
        signal = await self._queue.get()
        if signal is None:
            self._queue.put_nowait(None)
            raise StopAsyncIteration
        return signal

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: Any) -> None:
        self.close()
