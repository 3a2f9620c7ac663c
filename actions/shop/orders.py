"""The orders of a shop, for reading, whichever shop it is."""

from __future__ import annotations

from typing import Protocol

from actions.shop import proof
from actions.shop.order import Order, Parcel


class ShopUnavailable(Exception):
    """The shop gave no answer; a human can take over with what is known."""


class Orders(Protocol):
    """The orders of a shop, for reading; every method raises `ShopUnavailable` where it is away.

    A brand sees its own orders only: another's do not exist.
    """

    async def order(self, brand: str, number: str) -> Order | None:
        """The order, by its number as typed (`20 417`); None where the brand has none such."""
        ...

    async def orders_of(self, brand: str, email: str) -> list[Order]:
        """A customer's orders, the newest first."""
        ...

    async def parcels_of(self, order: Order) -> list[Parcel]:
        """The order's parcels, the first shipped first; empty while nothing has left."""
        ...

    async def parcel(self, brand: str, tracking_number: str) -> Parcel | None:
        """The brand's parcel with that tracking number, as the carriers spell it."""
        ...


async def proves(
    orders: Orders,
    brand: str,
    number: str,
    *,
    postcode: str | None = None,
    email: str | None = None,
) -> bool:
    """Whether these words are those on that order; False for an order that does not exist.

    Raises `ShopUnavailable`.
    """
    order = await orders.order(brand, number)
    return order is not None and proof.proves(order, postcode=postcode, email=email)
