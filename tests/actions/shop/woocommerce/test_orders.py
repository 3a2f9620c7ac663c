"""A WooCommerce shop answers as the demo shop does."""

from __future__ import annotations

import time
from base64 import b64encode
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

import pytest

from actions.shop.order import Line, Order, Parcel
from actions.shop.orders import ShopUnavailable, proves
from actions.shop.place import OrderDigits
from actions.shop.woocommerce.orders import WooCommerceOrders
from actions.shop.woocommerce.site import Site
from tests.actions.outside import answering, cut, half, page, reply
from tests.actions.shop.woocommerce.wordpress import (
    ADDRESS,
    POLICIES,
    SHIPPED,
    WordPress,
    order,
    shop,
    tracked,
)


async def found(*orders: dict[str, Any], number: str = "727") -> Order | None:
    async with shop(WordPress(list(orders))) as (known, _):
        return await known.orders.order("demo", number)


async def parcels(given: dict[str, Any]) -> list[Parcel]:
    async with shop(WordPress([given])) as (known, _):
        told = await known.orders.order("demo", str(given["id"]))
        assert told is not None
        return await known.orders.parcels_of(told)


async def test_an_order_is_found_with_all_that_the_shop_knows() -> None:
    told = await found(order())
    assert told is not None
    assert (told.brand, told.number) == ("demo", "727")
    assert (told.postcode, told.city, told.country) == ("01000", "Bourg-en-Bresse", "FR")
    assert told.street == "12 rue des Lilas, bât. B"
    assert (told.customer.first_name, told.customer.email) == ("Anna", "anna.delmas@example.com")
    assert told.lines == (Line("Vase", 1, Decimal("39.90")), Line("Bougie", 2, Decimal("12.00")))
    assert (told.total, told.currency) == (Decimal("69.90"), "EUR")
    assert told.placed_at == datetime(2026, 3, 12, 10, 24, tzinfo=timezone.utc)
    assert told.cancelled_at is None


async def test_the_promised_day_is_the_brands_own_promise() -> None:
    told = await found(order())
    assert told is not None
    # Thursday the 12th: Friday, Saturday and Monday are three working days.
    assert told.promised_on == date(2026, 3, 16)


async def test_the_question_is_the_documented_one() -> None:
    async with shop(WordPress([order()])) as (known, server):
        await known.orders.order("demo", "n° 727")
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("GET", "/wp-json/wc/v3/orders/727")
    assert asked.headers["authorization"] == f"Basic {b64encode(b'ck_1:cs_2').decode()}"
    assert asked.query == {}


@pytest.mark.parametrize("typed", ["20 417", "#20417", "n° 20417", "20.417"])
async def test_an_order_number_in_pieces_is_found(typed: str) -> None:
    assert await found(order(20417), number=typed) is not None


@pytest.mark.parametrize("written", ["20417", "#20417", "WC-20417"])
async def test_a_shop_that_numbers_its_orders_otherwise_is_understood(written: str) -> None:
    # An order that has that id is another one.
    told = await found(order(20417, number="88001"), order(31, number=written), number="20417")
    assert told is not None
    assert told.number == "20417"
    assert told.customer.first_name == "Anna"


async def test_what_does_not_exist_is_not_found() -> None:
    async with shop(WordPress([order()])) as (known, _):
        assert await known.orders.order("demo", "99999") is None
        assert await known.orders.order("demo", "bonjour") is None
        assert await known.orders.orders_of("demo", "nobody@example.com") == []
        assert await known.orders.parcel("demo", "6A00000000000") is None
        assert not await proves(known.orders, "demo", "99999", postcode="01000")


@pytest.mark.parametrize("status", ["trash", "auto-draft", "checkout-draft"])
async def test_what_nobody_ordered_is_no_order(status: str) -> None:
    assert await found(order(status=status)) is None


@pytest.mark.parametrize("status", ["cancelled", "failed"])
async def test_an_order_that_will_not_be_sent_is_cancelled(status: str) -> None:
    told = await found(order(status=status))
    assert told is not None
    assert told.cancelled_at == datetime(2026, 3, 13, 8, tzinfo=timezone.utc)


async def test_another_brands_orders_do_not_exist() -> None:
    async with shop(WordPress([tracked(SHIPPED)])) as (known, server):
        mine = await known.orders.order("demo", "727")
        assert mine is not None
        before = len(server.asked)
        assert await known.orders.order("kiosque", "727") is None
        assert await known.orders.orders_of("kiosque", "anna.delmas@example.com") == []
        assert await known.orders.parcel("kiosque", "6A15602676300") is None
        assert not await proves(known.orders, "kiosque", "727", postcode="01000")
        assert len(server.asked) == before


