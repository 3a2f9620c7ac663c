"""What becomes of an order after it was placed: sent back, refunded, sent again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from actions.shop.order import Line

Purpose = Literal["withdrawal", "return", "exchange", "conformity"]
Reason = Literal["lost", "returned_to_sender", "damaged", "wrong", "missing", "cancelled", "return"]


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
    """Money on its way back; `done_on` is None until it has left, at the latest on `due_on`."""

    number: str
    order_number: str
    lines: tuple[Line, ...]
    amount: Decimal
    currency: str
    reason: Reason
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
