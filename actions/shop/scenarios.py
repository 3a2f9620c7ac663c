"""The demo shop's orders, told relative to a day: `data/shop/demo.yml`.

One source of truth: the database is seeded with them, the sandbox carrier answers with their
events, and the page docs/demo-orders.md lists them.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from actions.brands.legal_floor import ProductKind, legal_floor
from actions.brands.policies import load
from actions.brands.windows import refund_until, send_back_until
from actions.carriers.calendar import PARIS, after_working_days, before_working_days
from actions.carriers.check_digits import s10
from actions.carriers.directory import carrier
from actions.carriers.history import Failure, History, HistoryEvent
from actions.carriers.shipment import Language
from actions.shop.aftersales import Purpose, Refund, Return
from actions.shop.order import Customer, Line, Order, Parcel, PickupPoint

FILE = Path(__file__).resolve().parents[2] / "data" / "shop" / "demo.yml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Product(_Part):
    """What a demo shop sells; `kind` where the law makes an exception to withdrawal."""

    title: str
    price: Decimal
    kind: ProductKind | None = None


class Point(_Part):
    """A pick-up point; `closed_for` is the number of days its holidays still last."""

    name: str
    kind: str
    street: str
    postcode: str
    city: str
    hours: str
    closed_for: int | None = None


class EventToTell(_Part):
    """An event `ago` working days back, or `today`."""

    code: str
    ago: int = 0
    today: bool = False
    at: time = time(14, 30)
    say: dict[Language, str] | None = None


class ParcelToTell(_Part):
    """A parcel of a story; without events the carrier does not know it."""

    shipped: int
    carrier: str = "colissimo"
    service: str = "home"
    due: int | None = None
    until: int | None = None
    removal_point: str = ""
    failure: Failure | None = None
    events: tuple[EventToTell, ...] = ()


class Received(_Part):
    """When a parcel was received that its carrier has forgotten: years back, then days ahead."""

    years: int
    days: int

    def day(self, today: date) -> date:
        """That day; the last of February where it has no 29th."""
        year = today.year - self.years
        last = calendar.monthrange(year, today.month)[1]
        return date(year, today.month, min(today.day, last)) + timedelta(days=self.days)


class SentBack(_Part):
    """A return of the whole order, in calendar days back; its refund once the shop has it."""

    purpose: Purpose
    declared: int
    received: int | None = None
    refunded: int | None = None


class Story(_Part):
    """What happens to an order; `diagnosis` is one code for each parcel, in their order."""

    told: str
    diagnosis: tuple[str, ...]
    placed: int
    promised: int
    wanted_by: int | None = None
    received: Received | None = None
    sent_back: SentBack | None = None
    parcels: tuple[ParcelToTell, ...] = ()


class OrderToTell(_Part):
    """Who ordered what; `at` is `01000 Bourg-en-Bresse`, or with a country: `BE 1000 Bruxelles`."""

    brand: str
    number: str = Field(pattern=r"^\d{5}$")
    story: str
    customer: str = Field(alias="for")
    at: str
    of: tuple[str, ...]
    street: str = ""
    point: str | None = None
    note: str = ""


class _File(_Part):
    catalogue: dict[str, dict[str, Product]]
    pickup_points: dict[str, Point]
    stories: dict[str, Story]
    orders: tuple[OrderToTell, ...]


@dataclass(frozen=True)
class Address:
    """Where an order goes."""

    postcode: str
    city: str
    country: str


@dataclass(frozen=True)
class Scenario:
    """One demo order and its story; everything dated comes from a day."""

    spec: OrderToTell
    story: Story
    products: tuple[Product, ...]
    point: Point | None

    @property
    def address(self) -> Address:
        """The address in its parts."""
        match = _ADDRESS.fullmatch(self.spec.at)
        if not match:
            raise ValueError(f"{self.spec.at!r} is no address of the demo shop")
        return Address(match["postcode"], match["city"], match["country"] or "FR")

    @property
    def customer(self) -> Customer:
        """Who ordered; the address is of a domain that exists nowhere (RFC 2606)."""
        first_name, last_name = self.spec.customer.split(" ", 1)
        return Customer(
            self.spec.brand,
            f"{_ascii(first_name)}.{_ascii(last_name)}@example.com",
            first_name,
            last_name,
        )

    def order(self, now: datetime) -> Order:
        """The order as it stands at `now`."""
        today, address, then = now.astimezone(PARIS).date(), self.address, self._then(now)
        return Order(
            brand=self.spec.brand,
            number=self.spec.number,
            customer=self.customer,
            postcode=address.postcode,
            city=address.city,
            country=address.country,
            lines=self.lines,
            total=sum((p.price for p in self.products), Decimal(0)),
            currency="EUR",
            placed_at=self._moment(self.story.placed, time(10, 24), then),
            promised_on=self._day(then.astimezone(PARIS).date(), self.story.promised),
            is_gift=self.story.wanted_by is not None,
            wanted_by=_ahead(today, self.story.wanted_by),
            street=self.spec.street,
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """What was ordered."""
        counts = {product: self.products.count(product) for product in self.products}
        return tuple(Line(p.title, n, p.price, p.kind or "") for p, n in counts.items())

    def parcels(self, now: datetime) -> list[Parcel]:
        """The order's parcels as the shop knows them at `now`."""
        today, then = now.astimezone(PARIS).date(), self._then(now)
        titles = [product.title for product in self.products]
        shares = [titles] if len(self.story.parcels) < 2 else [titles[:1], titles[1:]]
        return [
            Parcel(
                brand=self.spec.brand,
                order_number=self.spec.number,
                tracking_number=self.tracking_number(place),
                carrier=told.carrier,
                service=told.service,
                shipped_at=self._moment(told.shipped, time(9, 5), then),
                contents=tuple(shares[place]),
                pickup_point=_point(self.point, today) if self.point else None,
                delivered_at=then if self.story.received else None,
            )
            for place, told in enumerate(self.story.parcels)
        ]

    def return_(self, now: datetime) -> Return | None:
        """What of the order is on its way back at `now`."""
        told, today = self.story.sent_back, now.astimezone(PARIS).date()
        if told is None:
            return None
        declared_on = today - timedelta(days=told.declared)
        return Return(
            number=f"R-0{self.spec.number}",
            order_number=self.spec.number,
            lines=self.lines,
            purpose=told.purpose,
            wanted="",
            declared_at=datetime.combine(declared_on, time(18, 12), PARIS),
            send_by=send_back_until(declared_on, legal_floor()),
            label_url=None,
            received_on=_back(today, told.received),
        )

    def refund(self, now: datetime) -> Refund | None:
        """The money of what the shop has back in hand at `now`."""
        told, today = self.story.sent_back, now.astimezone(PARIS).date()
        if told is None or told.received is None:
            return None
        return Refund(
            number=f"F-0{self.spec.number}",
            order_number=self.spec.number,
            lines=self.lines,
            amount=sum((line.total for line in self.lines), Decimal(0)),
            currency="EUR",
            reason="return",
            due_on=refund_until(today - timedelta(days=told.declared), load(self.spec.brand)),
            done_on=_back(today, told.refunded),
        )

    def histories(self, now: datetime) -> dict[str, History]:
        """What the sandbox carrier knows, by tracking number."""
        return {
            self.tracking_number(place): self._history(told, now)
            for place, told in enumerate(self.story.parcels)
            if told.events and carrier(told.carrier).asked_at == "laposte"
        }

    def tracking_number(self, place: int) -> str:
        """The number of the parcel at `place`: fits its carrier's format, belongs to nobody."""
        told, number = self.story.parcels[place], self.spec.number
        if told.carrier == "mondial_relay":
            return f"{number}{place + 1:03d}"
        if told.service == "home" or told.service == "pickup":
            return f"6A{number}{int(number) * 37 % 100_000:05d}{place + 1}"
        serial = f"{number}{place + 1:03d}"
        prefix = "XA" if told.carrier == "chronopost" else "CB"
        return f"{prefix}{serial}{s10(serial)}FR"

    def _history(self, told: ParcelToTell, now: datetime) -> History:
        today = now.astimezone(PARIS).date()
        last_day = _ahead(today, told.until)
        return History(
            carrier="chronopost" if told.carrier == "chronopost" else "colissimo",
            country=self.address.country,
            events=[
                HistoryEvent(
                    code=event.code,
                    date=self._moment(0 if event.today else event.ago, event.at, now),
                    label=event.say and _with_last_day(event.say, last_day),
                )
                for event in told.events
            ],
            due=None if told.due is None else self._day(today, told.due),
            removal_point=told.removal_point,
            failure=told.failure,
        )

    def _then(self, now: datetime) -> datetime:
        """The moment that the story's days count from: `now`, or when it was received long ago."""
        if self.story.received is None:
            return now
        today = now.astimezone(PARIS).date()
        return datetime.combine(self.story.received.day(today), time(11, 30), PARIS)

    def _day(self, today: date, working_days: int) -> date:
        address = self.address
        if working_days < 0:
            return before_working_days(today, -working_days, address.country, address.postcode)
        return after_working_days(today, working_days, address.country, address.postcode)

    def _moment(self, working_days_ago: int, at: time, now: datetime) -> datetime:
        # What happens today has happened already, however early it is.
        day = self._day(now.astimezone(PARIS).date(), -working_days_ago)
        return min(datetime.combine(day, at, PARIS), now)


