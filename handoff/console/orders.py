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
from handoff.doors.proven import Proof

log = structlog.get_logger(__name__)

THEIRS = 5
"""Orders shown of a verified customer beside those that were talked about, newest first."""


class LineView(BaseModel):
    """One product of an order; `price` is for one piece."""

    label: str
    quantity: int
    price: Decimal


class OrderView(BaseModel):
    """An order of the shop.

    `proven`: this conversation has proof that it is the customer's, and may read it;
    `changeable`: it has the stronger proof that changing the order takes.
    """

    number: str
    proven: bool
    changeable: bool
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
    """A parcel; `status` and `timeline` are what the carrier said last in this conversation.

    The timeline is empty where the bot looked it up and did not show it to the customer.
    """

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
    shop: Orders, brand: str, facts: dict[str, Any], proof: Proof, events: list[Event]
) -> tuple[list[OrderView], list[ParcelView]]:
    """The order that is talked about, those that were proven and the verified customer's newest.

    With their parcels; nothing while the shop is away.
    """
    orders: list[OrderView] = []
    parcels: list[ParcelView] = []
    cards = {str(facts.get("tracking_number")): _looked_up(facts), **_cards(events)}
    try:
        theirs = await shop.orders_of(brand, proof.email) if proof.email else []
        first = [str(facts["order_number"])] if facts.get("order_number") else []
        newest = [order.number for order in theirs[:THEIRS]]
        for number in dict.fromkeys([*first, *proof.shown, *newest]):
            order = await shop.order(brand, number)
            if order is not None:
                orders.append(_order(order, proof))
                found = await shop.parcels_of(order)
                parcels += [_parcel(one, cards.get(one.tracking_number, {})) for one in found]
    except ShopUnavailable:
        log.warning("detail_without_shop")
    return orders, parcels


def _cards(events: list[Event]) -> dict[str, dict[str, Any]]:
    """The newest card of each parcel that the bot has shown."""
    cards = (event.body.get("card") for event in events if event.kind == "message")
    return {card["tracking_number"]: card for card in cards if card and "tracking_number" in card}


def _looked_up(facts: dict[str, Any]) -> dict[str, Any]:
    """A card of the parcel that the bot has looked up last, whether it told of it or not."""
    return {"status": facts.get("parcel_status")}


def _order(order: Order, proof: Proof) -> OrderView:
    lines = [LineView(label=o.title, quantity=o.quantity, price=o.price) for o in order.lines]
    return OrderView(
        number=order.number,
        proven=proof.reads(order),
        changeable=proof.changes(order),
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
