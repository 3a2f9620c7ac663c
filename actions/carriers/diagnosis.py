"""What has become of a parcel: one code, and the facts to tell.

Pure: the order, the parcel, what the carrier says and the brand's policies go in, a `Diagnosis`
comes out. Every combination has exactly one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Annotated, TypedDict, cast

from actions.brands.policies import Policies
from actions.carriers.calendar import PARIS, Zone, working_days_since, zone
from actions.carriers.directory import CARRIERS
from actions.carriers.errors import CarrierError
from actions.carriers.labels import (
    Place,
    handed_to,
    is_at_counter,
    last_day,
    nobody_home,
    signed_by,
)
from actions.carriers.shipment import (
    ATTEMPTED,
    LOST,
    MalformedNumber,
    NoAnswer,
    Shipment,
    TimelineStep,
    Tracked,
    TrackingEvent,
    UnknownNumber,
)
from actions.shop.order import SERVICES, Order, Parcel, PickupPoint


class Code(str, Enum):
    """What has become of a parcel."""

    not_handed_over = "not_handed_over"
    """Declared at most: still with the shop, and the promised date lies ahead."""
    not_handed_over_late = "not_handed_over_late"
    """Still with the shop, past the promised date: a human."""
    in_transit_on_time = "in_transit_on_time"
    in_transit_late = "in_transit_late"
    """Moving, but past its date, announced for later, or with an incident."""
    out_for_delivery = "out_for_delivery"
    """With the postman today."""
    customs_held = "customs_held"
    presumed_lost = "presumed_lost"
    """The carrier says so, or more working days without an event than the policy allows."""
    delivered = "delivered"
    at_pickup = "at_pickup"
    """Waiting at a counter, a shop or in a locker."""
    pickup_over = "pickup_over"
    """It waited there, and its last day has passed."""
    attempted = "attempted"
    """Nobody was at home: it comes again, or goes to a counter."""
    undeliverable = "undeliverable"
    returning = "returning"
    returned = "returned"
    """Back with the shop."""
    unknown_number = "unknown_number"
    """The carrier has nothing about the number that the shop gave it (perhaps not yet)."""
    carrier_down = "carrier_down"
    no_client = "no_client"
    """A carrier that we cannot ask, or none that the shop names: its own page, where it has one."""


class ParcelFacts(TypedDict, total=False):
    """The facts of a parcel as a conversation keeps them, flat; dates as ISO 8601."""

    order_number: str
    parcel_status: Annotated[str, Code]
    tracking_number: str
    carrier: Annotated[str, CARRIERS]
    """Or a name made of what the shop calls the carrier, where we know none such."""
    service: Annotated[str, SERVICES]
    parcel_last_event: str
    """In the carrier's words."""
    parcel_last_date: str
    due_date: str
    delivered_to: Annotated[str, Place]
    pickup_point: str


@dataclass(frozen=True)
class Diagnosis:
    """One parcel's state on one day.

    Attributes:
        parcel: None where the order has not left in any parcel.
        last_event: the carrier's newest scan.
        silence_days: working days since then (since the hand-over where there is no scan).
        promised_on: what the shop promised.
        due: the delivery date to tell: the carrier's, else the promised one; None once past.
        delivered_at, delivered_to, signed_by: where and to whom, as far as the carrier says.
        pickup_point, last_day: where it waits, and until when; the day is read from the
            carrier's sentence, never computed.
        diverted_from: the point that the order named, where the carrier took it to another.
        reason: why the carrier gave no answer (`carrier_down`).
    """

    code: Code
    order_number: str
    parcel: Parcel | None
    promised_on: date
    last_event: TrackingEvent | None = None
    silence_days: int = 0
    due: date | None = None
    delivered_at: datetime | None = None
    delivered_to: Place | None = None
    signed_by: str | None = None
    pickup_point: PickupPoint | None = None
    last_day: date | None = None
    diverted_from: PickupPoint | None = None
    timeline: tuple[TimelineStep, ...] = ()
    url: str = ""
    reason: str | None = None

    def facts(self) -> ParcelFacts:
        """What is known of it, under the facts' standard names."""
        parcel, event = self.parcel, self.last_event
        found = {
            "order_number": self.order_number,
            "parcel_status": self.code.value,
            "tracking_number": parcel and parcel.tracking_number,
            "carrier": parcel and parcel.carrier,
            "service": parcel and parcel.service,
            "parcel_last_event": event and event.label,
            "parcel_last_date": event and local_day(event.at).isoformat(),
            "due_date": self.due and self.due.isoformat(),
            "delivered_to": self.delivered_to and self.delivered_to.value,
            "pickup_point": self.pickup_point and self.pickup_point.one_line(),
        }
        return cast("ParcelFacts", {name: value for name, value in found.items() if value})


