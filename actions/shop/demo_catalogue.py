"""The demo shops' catalogue, told relative to a day: `data/shop/catalogue.yml`."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.shop import catalogue_tables as tables
from actions.shop.product import Product, Variant
from actions.shop.rows import upsert

FILE = Path(__file__).resolve().parents[2] / "data" / "shop" / "catalogue.yml"

CURRENCY = "EUR"

Texts = dict[Literal["fr", "en"], str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VariantToTell(_Part):
    """A size and colour; `back_in` days from now it is in stock again."""

    size: str = ""
    colour: Texts = Field(default_factory=Texts)
    stock: int
    back_in: int | None = None


class ProductToTell(_Part):
    """What a demo shop sells."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    kind: tuple[str, ...] = Field(min_length=1)
    names: tuple[str, ...] = Field(min_length=1)
    price: Decimal
    materials: Texts
    care: Texts
    variants: tuple[VariantToTell, ...] = Field(min_length=1)


class PromotionToTell(_Part):
    """A code that holds from `starts` to `ends`, days from now."""

    code: str = Field(pattern=r"^[A-Z0-9]+$")
    percent: int | None = None
    amount: Decimal | None = None
    starts: int
    ends: int
    minimum: Decimal | None = None
    excluded: tuple[str, ...] = ()
    once: bool = False
    public: bool = False
    used_by: tuple[str, ...] = ()


class _File(_Part):
    products: dict[str, tuple[ProductToTell, ...]]
    promotions: dict[str, tuple[PromotionToTell, ...]]


def products(today: date) -> list[Product]:
    """Every product of the demo shops as it stands on `today`."""
    return [
        Product(
            brand=brand,
            currency=CURRENCY,
            variants=tuple(
                Variant(v.size, {**v.colour}, v.stock, _ahead(today, v.back_in))
                for v in sold.variants
            ),
            **sold.model_dump(exclude={"variants"}),
        )
        for brand, all_sold in _told().products.items()
        for sold in all_sold
    ]


async def fill(connection: AsyncConnection, today: date) -> None:
    """Put the demo catalogue into the shop, or bring it to `today`; safe to repeat."""
    sold = products(today)
    offers = [(brand, one) for brand, given in _told().promotions.items() for one in given]
    await upsert(connection, tables.products, [_product(one) for one in sold])
    await upsert(connection, tables.stock, [row for one in sold for row in _stock(one)])
    await upsert(connection, tables.promotions, [_promotion(*one, today=today) for one in offers])
    uses = [
        {"brand": brand, "code": one.code, "email": email}
        for brand, one in offers
        for email in one.used_by
    ]
    await upsert(connection, tables.promotion_uses, uses)


@lru_cache(maxsize=1)
def _told() -> _File:
    return _File.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _product(sold: Product) -> dict[str, Any]:
    row = vars(sold).copy()
    del row["variants"]
    return row


def _stock(sold: Product) -> list[dict[str, Any]]:
    return [
        {"brand": sold.brand, "product": sold.id, "place": place, **_variant(variant)}
        for place, variant in enumerate(sold.variants)
    ]


def _variant(sold: Variant) -> dict[str, Any]:
    row = vars(sold).copy()
    # This shop always does.
    del row["tells_restocks"]
    return row


def _promotion(brand: str, given: PromotionToTell, *, today: date) -> dict[str, Any]:
    row = given.model_dump(exclude={"starts", "ends", "used_by"})
    return {
        **row,
        "brand": brand,
        "starts_on": today + timedelta(days=given.starts),
        "ends_on": today + timedelta(days=given.ends),
    }


def _ahead(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)
