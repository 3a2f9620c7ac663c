"""DHL, Shipment Tracking – Unified: Express, Parcel, eCommerce and the others of the group.

`GET {base}/shipments?trackingNumber=…&language=fr` with the header `DHL-API-Key`; one number a call
(https://developer.dhl.com/api-reference/shipment-tracking). A new key may ask once in five seconds
and 250 times a day: an order of several parcels needs a raised quota.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final, cast

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from actions.carriers.calendar import with_zone
from actions.carriers.client import CarrierClient
from actions.carriers.dhl_events import NOTHING_NEW, come_back, event_code
from actions.carriers.errors import as_carrier_errors
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

_ACCEPTABLE: Final = re.compile(r"[0-9A-Z]{5,40}")


class Dhl(CarrierClient):
    """A client of Shipment Tracking – Unified.

    Args:
        base_url: `https://api-eu.dhl.com/track`.
        key: the application's DHL-API-Key.
        budget: seconds that one `track` may take, retries included; 4 at most.
    """

    def __init__(self, base_url: str, key: str, *, budget: float = LONGEST_BUDGET) -> None:
        super().__init__(Api(base_url, headers={"DHL-API-Key": key}, budget=budget))

    async def track(self, numbers: Sequence[str], *, language: Language = "fr") -> list[Tracked]:
        """What DHL knows of each number, in the order asked; sentences in `language` if it can.

        A number without a usable answer is a `NoAnswer` beside the others.

        Raises:
            CarrierRefusedKey: the key is not accepted.
        """
        wanted = [n for n in dict.fromkeys(numbers) if _ACCEPTABLE.fullmatch(n)]
        with as_carrier_errors("RELAIS_DHL_KEY"):
            answers = await asyncio.gather(*(self._ask(number, language) for number in wanted))
        found = dict(zip(wanted, answers, strict=True))
        return [found.get(number) or MalformedNumber(number) for number in numbers]

    async def _ask(self, number: str, language: Language) -> Tracked:
        try:
            asked = self._api.get("shipments", trackingNumber=number, language=language)
            return _read(number, await self._api.within(asked), language)
        except Unanswered as error:
            return NoAnswer(number, error.reason)


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _WireEvent(_Wire):
    timestamp: datetime | None = None
    statusCode: str = "unknown"  # noqa: N815 - DHL's names
    status: str = ""
    description: str = ""
    remark: str = ""

    @property
    def sentence(self) -> str:
        """What a customer can read."""
        return self.description or self.status

    @property
    def code(self) -> str:
        """The event code it stands for."""
        return event_code(self.statusCode, f"{self.status}. {self.description}. {self.remark}")


class _WireTimeFrame(_Wire):
    estimatedThrough: datetime | date | None = None  # noqa: N815


class _WirePerson(_Wire):
    name: str | None = None


class _WireProof(_Wire):
    signed: _WirePerson | None = None


class _WireProduct(_Wire):
    productName: str = ""  # noqa: N815


class _WireDetails(_Wire):
    product: _WireProduct = _WireProduct()
    proofOfDelivery: _WireProof | None = None  # noqa: N815


class _WireShipment(_Wire):
    id: str
    serviceUrl: str = ""  # noqa: N815
    status: _WireEvent
    estimatedTimeOfDelivery: datetime | date | None = None  # noqa: N815
    estimatedDeliveryTimeFrame: _WireTimeFrame = _WireTimeFrame()  # noqa: N815
    details: _WireDetails = _WireDetails()
    events: list[_WireEvent] = []


class _WireAnswer(_Wire):
    shipments: list[_WireShipment] = Field(min_length=1)


def _read(number: str, response: httpx.Response, language: Language) -> Tracked:
    body = parsed(response)
    if not isinstance(body, dict):
        raise Unanswered("unreadable")
    if response.status_code == HTTPStatus.NOT_FOUND:
        return UnknownNumber(number)
    if response.status_code == HTTPStatus.BAD_REQUEST:
        return MalformedNumber(number)
    try:
        answer = _WireAnswer.model_validate(cast("dict[str, Any]", body))
    except ValidationError as error:
        raise Unanswered("unreadable") from error
    # A number may be known to several divisions of DHL.
    named = (one for one in answer.shipments if one.id.upper() == number)
    return _shipment(number, next(named, answer.shipments[0]), language)


def _shipment(number: str, wire: _WireShipment, language: Language) -> Tracked:
    events = _events(wire)
    if all(event.code == NOTHING_NEW for event in events):
        return UnknownNumber(number)
    final = wire.status.statusCode == "delivered"
    proof = wire.details.proofOfDelivery
    announced = wire.estimatedDeliveryTimeFrame.estimatedThrough or wire.estimatedTimeOfDelivery
    return Shipment(
        number=number,
        product=wire.details.product.productName,
        holder=None,
        final=final,
        events=events,
        timeline=timeline(events, language),
        due=None if final else printed_day(announced),
        delivered_at=delivery(events),
        removal_point="",
        url=wire.serviceUrl,
        signed_by=proof and proof.signed and proof.signed.name,
    )


def _events(wire: _WireShipment) -> tuple[TrackingEvent, ...]:
    """The dated scans from the oldest to the newest, the summary among them.

    Some divisions give the summary only. One that has no date and that no scan bears out leaves us
    with a state we cannot date: better no answer than yesterday's.
    """
    borne_out = any(_same(scan, wire.status) for scan in wire.events)
    if not (borne_out or wire.status.timestamp or wire.status.statusCode == "unknown"):
        raise Unanswered("unreadable")
    newest_first = wire.events if borne_out else [wire.status, *wire.events]
    # A stable sort keeps their order within one minute.
    events = sorted(
        (
            TrackingEvent(scan.code, scan.sentence, with_zone(scan.timestamp))
            for scan in reversed(newest_first)
            if scan.timestamp
        ),
        key=lambda event: event.at,
    )
    return come_back(events)


def _same(scan: _WireEvent, summary: _WireEvent) -> bool:
    if scan.timestamp is None or scan.statusCode != summary.statusCode:
        return False
    return summary.timestamp in {None, scan.timestamp}