async def test_proof_is_the_postcode_it_goes_to_or_the_address_on_the_order() -> None:
    async with shop(WordPress([order()])) as (known, _):
        assert await proves(known.orders, "demo", "727", postcode="1000")
        assert await proves(known.orders, "demo", "727", email="ANNA.delmas@example.com")
        assert not await proves(known.orders, "demo", "727", postcode="75011")
        assert not await proves(known.orders, "demo", "727")


async def test_an_order_without_a_delivery_address_goes_to_the_bills() -> None:
    told = await found(order(shipping=dict.fromkeys(ADDRESS, "")))
    assert told is not None
    assert told.postcode == "75011"


async def test_a_customers_orders_are_theirs_alone_and_over_several_pages() -> None:
    mine = [order(1000 + place) for place in range(150)]
    # The search finds the address in a gift message too.
    other = order(
        2, billing={**ADDRESS, "email": "zoe@example.com"}, note="Anna.Delmas@example.com"
    )
    for one in mine:
        one["note"] = "anna.delmas@example.com"
    other["note"] = "anna.delmas@example.com"
    async with shop(WordPress([*mine, other])) as (known, server):
        told = await known.orders.orders_of("demo", " Anna.Delmas@example.com ")
    assert [one.number for one in told] == [str(one["id"]) for one in mine]
    assert [asked.query["page"] for asked in server.asked] == ["1", "2"]
    assert server.asked[0].query["per_page"] == "100"


async def test_an_order_that_has_not_left_has_no_parcel() -> None:
    assert await parcels(order()) == []
    assert await parcels(tracked()) == []


async def test_a_shop_without_tracking_says_that_an_order_has_left_by_completing_it() -> None:
    done = {"status": "completed", "date_completed_gmt": "2026-03-14T09:00:00"}
    (parcel,) = await parcels(order(**done))
    assert (parcel.tracking_number, parcel.carrier) == ("", "")
    assert parcel.shipped_at == datetime(2026, 3, 14, 9, tzinfo=timezone.utc)
    assert parcel.contents == ("Vase", "Bougie", "Bougie")
    # Completed by mistake, and taken back.
    assert await parcels(order(**{**done, "status": "processing"})) == []


async def test_a_parcel_has_its_carrier_its_number_and_its_day() -> None:
    (parcel,) = await parcels(tracked({**SHIPPED, "tracking_number": " 6a15 6026 76300 "}))
    assert parcel.tracking_number == "6A15602676300"
    assert parcel.carrier == "colissimo"
    assert parcel.service == "home"
    assert parcel.shipped_at == datetime(2026, 3, 17, 9, tzinfo=timezone.utc)
    assert parcel.contents == ("Vase", "Bougie", "Bougie")


async def test_parcels_have_what_the_shop_says_is_in_them() -> None:
    second = {
        **SHIPPED,
        "tracking_number": "6A15602683841",
        "date_shipped": "1773651600",
        "products_list": {"1": {"product": 5, "item_id": "2", "qty": "2"}},
    }
    first, last = await parcels(tracked(SHIPPED, second))
    assert (first.tracking_number, first.contents) == ("6A15602683841", ("Bougie", "Bougie"))
    assert last.contents == ()


@pytest.mark.parametrize(
    ("listed", "held"),
    [
        ([{"item_id": 2, "qty": 1}, {"item_id": 1, "qty": 1}], ("Bougie", "Vase")),
        ([{"item_id": "1"}], ("Vase",)),
        # One of the two candles or both: nobody can say.
        ([{"item_id": "2"}, {"item_id": "1", "qty": "1"}], ()),
        ([{"item_id": "2", "qty": ""}], ()),
    ],
)
async def test_how_many_pieces_a_parcel_holds_is_read_and_never_guessed(
    listed: list[dict[str, Any]], held: tuple[str, ...]
) -> None:
    other = {**SHIPPED, "tracking_number": "6A15602683841", "date_shipped": "1773651600"}
    first, _ = await parcels(tracked({**other, "products_list": listed}, SHIPPED))
    assert first.contents == held


async def test_a_first_parcel_that_holds_a_part_is_not_said_to_hold_all() -> None:
    listed = [{"item_id": 1, "qty": 1}]
    (parcel,) = await parcels(tracked({**SHIPPED, "products_list": listed}))
    assert parcel.contents == ("Vase",)


