"""What the shop knows of an order: who, what, when, where to, and in which parcels."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

SERVICES = ("home", "pickup", "express", "international")
"""How a parcel travels."""


@dataclass(frozen=True)
class Customer:
    """Somebody with an account or an order at a brand's shop."""

    brand: str
    email: str
    first_name: str
    last_name: str


@dataclass(frozen=True)
class Line:
    """One product of an order; `price` is for one piece, taxes included."""

    title: str
    quantity: int
    price: Decimal
    kind: str = ""
    """A kind with an exception to the right of withdrawal (data/law/fr.yml), mostly empty."""

    @property
    def total(self) -> Decimal:
        """The price of all its pieces."""
        return self.price * self.quantity

    def to_json(self) -> dict[str, Any]:
        """The line as stored."""
        kind = {"kind": self.kind} if self.kind else {}
        return {"title": self.title, "quantity": self.quantity, "price": str(self.price), **kind}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Line:
        """The line that `to_json` gave."""
        kind = stored.get("kind", "")
        return cls(stored["title"], stored["quantity"], Decimal(stored["price"]), kind)


@dataclass(frozen=True)
class PickupPoint:
    """Where a parcel waits: a shop, a locker or a post office.

    `hours` is what the carrier prints, one line; `closed_until` is the last day of its holidays.
    """

    name: str
    kind: str = ""
    """`relay` (a shop), `locker`, `post_office`, or empty where nobody said."""
    street: str = ""
    postcode: str = ""
    city: str = ""
    hours: str = ""
    closed_until: date | None = None

    def one_line(self) -> str:
        """Name and address, as on a letter but in one line."""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.name, self.street, town) if part)

    def to_json(self) -> dict[str, Any]:
        """The point as stored."""
        closed = self.closed_until and self.closed_until.isoformat()
        return {**asdict(self), "closed_until": closed}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> PickupPoint:
        """The point that `to_json` gave."""
        point: dict[str, Any] = dict(stored)
        closed = point.pop("closed_until", None)
        return cls(**point, closed_until=date.fromisoformat(closed) if closed else None)


@dataclass(frozen=True)
class Parcel:
    """One parcel of an order, as the shop handed it to a carrier.

    `carrier` is a name of `actions.carriers.directory`; `carrier` and `tracking_number` are empty
    where the shop says only that the order has left. `contents` are the titles of its products,
    one a piece; empty where nobody noted them.
    """

    brand: str
    order_number: str
    tracking_number: str
    carrier: str
    service: str
    """One of `SERVICES`."""
    shipped_at: datetime
    contents: tuple[str, ...] = ()
    pickup_point: PickupPoint | None = None
    delivered_at: datetime | None = None
    """Kept by the shop once it was told: carriers forget a parcel after some months."""


@dataclass(frozen=True)
class Order:
    """One order; `number` is digits alone, `country` ISO 3166-1 alpha-2, `total` in `currency`.

    `promised_on` is the delivery date that the shop told the customer; `wanted_by` the day for
    which a gift is needed, where the customer said so.
    """

    brand: str
    number: str
    customer: Customer
    postcode: str
    city: str
    country: str
    lines: tuple[Line, ...]
    total: Decimal
    currency: str
    placed_at: datetime
    promised_on: date
    is_gift: bool = False
    wanted_by: date | None = None
    street: str = ""
    cancelled_at: datetime | None = None
