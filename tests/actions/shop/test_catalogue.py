"""What the demo shop sells, and the codes that it honours, as customers ask for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from actions.shop.catalogue import Catalogue
from actions.shop.client import Shop, ShopUnavailable, engine
from actions.shop.demo_catalogue import products
from actions.shop.promotion import Promotion, Refusal
from tests.actions.shop.conftest import NOW

TODAY = NOW.date()
ORDERS = Path(__file__).resolve().parents[3] / "data" / "shop" / "demo.yml"


@pytest.fixture
async def catalogue(shop: Shop, postgres_url: str) -> AsyncIterator[Catalogue]:
    catalogue = Catalogue(engine(postgres_url))
    yield catalogue
    await catalogue.close()


def test_what_has_been_ordered_is_sold_under_that_title_and_price() -> None:
    ordered = yaml.safe_load(ORDERS.read_text(encoding="utf-8"))["catalogue"]
    sold = {(one.brand, one.title): one.price for one in products(TODAY)}
    for brand, known in ordered.items():
        for product in known.values():
            assert sold[brand, product["title"]] == Decimal(str(product["price"])), product


async def test_the_catalogue_is_a_brands_own_and_dated_from_today(catalogue: Catalogue) -> None:
    for brand in ("demo", "kiosque"):
        told = sorted(
            (one for one in products(TODAY) if one.brand == brand), key=lambda one: one.id
        )
        assert sorted(await catalogue.products(brand), key=lambda one: one.id) == told
    assert await catalogue.products("nobody") == []


@pytest.mark.parametrize(
    "typed", ["ORME10", "orme10", " Orme 10 ", "0rme1O", "orme-10", "« ORME10 »"]
)
async def test_a_code_is_known_however_it_is_typed(catalogue: Catalogue, typed: str) -> None:
    promotion = await catalogue.promotion("demo", typed)
    assert promotion is not None
    assert promotion.code == "ORME10"


async def test_a_code_of_another_brand_is_unknown(catalogue: Catalogue) -> None:
    assert await catalogue.promotion("kiosque", "ORME10") is None
    assert await catalogue.promotion("demo", "") is None


async def test_only_public_codes_are_told_to_everybody(catalogue: Catalogue) -> None:
    assert [one.code for one in await catalogue.public_promotions("demo")] == ["ORME10"]


async def test_who_had_a_code_before_is_known_by_the_address(catalogue: Catalogue) -> None:
    welcome = await catalogue.promotion("demo", "BIENVENUE")
    assert welcome is not None
    assert await catalogue.has_used(welcome, "Anna.Delmas@example.com")
    assert not await catalogue.has_used(welcome, "paul.esteve@example.com")


async def test_a_shop_that_gives_no_answer_is_said_so() -> None:
    nowhere = Catalogue(engine("postgresql://nobody@127.0.0.1:9/none"))
    with pytest.raises(ShopUnavailable):
        await nowhere.products("demo")
    await nowhere.close()


def _promotion(**changes: object) -> Promotion:
    fields: dict[str, object] = {
        "brand": "demo",
        "code": "CODE",
        "percent": 10,
        "amount": None,
        "starts_on": TODAY - timedelta(days=5),
        "ends_on": TODAY + timedelta(days=5),
        "minimum": None,
        "excluded": (),
        "once": False,
        "public": False,
    }
    return Promotion(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("promotion", "today", "refusal"),
    [
        (_promotion(), TODAY, None),
        (_promotion(), TODAY + timedelta(days=5), None),
        (_promotion(), TODAY + timedelta(days=6), Refusal.expired),
        (_promotion(), TODAY - timedelta(days=6), Refusal.not_yet),
        (_promotion(minimum=Decimal(60)), TODAY, Refusal.minimum),
        (_promotion(minimum=Decimal(50)), TODAY, None),
        (_promotion(excluded=("miroir-lune",)), TODAY, Refusal.excluded),
        (_promotion(excluded=("lampe-galet",)), TODAY, None),
        (_promotion(once=True), TODAY, Refusal.used),
    ],
)
def test_why_a_code_is_refused(promotion: Promotion, today: date, refusal: Refusal | None) -> None:
    basket = Decimal(50)
    assert promotion.refusal(today, basket=basket, product="miroir-lune", used=True) == refusal


def test_what_is_not_known_refuses_nothing() -> None:
    conditions = _promotion(minimum=Decimal(60), excluded=("miroir-lune",), once=True)
    assert conditions.refusal(TODAY) is None
