"""Between processes: signals over one pub/sub connection, and an outbox that waits for Redis."""

# redis-py's types are partial.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Collection, Coroutine
from typing import Any
from uuid import uuid4

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from handoff.live import redis_keys, signals
from handoff.live.connection import REDIS_AWAY, TIME_LIMIT
from handoff.live.loops import keep_running
from handoff.live.signals import Head, Refetch, Row, Signal, Written

log = structlog.get_logger(__name__)

OUTBOX = 10_000
"""Signals that may wait for Redis; of what comes beyond, only the heads are kept."""

_PING_AFTER = 2.0
_DEAD_AFTER = 6.0
_BATCH = 200


class Wire:
    """One process's connection to the others.

    Args:
        redis: where to.
        wanted: the topics that this process listens to at present.
        deliver: takes a topic and the signal that another process said about it.
        connected: called when signals begin to arrive again, after some may have been missed.
    """

    def __init__(
        self,
        redis: Redis,
        *,
        wanted: Callable[[], Collection[str]],
        deliver: Callable[[str, Signal], None],
        connected: Callable[[], None],
    ) -> None:
        self._redis = redis
        self._wanted = wanted
        self._deliver = deliver
        self._on_connected = connected
        self._me = uuid4().hex
        self._outbox: asyncio.Queue[tuple[str, Signal]] = asyncio.Queue(OUTBOX)
        self._unsent: dict[str, Signal] = {}
        self._pubsub: PubSub | None = None
        self._heard: dict[str, asyncio.Event] = {}

    @property
    def connected(self) -> bool:
        """Whether signals of other processes arrive."""
        return self._pubsub is not None

    def loops(self) -> list[Coroutine[Any, Any, None]]:
        """What has to run for signals to travel."""
        return [
            keep_running("wire_receive", self._receive, pause=0.1, limit=None),
            keep_running("wire_send", self._send, pause=0, limit=None),
        ]

    def say(self, topic: str, signal: Signal) -> None:
        """Send a signal to the other processes, as soon as Redis takes it. Never waits."""
        try:
            self._outbox.put_nowait((topic, signal))
        except asyncio.QueueFull:
            self._keep(topic, signal)

    async def hear(self, topic: str) -> None:
        """Return once Redis sends us this topic; soon in any case, if Redis is away."""
        if self._pubsub is None:
            return
        with contextlib.suppress(*REDIS_AWAY):
            async with asyncio.timeout(TIME_LIMIT):
                heard = self._heard.get(topic)
                if heard is None:
                    heard = self._heard[topic] = asyncio.Event()
                    await self._pubsub.subscribe(topic)
                await heard.wait()

    async def _send(self) -> None:
        """Send what waits, in one round trip; of what fails, keep the heads."""
        batch = await self._next_batch()
        try:
            async with (
                asyncio.timeout(TIME_LIMIT),
                self._redis.pipeline(transaction=False) as pipeline,
            ):
                for topic, signal in batch:
                    pipeline.publish(topic, f"{self._me} {signals.dump(signal)}")
                await pipeline.execute()
        except REDIS_AWAY:
            # Old news is worth less than none: somebody who typed a minute ago does not type.
            while not self._outbox.empty():
                batch.append(self._outbox.get_nowait())
            for topic, signal in batch:
                self._keep(topic, signal)
            raise

    async def _next_batch(self) -> list[tuple[str, Signal]]:
        batch = list(self._unsent.items())
        self._unsent = {}
        if not batch:
            batch.append(await self._outbox.get())
        while len(batch) < _BATCH and not self._outbox.empty():
            batch.append(self._outbox.get_nowait())
        return batch

    def _keep(self, topic: str, signal: Signal) -> None:
        """Of what could not be sent, keep what tells the others to read the record."""
        if isinstance(signal, Written):
            signal = Head(signal.conversation.id, signal.conversation.last_number)
        elif isinstance(signal, Row):
            signal = Refetch()
        if isinstance(signal, Head | Refetch):
            self._unsent[topic] = signal

    async def _receive(self) -> None:
        """Listen until the connection fails."""
        pubsub = self._redis.pubsub()
        try:
            wanted = list(self._wanted())
            self._heard = {topic: asyncio.Event() for topic in wanted}
            async with asyncio.timeout(TIME_LIMIT):
                await pubsub.subscribe(redis_keys.ALIVE, *wanted)
            self._pubsub = pubsub
            await self._listen(pubsub)
        finally:
            self._pubsub = None
            with contextlib.suppress(*REDIS_AWAY):
                await pubsub.aclose()

    async def _listen(self, pubsub: PubSub) -> None:
        heard = pinged = time.monotonic()
        while True:
            message: dict[str, Any] | None = await pubsub.get_message(timeout=_PING_AFTER)
            now = time.monotonic()
            if message is not None:
                heard = now
                self._take(message["type"], message["channel"], message["data"])
            elif now - heard > _DEAD_AFTER:
                raise TimeoutError("Redis does not answer pings.")
            if now - pinged > _PING_AFTER:
                pinged = now
                async with asyncio.timeout(TIME_LIMIT):
                    await self._compare_topics(pubsub)
                    await pubsub.ping()

    async def _compare_topics(self, pubsub: PubSub) -> None:
        """Leave topics that nobody here listens to, join those that were missed."""
        wanted = set(self._wanted())
        left = self._heard.keys() - wanted
        for topic in left:
            del self._heard[topic]
        if left:
            await pubsub.unsubscribe(*left)
        missed = wanted - self._heard.keys()
        for topic in missed:
            self._heard[topic] = asyncio.Event()
        if missed:
            await pubsub.subscribe(*missed)

    def _take(self, kind: str, topic: str | None, data: object) -> None:
        if kind == "subscribe":
            if topic == redis_keys.ALIVE:
                self._on_connected()
            elif topic in self._heard:
                self._heard[topic].set()
        elif kind == "message" and isinstance(data, str) and topic is not None:
            sender, _, said = data.partition(" ")
            if sender != self._me:
                self._hand_over(topic, said)

    def _hand_over(self, topic: str, said: str) -> None:
        try:
            signal = signals.load(said)
        except ValueError:
            # A process of another release: its sockets' clients will find the gap themselves.
            log.warning("signal_not_understood", topic=topic)
            return
        self._deliver(topic, signal)