@pytest.mark.parametrize(
    ("provider", "carrier"),
    [
        ("La Poste", "laposte"),
        ("Chronopost", "chronopost"),
        ("mondial-relay", "mondial_relay"),
        ("Colis Privé", "colis_prive"),
        ("DHL Express", "dhl"),
        ("DPD.fr", "dpd"),
        ("UPS", "ups"),
        ("USPS", "usps"),
        ("Bpost Belgium", "bpost_belgium"),
    ],
)
async def test_a_provider_is_the_carrier_that_its_name_says(provider: str, carrier: str) -> None:
    (parcel,) = await parcels(tracked({**SHIPPED, "tracking_provider": provider}))
    assert parcel.carrier == carrier
    own = {**SHIPPED, "tracking_provider": "", "custom_tracking_provider": provider}
    (parcel,) = await parcels(tracked(own))
    assert parcel.carrier == carrier


@pytest.mark.parametrize(
    ("method", "country", "service"),
    [
        ("Point relais", "FR", "pickup"),
        ("Chronopost 13", "FR", "express"),
        ("Livraison", "FR", "home"),
        ("Livraison", "BE", "international"),
    ],
)
async def test_the_service_is_what_the_customer_chose(
    method: str, country: str, service: str
) -> None:
    chosen = {
        "shipping_lines": [{"method_id": "flat_rate", "method_title": method}],
        "shipping": {**ADDRESS, "country": country},
    }
    (parcel,) = await parcels(tracked(SHIPPED, **chosen))
    assert parcel.service == service


async def test_without_a_shipping_day_the_order_says_when_it_was_done() -> None:
    undated = {**SHIPPED, "date_shipped": ""}
    (done,) = await parcels(tracked(undated, date_completed_gmt="2026-03-14T09:00:00"))
    assert done.shipped_at == datetime(2026, 3, 14, 9, tzinfo=timezone.utc)


async def test_a_tracking_number_finds_its_parcel_where_the_shop_lets_it_be_searched() -> None:
    async with shop(WordPress([tracked(SHIPPED)])) as (known, _):
        parcel = await known.orders.parcel("demo", "6A15602676300")
        assert parcel is not None
        assert parcel.order_number == "727"
        # Found by a part of it, and another's.
        assert await known.orders.parcel("demo", "6A156026763") is None


@pytest.mark.parametrize(
    "answer",
    [
        reply({"code": "woocommerce_rest_cannot_view"}, "401 Unauthorized"),
        reply({"code": "woocommerce_rest_cannot_view"}, "403 Forbidden"),
        reply({}, "429 Too Many Requests", {"Retry-After": "5"}),
        reply({}, "500 Internal Server Error"),
        half(order()),
        cut(order()),
        page(),
        page("404 Not Found"),
        reply({"code": "rest_no_route", "data": {"status": 404}}, "404 Not Found"),
        reply({"id": 727}),
        reply({}, "301 Moved Permanently", {"Location": "https://elsewhere.example"}),
    ],
)
async def test_a_failing_shop_is_unavailable_and_nothing_is_said_not_to_exist(
    answer: bytes,
) -> None:
    async with shop(lambda _: answer) as (known, _):
        with pytest.raises(ShopUnavailable):
            await known.orders.order("demo", "727")
        with pytest.raises(ShopUnavailable):
            await known.orders.orders_of("demo", "anna.delmas@example.com")


async def test_tracking_items_that_cannot_be_read_are_not_said_to_be_none() -> None:
    with pytest.raises(ShopUnavailable):
        await parcels(tracked({"tracking_number": ["6A15602676300"]}))


async def test_a_silent_shop_costs_the_budget_and_not_more() -> None:
    async with answering(lambda _: None) as server:
        site = Site(server.url, "ck", "cs", budget=0.4)
        orders = WooCommerceOrders("demo", site, OrderDigits(least=3), POLICIES)
        started = time.monotonic()
        with pytest.raises(ShopUnavailable, match="timeout"):
            await orders.order("demo", "727")
        assert time.monotonic() - started < 1.5
        await site.close()


async def test_nobody_listening_is_unavailable() -> None:
    site = Site("http://127.0.0.1:1", "ck", "cs")
    orders = WooCommerceOrders("demo", site, OrderDigits(least=3), POLICIES)
    with pytest.raises(ShopUnavailable, match="unreachable"):
        await orders.order("demo", "727")
    await site.close()


@pytest.mark.parametrize(
    ("status", "left"),
    [("processing", False), ("completed", True), ("shipped", True), ("refunded", False)],
)
async def test_what_the_shop_calls_sent_has_left_whatever_its_extensions_call_it(
    status: str, left: bool
) -> None:
    found = await parcels(order(status=status))
    assert [one.tracking_number for one in found] == [""] * left
