"""What a customer changes in a WooCommerce shop is done once, as documented, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from actions.shop.aftersales import Address, Aftersales, ChangeRefused, Once
from actions.shop.client import engine
from actions.shop.order import Line
from actions.shop.orders import ShopUnavailable
from tests.actions.outside import Asked, Server, cut, half, page, reply
from tests.actions.shop.woocommerce.wordpress import (
    ADDRESS,
    SHIPPED,
    WordPress,
    order,
    shop,
    tracked,
)

DUE = date(2026, 4, 1)
VASE = Line("Vase", 1, Decimal("39.90"))
CANDLE = Line("Bougie", 1, Decimal("12.00"))
ELSEWHERE = Address("2 rue du Port", "56100", "Lorient")
STOCK = {"stock_status": "instock", "stock_quantity": None}


def _once() -> Once:
    return Once(str(uuid4()), "action_affirm:test")


def _stocked(**more: Any) -> WordPress:
    """A shop with the order 727 and what is in it."""
    return WordPress(
        **{
            "orders": [order()],
            "products": [{"id": 11, "name": "Vase", **STOCK}],
            "variations": {12: [{"id": 120, **STOCK}]},
            **more,
        }
    )


@pytest.fixture
def opened(postgres_url: str) -> Callable[[Any], Any]:
    """The aftersales of a shop that answers so, and the server's own memory."""

    @asynccontextmanager
    async def _opened(
        answer: Callable[[Asked], bytes | None],
    ) -> AsyncIterator[tuple[Aftersales, Server]]:
        brand = f"brand-{uuid4().hex[:12]}"
        async with shop(answer, postgres_url, brand=brand) as (known, server):
            yield _Of(known.aftersales, brand), server

    return _opened


class _Of:
    """The aftersales of one brand, so that a test need not name it."""

    def __init__(self, aftersales: Aftersales, brand: str) -> None:
        self._aftersales, self._brand = aftersales, brand

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        method = getattr(self._aftersales, name)
        return lambda *given, **named: method(self._brand, *given, **named)


def _writes(server: Server, *, notes: bool = False) -> list[tuple[str, str]]:
    asked = ((one.method, one.path.removeprefix("/wp-json/wc/v3/")) for one in server.asked)
    return [one for one in asked if one[0] != "GET" and (notes or not one[1].endswith("/notes"))]


def _bodies(server: Server) -> list[dict[str, Any]]:
    return [one.body for one in server.asked if one.method != "GET" and "note" not in one.body]


async def _refund(aftersales: Any, once: Once, *lines: Line) -> Any:
    return await aftersales.refund("727", lines or (VASE,), reason="lost", due_on=DUE, once=once)


async def test_money_goes_back_as_the_documentation_asks_for_it(opened: Any) -> None:
    site = _stocked()
    async with opened(site) as (aftersales, server):
        refund = await _refund(aftersales, once := _once(), VASE, CANDLE)
        (body,) = _bodies(server)
    assert body["amount"] == "51.90"
    assert (body["api_refund"], body["api_restock"]) == (True, False)
    assert body["reason"] == "Colis perdu"
    assert body["line_items"] == [
        {
            "id": 1,
            "quantity": 1,
            "refund_total": "33.25",
            "refund_tax": [{"id": 7, "refund_total": "6.65"}],
        },
        {
            "id": 2,
            "quantity": 1,
            "refund_total": "10.00",
            "refund_tax": [{"id": 7, "refund_total": "2.00"}],
        },
    ]
    assert [meta["key"] for meta in body["meta_data"]] == [f"_relais_{once.turn_id}_{once.action}"]
    assert (refund.amount, refund.currency, refund.reason) == (Decimal("51.90"), "EUR", "lost")
    assert refund.lines == (VASE, CANDLE)
    assert (refund.due_on, refund.done_on) == (DUE, date(2026, 3, 18))


