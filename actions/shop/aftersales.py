"""What becomes of an order after it was placed: sent back, refunded, sent again, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

from actions.shop.order import Line

Purpose = Literal["withdrawal", "return", "exchange"]
Reason = Literal["lost", "damaged", "wrong", "missing", "cancelled", "return"]

INCIDENTS: tuple[Reason, ...] = ("lost", "damaged", "wrong", "missing")
"""Reasons for which something is made good that went wrong."""

NEVER_CAME: tuple[Reason, ...] = ("lost", "missing")
"""Of an order of which all pieces are, every sum paid goes back (L216-7): delivery, fees."""

FIRST_INCIDENT_DAYS = 365
"""Without a resend or refund for an incident in these days, an incident is a first one."""

Why = Literal[
    "unknown",
    "dispatched",
    "cancelled",
    "already",
    "unsupported",
    "not_paid",
    "out_of_stock",
    "not_allowed",
    "declined",
    "unsettled",
]

OF_THE_ORDER: frozenset[Why] = frozenset({"dispatched", "cancelled", "already"})
"""What the order's own state forbids; the others are the shop's matter, not the customer's."""


class ChangeRefused(Exception):
    """The change was not made, or nobody knows; `why` says what stands against it.

    `unknown`: the brand has no such order. `dispatched`, `cancelled`: its state. `already`: more
    pieces than were ordered would be sent back, re-sent or refunded. `unsupported`: this shop has
    no such thing. `not_paid`: there is no money to send back. `out_of_stock`: nothing is left to
    send. `not_allowed`: the shop's key may only read. `declined`: the shop, or its payment
    service, said no. `unsettled`: it was asked for and the answer was lost, so that somebody has
    to look; it is not asked for again.
    """

    def __init__(self, why: Why) -> None:
        super().__init__(f"The order cannot be changed so: {why}.")
        self.why: Why = why


@dataclass(frozen=True)
class Once:
    """The turn and the action that ask for an effect: with them it happens once."""

    turn_id: str
    action: str


@dataclass(frozen=True)
class Address:
    """Where an order goes; the country does not change after it was placed."""

    street: str
    postcode: str
    city: str

    def one_line(self) -> str:
        """As on a letter, but in one line."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}") if part)


@dataclass(frozen=True)
class Return:
    """Something that a customer sends back; `number` is what they are told (`R-1001`).

    `declared_at` is the moment that counts in law; `label_url` is None until a label was made,
    `received_on` until the shop had it in hand.
    """

    number: str
    order_number: str
    lines: tuple[Line, ...]
    purpose: Purpose
    wanted: str
    declared_at: datetime
    send_by: date
    label_url: str | None
    received_on: date | None


@dataclass(frozen=True)
class Refund:
    """Money on its way back; `done_on` is None until it has left, at the latest on `due_on`.

    Without lines it is a sum that somebody chose. `reason` is None where the shop does not say.
    """

    number: str
    order_number: str
    lines: tuple[Line, ...]
    amount: Decimal
    currency: str
    reason: Reason | None
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Resend:
    """Products that go out again, free of charge."""

    number: str
    order_number: str
    lines: tuple[Line, ...]
    reason: Reason


def pieces(lines: Sequence[Line]) -> dict[str, int]:
    """How many pieces of each title."""
    counted: dict[str, int] = {}
    for line in lines:
        counted[line.title] = counted.get(line.title, 0) + line.quantity
    return counted


def lines_with(lines: Sequence[Line], wanted: Mapping[str, float]) -> tuple[Line, ...]:
    """Of these lines, as many pieces of each title as are wanted; no more than there are."""
    left = dict(wanted)
    found: list[Line] = []
    for line in lines:
        count = min(int(left.get(line.title, 0)), line.quantity)
        if count > 0:
            left[line.title] -= count
            found.append(replace(line, quantity=count))
    return tuple(found)


def refuse_more_than_ordered(
    ordered: Sequence[Line], asked: Sequence[Line], gone: Sequence[Line]
) -> None:
    """Raise `ChangeRefused` where `asked` and what is `gone` already exceed what was ordered."""
    most = pieces(ordered)
    if any(count > most.get(title, 0) for title, count in pieces((*asked, *gone)).items()):
        raise ChangeRefused("already")


class Aftersales(Protocol):
    """Changing the orders of a shop, and what was changed.

    A change happens once for the turn and action that ask for it: asked again, it gives what
    stands. Every method raises `ShopUnavailable` where the shop gives no answer and nothing was
    changed, and a change raises `ChangeRefused` where it is not made.
    """

    async def returns_of(self, brand: str, order_number: str) -> list[Return]:
        """What is sent back of an order, the newest first."""
        ...

    async def refunds_of(self, brand: str, order_number: str) -> list[Refund]:
        """The refunds of an order, the newest first."""
        ...

    async def resends_of(self, brand: str, order_number: str) -> list[Resend]:
        """What went out again of an order, the newest first."""
        ...

    async def is_first_incident(self, brand: str, email: str) -> bool:
        """Whether this customer had nothing re-sent or refunded for an incident in a year."""
        ...

    async def declare_return(
        self,
        brand: str,
        order_number: str,
        lines: Sequence[Line],
        *,
        purpose: Purpose,
        declared_at: datetime,
        send_by: date,
        once: Once,
        wanted: str = "",
    ) -> Return:
        """Note that these lines come back; `wanted` is what they are exchanged for."""
        ...

    async def make_label(self, brand: str, return_number: str) -> Return:
        """Give a declared return its label; one that has a label keeps it."""
        ...

    async def refund(
        self,
        brand: str,
        order_number: str,
        lines: Sequence[Line],
        *,
        reason: Reason,
        due_on: date,
        once: Once,
    ) -> Refund:
        """Send the money for these lines back.

        Where nothing of the order ever came (`NEVER_CAME`), that is all that was paid for it.
        """
        ...

    async def resend(
        self, brand: str, order_number: str, lines: Sequence[Line], *, reason: Reason, once: Once
    ) -> Resend:
        """Have these lines sent again."""
        ...

    async def cancel(self, brand: str, order_number: str, *, due_on: date, once: Once) -> Refund:
        """Cancel an order that has not left, and send all of its money back."""
        ...

    async def change_address(
        self, brand: str, order_number: str, address: Address, *, once: Once
    ) -> Address:
        """Send an order that has not left to `address`; gives the one that stands now."""
        ...
