"""What a customer changes in the shop happens once, where the order allows it, for one brand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import uuid4

import pytest

from actions.shop.aftersales import Address, ChangeRefused, Once, Return
from actions.shop.changes import Changes
from actions.shop.client import Shop, ShopUnavailable
from actions.shop.demo import seed
from actions.shop.order import Line
from tests.actions.shop.conftest import NOW

DUE = date(2026, 4, 1)
ELSEWHERE = Address("2 rue du Port", "56100", "Lorient")


@pytest.fixture
async def changes(shop: Shop, postgres_url: str) -> AsyncIterator[Changes]:
    changes = Changes(postgres_url, "https://shop.example/")
    yield changes
    await changes.close()


def _once(action: str = "test") -> Once:
    return Once(str(uuid4()), action)


async def _lines(shop: Shop, number: str, brand: str = "demo") -> tuple[Line, ...]:
    order = await shop.order(brand, number)
    assert order is not None
    return order.lines


async def _declare(
    changes: Changes, lines: tuple[Line, ...], once: Once, number: str = "20460"
) -> Return:
    return await changes.declare_return(
        "demo",
        number,
        lines,
        purpose="withdrawal",
        declared_at=NOW,
        send_by=DUE,
        once=once,
    )


async def test_a_return_is_declared_once_and_gets_one_label(shop: Shop, changes: Changes) -> None:
    lines, once = await _lines(shop, "20460"), _once()
    first = await _declare(changes, lines[:1], once)
    again = await _declare(changes, lines[:1], once)
    assert first == again
    assert first.number.startswith("R-")
    assert (first.declared_at, first.label_url) == (NOW, None)
    labelled = await changes.make_label("demo", first.number)
    assert labelled.label_url is not None
    assert labelled.label_url.startswith("https://shop.example/demo/labels/")
    assert await changes.make_label("demo", first.number) == labelled
    assert await changes.returns_of("demo", "20460") == [labelled]


async def test_no_more_comes_back_than_was_ordered(shop: Shop, changes: Changes) -> None:
    lines = await _lines(shop, "20474")
    await _declare(changes, lines[:1], _once(), "20474")
    with pytest.raises(ChangeRefused) as refused:
        await _declare(changes, lines[:1], _once(), "20474")
    assert refused.value.why == "already"
    assert (await _declare(changes, lines[1:], _once(), "20474")).lines == lines[1:]


async def test_of_two_conversations_that_want_the_money_only_one_gets_it(
    shop: Shop, changes: Changes
) -> None:
    lines = await _lines(shop, "20417")
    asked = [
        changes.refund("demo", "20417", lines, reason="lost", due_on=DUE, once=_once())
        for _ in range(3)
    ]
    asked.append(changes.resend("demo", "20417", lines, reason="lost", once=_once()))
    found = await asyncio.gather(*asked, return_exceptions=True)
    refused = [one for one in found if isinstance(one, ChangeRefused)]
    assert len(refused) == 3
    refunds = await changes.refunds_of("demo", "20417")
    resends = await changes.resends_of("demo", "20417")
    assert len(refunds) + len(resends) == 1


async def test_an_incident_is_the_first_one_only_once(shop: Shop, changes: Changes) -> None:
    lines = await _lines(shop, "20418")
    order = await shop.order("demo", "20418")
    assert order is not None
    assert await changes.is_first_incident("demo", order.customer.email)
    await changes.resend("demo", "20418", lines, reason="lost", once=_once())
    assert not await changes.is_first_incident("demo", order.customer.email)
    assert await changes.is_first_incident("kiosque", order.customer.email)


async def test_an_order_that_has_not_left_is_cancelled_and_refunded(
    shop: Shop, changes: Changes
) -> None:
    once = _once()
    refund = await changes.cancel("demo", "20469", due_on=DUE, once=once)
    assert (refund.amount, refund.reason, refund.due_on) == (Decimal("57.90"), "cancelled", DUE)
    assert await changes.cancel("demo", "20469", due_on=DUE, once=once) == refund
    order = await shop.order("demo", "20469")
    assert order is not None
    assert order.cancelled_at is not None
    for again in (
        changes.cancel("demo", "20469", due_on=DUE, once=_once()),
        changes.change_address("demo", "20469", ELSEWHERE, once=_once()),
        changes.refund("demo", "20469", order.lines, reason="lost", due_on=DUE, once=_once()),
    ):
        with pytest.raises(ChangeRefused) as refused:
            await again
        assert refused.value.why == "cancelled"


async def test_an_order_that_has_left_is_neither_cancelled_nor_sent_elsewhere(
    changes: Changes,
) -> None:
    for change in (
        changes.cancel("demo", "20426", due_on=DUE, once=_once()),
        changes.change_address("demo", "20426", ELSEWHERE, once=_once()),
    ):
        with pytest.raises(ChangeRefused) as refused:
            await change
        assert refused.value.why == "dispatched"


async def test_a_new_address_stands_and_outlives_the_seeding_of_the_same_day(
    shop: Shop, changes: Changes, postgres_url: str
) -> None:
    assert await changes.change_address("demo", "20470", ELSEWHERE, once=_once()) == ELSEWHERE
    order = await shop.order("demo", "20470")
    assert order is not None
    assert (order.street, order.postcode, order.city) == ("2 rue du Port", "56100", "Lorient")
    await seed(postgres_url, NOW)
    order = await shop.order("demo", "20470")
    assert order is not None
    assert order.city == "Lorient"


async def test_what_was_changed_on_an_earlier_day_goes_with_its_dates(
    shop: Shop, changes: Changes, postgres_url: str
) -> None:
    await changes.cancel("demo", "20422", due_on=DUE, once=_once())
    await seed(postgres_url, datetime.now(timezone.utc) + timedelta(days=2))
    order = await shop.order("demo", "20422")
    assert order is not None
    assert order.cancelled_at is None


async def test_another_brand_can_neither_see_nor_change_it(shop: Shop, changes: Changes) -> None:
    lines = await _lines(shop, "20461")
    await _declare(changes, lines, _once(), "20461")
    assert await changes.returns_of("kiosque", "20461") == []
    (declared,) = await changes.returns_of("demo", "20461")
    for change in (
        changes.make_label("kiosque", declared.number),
        changes.cancel("kiosque", "20461", due_on=DUE, once=_once()),
        changes.refund("kiosque", "20461", lines, reason="lost", due_on=DUE, once=_once()),
    ):
        with pytest.raises(ChangeRefused) as refused:
            await change
        assert refused.value.why == "unknown"


async def test_stories_tell_of_returns_and_refunds_that_are_under_way(changes: Changes) -> None:
    (sent_back,) = await changes.returns_of("demo", "20465")
    (refund,) = await changes.refunds_of("demo", "20465")
    assert sent_back.received_on is not None
    assert refund.done_on is None
    assert refund.due_on == sent_back.declared_at.date() + timedelta(days=14)


async def test_a_shop_that_is_away_is_said_so() -> None:
    away = Changes("postgresql://nobody:x@127.0.0.1:9/none", "https://shop.example")
    with pytest.raises(ShopUnavailable):
        await away.returns_of("demo", "20417")
    await away.close()
