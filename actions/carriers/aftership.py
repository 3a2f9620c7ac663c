"""AfterShip: one API before more than a thousand carriers, version 2026-07.

`GET {base}/trackings?tracking_numbers=…` with the header `as-api-key`; up to fifty numbers a call.
A number that nobody has registered yet is registered (`POST {base}/trackings`) and read back; each
registration counts towards the account's plan (https://www.aftership.com/docs/tracking).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from actions.carriers.aftership_tags import HANDED_OVER, event_code
from actions.carriers.calendar import with_zone
from actions.carriers.client import CarrierClient
from actions.carriers.errors import as_carrier_errors
from actions.carriers.labels import handed_to
from actions.carriers.shipment import (
    Language,
    MalformedNumber,
    NoAnswer,
    Shipment,
    Tracked,
    TrackingEvent,
    UnknownNumber,
    delivery,
    printed_day,
)
from actions.carriers.timeline import timeline
from actions.outside import LONGEST_BUDGET, Api, Unanswered, parsed

MOST_AT_ONCE: Final = 50
"""Numbers a call may carry."""

MOST_ANSWERS: Final = 200
"""Trackings on a page: a number may have been registered under several couriers."""

_ACCEPTABLE: Final = re.compile(r"[0-9A-Z]{4,100}")
_NOT_A_NUMBER: Final = {4005, 4017}
"""`meta.code`: the value, or the format, of the tracking number is invalid."""
_EXISTS: Final = 4003
"""`meta.code`: somebody registered it between our two calls, or more than 120 days ago."""


class AfterShip(CarrierClient):
    """A client of the trackings API.

    Args:
        base_url: `https://api.aftership.com/tracking/2026-07`.
        key: the organisation's as-api-key.
        budget: seconds that one `track` may take, retries included; 4 at most.
    """

    def __init__(self, base_url: str, key: str, *, budget: float = LONGEST_BUDGET) -> None:
        super().__init__(Api(base_url, headers={"as-api-key": key}, budget=budget))

    def courier(self, slug: str) -> Courier:
        """The parcels of one courier, by AfterShip's name for it; empty: let AfterShip find out."""
        return Courier(self, slug)

    async def track(
        self, numbers: Sequence[str], slug: str, *, language: Language = "fr"
    ) -> list[Tracked]:
        """What AfterShip knows of each number, in the order asked; sentences as the courier's.

        A number without a usable answer is a `NoAnswer` beside the others; `language` is that of
        the timeline's steps.

        Raises:
            CarrierUnavailable: no usable answer within the budget.
            CarrierRefusedKey: the key is not accepted.
        """
        wanted = [n for n in dict.fromkeys(numbers) if _ACCEPTABLE.fullmatch(n)]
        calls = [
            self._call(wanted[start : start + MOST_AT_ONCE], slug, language)
            for start in range(0, len(wanted), MOST_AT_ONCE)
        ]
        with as_carrier_errors("RELAIS_AFTERSHIP_KEY"):
            parts = await self._api.within(asyncio.gather(*calls))
        found = {number: answer for part in parts for number, answer in part.items()}
        return [found.get(number) or MalformedNumber(number) for number in numbers]

    async def _call(
        self, numbers: Sequence[str], slug: str, language: Language
    ) -> dict[str, Tracked]:
        response = await self._api.get(
            "trackings", tracking_numbers=",".join(numbers), limit=MOST_ANSWERS
        )
        listed = _data(response, _WireList).trackings
        # Registered twice, under two couriers: the one that the shop shipped with.
        listed.sort(key=lambda one: one.slug == slug)
        known = {one.tracking_number.upper(): one for one in listed}
        answers = await asyncio.gather(
            *(self._answer(number, known.get(number), slug, language) for number in numbers)
        )
        return dict(zip(numbers, answers, strict=True))

    async def _answer(
        self, number: str, known: _WireTracking | None, slug: str, language: Language
    ) -> Tracked:
        try:
            if known is None:
                found = await self._registered(number, slug)
                return (
                    found if isinstance(found, MalformedNumber) else _read(number, found, language)
                )
            return _read(number, known, language)
        except Unanswered as error:
            return NoAnswer(number, error.reason)

    async def _registered(self, number: str, slug: str) -> _WireTracking | MalformedNumber:
        """Register a number, then read it; several couriers answer at once, others in minutes."""
        wanted = {"tracking_number": number, **({"slug": slug} if slug else {})}
        response = await self._api.post("trackings", wanted)
        code = _opened(response).meta.code
        if code in _NOT_A_NUMBER:
            return MalformedNumber(number)
        if response.status_code >= HTTPStatus.BAD_REQUEST and code != _EXISTS:
            raise Unanswered("not_registered")
        registered = _data(response, _WireReference)
        return _data(await self._api.get(f"trackings/{registered.id}"), _WireTracking)


