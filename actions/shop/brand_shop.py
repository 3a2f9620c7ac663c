"""One brand's shop, whichever it is: its orders, what is changed in them, and what it sells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from actions.shop.aftersales import Aftersales
from actions.shop.assortment import Assortment
from actions.shop.orders import Orders


@dataclass(frozen=True)
class BrandShop:
    """The three parts of a shop; `close()` it at the end.

    The demo shop (PostgreSQL) and WooCommerce both are one: who asks need not know which.
    """

    orders: Orders
    aftersales: Aftersales
    assortment: Assortment
    closing: tuple[Callable[[], Awaitable[None]], ...] = ()

    async def close(self) -> None:
        """Finish what is under way, and close the connections."""
        for close in self.closing:
            await close()
