"""The orders and parcels that a conversation is about, as the CM sees them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import structlog
from pydantic import BaseModel

from actions.carriers.directory import carrier
from actions.shop.order import Order, Parcel
from actions.shop.orders import Orders, ShopUnavailable
from handoff.conversations.model import Event

log = structlog.get_logger(__name__)


class LineView(BaseModel):
    """One product of an order; `price` is for one piece."""

    label: str
    quantity: int
    price: Decimal


class OrderView(BaseModel):
    """An order of the shop; `proven` if this conversation has proof that it is the customer's."""

    number: str
    proven: bool
    placed_at: datetime
    promised_on: date
    total: Decimal
    currency: str
    customer: str
    postcode: str
    city: str
    country: str
    is_gift: bool
    wanted_by: date | None
    lines: list[LineView]


class ParcelView(BaseModel):
    """A parcel; `status` and `timeline` are what the carrier said last in this conversation."""

    order_number: str
    tracking_number: str
    carrier: str
    service: str
    shipped_at: datetime
    contents: list[str]
    url: str | None
    status: str | None
    timeline: list[dict[str, Any]]


async def orders_and_parcels(
    shop: Orders, brand: str, numbers: list[str], proven: set[str], events: list[Event]
) -> tuple[list[OrderView], list[ParcelView]]:
    """The orders of these numbers that exist, and their parcels; nothing while the shop is away."""
    orders: list[OrderView] = []
    parcels: list[ParcelView] = []
    cards = _cards(events)
    try:
        for number in numbers:
            order = await shop.order(brand, number)
            if order is not None:
                orders.append(_order(order, order.number in proven))
                found = await shop.parcels_of(order)
                parcels += [_parcel(one, cards.get(one.tracking_number, {})) for one in found]
    except ShopUnavailable:
        log.warning("detail_without_shop")
    return orders, parcels


def _cards(events: list[Event]) -> dict[str, dict[str, Any]]:
    """The newest card of each parcel that the bot has shown."""
    cards = (event.body.get("card") for event in events if event.kind == "message")
    return {card["tracking_number"]: card for card in cards if card and "tracking_number" in card}


def _order(order: Order, proven: bool) -> OrderView:
    lines = [LineView(label=o.title, quantity=o.quantity, price=o.price) for o in order.lines]
    return OrderView(
        number=order.number,
        proven=proven,
        placed_at=order.placed_at,
        promised_on=order.promised_on,
        total=order.total,
        currency=order.currency,
        customer=f"{order.customer.first_name} {order.customer.last_name}",
        postcode=order.postcode,
        city=order.city,
        country=order.country,
        is_gift=order.is_gift,
        wanted_by=order.wanted_by,
        lines=lines,
    )


def _parcel(parcel: Parcel, card: dict[str, Any]) -> ParcelView:
    known = carrier(parcel.carrier)
    return ParcelView(
        order_number=parcel.order_number,
        tracking_number=parcel.tracking_number,
        carrier=known.display_name,
        service=parcel.service,
        shipped_at=parcel.shipped_at,
        contents=list(parcel.contents),
        url=known.url(parcel.tracking_number) or None,
        status=card.get("status"),
        timeline=card.get("timeline") or [],
    )
