"""A promotion code: when it holds, on what, and why it may be refused. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from actions.spelling import fold


class Refusal(str, Enum):
    """Why a code that exists is not taken."""

    expired = "expired"
    not_yet = "not_yet"
    used = "used"
    minimum = "minimum"
    excluded = "excluded"


@dataclass(frozen=True)
class Promotion:
    """A code; it takes off `percent` or `amount`, between two days that both count.

    `minimum` is the order's least total, `excluded` are ids of products. Only a `public` one is
    told to somebody who does not have it.
    """

    brand: str
    code: str
    percent: int | None
    amount: Decimal | None
    starts_on: date
    ends_on: date
    minimum: Decimal | None
    excluded: tuple[str, ...]
    once: bool
    public: bool

    def refusal(
        self,
        today: date,
        *,
        basket: Decimal | None = None,
        product: str | None = None,
        used: bool = False,
    ) -> Refusal | None:
        """Why it is refused, as far as these facts show; None where nothing stands against it.

        Args:
            basket: the order's total, where the customer has said it.
            product: id of the product it was tried on, where known.
            used: whether this customer has had it before.
        """
        if today > self.ends_on:
            return Refusal.expired
        if today < self.starts_on:
            return Refusal.not_yet
        if self.once and used:
            return Refusal.used
        if self.minimum is not None and basket is not None and basket < self.minimum:
            return Refusal.minimum
        if product in self.excluded:
            return Refusal.excluded
        return None


def spelled(code: str) -> str:
    """A code as compared: capitals, no blanks or hyphens, and O for 0, however it was typed."""
    return re.sub(r"[^A-Z0-9]", "", fold(code).upper()).replace("0", "O")
