"""Both shops keep the same promises, so that a flow need not know which it talks to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from actions.shop.aftersales import Address, ChangeRefused, Once
from actions.shop.brand_shop import BrandShop
from actions.shop.demo import seed
from actions.shop.orders import ShopUnavailable, proves
from actions.shop.shops import demo_shop
from tests.actions.shop.conftest import NOW
from tests.actions.shop.woocommerce import wordpress
from tests.actions.shop.woocommerce.wordpress import SHIPPED, WordPress

DUE = date(2026, 4, 1)
ELSEWHERE = Address("2 rue du Port", "56100", "Lorient")


@dataclass(frozen=True)
class Stocked:
    """A shop, and what of it a test may rely on."""

    shop: BrandShop
    brand: str
    not_sent: str
    sent: str
    code: str
    sold_out: str
    """The id of a product of which at least one variant is gone."""


@asynccontextmanager
async def _demo(url: str) -> AsyncIterator[Stocked]:
    await seed(url, NOW)
    shop = demo_shop(url, "https://shop.example")
    catalogue = await shop.assortment.products("demo")
    sold_out = next(p for p in catalogue if any(not v.pieces for v in p.variants))
    yield Stocked(shop, "demo", "20469", "20426", "ORME10", sold_out.id)
    await shop.close()


@asynccontextmanager
async def _woocommerce(url: str) -> AsyncIterator[Stocked]:
    gone = {"id": 120, "stock_status": "outofstock", "attributes": []}
    site = WordPress(
        orders=[wordpress.order(), wordpress.tracked(SHIPPED, known_as=728)],
        products=[
            {"id": 11, "name": "Vase", "price": "39.90", "stock_status": "instock"},
            {"id": 12, "name": "Bougie", "price": "12.00", "type": "variable"},
        ],
        variations={12: [gone, {**gone, "id": 121, "stock_status": "instock"}]},
        coupons=[
            {
                "id": 1,
                "code": "orme10",
                "amount": "10.00",
                "discount_type": "percent",
                "date_created": "2026-01-01T00:00:00",
            }
        ],
    )
    brand = f"brand-{uuid4().hex[:12]}"
    async with wordpress.shop(site, url, brand=brand) as (shop, _):
        yield Stocked(shop, brand, "727", "728", "ORME10", "12")


@pytest.fixture(params=[_demo, _woocommerce], ids=["demo", "woocommerce"])
async def stocked(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Stocked]:
    """Each shop in turn."""
    async with request.param(postgres_url) as known:
        yield known


def _once() -> Once:
    return Once(str(uuid4()), "test")


async def test_an_order_is_found_as_typed_and_opened_by_its_postcode(stocked: Stocked) -> None:
    orders, brand = stocked.shop.orders, stocked.brand
    order = await orders.order(brand, f"n° {stocked.not_sent}")
    assert order is not None
    assert (order.number, order.brand, order.cancelled_at) == (stocked.not_sent, brand, None)
    assert order.lines
    assert await proves(orders, brand, stocked.not_sent, postcode=order.postcode)
    assert not await proves(orders, brand, stocked.not_sent, postcode="99999")
    assert order in await orders.orders_of(brand, order.customer.email.upper())
    assert await orders.order(brand, "99998") is None
    assert await orders.order("nobody", stocked.not_sent) is None


async def test_a_parcel_leads_back_to_its_order(stocked: Stocked) -> None:
    orders, brand = stocked.shop.orders, stocked.brand
    sent = await orders.order(brand, stocked.sent)
    not_sent = await orders.order(brand, stocked.not_sent)
    assert sent is not None
    assert not_sent is not None
    assert await orders.parcels_of(not_sent) == []
    (parcel, *_) = await orders.parcels_of(sent)
    assert await orders.parcel(brand, parcel.tracking_number) == parcel
    assert parcel.order_number == stocked.sent


async def test_money_goes_back_once_and_never_more_than_was_paid(stocked: Stocked) -> None:
    aftersales, brand, once = stocked.shop.aftersales, stocked.brand, _once()
    order = await stocked.shop.orders.order(brand, stocked.sent)
    assert order is not None
    lines, asked = order.lines, {"reason": "lost", "due_on": DUE}
    refund = await aftersales.refund(brand, stocked.sent, lines, once=once, **asked)
    # Nothing of it was delivered: all that was paid.
    assert refund.amount == order.total
    assert (refund.reason, refund.due_on, refund.order_number) == ("lost", DUE, stocked.sent)
    assert await aftersales.refund(brand, stocked.sent, lines, once=once, **asked) == refund
    assert await aftersales.refunds_of(brand, stocked.sent) == [refund]
    for again in (
        aftersales.refund(brand, stocked.sent, lines, once=_once(), **asked),
        aftersales.resend(brand, stocked.sent, lines[:1], reason="lost", once=_once()),
    ):
        with pytest.raises(ChangeRefused) as refused:
            await again
        assert refused.value.why == "already"


async def test_what_is_sent_again_makes_the_next_incident_no_first_one(stocked: Stocked) -> None:
    aftersales, brand, once = stocked.shop.aftersales, stocked.brand, _once()
    order = await stocked.shop.orders.order(brand, stocked.sent)
    assert order is not None
    assert await aftersales.is_first_incident(brand, order.customer.email)
    # One of which the shop has some.
    lines = order.lines[:1]
    resend = await aftersales.resend(brand, stocked.sent, lines, reason="damaged", once=once)
    assert (
        await aftersales.resend(brand, stocked.sent, lines, reason="damaged", once=once) == resend
    )
    assert await aftersales.resends_of(brand, stocked.sent) == [resend]
    assert {line.title for line in resend.lines} == {line.title for line in lines}
    assert not await aftersales.is_first_incident(brand, order.customer.email)


async def test_a_cancelled_order_is_paid_back_and_stays_cancelled(stocked: Stocked) -> None:
    aftersales, brand, once = stocked.shop.aftersales, stocked.brand, _once()
    refund = await aftersales.cancel(brand, stocked.not_sent, due_on=DUE, once=once)
    assert (refund.reason, refund.due_on) == ("cancelled", DUE)
    assert await aftersales.cancel(brand, stocked.not_sent, due_on=DUE, once=once) == refund
    order = await stocked.shop.orders.order(brand, stocked.not_sent)
    assert order is not None
    assert order.cancelled_at is not None
    for again in (
        aftersales.cancel(brand, stocked.not_sent, due_on=DUE, once=_once()),
        aftersales.change_address(brand, stocked.not_sent, ELSEWHERE, once=_once()),
    ):
        with pytest.raises(ChangeRefused) as refused:
            await again
        assert refused.value.why == "cancelled"


async def test_a_new_address_stands(stocked: Stocked) -> None:
    aftersales, brand, once = stocked.shop.aftersales, stocked.brand, _once()
    number = stocked.not_sent
    assert await aftersales.change_address(brand, number, ELSEWHERE, once=once) == ELSEWHERE
    order = await stocked.shop.orders.order(brand, number)
    assert order is not None
    assert (order.street, order.postcode, order.city) == (
        ELSEWHERE.street,
        ELSEWHERE.postcode,
        ELSEWHERE.city,
    )


async def test_what_has_left_is_neither_cancelled_nor_sent_elsewhere(stocked: Stocked) -> None:
    aftersales, brand = stocked.shop.aftersales, stocked.brand
    for change in (
        aftersales.cancel(brand, stocked.sent, due_on=DUE, once=_once()),
        aftersales.change_address(brand, stocked.sent, ELSEWHERE, once=_once()),
    ):
        with pytest.raises(ChangeRefused) as refused:
            await change
        assert refused.value.why == "dispatched"


async def test_an_order_that_does_not_exist_is_not_changed(stocked: Stocked) -> None:
    with pytest.raises(ChangeRefused) as refused:
        await stocked.shop.aftersales.cancel(stocked.brand, "99998", due_on=DUE, once=_once())
    assert refused.value.why == "unknown"


async def test_a_product_is_told_with_its_stock(stocked: Stocked) -> None:
    assortment = stocked.shop.assortment
    products = await assortment.products(stocked.brand)
    assert [one.title for one in products] == sorted(one.title for one in products)
    assert await assortment.products("nobody") == []
    known = next(one for one in products if one.id == stocked.sold_out)
    full = await assortment.in_full(known)
    assert any(not variant.pieces for variant in full.variants)
    assert {"fr", "en"} <= set(full.materials)


async def test_a_promotion_is_found_however_its_code_is_typed(stocked: Stocked) -> None:
    assortment, brand = stocked.shop.assortment, stocked.brand
    promotion = await assortment.promotion(brand, "orme 1O")
    assert promotion is not None
    assert (promotion.code, promotion.percent) == (stocked.code, 10)
    assert await assortment.promotion(brand, "NOEL99") is None
    assert not await assortment.has_used(promotion, "anna.delmas@example.com")


async def test_a_shop_that_is_away_is_said_to_be() -> None:
    away = demo_shop("postgresql://nobody:x@127.0.0.1:9/none", "https://shop.example")
    async with wordpress.shop(lambda _: b"") as (broken, _):
        for shop in (away, broken):
            with pytest.raises(ShopUnavailable):
                await shop.orders.order("demo", "20417")
            with pytest.raises(ShopUnavailable):
                await shop.assortment.products("demo")
            with pytest.raises(ShopUnavailable):
                await shop.aftersales.cancel("demo", "20417", due_on=DUE, once=_once())
    await away.close()
