"""What a waiting customer is told: place, estimate, opening. Never more than is known."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from handoff.brands.brand import Brand
from handoff.brands.service_messages import ServiceMessages
from handoff.conversations import standing
from handoff.conversations.model import Conversation
from handoff.desk.presence import Presence
from handoff.live.hub import Hub
from handoff.live.signals import Wait
from handoff.storage.engine import EVERY_BRAND, Record

SAMPLES: Final = 50
"""Last conversations from which the service time is taken."""

ENOUGH: Final = 5
"""Fewer than this say nothing about the next."""

RECENT: Final = timedelta(hours=4)
"""Older service times belong to another staffing."""


class Waits:
    """Places and estimates.

    An estimate is place × median service time ÷ CMs online, rounded up to minutes; None where
    nobody is online or too little happened lately to know.
    """

    def __init__(
        self,
        record: Record,
        brands: Mapping[str, Brand],
        presence: Presence,
        hub: Hub,
        texts: ServiceMessages,
    ) -> None:
        self._record = record
        self._brands = brands
        self._presence = presence
        self._hub = hub
        self._texts = texts
        self._medians: dict[tuple[str, str], float] = {}
        self._told: dict[UUID, Wait] = {}

    def wait(self, conversation_id: UUID, brand: str, team: str, place: int, now: datetime) -> Wait:
        """Where somebody at `place` (from 1) stands."""
        is_open, opens_at = self._opening(brand, team, now)
        estimate = self._estimate(brand, team, place)
        return Wait(conversation_id, place, estimate, is_open, opens_at)

    def not_waiting(self, conversation_id: UUID, brand: str, team: str, now: datetime) -> Wait:
        """The same for a conversation that does not wait."""
        is_open, opens_at = self._opening(brand, team, now)
        return Wait(conversation_id, None, None, is_open, opens_at)

    def words(self, wait: Wait, conversation: Conversation, now: datetime, begin: str) -> str:
        """The service message: `begin` (a key of the texts), then place and estimate or opening."""
        brand = self._brands[conversation.brand]

        def say(key: str, **values: object) -> str:
            return self._texts.say(key, conversation.language, brand.voice.address, **values)

        if not wait.open and wait.opens_at is None:
            return f"{say(begin)} {say('nobody_here_unknown')}"
        if not wait.open and wait.opens_at is not None:
            local = now.astimezone(wait.opens_at.tzinfo)
            opening = self._texts.opening(wait.opens_at, local, conversation.language)
            return f"{say(begin)} {say('nobody_here', opening=opening)}"
        place = say("place_first") if wait.place == 1 else say("place", place=wait.place)
        if wait.estimate is None:
            return f"{say(begin)} {place} {say('estimate_unknown')}"
        return f"{say(begin)} {place} {say('estimate', minutes=wait.estimate)}"

    async def learn_service_times(self) -> None:
        """Read how long the last conversations stayed with a CM."""
        medians: dict[tuple[str, str], float] = {}
        async with self._record.transaction(EVERY_BRAND) as connection:
            for brand in self._brands.values():
                for team in brand.teams:
                    times = await standing.service_times(
                        connection, brand.name, team, within=RECENT, limit=SAMPLES
                    )
                    if len(times) >= ENOUGH:
                        medians[brand.name, team] = statistics.median(times)
        self._medians = medians

    async def tell(self, now: datetime) -> None:
        """Send every waiting customer connected to this process what has changed for them."""
        watched = self._hub.watched
        if not watched:
            self._told = {}
            return
        async with self._record.transaction(EVERY_BRAND) as connection:
            places = await standing.places(connection, watched)
        told: dict[UUID, Wait] = {}
        for conversation_id, (brand, team, place) in places.items():
            wait = told[conversation_id] = self.wait(conversation_id, brand, team, place, now)
            if self._told.get(conversation_id) != wait:
                self._hub.signal_here(conversation_id, wait)
        self._told = told

    def _opening(self, brand: str, team: str, now: datetime) -> tuple[bool, datetime | None]:
        """Whether somebody is here, and if not, when the team is back.

        A CM who works after hours is here: saying that nobody is would be as wrong as the reverse.
        """
        hours = self._brands[brand].hours
        if hours.is_open(now) or self._presence.online(brand, team):
            return True, None
        return False, hours.next_opening(now)

    def _estimate(self, brand: str, team: str, place: int) -> int | None:
        online = self._presence.online(brand, team)
        median = self._medians.get((brand, team))
        if not online or median is None:
            return None
        return max(1, math.ceil(place * median / online / 60))