@dataclass(frozen=True)
class Courier:
    """One courier behind AfterShip; a `Tracker`."""

    aftership: AfterShip
    slug: str

    async def track(self, numbers: Sequence[str], *, language: Language = "fr") -> list[Tracked]:
        """See `AfterShip.track`."""
        return await self.aftership.track(numbers, self.slug, language=language)


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _WireMeta(_Wire):
    code: int


class _Envelope(_Wire):
    meta: _WireMeta
    data: dict[str, Any] = {}


class _WireCheckpoint(_Wire):
    checkpoint_time: datetime | None = None
    """As the courier gives it. `created_at` is when AfterShip noticed, and is never told."""
    tag: str = ""
    subtag: str = ""
    message: str | None = None
    subtag_message: str | None = None

    @property
    def code(self) -> str:
        """The event code it stands for."""
        return event_code(self.tag, self.subtag)

    @property
    def sentence(self) -> str:
        """What a customer can read: the courier's words, unless AfterShip's say more."""
        own, normalised = self.message or "", self.subtag_message or ""
        if not own or (self.subtag in HANDED_OVER and handed_to(own) != handed_to(normalised)):
            return normalised or own
        return own


class _WireEstimate(_Wire):
    estimated_delivery_date: datetime | date | None = None
    estimated_delivery_date_max: datetime | date | None = None


class _WireReference(_Wire):
    id: str


class _WireTracking(_WireReference):
    tracking_number: str
    slug: str = ""
    tag: str
    subtag: str = ""
    tracked_count: int = 0
    shipment_type: str | None = None
    signed_by: str | None = None
    pickup_location: str | None = None
    courier_tracking_link: str | None = None
    courier_estimated_delivery_date: _WireEstimate | None = None
    checkpoints: list[_WireCheckpoint] = []


class _WireList(_Wire):
    trackings: list[_WireTracking]


Data = TypeVar("Data", bound=_Wire)


def _opened(response: httpx.Response) -> _Envelope:
    try:
        return _Envelope.model_validate(parsed(response))
    except ValidationError as error:
        raise Unanswered("unreadable") from error


def _data(response: httpx.Response, kind: type[Data]) -> Data:
    """What an answer's envelope holds; raises `Unanswered` where it is not what was asked for."""
    try:
        return kind.model_validate(_opened(response).data)
    except ValidationError as error:
        raise Unanswered("unreadable") from error


def _read(number: str, wire: _WireTracking, language: Language) -> Tracked:
    events = _events(wire)
    if not events and wire.tag in {"Pending", "Expired"}:
        if wire.tracked_count == 0:
            # AfterShip has not asked the courier yet: nobody can say that the number is unknown.
            raise Unanswered("just_registered")
        return UnknownNumber(number)
    final = wire.tag == "Delivered" or (bool(events) and events[-1].code == "DI2")
    estimate = wire.courier_estimated_delivery_date or _WireEstimate()
    announced = estimate.estimated_delivery_date_max or estimate.estimated_delivery_date
    return Shipment(
        number=number,
        product=wire.shipment_type or "",
        holder=None,
        final=final,
        events=events,
        timeline=timeline(events, language),
        due=None if final else printed_day(announced),
        delivered_at=delivery(events),
        removal_point=wire.pickup_location or "",
        url=wire.courier_tracking_link or "",
        signed_by=wire.signed_by,
    )


def _events(wire: _WireTracking) -> tuple[TrackingEvent, ...]:
    """The dated checkpoints, from the oldest to the newest.

    A status that no dated checkpoint bears out cannot be told with a day: better no answer than
    yesterday's. `InfoReceived` needs none, the parcel being with the shop.
    """
    dated = [(one, one.checkpoint_time) for one in wire.checkpoints if one.checkpoint_time]
    needless = {"Pending", "Expired", "InfoReceived"}
    if wire.tag not in needless | {one.tag for one, _ in dated}:
        raise Unanswered("unreadable")
    # They list the oldest first; a stable sort keeps their order within one minute.
    events = (TrackingEvent(one.code, one.sentence, with_zone(at)) for one, at in dated)
    return tuple(sorted(events, key=lambda event: event.at))
