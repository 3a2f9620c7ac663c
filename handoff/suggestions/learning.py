"""Learns from every episode that a CM resolved, once it is closed and never while it is.

A process looks at what it closed itself at once. What a process that died has left is found by a
sweep, in any process; the note that an episode was looked at commits with what was learnt of it.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

import structlog

from actions.shop.orders import Orders
from handoff.brands.brand import Brand
from handoff.conversations import episodes
from handoff.conversations.episodes import Place, ResolvedEpisode
from handoff.conversations.model import Conversation, Event
from handoff.conversations.ownership import Outcome
from handoff.logs import where
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder, Vectors
from handoff.suggestions.episodes import order_numbers, resolution_of
from handoff.suggestions.particulars import of_order
from handoff.suggestions.store import Resolution

log = structlog.get_logger(__name__)

AT_ONCE: Final = 100
"""Episodes of one step of the sweep."""

MOST_ORDERS: Final = 5
"""Orders of an episode that the shop is asked for; more were guessed at, not talked about."""


class Learning:
    """One process's learning.

    Args:
        record: where episodes and resolutions are.
        brands: by name.
        orders: gives a brand's orders, whose buyers are taken out of what is kept. While a shop is
            away, episodes about its orders wait.
        encoders: gives those for which a new resolution needs vectors.
    """

    def __init__(
        self,
        record: Record,
        brands: Mapping[str, Brand],
        orders: Callable[[str], Orders],
        encoders: Callable[[], Sequence[Encoder]],
    ) -> None:
        self._record = record
        self._brands = brands
        self._orders = orders
        self._encoders = encoders
        self._closed: asyncio.Queue[tuple[UUID, int]] = asyncio.Queue()

    async def heard(self, conversation: Conversation, events: list[Event]) -> None:
        """Take up what was just closed; for `Record.listen`."""
        for event in events:
            if event.kind == "owner" and event.body.get("outcome") == Outcome.RESOLVED_BY_CM:
                self._closed.put_nowait((conversation.id, event.episode))

    async def learn_next(self) -> None:
        """Wait for an episode that this process closed, and learn from it."""
        await self.learn(*await self._closed.get())

    async def sweep(self) -> int:
        """Learn from what nobody looked at yet; gives how many resolutions were made.

        Marks what was learnt where the customer came back as well.
        """
        learnt = 0
        after: Place | None = None
        while True:
            async with self._record.transaction(EVERY_BRAND) as connection:
                found = await episodes.unlearnt(connection, after, AT_ONCE)
            if not found:
                break
            after = found[-1]
            # Processes that sweep at the same time should not all begin with the same one.
            for _, conversation_id, episode in random.sample(found, len(found)):
                learnt += await self._learn_or_say_why_not(conversation_id, episode)
        await store.mark_reopened(self._record)
        return learnt

    async def learn(self, conversation_id: UUID, episode: int) -> bool:
        """Learn from one episode, if nobody did; gives whether a resolution was made of it."""
        async with self._record.transaction(EVERY_BRAND) as connection:
            found = await episodes.read_unlearnt(connection, conversation_id, episode)
        brand = self._brands.get(found.conversation.brand) if found else None
        if found is None or brand is None:
            return False
        found = await self._with_orders(found)
        prepared = await asyncio.to_thread(self._prepared, found, brand)
        async with self._record.transaction([brand.name]) as connection:
            if not await episodes.mark_learnt(connection, conversation_id, episode):
                return False
            if prepared is None:
                log.info("nothing_to_learn", conversation=str(conversation_id), episode=episode)
                return False
            resolution, vectors = prepared
            (encoder, meanings), *others = vectors
            await store.add(connection, encoder, [resolution], meanings)
            for other, its in others:
                await store.add_vectors(connection, other, [resolution], its)
        log.info("resolution_learnt", resolution=str(resolution.id), brand=brand.name)
        return True

    def _prepared(
        self, found: ResolvedEpisode, brand: Brand
    ) -> tuple[Resolution, list[tuple[Encoder, dict[str, Vectors]]]] | None:
        resolution = resolution_of(found, brand)
        if resolution is None:
            return None
        encoders = self._encoders()
        return resolution, [(each, store.embed(each, [resolution])) for each in encoders]

    async def _with_orders(self, found: ResolvedEpisode) -> ResolvedEpisode:
        """The episode with what the shop knows of the orders it is about."""
        brand = found.conversation.brand
        shop = self._orders(brand)
        particulars = {name: list(values) for name, values in found.particulars.items()}
        for number in order_numbers(found)[:MOST_ORDERS]:
            order = await shop.order(brand, number)
            if order is None:
                continue
            for name, values in of_order(order, await shop.parcels_of(order)).items():
                particulars.setdefault(name, []).extend(values)
        return replace(found, particulars=particulars)

    async def _learn_or_say_why_not(self, conversation_id: UUID, episode: int) -> bool:
        """One episode that cannot be read must not keep the others from being learnt."""
        try:
            return await self.learn(conversation_id, episode)
        except Exception as error:
            name = type(error).__name__
            log.warning(
                "episode_not_learnt",
                conversation=str(conversation_id),
                episode=episode,
                error=name,
                at=where(error),
            )
            return False
