"""WooCommerce's refunds, as ours, and ours as WooCommerce takes them. Pure.

Properties: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-refunds. Of each item
it wants the sum without taxes and the sum of each tax (`refund_total`, `refund_tax`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from actions.shop.aftersales import INCIDENTS, Reason, Refund, pieces
from actions.shop.order import Line
from actions.shop.woocommerce.mark import Mark, Meta, marks
from actions.shop.woocommerce.order import Moment, WireItem, WireLine, WireOrder, read_day

_CENT = Decimal("0.01")

_REASONS: dict[Reason, str] = {
    "lost": "Colis perdu",
    "damaged": "Article abîmé",
    "wrong": "Article erroné",
    "missing": "Article manquant",
    "cancelled": "Commande annulée",
    "return": "Retour",
}
"""What stands beside the sum; customers read it in the shop's mail and in their account."""


class _WireRefundLine(BaseModel):
    """What was refunded: quantity and sums are negative."""

    model_config = ConfigDict(extra="ignore")

    name: str = ""
    quantity: int = 0
    total: Decimal = Decimal(0)
    total_tax: Decimal = Decimal(0)


class WireRefund(BaseModel):
    """A refund as `GET /orders/{id}/refunds` gives it, in the fields that we read."""

    model_config = ConfigDict(extra="ignore")

    id: int
    amount: Decimal
    made_at: Moment = Field(alias="date_created_gmt")
    refunded_payment: bool = False
    """Whether the payment service was told to send the money; else somebody sends it by hand."""
    line_items: list[_WireRefundLine] = []
    meta_data: list[Meta] = []

    @property
    def mark(self) -> Mark | None:
        """What Relais wrote with it; None for a refund that somebody else made."""
        return next(iter(marks(self.meta_data)), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the money is for; empty where only a sum was given back."""
        return tuple(_line(one) for one in self.line_items if one.quantity)

    @property
    def is_incident(self) -> bool:
        """Whether something that went wrong was made good.

        Where somebody else made it, nobody says why: it counts, so that a human decides.
        """
        return self.mark is None or self.mark.reason in INCIDENTS


def read_refund(wire: WireRefund, order: WireOrder, refund_days: int) -> Refund:
    """The refund; without a mark its money has the brand's `refund_days` to leave."""
    made_on = read_day(wire.made_at)
    due_on = wire.mark.due_on if wire.mark else None
    return Refund(
        number=str(wire.id),
        order_number=order.digits,
        lines=wire.lines,
        amount=wire.amount,
        currency=order.currency,
        reason=wire.mark.reason if wire.mark else None,
        due_on=due_on or made_on + timedelta(days=refund_days),
        done_on=made_on if wire.refunded_payment else None,
    )


def refund_of(order: WireOrder, lines: Sequence[Line], reason: Reason) -> dict[str, Any]:
    """What to post for as many pieces as `lines` have.

    The stock stays: a lost or broken piece does not come back to it.
    """
    asked = pieces(lines)
    shares: list[tuple[WireItem, Decimal, int]] = []
    for item in order.line_items:
        count = min(asked.get(item.name, 0), max(item.quantity, 0))
        if count:
            asked[item.name] -= count
            shares.append((item, Decimal(count) / item.quantity, count))
    return _body([_share(*share) for share in shares], reason)


def refund_of_all(order: WireOrder, reason: Reason) -> dict[str, Any]:
    """What to post for everything that was paid: products, delivery, fees."""
    paid: list[tuple[WireItem, int]] = [
        *((item, item.quantity) for item in order.line_items if item.quantity > 0),
        *((item, 0) for item in (*order.shipping_lines, *order.fee_lines) if item.total),
    ]
    shares = [_share(item, Decimal(1), quantity) for item, quantity in paid]
    # WooCommerce rounds its total once, and its items each.
    return {**_body(shares, reason), "amount": str(order.total)}


def _body(shares: Iterable[dict[str, Any]], reason: Reason) -> dict[str, Any]:
    items = list(shares)
    taxes = (Decimal(tax["refund_total"]) for item in items for tax in item["refund_tax"])
    amount = sum((Decimal(item["refund_total"]) for item in items), sum(taxes, Decimal(0)))
    return {
        "amount": str(amount),
        "reason": _REASONS[reason],
        "api_refund": True,
        "api_restock": False,
        "line_items": items,
    }


def _share(item: WireItem, share: Decimal, quantity: int) -> dict[str, Any]:
    counted = {"quantity": quantity} if isinstance(item, WireLine) else {}
    taxes = [
        {"id": tax.id, "refund_total": str(_rounded(tax.total * share))}
        for tax in item.taxes
        if tax.total
    ]
    return {
        "id": item.id,
        **counted,
        "refund_total": str(_rounded(item.total * share)),
        "refund_tax": taxes,
    }


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT)


def _line(wire: _WireRefundLine) -> Line:
    count = abs(wire.quantity)
    return Line(wire.name, count, _rounded(abs(wire.total + wire.total_tax) / count))
