"""WooCommerce's orders and tracking items, as ours. Pure.

Properties of an order: https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/. Tracking
numbers are those of the Shipment Tracking extension, which Advanced Shipment Tracking keeps under
the same name.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from actions.brands.policies import Policies
from actions.carriers.calendar import PARIS, Zone, after_working_days, zone
from actions.carriers.numbers import normalise
from actions.shop.aftersales import Address
from actions.shop.order import Customer, Line, Order, Parcel
from actions.shop.woocommerce.mark import Meta, marks
from actions.words.spelling import fold

TRACKING_META = "_wc_shipment_tracking_items"

_NOT_ORDERS = {"trash", "auto-draft", "checkout-draft"}
"""Statuses of what nobody has ordered, or what the shop threw away."""
_CALLED_OFF = {"cancelled", "failed"}
"""Statuses of an order that will not be sent: given up, or never paid.

WooCommerce keeps no time of that; it is the last change of the order.
"""
_NOT_LEFT = {"pending", "on-hold", "processing"}
"""Statuses before dispatch; those that extensions add (`shipped`, …) are taken for later ones."""

_CENT = Decimal("0.01")


def _many(value: Any) -> Any:
    """PHP writes a list with a hole in it as an object."""
    return list(cast("dict[str, Any]", value).values()) if isinstance(value, dict) else value


def _moment(value: Any) -> Any:
    """`…_gmt` times come without a zone; an unset one is null or empty."""
    return f"{value}Z" if isinstance(value, str) and value and value[-1] != "Z" else value or None


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A time as WooCommerce gives it in `…_gmt`."""
Gmt = Annotated[datetime | None, BeforeValidator(_moment)]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class WireAddress(BaseModel):
    """Whose and where; `extra` so that a copy of the order loses nothing (telephone, company)."""

    model_config = ConfigDict(extra="allow")

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    address_1: str = ""
    address_2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


class WireTax(_Wire):
    """What one tax takes of an item; empty where it takes nothing."""

    id: int
    total: Annotated[Decimal, BeforeValidator(lambda given: given or 0)] = Decimal(0)


class WireItem(_Wire):
    """Something that was paid for: a product, its delivery, a fee."""

    id: int
    total: Decimal
    total_tax: Decimal = Decimal(0)
    taxes: list[WireTax] = []


class WireLine(WireItem):
    """A product of an order."""

    name: str
    quantity: int
    product_id: int = 0
    variation_id: int = 0


class WireMethod(WireItem):
    """A way of delivery."""

    total: Decimal = Decimal(0)
    id: int = 0
    method_id: str = ""
    method_title: str = ""


class _WireRefunded(_Wire):
    id: int


class _WirePart(_Wire):
    item_id: int | str = ""
    qty: int | str = ""


class _WireTracking(_Wire):
    tracking_number: str = ""
    tracking_provider: str = ""
    custom_tracking_provider: str = ""
    date_shipped: int | str = ""
    products_list: Annotated[list[_WirePart], BeforeValidator(_many)] = []


class _WireTrackings(_Wire):
    items: Annotated[list[_WireTracking], BeforeValidator(_many)]


class WireOrder(_Wire):
    """An order as `GET /orders/{id}` gives it, in the fields that we read."""

    id: int
    number: str
    status: str
    currency: str
    total: Decimal
    parent_id: int = 0
    customer_id: int = 0
    date_created_gmt: Gmt
    date_paid_gmt: Gmt = None
    date_completed_gmt: Gmt = None
    date_modified_gmt: Gmt = None
    billing: WireAddress
    shipping: WireAddress = WireAddress()
    line_items: list[WireLine] = []
    shipping_lines: list[WireMethod] = []
    fee_lines: list[WireItem] = []
    refunds: list[_WireRefunded] = []
    meta_data: list[Meta] = []

    @property
    def placed_at(self) -> datetime:
        """When it was ordered, an aware time."""
        # A draft has none; `is_order` leaves those out.
        return cast("datetime", self.date_created_gmt)

    @property
    def is_order(self) -> bool:
        """Whether somebody ordered this, and the shop still has it."""
        return self.status not in _NOT_ORDERS and self.date_created_gmt is not None

    @property
    def digits(self) -> str:
        """Its number without what a plugin writes around it (`#20417`, `WC-20417`)."""
        return re.sub(r"\D", "", self.number)

    @property
    def place(self) -> WireAddress:
        """Where it goes; a shop that asks for one address keeps it as the bill's."""
        return self.shipping if self.shipping.postcode else self.billing

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not be sent: called off, or sent back its money before it left."""
        if self.status in _CALLED_OFF:
            return True
        # A full refund makes WooCommerce call the order refunded, cancelled or not.
        withdrawn = any(mark.kind == "cancel" for mark in marks(self.meta_data))
        return self.status == "refunded" and withdrawn

    @property
    def was_sent(self) -> bool:
        """Whether the shop calls it sent, tracked or not, and has not taken that back.

        Of one that was called off or paid back, only its completion says so.
        """
        ended = self.status in _NOT_LEFT | _CALLED_OFF | {"refunded"}
        completed = self.date_completed_gmt is not None and self.status not in _NOT_LEFT
        return completed or not ended

    @property
    def has_left(self) -> bool:
        """Whether it was handed to a carrier, as far as the shop says."""
        try:
            return self.status not in _NOT_LEFT or bool(_tracking_items(self))
        except ValidationError:
            # What cannot be read is tracked all the same.
            return True


def read_order(wire: WireOrder, brand: str, policies: Policies) -> Order:
    """The order; WooCommerce keeps no promised day, so it is the one of the brand's policies."""
    place = wire.place
    country = place.country or wire.billing.country or "FR"
    at_home = zone(country, place.postcode) is Zone.home
    days = policies.delivery_days_home if at_home else policies.delivery_days_abroad
    accepted = read_day(wire.date_paid_gmt or wire.placed_at)
    return Order(
        brand=brand,
        number=wire.digits,
        customer=Customer(
            brand, wire.billing.email.casefold(), wire.billing.first_name, wire.billing.last_name
        ),
        postcode=place.postcode,
        city=place.city,
        country=country,
        lines=read_lines(wire),
        total=wire.total,
        currency=wire.currency,
        placed_at=wire.placed_at,
        promised_on=after_working_days(accepted, days, country, place.postcode),
        street=read_address(wire).street,
        cancelled_at=wire.date_modified_gmt if wire.is_cancelled else None,
    )


