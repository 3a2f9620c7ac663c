"""A promotion code: when it holds, on what, and why it may be refused. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from actions.words.spelling import fold


class Refusal(str, Enum):
    """Why a code that exists is not taken."""

    expired = "expired"
    not_yet = "not_yet"
    used = "used"
    minimum = "minimum"
    excluded = "excluded"
    exhausted = "exhausted"


@dataclass(frozen=True)
class Promotion:
    """A code; it takes off `percent` or `amount`, between two days that both count.

    Without `ends_on` it holds until further notice. `minimum` is the order's least total,
    `excluded` are ids of products. Only a `public` one is told to somebody who does not have it.
    `exhausted`: it was used as often as it may be, by whomever. `narrowed`: it has conditions
    beyond these (some customers, some categories, …), which only the basket can tell.
    `free_delivery`: delivery costs nothing with it, besides what it takes off.
    """

    brand: str
    code: str
    percent: int | Decimal | None
    amount: Decimal | None
    starts_on: date
    ends_on: date | None
    minimum: Decimal | None
    excluded: tuple[str, ...]
    once: bool
    public: bool
    exhausted: bool = False
    narrowed: bool = False
    free_delivery: bool = False

    def holds_on(self, today: date) -> bool:
        """Whether `today` lies between its two days."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)

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
        if not self.holds_on(today):
            return Refusal.not_yet if today < self.starts_on else Refusal.expired
        if self.exhausted:
            return Refusal.exhausted
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
