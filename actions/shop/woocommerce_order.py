"""WooCommerce's orders and tracking items, as ours. Pure.

Properties of an order: https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/. Tracking
numbers are those of the Shipment Tracking extension, which Advanced Shipment Tracking keeps under
the same name.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict

from actions.carriers.calendar import PARIS, Zone, after_working_days, zone
from actions.carriers.numbers import normalise
from actions.policies import Policies
from actions.shop.order import Customer, Line, Order, Parcel
from actions.spelling import fold

TRACKING_META = "_wc_shipment_tracking_items"

_NOT_ORDERS = {"trash", "auto-draft", "checkout-draft"}
"""Statuses of what nobody has ordered, or what the shop threw away."""
_CALLED_OFF = {"cancelled", "failed"}
"""Statuses of an order that will not be sent: given up, or never paid.

WooCommerce keeps no time of that; it is the last change of the order.
"""

_CENT = Decimal("0.01")


def _many(value: Any) -> Any:
    """PHP writes a list with a hole in it as an object."""
    return list(cast("dict[str, Any]", value).values()) if isinstance(value, dict) else value


def _moment(value: Any) -> Any:
    """`…_gmt` times come without a zone; an unset one is null or empty."""
    return f"{value}Z" if isinstance(value, str) and value and value[-1] != "Z" else value or None


Gmt = Annotated[datetime | None, BeforeValidator(_moment)]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _WireAddress(_Wire):
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    address_1: str = ""
    address_2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


class _WireLine(_Wire):
    id: int
    name: str
    quantity: int
    total: Decimal
    total_tax: Decimal = Decimal(0)


class _WireMethod(_Wire):
    method_id: str = ""
    method_title: str = ""


class _WireMeta(_Wire):
    key: str
    value: Any = None


class _WirePart(_Wire):
    item_id: int | str = ""


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
    date_created_gmt: Gmt
    date_paid_gmt: Gmt = None
    date_completed_gmt: Gmt = None
    date_modified_gmt: Gmt = None
    billing: _WireAddress
    shipping: _WireAddress = _WireAddress()
    line_items: list[_WireLine] = []
    shipping_lines: list[_WireMethod] = []
    meta_data: list[_WireMeta] = []

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
    def place(self) -> _WireAddress:
        """Where it goes; a shop that asks for one address keeps it as the bill's."""
        return self.shipping if self.shipping.postcode else self.billing


def read_order(wire: WireOrder, brand: str, policies: Policies) -> Order:
    """The order; WooCommerce keeps no promised day, so it is the one of the brand's policies."""
    place = wire.place
    country = place.country or wire.billing.country or "FR"
    at_home = zone(country, place.postcode) is Zone.home
    days = policies.delivery_days_home if at_home else policies.delivery_days_abroad
    accepted = (wire.date_paid_gmt or wire.placed_at).astimezone(PARIS).date()
    return Order(
        brand=brand,
        number=wire.digits,
        customer=Customer(
            brand, wire.billing.email.casefold(), wire.billing.first_name, wire.billing.last_name
        ),
        postcode=place.postcode,
        city=place.city,
        country=country,
        lines=tuple(_line(line) for line in wire.line_items if line.quantity > 0),
        total=wire.total,
        currency=wire.currency,
        placed_at=wire.placed_at,
        promised_on=after_working_days(accepted, days, country, place.postcode),
        street=", ".join(part for part in (place.address_1, place.address_2) if part),
        cancelled_at=wire.date_modified_gmt if wire.status in _CALLED_OFF else None,
    )


def read_parcels(wire: WireOrder, brand: str) -> list[Parcel]:
    """The order's parcels, the first shipped first; raises `ValidationError` on other tracking."""
    items = [
        item
        for meta in wire.meta_data
        if meta.key == TRACKING_META and meta.value
        for item in _WireTrackings.model_validate({"items": meta.value}).items
        if item.tracking_number.strip()
    ]
    titles = {str(line.id): line.name for line in wire.line_items}
    parcels = [
        Parcel(
            brand=brand,
            order_number=wire.digits,
            tracking_number=normalise(item.tracking_number),
            carrier=_carrier(item.tracking_provider or item.custom_tracking_provider),
            service=_service(wire),
            shipped_at=_shipped_at(item, wire),
            contents=_contents(item, titles, alone=len(items) == 1),
        )
        for item in items
    ]
    return sorted(parcels, key=lambda parcel: (parcel.shipped_at, parcel.tracking_number))


def _line(wire: _WireLine) -> Line:
    price = (wire.total + wire.total_tax) / wire.quantity
    return Line(wire.name, wire.quantity, price.quantize(_CENT))


def _contents(item: _WireTracking, titles: dict[str, str], *, alone: bool) -> tuple[str, ...]:
    """What is in a parcel: as the shop listed it; everything, where there is one parcel only."""
    if alone:
        return tuple(titles.values())
    listed = (titles.get(str(part.item_id)) for part in item.products_list)
    return tuple(title for title in listed if title)


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


def _service(wire: WireOrder) -> str:
    chosen = " ".join(f"{m.method_id} {m.method_title}" for m in wire.shipping_lines)
    said = fold(chosen)
    if _PICKUP.search(said):
        return "pickup"
    if "express" in said or "chrono" in said:
        return "express"
    at_home = zone(wire.place.country or "FR", wire.place.postcode) is Zone.home
    return "home" if at_home else "international"