@pytest.mark.parametrize(
    ("reason", "amount"),
    [("lost", "69.90"), ("missing", "69.90"), ("damaged", "63.90")],
)
async def test_where_nothing_of_an_order_came_its_delivery_is_paid_back_too(
    opened: Any, reason: str, amount: str
) -> None:
    lines = (VASE, Line("Bougie", 2, Decimal("12.00")))
    async with opened(_stocked()) as (aftersales, server):
        refund = await aftersales.refund("727", lines, reason=reason, due_on=DUE, once=_once())
        (body,) = _bodies(server)
    assert (body["amount"], refund.amount) == (amount, Decimal(amount))
    assert (3 in [item["id"] for item in body["line_items"]]) == (reason != "damaged")


async def test_the_same_turn_refunds_once_and_another_finds_nothing_left(opened: Any) -> None:
    site, once = _stocked(), _once()
    async with opened(site) as (aftersales, server):
        first = await _refund(aftersales, once)
        assert await _refund(aftersales, once) == first
        with pytest.raises(ChangeRefused) as refused:
            await _refund(aftersales, _once())
        assert refused.value.why == "already"
        assert await aftersales.refunds_of("727") == [first]
        assert len(_writes(server)) == 1


async def test_of_two_conversations_that_want_the_money_only_one_gets_it(opened: Any) -> None:
    async with opened(_stocked()) as (aftersales, server):
        asked = [_refund(aftersales, _once()) for _ in range(3)]
        asked.append(aftersales.resend("727", [VASE], reason="lost", once=_once()))
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert len([one for one in found if isinstance(one, ChangeRefused)]) == 3
        assert len(_writes(server)) == 1


@pytest.mark.parametrize("keeps_silent", [False, True], ids=["hung up", "timed out"])
async def test_a_refund_whose_answer_was_lost_is_found_and_not_made_again(
    opened: Any, keeps_silent: bool
) -> None:
    site, once = _stocked(loses=lambda asked: asked.path.endswith("/refunds")), _once()
    site.keeps_silent = keeps_silent
    async with opened(site) as (aftersales, server):
        refund = await _refund(aftersales, once)
        assert refund.amount == Decimal("39.90")
        assert await _refund(aftersales, once) == refund
        assert _writes(server) == [("POST", "orders/727/refunds")]


async def test_a_turn_that_was_cut_short_leaves_a_note_and_nothing_is_asked_twice(
    opened: Any,
) -> None:
    made = asyncio.Event()

    def lost(asked: Asked) -> bool:
        made.set()
        return asked.path.endswith("/refunds")

    site, once = _stocked(loses=lost, keeps_silent=True), _once()
    async with opened(site) as (aftersales, server):
        turn = asyncio.ensure_future(_refund(aftersales, once))
        await made.wait()
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        with pytest.raises(ChangeRefused) as refused:
            await _refund(aftersales, _once(), CANDLE)
        assert refused.value.why == "unsettled"
        # The same turn finds what it did, and with it the order is free again.
        assert (await _refund(aftersales, once)).amount == Decimal("39.90")
        site.loses = lambda _: False
        assert (await _refund(aftersales, _once(), CANDLE)).amount == Decimal("12.00")
        assert len(_writes(server)) == 2


async def test_a_change_whose_end_nobody_knows_is_not_asked_for_again(
    opened: Any, postgres_url: str
) -> None:
    site, once = _stocked(), _once()

    def broken(asked: Asked) -> bytes | None:
        return site(asked) if asked.method == "GET" else page("502 Bad Gateway")

    async with opened(broken) as (aftersales, server):
        for tried in (once, once, _once()):
            with pytest.raises(ChangeRefused) as refused:
                await _refund(aftersales, tried)
            assert refused.value.why == "unsettled"
        assert len(_writes(server)) == 1
        # By then it would show: the way is free.
        await _age_notes(postgres_url)
        with pytest.raises(ChangeRefused):
            await _refund(aftersales, _once())
        assert len(_writes(server)) == 2


