"""A reply is filled with what this conversation, its customer and its promise tell."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import update

from handoff.brands.brand import Brand
from handoff.conversations.cases import open_case
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.tables import customers
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions.present import present
from handoff.suggestions.refill import refill

REPLY = "{first_name}, je vous écris au plus tard le {case_due} (dossier {case_number})."


@pytest.fixture
async def promised(record: Record, conversation: Conversation) -> str:
    """The number of a case about order 20417, due late on 27 November in Paris."""
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(
            update(customers)
            .where(customers.c.id == conversation.customer_id)
            .values(name="Anna Le Goff", email="anna@exemple.fr")
        )
    async with Conversations(record, EVERY_BRAND).locked(conversation.id) as locked:
        case, _ = await open_case(
            locked,
            kind="callback",
            turn_id=uuid4(),
            action="test",
            due_at=datetime(2026, 11, 27, 22, 30, tzinfo=UTC),
            team="customer_care",
            order_number="20417",
        )
    return case.number


async def test_a_promise_is_told_with_its_day_and_number(
    record: Record, conversation: Conversation, brands: dict[str, Brand], promised: str
) -> None:
    facts = await present(record, conversation, brands["demo"])
    filled = refill(REPLY, facts, brands["demo"], "fr")
    assert filled.text == f"Anna, je vous écris au plus tard le 27 novembre (dossier {promised})."
    assert (facts["last_name"], facts["email"]) == ("Le Goff", "anna@exemple.fr")


@pytest.mark.usefixtures("promised")
async def test_a_promise_about_another_order_is_not_told_of_this_one(
    record: Record, conversation: Conversation, brands: dict[str, Brand]
) -> None:
    async with Conversations(record, EVERY_BRAND).locked(conversation.id) as locked:
        await locked.learn({"order_number": "20418", "first_name": "Zoé"})
    facts = await present(record, locked.conversation, brands["demo"])
    filled = refill(REPLY, facts, brands["demo"], "fr")
    assert filled.missing == ("case_due",)
    assert filled.text.startswith("Zoé,")
