"""Whose browser it is: tokens, origins, revoked sessions."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from handoff.conversations import customers
from handoff.conversations.tables import customer_sessions
from handoff.conversations.tokens import hashed
from handoff.storage.engine import EVERY_BRAND, Record
from tests.front_door import FrontDoor, Opened, WidgetAt

SECRETS = {
    "env": "production",
    "secret": "0123456789abcdef" * 4,
    "bot_token": "fedcba9876543210" * 4,
    "internal_token": "0f1e2d3c4b5a6978" * 4,
    "laposte_key": "a key of La Poste's",
}


async def test_a_token_opens_the_same_conversation_again(widget_at: WidgetAt) -> None:
    first = await widget_at()
    await first.say("bonjour")
    await first.close()
    again = await widget_at(token=first.token)
    assert again.conversation == first.conversation
    assert again.token == first.token
    assert again.welcome["events"][0]["text"] == "bonjour"


async def test_a_token_is_stored_as_a_hash_only(widget_at: WidgetAt, record: Record) -> None:
    widget = await widget_at()
    async with record.transaction(EVERY_BRAND) as connection:
        stored = (await connection.execute(select(customer_sessions.c.token_hash))).scalars().all()
    assert stored == [hashed(widget.token)]


@pytest.mark.parametrize("token", ["wrong", "x" * 43, ""])
async def test_a_wrong_token_is_refused_clearly(widget_at: WidgetAt, token: str) -> None:
    widget = await widget_at(hello=False)
    refused = await widget.hello(token=token)
    assert refused["code"] == "token_refused"
    assert "without one" in refused["message"]
    assert await widget.closed() == 4401


async def test_an_expired_token_is_refused(widget_at: WidgetAt, record: Record) -> None:
    first = await widget_at()
    await _expire(record, first.token)
    again = await widget_at(hello=False)
    assert (await again.hello(token=first.token))["code"] == "token_refused"
    assert await again.closed() == 4401


async def test_a_token_of_another_brand_is_refused_like_a_wrong_one(widget_at: WidgetAt) -> None:
    demo = await widget_at()
    wrong = await widget_at(hello=False)
    unknown = await wrong.hello(token="wrong")
    kiosque = await widget_at(hello=False)
    assert await kiosque.hello(brand="kiosque", token=demo.token) == unknown
    assert await kiosque.closed() == 4401


async def test_revoking_a_session_closes_its_open_socket(
    door: FrontDoor, widget_at: WidgetAt, record: Record
) -> None:
    widget, other = await widget_at(), await widget_at()
    session = await customers.resume(record, widget.token)
    assert session is not None
    await customers.revoke(record, ["demo"], session.customer_id)
    await door.service.sessions.check()
    assert await widget.closed() == 4401
    assert (await other.say("bonjour"))["type"] == "ack"


async def test_a_session_that_expires_closes_its_open_socket(
    door: FrontDoor, widget_at: WidgetAt, record: Record
) -> None:
    widget = await widget_at()
    await _expire(record, widget.token)
    await door.service.sessions.check()
    assert await widget.closed() == 4401


async def test_a_page_of_another_origin_is_refused(widget_at: WidgetAt) -> None:
    widget = await widget_at(origin="https://evil.example", hello=False)
    assert (await widget.hello())["code"] == "origin_refused"
    assert await widget.closed() == 4403


async def test_a_page_of_this_machine_is_welcome_in_development(widget_at: WidgetAt) -> None:
    widget = await widget_at(origin="http://localhost:5173")
    assert widget.welcome["type"] == "welcome"


async def test_a_client_without_origin_is_welcome_in_development(widget_at: WidgetAt) -> None:
    assert (await widget_at(origin=None)).welcome["type"] == "welcome"


@pytest.mark.parametrize("origin", [None, "http://localhost:5173", "https://evil.example", "null"])
async def test_in_production_only_the_brands_pages_are_welcome(
    open_door: Opened, widget_at: WidgetAt, origin: str | None
) -> None:
    door = await open_door(**SECRETS)
    widget = await widget_at(door, origin=origin, hello=False)
    assert (await widget.hello())["code"] == "origin_refused"
    assert await widget.closed() == 4403


@pytest.mark.parametrize("origin", ["", "http://localhost:8000"])
async def test_in_production_the_service_and_the_brands_pages_are_welcome(
    open_door: Opened, widget_at: WidgetAt, origin: str
) -> None:
    door = await open_door(**SECRETS)
    assert (await widget_at(door, origin=origin)).welcome["type"] == "welcome"


async def test_too_many_connections_of_one_address_are_refused(
    open_door: Opened, widget_at: WidgetAt
) -> None:
    door = await open_door(**SECRETS)
    for _ in range(120):
        await door.service.rates.allow("widget_hello", _address(door), limit=0, seconds=60)
    widget = await widget_at(door, hello=False)
    assert (await widget.next("error"))["code"] == "too_many"
    assert await widget.closed() == 4429


def _address(door: FrontDoor) -> str:
    from handoff.doors.addresses import keyed

    return keyed(door.settings.secret, "127.0.0.1")


async def _expire(record: Record, token: str) -> None:
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(
            update(customer_sessions)
            .where(customer_sessions.c.token_hash == hashed(token))
            .values(expires_at=func.now() - timedelta(seconds=1))
        )
