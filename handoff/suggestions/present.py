"""What the present conversation fills a reply with: its facts, its customer and its open case."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from handoff.brands.brand import Brand
from handoff.conversations import cases
from handoff.conversations.cases import Case
from handoff.conversations.model import Conversation
from handoff.conversations.tables import customers
from handoff.storage.engine import Record

CASE_DUE: Final = "case_due"
"""The day by which something was promised."""


async def present(record: Record, conversation: Conversation, brand: Brand) -> dict[str, Any]:
    """Facts by the names that placeholders have; what the conversation has learned comes first."""
    facts = {name: value for name, value in conversation.facts.items() if value not in (None, "")}
    person = await _person(record, conversation)
    promised = await cases.of_conversation(record, [conversation.brand], conversation.id)
    case = next((one for one in promised if one.status == "open" and _is_about(one, facts)), None)
    return person | (_of_case(case, brand) if case else {}) | facts


async def _person(record: Record, conversation: Conversation) -> dict[str, Any]:
    query = select(customers.c.name, customers.c.email).where(
        customers.c.id == conversation.customer_id
    )
    async with record.transaction([conversation.brand]) as connection:
        name, email = (await connection.execute(query)).one()
    first, _, last = (name or "").partition(" ")
    found = {"first_name": first, "last_name": last, "name": name, "email": email}
    return {name: value for name, value in found.items() if value}


def _is_about(case: Case, facts: dict[str, Any]) -> bool:
    """Whether a case is the one that is talked about, as far as the conversation says."""
    named = {"case_number": case.number, "order_number": case.order_number}
    return all(facts.get(name) in {None, value} for name, value in named.items() if value)


def _of_case(case: Case, brand: Brand) -> dict[str, Any]:
    due = case.due_at.astimezone(ZoneInfo(brand.hours.timezone)).date()
    found = {
        "case_number": case.number,
        "order_number": case.order_number,
        "tracking_number": case.tracking_number,
        CASE_DUE: due.isoformat(),
    }
    return {name: value for name, value in found.items() if value}
