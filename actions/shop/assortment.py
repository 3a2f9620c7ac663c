"""What a shop sells, and its promotions."""

from __future__ import annotations

from typing import Protocol

from actions.shop.product import Product
from actions.shop.promotion import Promotion


class Assortment(Protocol):
    """The products and promotions of a shop; every method raises `ShopUnavailable`."""

    async def products(self, brand: str) -> list[Product]:
        """All that the brand sells, by title: enough to find one, perhaps without its variants."""
        ...

    async def in_full(self, product: Product) -> Product:
        """The product with its variants and their stock as of now."""
        ...

    async def promotion(self, brand: str, code: str) -> Promotion | None:
        """The brand's promotion with that code, as typed; None where there is none such."""
        ...

    async def public_promotions(self, brand: str) -> list[Promotion]:
        """The promotions that everybody is told of, whether they hold today or not."""
        ...

    async def has_used(self, promotion: Promotion, email: str) -> bool:
        """Whether the customer with that address has had this promotion."""
        ...