@lru_cache(maxsize=1)
def scenarios() -> tuple[Scenario, ...]:
    """Every order of the demo shops, in the file's order."""
    content: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    told = _File.model_validate(content)
    return tuple(
        Scenario(
            spec=spec,
            story=told.stories[spec.story],
            products=tuple(told.catalogue[spec.brand][name] for name in spec.of),
            point=told.pickup_points[spec.point] if spec.point else None,
        )
        for spec in told.orders
    )


def demo_histories(now: datetime) -> dict[str, History]:
    """What the sandbox carrier knows of every demo parcel at `now`, by tracking number."""
    return {n: history for s in scenarios() for n, history in s.histories(now).items()}


_ADDRESS = re.compile(
    r"(?:(?P<country>[A-Z]{2}) )?(?P<postcode>[A-Z0-9]*\d[A-Z0-9]*(?: \d[A-Z]{2})?) (?P<city>.+)"
)


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def _ahead(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _back(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)


def _point(point: Point, today: date) -> PickupPoint:
    kept = point.model_dump(exclude={"closed_for"})
    return PickupPoint(**kept, closed_until=_ahead(today, point.closed_for))


def _with_last_day(say: dict[Language, str], last_day: date | None) -> dict[Language, str]:
    printed = last_day.strftime("%d/%m/%Y") if last_day else ""
    return {language: text.replace("{last_day}", printed) for language, text in say.items()}
