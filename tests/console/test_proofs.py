"""What a CM sees of proof: whose order it is, how well that is proven, and who is logged in."""

import time
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest

from handoff.conversations import change_links, identities, proofs
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.storage.engine import Record
from tests.front_door import ConsoleOf, FrontDoor, LiveAt, WidgetAt
from tests.mailbox import ORDER

pytestmark = pytest.mark.usefixtures("shop")


async def test_a_cm_sees_whether_an_order_is_proven_to_read_or_to_change(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    console = await console_of()
    assert await levels(console, conversation.id) == {}
    async with conversations.locked(conversation.id) as locked:
        await proofs.attempt(locked, ORDER, granted=True)
    assert await levels(console, conversation.id) == {ORDER: (True, False)}
    async with conversations.locked(conversation.id) as locked:
        link = await change_links.issue(locked, ORDER)
    assert await levels(console, conversation.id) == {ORDER: (True, False)}
    async with conversations.locked(conversation.id) as locked:
        assert await change_links.follow(locked, link)
    assert await levels(console, conversation.id) == {ORDER: (True, True)}


async def test_a_customer_who_logs_in_is_seen_as_verified_at_once_with_their_orders(
    door: FrontDoor,
    record: Record,
    console_of: ConsoleOf,
    live_at: LiveAt,
    widget_at: WidgetAt,
) -> None:
    console = await console_of()
    line = await live_at(console)
    visitor = await widget_at()
    await visitor.say("bonjour")
    assert (await line.next("row"))["row"]["customer"]["verified"] is False
    assert await levels(console, UUID(visitor.conversation)) == {}

    order = await door.service.orders("demo").order("demo", ORDER)
    assert order is not None
    secret = await identities.renew(record, door.settings.secret, "demo")
    claims = {"sub": "C-7", "email": order.customer.email, "exp": time.time() + 3600}
    await widget_at(token=visitor.token, identity=jwt.encode(claims, secret, algorithm="HS256"))
    while not (row := (await line.next("row"))["row"])["customer"]["verified"]:
        pass
    assert row["id"] == visitor.conversation
    assert (await levels(console, UUID(visitor.conversation)))[ORDER] == (True, True)


async def levels(console: httpx.AsyncClient, conversation: UUID) -> dict[str, tuple[bool, bool]]:
    """The orders that the console shows: proven to read, proven to change."""
    detail: dict[str, Any] = (await console.get(f"/api/conversations/{conversation}")).json()
    return {one["number"]: (one["proven"], one["changeable"]) for one in detail["orders"]}
