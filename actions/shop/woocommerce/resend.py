"""Sending again, as WooCommerce can express it: a new order at no charge. Pure.

It is a child of the first one (`parent_id`), in work at once (`processing`), so that it takes the
stock and the shop packs it; its customer gets the shop's own mail about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.shop.aftersales import ChangeRefused, Resend, pieces
from actions.shop.order import Line
from actions.shop.woocommerce.mark import marks
from actions.shop.woocommerce.order import WireLine, WireOrder, read_lines, read_service

_FREE = "0.00"


def read_resend(wire: WireOrder, order_number: str) -> Resend | None:
    """The resend that an order is; None for an order that is none of Relais' making."""
    for mark in marks(wire.meta_data):
        if mark.kind == "resend" and mark.reason is not None:
            return Resend(wire.digits, order_number, read_lines(wire), mark.reason)
    return None


def items_of(order: WireOrder, lines: Sequence[Line]) -> list[tuple[WireLine, int]]:
    """The products of the order that `lines` name, and how many of each.

    Raises `ChangeRefused` where that cannot be sent again without somebody: what goes to a pick-up
    point, whose name only an extension's data hold, and a product that was deleted.
    """
    if read_service(order) == "pickup":
        raise ChangeRefused("unsupported")
    asked = pieces(lines)
    found: list[tuple[WireLine, int]] = []
    for item in order.line_items:
        count = min(asked.get(item.name, 0), item.quantity)
        if count > 0:
            asked[item.name] -= count
            found.append((item, count))
    if not found or not all(item.product_id for item, _ in found):
        raise ChangeRefused("out_of_stock")
    return found


def resend_of(order: WireOrder, items: Sequence[tuple[WireLine, int]]) -> dict[str, Any]:
    """What to post as a new order of these products, to the same place and free."""
    return {
        "parent_id": order.id,
        "status": "processing",
        "currency": order.currency,
        "customer_id": order.customer_id,
        "billing": order.billing.model_dump(),
        "shipping": order.shipping.model_dump(exclude={"email"}),
        "line_items": [
            {
                "product_id": item.product_id,
                "variation_id": item.variation_id,
                "quantity": count,
                "subtotal": _FREE,
                "total": _FREE,
            }
            for item, count in items
        ],
        "shipping_lines": [
            {"method_id": one.method_id, "method_title": one.method_title, "total": _FREE}
            for one in order.shipping_lines
        ],
    }
