"""The fan-out: what one process commits or hears, every process's sockets learn.

Within a process signals are delivered at once and without Redis; between processes they travel
over a `Wire`. While Redis is away the heads of the watched conversations are read from the record
every second: nothing is missed, only a little late.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Literal
from uuid import UUID

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation, Event
from handoff.live import redis_keys
from handoff.live.connection import REDIS_AWAY, connect
from handoff.live.loops import keep_running, stop
from handoff.live.signals import Head, Refetch, Row, Signal, Typing, Written
from handoff.live.subscription import Subscription
from handoff.live.wire import Wire

INBOX = 256
"""Signals that may wait for one socket."""

TYPING_LASTS = 2.5
"""Seconds that one keystroke counts as typing; clients repeat it while the customer goes on."""

HEADS_EVERY = 10.0
"""Seconds between two readings of the watched conversations' heads."""

HEADS_EVERY_WITHOUT_REDIS = 1.0
"""The same, while nothing is heard of other processes."""


class Hub:
    """One process's part of the fan-out.

    Args:
        redis_url: `redis://…`.
        conversations: those of every brand, to read heads from.
    """

    def __init__(self, redis_url: str, conversations: Conversations) -> None:
        self._redis = connect(redis_url)
        self._conversations = conversations
        self._topics: dict[str, set[Subscription]] = {}
        self._heads: dict[UUID, int] = {}
        self._missed = asyncio.Event()
        self._wire = Wire(
            self._redis,
            wanted=self._topics.keys,
            deliver=self._deliver,
            connected=self._missed.set,
        )
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def connected(self) -> bool:
        """Whether signals of other processes arrive."""
        return self._wire.connected

    @property
    def watched(self) -> list[UUID]:
        """The conversations that sockets of this process look at."""
        return list(self._heads)

    async def start(self) -> None:
        """Begin to send, to receive and to compare heads."""
        heads = keep_running("hub_heads", self._compare_heads, pause=0, limit=None)
        self._tasks = [asyncio.create_task(loop) for loop in [*self._wire.loops(), heads]]

    async def close(self) -> None:
        """End the loops, close every subscription and leave Redis."""
        await stop(self._tasks)
        for subscription in {s for found in self._topics.values() for s in found}:
            subscription.close()
        await self._redis.aclose()

    def listen(self, limit: int = INBOX) -> Subscription:
        """A subscription to nothing yet: `watch` conversations, `follow` brands."""
        return Subscription(self, limit)

    async def subscribe(self, conversation_id: UUID) -> Subscription:
        """Listen to one conversation. Read the record after this: nothing then falls between."""
        subscription = self.listen()
        await subscription.watch(conversation_id)
        return subscription

    async def subscribe_brand(self, brand: str) -> Subscription:
        """Listen to the rows and the presence of a brand."""
        subscription = self.listen()
        await subscription.follow(brand)
        return subscription

    async def publish(self, conversation: Conversation, events: list[Event]) -> None:
        """Tell everybody of committed events; for `Record.listen`. Never waits for Redis."""
        self.signal(conversation.id, Written(conversation, events))
        messages = [event for event in events if event.kind == "message"]
        self.signal_brand(conversation.brand, Row(conversation, messages[-1] if messages else None))

    def signal(self, conversation_id: UUID, signal: Signal) -> None:
        """Tell those who look at a conversation, in every process."""
        topic = redis_keys.conversation_channel(conversation_id)
        self._deliver(topic, signal)
        self._wire.say(topic, signal)

    def signal_here(self, conversation_id: UUID, signal: Signal) -> None:
        """Tell those who look at a conversation in this process."""
        self._deliver(redis_keys.conversation_channel(conversation_id), signal)

    def signal_brand(self, brand: str, signal: Signal) -> None:
        """Tell the consoles of a brand, in every process."""
        topic = redis_keys.brand_channel(brand)
        self._deliver(topic, signal)
        self._wire.say(topic, signal)

    async def typing(
        self, conversation_id: UUID, who: Literal["customer", "bot", "cm"], name: str | None = None
    ) -> None:
        """Somebody types. While the customer does, the bot lets them finish."""
        self.signal(conversation_id, Typing(conversation_id, who, name))
        if who == "customer":
            key = redis_keys.customer_typing(conversation_id)
            with contextlib.suppress(*REDIS_AWAY):
                await self._redis.set(key, "1", px=int(TYPING_LASTS * 1000))

    async def customer_types_for(self, conversation_id: UUID) -> float:
        """Seconds for which the customer still counts as typing; 0 if not, or if Redis is away."""
        try:
            left = await self._redis.pttl(redis_keys.customer_typing(conversation_id))
        except REDIS_AWAY:
            return 0.0
        return max(left, 0) / 1000

    def head(self, conversation_id: UUID) -> int:
        """The newest number known here of a watched conversation, for pings; 0 if none is."""
        return self._heads.get(conversation_id, 0)

    async def join(self, topic: str, subscription: Subscription) -> None:
        """Deliver a topic to a subscription; for `Subscription`."""
        self._topics.setdefault(topic, set()).add(subscription)
        conversation_id = redis_keys.conversation_of(topic)
        if conversation_id is not None:
            self._heads.setdefault(conversation_id, 0)
        await self._wire.hear(topic)

    def leave(self, topic: str, subscription: Subscription) -> None:
        """No longer deliver a topic to a subscription; for `Subscription`."""
        subscriptions = self._topics.get(topic, set())
        subscriptions.discard(subscription)
        if not subscriptions:
            self._topics.pop(topic, None)
            conversation_id = redis_keys.conversation_of(topic)
            if conversation_id is not None:
                self._heads.pop(conversation_id, None)

    def _deliver(self, topic: str, signal: Signal) -> None:
        if isinstance(signal, Written):
            self._learn_head(signal.conversation.id, signal.conversation.last_number)
        for subscription in list(self._topics.get(topic, ())):
            subscription.deliver(signal)

    def _learn_head(self, conversation_id: UUID, number: int) -> bool:
        """Whether the number is news about a watched conversation."""
        known = self._heads.get(conversation_id)
        if known is None or known >= number:
            return False
        self._heads[conversation_id] = number
        return True

    async def _compare_heads(self) -> None:
        """Find what no signal told: at once after a reconnect, else every few seconds."""
        wait = HEADS_EVERY if self.connected else HEADS_EVERY_WITHOUT_REDIS
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._missed.wait()
        missed = self._missed.is_set() or not self.connected
        self._missed.clear()
        try:
            async with asyncio.timeout(HEADS_EVERY):
                await self._tell_heads()
        except BaseException:
            self._missed.set()
            raise
        if missed:
            self._refetch_brands()

    async def _tell_heads(self) -> None:
        watched = self.watched
        if not watched:
            return
        for conversation_id, number in (await self._conversations.heads(watched)).items():
            if self._learn_head(conversation_id, number):
                self.signal_here(conversation_id, Head(conversation_id, number))

    def _refetch_brands(self) -> None:
        """Rows carry no numbers: consoles read their lists again."""
        for topic in list(self._topics):
            if redis_keys.conversation_of(topic) is None:
                self._deliver(topic, Refetch())
