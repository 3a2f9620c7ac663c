"""Every brand's shop, wherever the brand keeps it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from actions.brand_file import read
from actions.policies import Policies
from actions.shop.aftersales import Address, Once, Purpose, Reason, Refund, Resend, Return
from actions.shop.brand_shop import BrandShop
from actions.shop.catalogue import Catalogue
from actions.shop.changes import Changes
from actions.shop.client import Shop, engine
from actions.shop.order import Line, Order, Parcel
from actions.shop.pending import PendingChanges
from actions.shop.place import ShopPlace
from actions.shop.product import Product
from actions.shop.promotion import Promotion
from actions.shop.woocommerce.shop import woocommerce


class Shops:
    """The shops of one process, each opened when first asked; `close()` them at the end.

    It is `Orders`, `Aftersales` and `Assortment` of every brand at once.

    Args:
        database_url: `postgresql://…`; the demo shop lies there, and what was asked of others.
        public_url: what the addresses of the demo shop's labels begin with.
        folder: the brand files' (default: RELAIS_BRANDS, else those that ship).
        environment: holds the keys that the brand files name.
    """

    def __init__(
        self,
        database_url: str,
        public_url: str,
        folder: Path | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._engine = engine(database_url)
        self._demo = demo_shop(database_url, public_url)
        self._pending = PendingChanges(self._engine)
        self._folder = folder
        self._environment = environment
        self._opened: dict[str, BrandShop] = {}

    async def close(self) -> None:
        """Close the connections of all shops."""
        opened = (shop for shop in self._opened.values() if shop is not self._demo)
        for shop in (*opened, self._demo):
            await shop.close()
        await self._engine.dispose()

    def open(self, brands: Iterable[str]) -> None:
        """Open the shops of these brands now, so that what is missing shows at the start.

        Raises `BrandFileError` or `ShopUnavailable`, naming file and variable.
        """
        for brand in brands:
            self.of(brand)

    def of(self, brand: str) -> BrandShop:
        """The brand's shop. Raises as `open`."""
        if brand not in self._opened:
            self._opened[brand] = self._open(brand)
        return self._opened[brand]

    # Orders

    async def order(self, brand: str, number: str) -> Order | None:
        """See `Orders.order`."""
        return await self.of(brand).orders.order(brand, number)

    async def orders_of(self, brand: str, email: str) -> list[Order]:
        """See `Orders.orders_of`."""
        return await self.of(brand).orders.orders_of(brand, email)

    async def proves(
        self, brand: str, number: str, *, postcode: str | None = None, email: str | None = None
    ) -> bool:
        """See `Orders.proves`."""
        orders = self.of(brand).orders
        return await orders.proves(brand, number, postcode=postcode, email=email)

    async def parcels_of(self, order: Order) -> list[Parcel]:
        """See `Orders.parcels_of`."""
        return await self.of(order.brand).orders.parcels_of(order)

    async def parcel(self, brand: str, tracking_number: str) -> Parcel | None:
        """See `Orders.parcel`."""
        return await self.of(brand).orders.parcel(brand, tracking_number)

    # Aftersales

    async def returns_of(self, brand: str, order_number: str) -> list[Return]:
        """See `Aftersales.returns_of`."""
        return await self.of(brand).aftersales.returns_of(brand, order_number)

    async def refunds_of(self, brand: str, order_number: str) -> list[Refund]:
        """See `Aftersales.refunds_of`."""
        return await self.of(brand).aftersales.refunds_of(brand, order_number)

    async def resends_of(self, brand: str, order_number: str) -> list[Resend]:
        """See `Aftersales.resends_of`."""
        return await self.of(brand).aftersales.resends_of(brand, order_number)

    async def is_first_incident(self, brand: str, email: str) -> bool:
        """See `Aftersales.is_first_incident`."""
        return await self.of(brand).aftersales.is_first_incident(brand, email)

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
        """See `Aftersales.declare_return`."""
        return await self.of(brand).aftersales.declare_return(
            brand,
            order_number,
            lines,
            purpose=purpose,
            declared_at=declared_at,
            send_by=send_by,
            once=once,
            wanted=wanted,
        )

    async def make_label(self, brand: str, return_number: str) -> Return:
        """See `Aftersales.make_label`."""
        return await self.of(brand).aftersales.make_label(brand, return_number)

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
        """See `Aftersales.refund`."""
        return await self.of(brand).aftersales.refund(
            brand, order_number, lines, reason=reason, due_on=due_on, once=once
        )

    async def resend(
        self, brand: str, order_number: str, lines: Sequence[Line], *, reason: Reason, once: Once
    ) -> Resend:
        """See `Aftersales.resend`."""
        aftersales = self.of(brand).aftersales
        return await aftersales.resend(brand, order_number, lines, reason=reason, once=once)

    async def cancel(self, brand: str, order_number: str, *, due_on: date, once: Once) -> Refund:
        """See `Aftersales.cancel`."""
        return await self.of(brand).aftersales.cancel(brand, order_number, due_on=due_on, once=once)

    async def change_address(
        self, brand: str, order_number: str, address: Address, *, once: Once
    ) -> Address:
        """See `Aftersales.change_address`."""
        return await self.of(brand).aftersales.change_address(
            brand, order_number, address, once=once
        )

    # Assortment

    async def products(self, brand: str) -> list[Product]:
        """See `Assortment.products`."""
        return await self.of(brand).assortment.products(brand)

    async def in_full(self, product: Product) -> Product:
        """See `Assortment.in_full`."""
        return await self.of(product.brand).assortment.in_full(product)

    async def promotion(self, brand: str, code: str) -> Promotion | None:
        """See `Assortment.promotion`."""
        return await self.of(brand).assortment.promotion(brand, code)

    async def public_promotions(self, brand: str) -> list[Promotion]:
        """See `Assortment.public_promotions`."""
        return await self.of(brand).assortment.public_promotions(brand)

    async def has_used(self, promotion: Promotion, email: str) -> bool:
        """See `Assortment.has_used`."""
        return await self.of(promotion.brand).assortment.has_used(promotion, email)

    def _open(self, brand: str) -> BrandShop:
        file = read(brand, _File, None, self._folder)
        if file.shop.kind == "demo":
            return self._demo
        given = (file.shop, file.policies, self._environment, self._pending)
        return woocommerce(brand, *given)


def demo_shop(database_url: str, public_url: str) -> BrandShop:
    """The demo shop in the schema `shop` of that PostgreSQL."""
    orders, changes = Shop(database_url), Changes(database_url, public_url)
    catalogue = Catalogue(engine(database_url))
    return BrandShop(
        orders, changes, catalogue, closing=(orders.close, changes.close, catalogue.close)
    )


class _File(BaseModel):
    """What a brand's file says of its shop."""

    model_config = ConfigDict(extra="ignore")

    shop: ShopPlace = ShopPlace()
    policies: Policies
