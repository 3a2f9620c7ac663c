"""What a WooCommerce shop sells: its products with their stock, and its coupons."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from pydantic import BaseModel, ConfigDict

from actions.shop.product import Product
from actions.shop.promotion import Promotion, spelled
from actions.shop.proof import email_address
from actions.shop.woocommerce.coupon import WireCoupon, read_coupon, spellings, was_used_by
from actions.shop.woocommerce.product import (
    FIELDS,
    VARIATION_FIELDS,
    WireProduct,
    WireVariation,
    read_product,
)
from actions.shop.woocommerce.site import Site

MOST_PAGES: Final = 10
"""Of products: a thousand of them, the newest first."""

FRESH_FOR: Final = 60.0
"""Seconds for which titles and categories are believed; stock is asked for each time."""


class WooCommerceAssortment:
    """One brand's products and promotions, an `Assortment`.

    Args:
        brand: the brand whose shop this is; another's products do not exist here.
        site: the shop's REST API.
        currency: ISO 4217, in which its prices are.
        public_codes: the promotion codes that anybody may be told.
    """

    def __init__(
        self, brand: str, site: Site, currency: str, public_codes: tuple[str, ...] = ()
    ) -> None:
        self._brand = brand
        self._site = site
        self._currency = currency
        self._public = public_codes
        self._known: list[Product] = []
        self._known_until = 0.0

    async def products(self, brand: str) -> list[Product]:
        """See `Assortment.products`; those with variations have none before `in_full`."""
        if brand != self._brand:
            return []
        if time.monotonic() > self._known_until:
            listed = self._site.many(
                WireProduct, "products", pages=MOST_PAGES, status="publish", _fields=FIELDS
            )
            found = await self._site.within(listed)
            read = (read_product(one, self._brand, self._currency) for one in found)
            self._known = sorted(read, key=lambda product: product.title)
            self._known_until = time.monotonic() + FRESH_FOR
        return list(self._known)

    async def in_full(self, product: Product) -> Product:
        """See `Assortment.in_full`; as it was given where it is no longer sold."""
        path = f"products/{product.id}"
        wire = await self._site.within(self._site.one(WireProduct, path))
        if wire is None:
            return product
        variations: list[WireVariation] = []
        if wire.is_variable:
            asked = self._site.many(WireVariation, f"{path}/variations", _fields=VARIATION_FIELDS)
            variations = await self._site.within(asked)
        return read_product(wire, self._brand, self._currency, variations)

    async def promotion(self, brand: str, code: str) -> Promotion | None:
        """See `Assortment.promotion`."""
        found = await self._coupon(code) if brand == self._brand else None
        return self._read(found) if found else None

    async def public_promotions(self, brand: str) -> list[Promotion]:
        """See `Assortment.public_promotions`: those that the brand's file names."""
        if brand != self._brand:
            return []
        found = await asyncio.gather(*(self._coupon(code) for code in self._public))
        return [self._read(one) for one in found if one]

    async def has_used(self, promotion: Promotion, email: str) -> bool:
        """See `Assortment.has_used`."""
        coupon = await self._coupon(promotion.code)
        if coupon is None or not coupon.used_by:
            return False
        asked = self._site.many(_WireCustomer, "customers", email=email_address(email), role="all")
        accounts = [one.id for one in await self._site.within(asked)]
        return was_used_by(coupon, email, accounts)

    async def _coupon(self, code: str) -> WireCoupon | None:
        for spelling in spellings(code):
            asked = self._site.many(WireCoupon, "coupons", code=spelling)
            found = await self._site.within(asked)
            if found:
                return found[0]
        return None

    def _read(self, coupon: WireCoupon) -> Promotion:
        public = frozenset(spelled(code) for code in self._public)
        return read_coupon(coupon, self._brand, public)


class _WireCustomer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: int
