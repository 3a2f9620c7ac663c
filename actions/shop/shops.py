"""Every brand's orders, wherever the brand keeps them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from actions.brand_file import read
from actions.policies import Policies
from actions.shop.order import Order, Parcel
from actions.shop.orders import Orders, ShopUnavailable
from actions.shop.place import ShopPlace
from actions.shop.woocommerce import WooCommerce


class Shops:
    """The shops of one process, each opened when first asked; an `Orders` for every brand.

    Args:
        demo: the shop of brands that name no other.
        folder: the brand files' (default: RELAIS_BRANDS, else those that ship).
        environment: holds the keys that the brand files name.
    """

    def __init__(
        self,
        demo: Orders,
        folder: Path | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._demo = demo
        self._folder = folder
        self._environment = environment
        self._opened: dict[str, Orders] = {}

    async def close(self) -> None:
        """Close the connections of all shops."""
        for shop in {*self._opened.values(), self._demo}:
            await shop.close()

    def open(self, brands: Iterable[str]) -> None:
        """Open the shops of these brands now, so that what is missing shows at the start.

        Raises `BrandFileError` or `ShopUnavailable`, naming file and variable.
        """
        for brand in brands:
            self._of(brand)

    async def order(self, brand: str, number: str) -> Order | None:
        """See `Orders.order`."""
        return await self._of(brand).order(brand, number)

    async def orders_of(self, brand: str, email: str) -> list[Order]:
        """See `Orders.orders_of`."""
        return await self._of(brand).orders_of(brand, email)

    async def proves(
        self, brand: str, number: str, *, postcode: str | None = None, email: str | None = None
    ) -> bool:
        """See `Orders.proves`."""
        return await self._of(brand).proves(brand, number, postcode=postcode, email=email)

    async def parcels_of(self, order: Order) -> list[Parcel]:
        """See `Orders.parcels_of`."""
        return await self._of(order.brand).parcels_of(order)

    async def parcel(self, brand: str, tracking_number: str) -> Parcel | None:
        """See `Orders.parcel`."""
        return await self._of(brand).parcel(brand, tracking_number)

    def _of(self, brand: str) -> Orders:
        if brand not in self._opened:
            self._opened[brand] = self._open(brand)
        return self._opened[brand]

    def _open(self, brand: str) -> Orders:
        file = read(brand, _File, None, self._folder)
        if file.shop.kind == "demo":
            return self._demo
        key, secret = (self._secret(brand, n) for n in (file.shop.key_env, file.shop.secret_env))
        return WooCommerce(brand, file.shop.url, key, secret, file.policies)

    def _secret(self, brand: str, name: str) -> str:
        value = self._environment.get(name)
        if not value:
            raise ShopUnavailable(f"The shop of {brand} cannot be opened: set {name}.")
        return value


class _File(BaseModel):
    """What a brand's file says of its shop."""

    model_config = ConfigDict(extra="ignore")

    shop: ShopPlace = ShopPlace()
    policies: Policies
