"""Every brand's shop, wherever the brand keeps it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from actions.brands.brand_file import read
from actions.brands.policies import Policies
from actions.shop.brand_shop import BrandShop
from actions.shop.catalogue import Catalogue
from actions.shop.changes import Changes
from actions.shop.client import Shop, engine
from actions.shop.pending import PendingChanges
from actions.shop.place import ShopPlace
from actions.shop.woocommerce.shop import woocommerce


class Shops:
    """The shops of one process, each opened when first asked; `close()` them at the end.

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
