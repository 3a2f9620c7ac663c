"""What the demo shop sells: products with their stock, and promotions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.shop import catalogue_tables as tables
from actions.shop.client import narrowed
from actions.shop.product import Product, Variant
from actions.shop.promotion import Promotion, spelled
from actions.shop.proof import email_address


class Catalogue:
    """A client of the shop's catalogue, an `Assortment`, on an engine of `actions.shop.client`.

    Every method raises `ShopUnavailable` where the shop gives no answer.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()

    async def products(self, brand: str) -> list[Product]:
        """All that the brand sells, by title."""
        variants: dict[str, list[Variant]] = defaultdict(list)
        stock = select(tables.stock).where(tables.stock.c.brand == brand)
        for row in await self._rows(brand, stock.order_by(tables.stock.c.place)):
            variants[row["product"]].append(_variant(row))
        query = select(tables.products).where(tables.products.c.brand == brand)
        return [
            _product(row, tuple(variants[row["id"]]))
            for row in await self._rows(brand, query.order_by(tables.products.c.title))
        ]

    async def in_full(self, product: Product) -> Product:
        """The product with its stock as of now; as it was given where it is no longer sold."""
        told = await self.products(product.brand)
        return next((one for one in told if one.id == product.id), product)

    async def promotion(self, brand: str, code: str) -> Promotion | None:
        """The brand's promotion with that code, as typed; None where there is none such."""
        wanted = spelled(code)
        return next((p for p in await self._promotions(brand) if spelled(p.code) == wanted), None)

    async def public_promotions(self, brand: str) -> list[Promotion]:
        """The promotions that everybody is told of, whether they hold today or not."""
        return [promotion for promotion in await self._promotions(brand) if promotion.public]

    async def has_used(self, promotion: Promotion, email: str) -> bool:
        """Whether the customer with that address has had this promotion."""
        used = tables.promotion_uses.c
        query = select(used.code).where(
            used.brand == promotion.brand,
            used.code == promotion.code,
            used.email == email_address(email),
        )
        return bool(await self._rows(promotion.brand, query))

    async def _promotions(self, brand: str) -> list[Promotion]:
        query = select(tables.promotions).where(tables.promotions.c.brand == brand)
        rows = await self._rows(brand, query.order_by(tables.promotions.c.ends_on))
        return [_promotion(row) for row in rows]

    async def _rows(self, brand: str, query: Select[Any]) -> list[RowMapping]:
        async with narrowed(self._engine, brand) as connection:
            return list((await connection.execute(query)).mappings())


def _variant(row: RowMapping) -> Variant:
    return Variant(row["size"], row["colour"], row["pieces"], row["back_on"])


def _product(row: RowMapping, variants: tuple[Variant, ...]) -> Product:
    known: dict[str, Any] = {**row}
    known |= {"kind": tuple(row["kind"]), "names": tuple(row["names"])}
    return Product(**known, variants=variants)


def _promotion(row: RowMapping) -> Promotion:
    known: dict[str, Any] = {**row}
    known["excluded"] = tuple(row["excluded"])
    return Promotion(**known)