async def _age_notes(url: str) -> None:
    base = engine(url)
    async with base.begin() as connection:
        await connection.execute(text("SELECT set_config('relais.brands', '*', true)"))
        await connection.execute(
            text("UPDATE shop.pending_changes SET asked_at = now() - interval '11 minutes'")
        )
    await base.dispose()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply({"code": "woocommerce_rest_cannot_create"}, "401 Unauthorized"), "not_allowed"),
        (reply({"code": "woocommerce_rest_cannot_edit"}, "403 Forbidden"), "not_allowed"),
        (reply({"code": "woocommerce_rest_invalid_order_refund"}, "400 Bad Request"), "declined"),
        (
            reply({"code": "woocommerce_rest_cannot_create_order_refund"}, "500 Server Error"),
            "declined",
        ),
        (reply({"code": "internal_server_error"}, "500 Internal Server Error"), "unsettled"),
        (page("504 Gateway Timeout"), "unsettled"),
        (half({"id": 9, "amount": "39.90"}), "unsettled"),
        (cut({"id": 9, "amount": "39.90"}), "unsettled"),
        (page(), "unsettled"),
        (reply([]), "unsettled"),
    ],
)
async def test_an_answer_to_a_change_is_taken_for_what_it_says(
    opened: Any, answer: bytes, why: str
) -> None:
    site = _stocked()
    async with opened(lambda asked: site(asked) if asked.method == "GET" else answer) as (
        aftersales,
        server,
    ):
        with pytest.raises(ChangeRefused) as refused:
            await _refund(aftersales, _once())
        assert refused.value.why == why
        assert len(_writes(server)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        reply({}, "429 Too Many Requests", {"Retry-After": "0"}),
        page("404 Not Found"),
        reply({}, "301 Moved Permanently", {"Location": "https://elsewhere.example"}),
    ],
)
async def test_a_change_that_was_surely_not_made_may_be_asked_for_again(
    opened: Any, answer: bytes
) -> None:
    site, answers = _stocked(), [answer]

    def once_wrong(asked: Asked) -> bytes | None:
        return answers.pop() if answers and asked.method == "POST" else site(asked)

    async with opened(once_wrong) as (aftersales, _):
        with pytest.raises(ShopUnavailable):
            await _refund(aftersales, _once())
        assert (await _refund(aftersales, _once())).amount == Decimal("39.90")


async def test_an_unknown_order_is_not_changed(opened: Any) -> None:
    async with opened(_stocked()) as (aftersales, server):
        for change in (
            aftersales.cancel("999", due_on=DUE, once=_once()),
            aftersales.change_address("999", ELSEWHERE, once=_once()),
            aftersales.resend("999", [VASE], reason="lost", once=_once()),
        ):
            with pytest.raises(ChangeRefused) as refused:
                await change
            assert refused.value.why == "unknown"
        assert _writes(server) == []


async def test_an_order_that_has_not_left_is_refunded_whole_and_then_cancelled(
    opened: Any,
) -> None:
    site, once = _stocked(), _once()
    async with opened(site) as (aftersales, server):
        refund = await aftersales.cancel("727", due_on=DUE, once=once)
        assert (refund.amount, refund.reason) == (Decimal("69.90"), "cancelled")
        assert await aftersales.cancel("727", due_on=DUE, once=once) == refund
        assert _writes(server) == [("POST", "orders/727/refunds"), ("PUT", "orders/727")]
        money, state = _bodies(server)
        assert [item["id"] for item in money["line_items"]] == [1, 2, 3]
        assert state["status"] == "cancelled"
        for again in (
            aftersales.cancel("727", due_on=DUE, once=_once()),
            aftersales.change_address("727", ELSEWHERE, once=_once()),
            _refund(aftersales, _once()),
        ):
            with pytest.raises(ChangeRefused) as refused:
                await again
            assert refused.value.why == "cancelled"


