"""Returns of a WooCommerce shop: it has none, and its extensions for them share no form.

A customer's declaration is taken down by a human, with the moment at which it was made.
"""
# ruff: noqa: ARG002 - `Aftersales` names what another shop needs.

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from actions.shop.aftersales import ChangeRefused, Once, Purpose, Return
from actions.shop.order import Line


class NoReturns:
    """The part of `Aftersales` that WooCommerce lacks."""

    async def returns_of(self, brand: str, order_number: str) -> list[Return]:
        """None are known."""
        return []

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
        """Refused (`unsupported`)."""
        raise ChangeRefused("unsupported")

    async def make_label(self, brand: str, return_number: str) -> Return:
        """Refused (`unsupported`)."""
        raise ChangeRefused("unsupported")