def read_lines(wire: WireOrder) -> tuple[Line, ...]:
    """What was ordered."""
    return tuple(_line(line) for line in wire.line_items if line.quantity > 0)


def read_address(wire: WireOrder) -> Address:
    """Where it goes."""
    place = wire.place
    street = ", ".join(part for part in (place.address_1, place.address_2) if part)
    return Address(street, place.postcode, place.city)


def read_day(moment: datetime) -> date:
    """The day on which something happened, in France."""
    return moment.astimezone(PARIS).date()


def read_parcels(wire: WireOrder, brand: str) -> list[Parcel]:
    """The order's parcels, the first shipped first; raises `ValidationError` on other tracking.

    A shop without tracking numbers says of an order that it has left by completing it.
    """
    items = _tracking_items(wire) or [_WireTracking()] * wire.was_sent
    parcels = [
        Parcel(
            brand=brand,
            order_number=wire.digits,
            tracking_number=normalise(item.tracking_number),
            carrier=_carrier(item.tracking_provider or item.custom_tracking_provider),
            service=read_service(wire),
            shipped_at=_shipped_at(item, wire),
            contents=_contents(item, wire, alone=len(items) == 1),
        )
        for item in items
    ]
    return sorted(parcels, key=lambda parcel: (parcel.shipped_at, parcel.tracking_number))


def _tracking_items(wire: WireOrder) -> list[_WireTracking]:
    return [
        item
        for meta in wire.meta_data
        if meta.key == TRACKING_META and meta.value
        for item in _WireTrackings.model_validate({"items": meta.value}).items
        if item.tracking_number.strip()
    ]


def _line(wire: WireLine) -> Line:
    price = (wire.total + wire.total_tax) / wire.quantity
    return Line(wire.name, wire.quantity, price.quantize(_CENT))


def _contents(item: _WireTracking, wire: WireOrder, *, alone: bool) -> tuple[str, ...]:
    """What is in a parcel, each piece: as the shop listed it, else all where there is one only.

    Empty where nobody can say how many pieces of something it holds.
    """
    lines = {str(line.id): line for line in wire.line_items}
    listed = [(lines[str(p.item_id)], p) for p in item.products_list if str(p.item_id) in lines]
    if not listed and alone:
        return tuple(line.name for line in wire.line_items for _ in range(line.quantity))
    counts = [(line.name, _count(part, line)) for line, part in listed]
    if any(count is None for _, count in counts):
        return ()
    return tuple(name for name, count in counts for _ in range(count or 0))


def _count(part: _WirePart, line: WireLine) -> int | None:
    """How many pieces of a line a parcel holds; None where it could be one or all of them."""
    noted = str(part.qty)
    if noted.isdecimal():
        return min(int(noted), line.quantity)
    return 1 if line.quantity == 1 else None


def _shipped_at(item: _WireTracking, wire: WireOrder) -> datetime:
    """When it was shipped: as noted, else when the order was completed or, at worst, placed."""
    noted = str(item.date_shipped)
    if noted.isdigit():
        return datetime.fromtimestamp(int(noted), timezone.utc)
    return wire.date_completed_gmt or wire.placed_at


_CARRIERS = {
    "colissimo": "colissimo",
    "chronopost": "chronopost",
    "laposte": "laposte",
    "mondialrelay": "mondial_relay",
    "relaiscolis": "relais_colis",
    "colisprive": "colis_prive",
    "dpd": "dpd",
    "gls": "gls",
    "ups": "ups",
    "dhl": "dhl",
    "fedex": "fedex",
}
"""How the extensions' names of providers begin (`DHL Express`, `dpd-fr`, `La Poste`)."""


def _carrier(provider: str) -> str:
    """The carrier's name in `actions.carriers.directory`, or one made of the provider's."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(provider)).strip("_")
    compact = plain.replace("_", "")
    known = (name for begins, name in _CARRIERS.items() if compact.startswith(begins))
    return next(known, plain)


_PICKUP = re.compile(r"pick.?up|relais|point|consigne|locker|retrait")


def read_service(wire: WireOrder) -> str:
    """How it travels: `home`, `pickup`, `express` or `international`."""
    chosen = " ".join(f"{m.method_id} {m.method_title}" for m in wire.shipping_lines)
    said = fold(chosen)
    if _PICKUP.search(said):
        return "pickup"
    if "express" in said or "chrono" in said:
        return "express"
    at_home = zone(wire.place.country or "FR", wire.place.postcode) is Zone.home
    return "home" if at_home else "international"