async def test_a_cancelling_that_broke_off_half_way_is_brought_to_its_end(opened: Any) -> None:
    site, once = _stocked(), _once()
    broken = [True]

    def answer(asked: Asked) -> bytes | None:
        return page("502 Bad Gateway") if asked.method == "PUT" and broken else site(asked)

    async with opened(answer) as (aftersales, server):
        with pytest.raises(ChangeRefused) as refused:
            await aftersales.cancel("727", due_on=DUE, once=once)
        assert refused.value.why == "unsettled"
        broken.clear()
        refund = await aftersales.cancel("727", due_on=DUE, once=once)
        assert refund.amount == Decimal("69.90")
        assert site.known(727)["status"] == "cancelled"
        assert len([one for one in _writes(server) if one[0] == "POST"]) == 1


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (tracked(SHIPPED), "dispatched"),
        (tracked({"tracking_number": ["?"]}), "dispatched"),
        (order(status="completed"), "dispatched"),
        (order(status="shipped"), "dispatched"),
        (order(status="cancelled"), "cancelled"),
        (order(date_paid_gmt=None, status="on-hold"), "not_paid"),
        (order(refunds=[{"id": 5, "reason": "", "total": "-5.00"}]), "already"),
    ],
)
async def test_an_order_that_cannot_be_cancelled_says_why(
    opened: Any, known: dict[str, Any], why: str
) -> None:
    async with opened(WordPress([known])) as (aftersales, server):
        with pytest.raises(ChangeRefused) as refused:
            await aftersales.cancel("727", due_on=DUE, once=_once())
        assert refused.value.why == why
        assert _writes(server) == []


async def test_a_payment_that_cannot_be_sent_back_leaves_the_order_as_it_was(opened: Any) -> None:
    site = _stocked(pays_back=False)
    async with opened(site) as (aftersales, _):
        with pytest.raises(ChangeRefused) as refused:
            await aftersales.cancel("727", due_on=DUE, once=_once())
        assert refused.value.why == "declined"
        assert site.known(727)["status"] == "processing"


async def test_a_new_address_stands_and_keeps_who_it_is_for(opened: Any) -> None:
    site, once = _stocked(), _once()
    async with opened(site) as (aftersales, server):
        assert await aftersales.change_address("727", ELSEWHERE, once=once) == ELSEWHERE
        assert await aftersales.change_address("727", ELSEWHERE, once=once) == ELSEWHERE
        assert len(_writes(server)) == 1
    sent = site.known(727)["shipping"]
    assert (sent["first_name"], sent["country"], sent["address_2"]) == ("Anna", "FR", "")


async def test_an_order_without_a_delivery_address_gets_a_whole_one(opened: Any) -> None:
    site = WordPress([order(shipping=dict.fromkeys(ADDRESS, ""))])
    async with opened(site) as (aftersales, _):
        await aftersales.change_address("727", ELSEWHERE, once=_once())
    sent = site.known(727)["shipping"]
    assert (sent["last_name"], sent["postcode"]) == ("Delmas", "56100")
    assert "email" not in sent


async def test_an_address_whose_answer_was_lost_is_read_back(opened: Any) -> None:
    site = _stocked(loses=lambda asked: asked.method == "PUT")
    async with opened(site) as (aftersales, server):
        assert await aftersales.change_address("727", ELSEWHERE, once=_once()) == ELSEWHERE
        assert len(_writes(server)) == 1


async def test_a_resend_is_a_new_order_at_no_charge(opened: Any) -> None:
    site, once = _stocked(), _once()
    async with opened(site) as (aftersales, server):
        resend = await aftersales.resend("727", [VASE, CANDLE], reason="lost", once=once)
        assert await aftersales.resend("727", [VASE, CANDLE], reason="lost", once=once) == resend
        assert _writes(server) == [("POST", "orders")]
        (body,) = _bodies(server)
        assert await aftersales.resends_of("727") == [resend]
    assert {line["total"] for line in body["line_items"]} == {"0.00"}
    assert [(o["product_id"], o["variation_id"], o["quantity"]) for o in body["line_items"]] == [
        (11, 0, 1),
        (12, 120, 1),
    ]
    assert (body["parent_id"], body["status"], body["customer_id"]) == (727, "processing", 25)
    assert body["shipping"]["postcode"] == "01000"
    assert body["billing"]["phone"] == "0199000000"
    assert (resend.order_number, resend.reason) == ("727", "lost")
    assert {line.title for line in resend.lines} == {"Vase", "Bougie"}


