"""An order and what has become of each of its parcels, within the time that a turn has."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from actions.carriers.diagnosis import Diagnosis, diagnose, local_day
from actions.carriers.errors import CarrierUnavailable
from actions.carriers.inquiry import inquire
from actions.parcels.answer import gravest
from actions.shop.client import ShopUnavailable
from actions.shop.order import Order
from actions.turn import Turn

FOR_THE_CASE = 0.7
"""Seconds kept back for opening a case after the carrier was asked."""


@dataclass(frozen=True)
class Status:
    """An order with its diagnoses, one a parcel, or a single one where nothing has left."""

    order: Order
    parcels: list[Diagnosis]

    @property
    def gravest(self) -> Diagnosis:
        """The parcel that decides what happens next."""
        return gravest(self.parcels)


async def parcel_status(turn: Turn, order_number: str) -> Status:
    """Ask shop and carrier, and keep what they say as facts.

    A carrier that is down is part of the status; raises `ShopUnavailable` where the shop is.
    """
    orders = turn.shop.orders
    order = await turn.within_time(orders.order(turn.brand, order_number))
    if order is None:
        raise ShopUnavailable("A proven order is no longer in the shop.")
    turn.postcode = order.postcode
    parcels = await turn.within_time(orders.parcels_of(order))
    asked = inquire(
        turn.clients.trackers,
        order,
        parcels,
        turn.policies,
        turn.now,
        "en" if turn.language == "en" else "fr",
    )
    try:
        found = await turn.within_time(asked, keep=FOR_THE_CASE)
    except asyncio.TimeoutError:
        late = CarrierUnavailable("timeout")
        found = [diagnose(order, p, late, turn.policies, turn.now) for p in parcels]
    status = Status(order, found)
    turn.learn(
        first_name=order.customer.first_name,
        order_date=local_day(order.placed_at).isoformat(),
        order_total=f"{order.total} {order.currency}",
    )
    turn.learn_of_parcel(status.gravest.facts())
    return status
