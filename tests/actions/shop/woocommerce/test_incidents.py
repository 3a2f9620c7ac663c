"""Whether something went wrong for a customer before is read from their orders."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.actions.shop.woocommerce.wordpress import WordPress, order, shop

ANNA = "anna.delmas@example.com"


def _ago(days: int) -> str:
    moment = datetime.now(timezone.utc) - timedelta(days=days)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _marked(kind: str, reason: str) -> list[dict[str, Any]]:
    return [{"key": "_relais_x_action", "value": {"kind": kind, "reason": reason}}]


def _refunded(
    days: int, meta: list[dict[str, Any]] | None = None, **more: Any
) -> tuple[list[dict[str, Any]], dict[int, list[dict[str, Any]]]]:
    known = order(refunds=[{"id": 8, "reason": "", "total": "-5.00"}], **more)
    made = {"id": 8, "amount": "5.00", "date_created_gmt": _ago(days), "meta_data": meta or []}
    return [known], {727: [made]}


def _resent(days: int, reason: str) -> tuple[list[dict[str, Any]], dict[int, Any]]:
    return [
        order(),
        order(728, date_created_gmt=_ago(days), meta_data=_marked("resend", reason)),
    ], {}


@pytest.mark.parametrize(
    ("held", "first"),
    [
        (([order()], {}), True),
        (_resent(30, "lost"), False),
        (_resent(400, "lost"), True),
        (_refunded(30, _marked("refund", "damaged")), False),
        (_refunded(400, _marked("refund", "damaged")), True),
        (_refunded(30, _marked("refund", "return")), True),
        (_refunded(30, _marked("cancel", "cancelled"), status="cancelled"), True),
        # Somebody else's, for a reason that the shop does not tell: a human looks.
        (_refunded(30), False),
        (_refunded(30, status="cancelled"), True),
    ],
)
async def test_an_incident_is_a_first_one_only_where_nothing_was_made_good(
    held: tuple[list[dict[str, Any]], dict[int, Any]], first: bool
) -> None:
    async with shop(WordPress(*held)) as (known, _):
        assert await known.aftersales.is_first_incident("demo", ANNA) is first