async def test_a_resend_whose_answer_was_lost_is_found_and_not_placed_again(opened: Any) -> None:
    site = _stocked(loses=lambda asked: asked.path.endswith("/orders"))
    async with opened(site) as (aftersales, server):
        resend = await aftersales.resend("727", [VASE], reason="damaged", once=_once())
        assert resend.reason == "damaged"
        assert _writes(server) == [("POST", "orders")]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"products": [{"id": 11, "stock_status": "outofstock"}]}, "out_of_stock"),
        ({"products": [{"id": 11, "stock_status": "onbackorder"}]}, "out_of_stock"),
        (
            {"products": [{"id": 11, "stock_status": "instock", "stock_quantity": 0}]},
            "out_of_stock",
        ),
        ({"products": []}, "out_of_stock"),
        (
            {
                "orders": [
                    order(shipping_lines=[{"method_id": "x", "method_title": "Point relais"}])
                ]
            },
            "unsupported",
        ),
        ({"orders": [order(status="cancelled")]}, "cancelled"),
    ],
)
async def test_what_cannot_be_sent_again_without_somebody_is_refused(
    opened: Any, more: dict[str, Any], why: str
) -> None:
    async with opened(_stocked(**more)) as (aftersales, server):
        with pytest.raises(ChangeRefused) as refused:
            await aftersales.resend("727", [VASE], reason="lost", once=_once())
        assert refused.value.why == why
        assert _writes(server) == []


async def test_the_shops_staff_read_what_was_done_and_no_customer_does(opened: Any) -> None:
    site = _stocked()
    async with opened(site) as (aftersales, _):
        refund = await _refund(aftersales, _once())
        await aftersales.change_address("727", ELSEWHERE, once=_once())
    (_, money), (_, where) = sorted(site.notes)[::-1]
    assert refund.number in money
    assert "1 × Vase" in money
    assert ELSEWHERE.one_line() in where


async def test_a_note_that_cannot_be_written_costs_the_customer_nothing(opened: Any) -> None:
    site = _stocked()

    def answer(asked: Asked) -> bytes | None:
        return page("502 Bad Gateway") if asked.path.endswith("/notes") else site(asked)

    async with opened(answer) as (aftersales, _):
        assert (await _refund(aftersales, _once())).amount == Decimal("39.90")


async def test_a_key_that_may_only_read_changes_nothing_and_says_so(opened: Any) -> None:
    async with opened(_stocked(reads_only=True)) as (aftersales, _):
        for change in (
            aftersales.cancel("727", due_on=DUE, once=_once()),
            aftersales.change_address("727", ELSEWHERE, once=_once()),
            aftersales.resend("727", [VASE], reason="lost", once=_once()),
            _refund(aftersales, _once()),
        ):
            with pytest.raises(ChangeRefused) as refused:
                await change
            assert refused.value.why == "not_allowed"


async def test_a_refund_that_somebody_made_is_told_with_the_brands_date(opened: Any) -> None:
    made = {"id": 8, "amount": "5.00", "date_created_gmt": "2026-03-10T09:00:00"}
    known = order(refunds=[{"id": 8, "reason": "geste", "total": "-5.00"}])
    async with opened(WordPress([known], {727: [made]})) as (aftersales, _):
        (refund,) = await aftersales.refunds_of("727")
        assert (refund.number, refund.reason, refund.done_on) == ("8", None, None)
        assert refund.due_on == date(2026, 3, 24)
        # A sum without articles: nobody knows which of them it was for.
        with pytest.raises(ChangeRefused) as refused:
            await _refund(aftersales, _once())
        assert refused.value.why == "already"


async def test_returns_are_a_humans(opened: Any) -> None:
    async with opened(_stocked()) as (aftersales, _):
        assert await aftersales.returns_of("727") == []
        with pytest.raises(ChangeRefused) as refused:
            await aftersales.make_label("R-1001")
        assert refused.value.why == "unsupported"