def diagnose(
    order: Order,
    parcel: Parcel | None,
    tracked: Tracked | CarrierError | None,
    policies: Policies,
    now: datetime,
) -> Diagnosis:
    """What has become of `parcel` of `order` at `now` (an aware time).

    Args:
        parcel: None where nothing of the order has been shipped.
        tracked: what the carrier said, the error it gave instead, or None where no client
            exists for this carrier.
    """
    today = local_day(now)
    if parcel is None:
        return _at_the_shop(order, None, today)
    if isinstance(tracked, Shipment):
        return _read(order, parcel, tracked, policies, today)
    unread = Diagnosis(
        code=Code.no_client,
        order_number=order.number,
        parcel=parcel,
        promised_on=order.promised_on,
        silence_days=_silence(order, parcel.shipped_at, today),
        due=_still_ahead(order.promised_on, today),
        pickup_point=parcel.pickup_point,
    )
    if parcel.delivered_at is not None:
        # Carriers forget a parcel after some months; the shop does not.
        return replace(unread, code=Code.delivered, due=None, delivered_at=parcel.delivered_at)
    if isinstance(tracked, CarrierError | NoAnswer):
        return replace(unread, code=Code.carrier_down, reason=tracked.reason)
    if isinstance(tracked, UnknownNumber | MalformedNumber):
        return replace(unread, code=Code.unknown_number)
    return unread


def local_day(moment: datetime) -> date:
    """The day in Paris."""
    return moment.astimezone(PARIS).date()


class _Stage(Enum):
    declared = "declared"
    moving = "moving"
    troubled = "troubled"
    held = "held"
    out = "out"
    waiting = "waiting"
    attempted = "attempted"
    lost = "lost"
    undeliverable = "undeliverable"
    returning = "returning"
    delivered = "delivered"
    returned = "returned"


# La Poste, Suivi v2: event codes. What is not listed (PC1, PC2, ET1 to ET4, EP1, DO1, DO3, PB2 and
# any code to come) is a parcel that moves.
_STAGES = {
    "PB1": _Stage.troubled,
    "DI3": _Stage.troubled,
    "DO2": _Stage.held,
    "MD2": _Stage.out,
    "AG1": _Stage.waiting,
    ATTEMPTED: _Stage.attempted,
    LOST: _Stage.lost,
    "ND1": _Stage.undeliverable,
    "RE1": _Stage.returning,
    "DI0": _Stage.delivered,
    "DI1": _Stage.delivered,
    "DI2": _Stage.returned,
}
_TELL_NOTHING = {"DR1", "DR2", "ID0"}
"""Declared, trouble in preparation, customs papers: the parcel stays where it was."""

# A scan that is recorded late, or one of the way back, does not undo these.
_LEFT_ONLY_FOR = {
    _Stage.delivered: {_Stage.returning, _Stage.returned},
    _Stage.returning: {_Stage.delivered, _Stage.returned},
    _Stage.returned: set[_Stage](),
}

_CODES = {
    _Stage.held: Code.customs_held,
    _Stage.waiting: Code.at_pickup,
    _Stage.lost: Code.presumed_lost,
    _Stage.undeliverable: Code.undeliverable,
    _Stage.returning: Code.returning,
    _Stage.delivered: Code.delivered,
    _Stage.returned: Code.returned,
}


