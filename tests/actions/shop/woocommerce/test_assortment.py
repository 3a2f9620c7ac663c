"""What a WooCommerce shop sells is told as its catalogue has it, and nothing is made up."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.finding import find, variants_in
from actions.shop.orders import ShopUnavailable
from actions.shop.promotion import Refusal
from actions.shop.woocommerce.coupon import WireCoupon, read_coupon, spellings
from actions.shop.woocommerce.product import WireProduct, WireVariation, read_product
from tests.actions.outside import cut, half, page, reply
from tests.actions.shop.woocommerce.wordpress import WordPress, shop

JUMPER: dict[str, Any] = {
    "id": 22,
    "name": "Pull Armor",
    "type": "variable",
    "price": "89.00",
    "categories": [{"id": 3, "name": "Mailles"}],
    "attributes": [
        {"name": "Taille", "variation": True, "options": ["S", "M"]},
        {"name": "Couleur", "variation": True, "options": ["Écru", "Marine"]},
        {"name": "Matière", "options": ["laine mérinos", "cachemire"]},
        {"name": "Conseils d'entretien", "options": ["à la main"]},
    ],
}
VASE: dict[str, Any] = {
    "id": 11,
    "name": "Vase Ondine",
    "type": "simple",
    "price": "39.90",
    "stock_status": "instock",
    "stock_quantity": 4,
}


def _variation(size: str, colour: str, **stock: Any) -> dict[str, Any]:
    told = [{"name": "Taille", "option": size}, {"name": "Couleur", "option": colour}]
    return {"id": 7, "attributes": told, **stock}


def _coupon(**more: Any) -> WireCoupon:
    return WireCoupon.model_validate(
        {
            "id": 1,
            "code": "rentree15",
            "amount": "15.00",
            "discount_type": "percent",
            "date_created": "2026-09-01T08:00:00",
            "date_expires": "2026-10-01T00:00:00",
            **more,
        }
    )


def _promotion(**more: Any) -> Any:
    return read_coupon(_coupon(**more), "orme", frozenset())


async def test_a_product_has_its_words_its_price_and_its_stock() -> None:
    async with shop(WordPress(products=[VASE])) as (known, server):
        (vase,) = await known.assortment.products("demo")
        (variant,) = vase.variants
    assert (vase.title, vase.price, vase.currency) == ("Vase Ondine", Decimal("39.90"), "EUR")
    assert (variant.pieces, variant.back_on, variant.tells_restocks) == (4, None, False)
    assert find([vase], "le vase") == [vase]
    assert find([vase], "ondyne") == [vase]
    assert "description" not in server.asked[0].query["_fields"]


async def test_sizes_colours_materials_and_care_are_read_from_the_attributes() -> None:
    site = WordPress(
        products=[JUMPER],
        variations={
            22: [_variation("S", "Écru"), _variation("M", "Marine", stock_status="outofstock")]
        },
    )
    async with shop(site) as (known, _):
        (listed,) = await known.assortment.products("demo")
        jumper = await known.assortment.in_full(listed)
    assert (jumper.sizes, jumper.colours("en")) == (["S", "M"], ["Écru", "Marine"])
    assert jumper.materials["fr"] == "laine mérinos, cachemire"
    assert jumper.care["fr"] == "à la main"
    assert [variant.pieces for variant in jumper.variants] == [1, 0]
    (medium,) = variants_in(jumper, "en taille M bleu marine ?", "fr")
    assert medium.label("fr") == "M, Marine"


async def test_stock_is_asked_for_each_time_and_titles_are_not() -> None:
    site = WordPress(products=[VASE])
    async with shop(site) as (known, server):
        (vase,) = await known.assortment.products("demo")
        await known.assortment.products("demo")
        assert len(server.asked) == 1
        site.products = [{**VASE, "stock_status": "outofstock", "stock_quantity": 0}]
        full = await known.assortment.in_full(vase)
        assert [variant.pieces for variant in full.variants] == [0]


async def test_a_product_that_is_no_longer_sold_keeps_what_was_known() -> None:
    async with shop(WordPress(products=[VASE])) as (known, _):
        (vase,) = await known.assortment.products("demo")
        gone = read_product(WireProduct(id=99, name="Ancien"), "demo", "EUR")
        assert await known.assortment.in_full(gone) == gone
        assert await known.assortment.in_full(vase) == vase


async def test_a_long_catalogue_is_read_page_by_page() -> None:
    many = [{**VASE, "id": number, "name": f"Vase {number:03}"} for number in range(250)]
    async with shop(WordPress(products=many)) as (known, server):
        assert len(await known.assortment.products("demo")) == 250
    assert sorted(asked.query["page"] for asked in server.asked) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("stock", "pieces"),
    [
        ({"stock_status": "instock", "stock_quantity": None}, 1),
        ({"stock_status": "instock", "stock_quantity": 3}, 3),
        ({"stock_status": "outofstock", "stock_quantity": 3}, 0),
        ({"stock_status": "onbackorder", "stock_quantity": -2}, 0),
    ],
)
def test_what_is_on_backorder_is_not_there(stock: dict[str, Any], pieces: int) -> None:
    assert WireVariation.model_validate({"id": 1, **stock}).pieces == pieces


def test_a_title_of_one_word_is_a_name() -> None:
    lamp = read_product(WireProduct(id=1, name="Galet"), "demo", "EUR")
    assert (lamp.kind, lamp.names) == ((), ("Galet",))


def test_a_coupon_that_expires_at_midnight_holds_on_the_day_before_for_the_last_time() -> None:
    promotion = _promotion()
    assert (promotion.code, promotion.percent) == ("RENTREE15", 15)
    assert promotion.ends_on == date(2026, 9, 30)
    assert promotion.refusal(date(2026, 9, 30)) is None
    assert promotion.refusal(date(2026, 10, 1)) is Refusal.expired
    assert promotion.refusal(date(2026, 8, 31)) is Refusal.not_yet


def test_a_coupon_without_an_end_holds_on() -> None:
    assert _promotion(date_expires=None).refusal(date(2036, 1, 1)) is None


def test_a_coupon_that_was_used_up_is_no_longer_taken() -> None:
    used_up = _promotion(usage_limit=100, usage_count=100)
    assert used_up.refusal(date(2026, 9, 15)) is Refusal.exhausted
    assert _promotion(usage_limit=100, usage_count=99).refusal(date(2026, 9, 15)) is None


@pytest.mark.parametrize(
    ("more", "field", "expected"),
    [
        ({"minimum_amount": "80.00"}, "minimum", Decimal(80)),
        ({"minimum_amount": "0.00"}, "minimum", None),
        ({"usage_limit_per_user": 1}, "once", True),
        ({"excluded_product_ids": [11]}, "excluded", ("11",)),
        ({"product_categories": [3]}, "narrowed", True),
        ({"email_restrictions": ["*@example.com"]}, "narrowed", True),
        ({}, "narrowed", False),
        ({"amount": "7.50"}, "percent", Decimal("7.5")),
        ({"discount_type": "fixed_cart"}, "amount", Decimal(15)),
        ({"free_shipping": True}, "free_delivery", True),
    ],
)
def test_a_coupons_conditions_are_the_promotions(
    more: dict[str, Any], field: str, expected: object
) -> None:
    assert getattr(_promotion(**more), field) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("RENTREE15", "rentree15"),
        (" rentree 15 ", "rentree15"),
        ("RENTREE-15", "rentree15"),
        ("rentree-15", "rentree-15"),
        ("ORME1O", "orme10"),
        ("BR0CANTE", "brocante"),
    ],
)
def test_a_code_is_looked_for_as_it_may_have_been_meant(typed: str, meant: str) -> None:
    assert meant in spellings(typed)


async def test_only_codes_that_the_brands_file_names_are_told_to_everybody() -> None:
    site = WordPress(coupons=[_coupon().model_dump(mode="json"), {**_secret()}])
    async with shop(site, public_codes=("RENTREE15", "PASSE")) as (known, _):
        told = await known.assortment.public_promotions("demo")
        secret = await known.assortment.promotion("demo", "amis50")
    assert [(one.code, one.public) for one in told] == [("RENTREE15", True)]
    assert secret is not None
    assert not secret.public


def _secret() -> dict[str, Any]:
    return _coupon(id=2, code="amis50", used_by=["25", "zoe@example.com"]).model_dump(mode="json")


@pytest.mark.parametrize(
    ("email", "used"),
    [("Zoe@example.com", True), ("anna@example.com", True), ("paul@example.com", False)],
)
async def test_a_code_was_used_by_a_guests_address_or_a_customers_account(
    email: str, used: bool
) -> None:
    site = WordPress(coupons=[_secret()], customers=[{"id": 25, "email": "anna@example.com"}])
    async with shop(site) as (known, _):
        promotion = await known.assortment.promotion("demo", "AMIS50")
        assert promotion is not None
        assert await known.assortment.has_used(promotion, email) is used


@pytest.mark.parametrize(
    "answer",
    [
        reply({"code": "woocommerce_rest_cannot_view"}, "401 Unauthorized"),
        reply({}, "429 Too Many Requests", {"Retry-After": "5"}),
        reply({}, "500 Internal Server Error"),
        half([VASE]),
        cut([VASE]),
        page(),
        reply({"id": 11}),
        reply([{"id": "?"}]),
    ],
)
async def test_a_failing_shop_is_unavailable_and_is_not_said_to_be_empty(answer: bytes) -> None:
    async with shop(lambda _: answer) as (known, _):
        with pytest.raises(ShopUnavailable):
            await known.assortment.products("demo")
        with pytest.raises(ShopUnavailable):
            await known.assortment.promotion("demo", "ORME10")


def test_times_of_coupons_are_the_sites_own() -> None:
    assert _coupon().date_created == datetime(2026, 9, 1, 8)
