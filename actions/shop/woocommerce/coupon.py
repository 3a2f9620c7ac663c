"""WooCommerce's coupons, as our promotions. Pure.

Properties: https://woocommerce.github.io/woocommerce-rest-api-docs/#coupons.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict

from actions.shop.promotion import Promotion, spelled
from actions.shop.proof import email_address


def _words(values: Any) -> Any:
    return [str(value) for value in cast("list[Any]", values or [])]


def _amount(value: Any) -> Any:
    """No least total is written as `0.00` or as nothing."""
    return value or 0


Money = Annotated[Decimal, BeforeValidator(_amount)]


class WireCoupon(BaseModel):
    """A coupon as `GET /coupons` gives it, in the fields that we read."""

    model_config = ConfigDict(extra="ignore")

    id: int
    code: str
    amount: Money
    discount_type: str
    date_created: datetime
    date_expires: datetime | None = None
    """In the site's time, like the days that a customer is told."""
    usage_count: int = 0
    usage_limit: int | None = None
    usage_limit_per_user: int | None = None
    minimum_amount: Money = Decimal(0)
    maximum_amount: Money = Decimal(0)
    product_ids: list[int] = []
    excluded_product_ids: list[int] = []
    product_categories: list[int] = []
    excluded_product_categories: list[int] = []
    exclude_sale_items: bool = False
    free_shipping: bool = False
    email_restrictions: list[str] = []
    used_by: Annotated[list[str], BeforeValidator(_words)] = []
    """Accounts by their number, guests by their address."""

    @property
    def is_narrowed(self) -> bool:
        """Whether it has conditions that only the basket and its customer can tell."""
        return bool(
            self.product_ids
            or self.product_categories
            or self.excluded_product_categories
            or self.exclude_sale_items
            or self.email_restrictions
            or self.maximum_amount
        )


def read_coupon(wire: WireCoupon, brand: str, public: frozenset[str]) -> Promotion:
    """The promotion; one that expires at midnight holds on the day before for the last time."""
    is_percent = wire.discount_type == "percent"
    expires = wire.date_expires
    return Promotion(
        brand=brand,
        code=wire.code.upper(),
        percent=_plain(wire.amount) if is_percent else None,
        amount=None if is_percent else wire.amount,
        starts_on=wire.date_created.date(),
        ends_on=(expires - timedelta(seconds=1)).date() if expires else None,
        minimum=wire.minimum_amount or None,
        excluded=tuple(str(one) for one in wire.excluded_product_ids),
        once=wire.usage_limit_per_user == 1,
        public=spelled(wire.code) in public,
        exhausted=bool(wire.usage_limit) and wire.usage_count >= (wire.usage_limit or 0),
        narrowed=wire.is_narrowed,
        free_delivery=wire.free_shipping,
    )


def _plain(percent: Decimal) -> int | Decimal:
    """`10` of `10.00`, `7.5` of `7.50`."""
    return int(percent) if percent == int(percent) else percent.normalize()


def spellings(code: str) -> list[str]:
    """How a code may stand in the shop that was typed so: WooCommerce compares it as it stands."""
    typed = code.strip().lower()
    compact = re.sub(r"[^a-z0-9]", "", typed)
    zero = re.sub(r"(?<=\d)o|o(?=\d)", "0", compact)
    letter = re.sub(r"(?<=[a-z])0(?=[a-z])", "o", compact)
    return [one for one in dict.fromkeys((typed, compact, zero, letter)) if one]


def was_used_by(wire: WireCoupon, email: str, accounts: list[int]) -> bool:
    """Whether a customer has had it, as a guest with that address or with one of the accounts."""
    known = {email_address(email), *(str(account) for account in accounts)}
    return any(email_address(user) in known for user in wire.used_by)