def _read(
    order: Order, parcel: Parcel, shipment: Shipment, policies: Policies, today: date
) -> Diagnosis:
    stage, telling = _Stage.declared, None
    for event in shipment.events:
        following = _after(stage, event)
        telling = event if following is not stage or event.code in _STAGES else telling
        stage = following
    if stage is _Stage.declared:
        return replace(
            _at_the_shop(order, parcel, today),
            last_event=shipment.events[-1] if shipment.events else None,
            timeline=shipment.timeline,
            url=shipment.url,
        )
    last = shipment.events[-1]
    due = shipment.due and _still_ahead(shipment.due, today)
    if due is None and stage is not _Stage.troubled:
        due = _still_ahead(order.promised_on, today)
    seen = Diagnosis(
        code=Code.in_transit_on_time,
        order_number=order.number,
        parcel=parcel,
        promised_on=order.promised_on,
        last_event=last,
        silence_days=_silence(order, last.at, today),
        due=due,
        timeline=shipment.timeline,
        url=shipment.url,
    )
    coded = replace(seen, code=_code(stage, seen, order, policies, today))
    return _told(coded, telling, shipment, today)


def _after(stage: _Stage, event: TrackingEvent) -> _Stage:
    if event.code in _TELL_NOTHING:
        return stage
    following = _STAGES.get(event.code, _Stage.moving)
    if following is _Stage.delivered and is_at_counter(event.label):
        # "Livré au relais" is not collected.
        following = _Stage.waiting
    if following is _Stage.undeliverable and nobody_home(event.label):
        following = _Stage.attempted
    allowed = _LEFT_ONLY_FOR.get(stage)
    return stage if allowed is not None and following not in allowed else following


def _code(stage: _Stage, seen: Diagnosis, order: Order, policies: Policies, today: date) -> Code:
    if stage in _CODES:
        return _CODES[stage]
    if stage is _Stage.out and seen.last_event and local_day(seen.last_event.at) == today:
        return Code.out_for_delivery
    at_home = zone(order.country, order.postcode) is Zone.home
    patience = policies.silence_days_home if at_home else policies.silence_days_abroad
    if seen.silence_days > patience:
        return Code.presumed_lost
    if stage is _Stage.attempted:
        return Code.attempted
    late = today > order.promised_on or (seen.due is not None and seen.due > order.promised_on)
    return Code.in_transit_late if late or stage is _Stage.troubled else Code.in_transit_on_time


def _told(
    seen: Diagnosis, telling: TrackingEvent | None, shipment: Shipment, today: date
) -> Diagnosis:
    if telling is None:
        return seen
    if seen.code is Code.delivered:
        return replace(
            seen,
            last_event=telling,
            due=None,
            delivered_at=telling.at,
            delivered_to=handed_to(telling.label),
            signed_by=signed_by(telling.label) or shipment.signed_by,
        )
    if seen.code is Code.at_pickup:
        where, planned = _where(seen.parcel, shipment), seen.parcel and seen.parcel.pickup_point
        until = last_day(telling.label, local_day(telling.at))
        return replace(
            seen,
            code=Code.pickup_over if until is not None and until < today else Code.at_pickup,
            last_event=telling,
            due=None,
            pickup_point=where,
            diverted_from=planned if where != planned else None,
            last_day=until,
        )
    if seen.code in {Code.attempted, Code.undeliverable, Code.returning, Code.returned}:
        return replace(seen, due=None)
    return seen


def _where(parcel: Parcel | None, shipment: Shipment) -> PickupPoint | None:
    """The order's pick-up point, unless the carrier names another: then the parcel was diverted."""
    planned, named = parcel and parcel.pickup_point, shipment.removal_point
    if planned and (not named or named.casefold() == planned.name.casefold()):
        return planned
    return PickupPoint(name=named) if named else None


def _at_the_shop(order: Order, parcel: Parcel | None, today: date) -> Diagnosis:
    late = today > order.promised_on
    return Diagnosis(
        code=Code.not_handed_over_late if late else Code.not_handed_over,
        order_number=order.number,
        parcel=parcel,
        promised_on=order.promised_on,
        silence_days=_silence(order, parcel.shipped_at if parcel else order.placed_at, today),
        due=_still_ahead(order.promised_on, today),
    )


def _silence(order: Order, since: datetime, today: date) -> int:
    return working_days_since(local_day(since), today, order.country, order.postcode)


def _still_ahead(day: date, today: date) -> date | None:
    return day if day >= today else None
