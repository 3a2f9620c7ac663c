"""What a conversation has left behind: in the record, in the shop, in the mail."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import text

from actions.shop.scenarios import scenarios
from benchmarks.played import Stored
from benchmarks.wrongs import Order
from handoff.conversations import cases, proofs
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation, Event
from handoff.running import Running
from handoff.storage.engine import EVERY_BRAND, Record

CHANGES = ("returns", "refunds", "cancellations", "resends", "address_changes")
"""Tables of the demo shop in which a row is something done to an order."""

Effects = frozenset[tuple[str, str]]
"""Table and order number."""


async def effects(record: Record) -> Effects:
    """All that was ever done in the shop."""
    done: set[tuple[str, str]] = set()
    async with record.transaction(EVERY_BRAND) as connection:
        for table in CHANGES:
            # The names are this module's own.
            rows = await connection.execute(text(f"SELECT order_number FROM shop.{table}"))
            done |= {(table, number) for number in rows.scalars()}
    return frozenset(done)


async def stored(
    record: Record,
    running: Running,
    http: httpx.AsyncClient,
    conversation: Conversation,
    *,
    effects: Effects,
    mailed: Collection[str],
) -> Stored:
    """What the record holds, once the rule of silence has ended the episode.

    Args:
        effects: what is new in the shop since the conversation began.
        mailed: whom was written to since.
    """
    events = await Conversations(record, EVERY_BRAND).events(conversation.id, limit=1000)
    ours = [conversation.brand]
    opened = await cases.of_conversation(record, ours, conversation.id)
    return Stored(
        escalation=_escalation(conversation, events),
        outcome=await _fall_silent(running, http, conversation),
        facts=conversation.facts,
        summary=conversation.summary,
        cases={case.number: case.kind for case in opened},
        proven=frozenset(await proofs.proven_orders(record, ours, conversation.id)),
        effects=effects,
        mailed=frozenset(mailed),
        log=_log(conversation, events),
    )


def demo_orders() -> list[Order]:
    """Every order of the demo shops."""
    now = datetime.now(UTC)
    return [
        Order(
            number=scenario.spec.number,
            name=scenario.spec.customer,
            email=scenario.customer.email,
            city=scenario.address.city,
            tracking_numbers=tuple(parcel.tracking_number for parcel in scenario.parcels(now)),
        )
        for scenario in scenarios()
    ]


def _escalation(conversation: Conversation, events: list[Event]) -> dict[str, str] | None:
    if not any(e.kind == "owner" and e.body.get("move") == "escalate" for e in events):
        return None
    where = (conversation.team, conversation.urgency, conversation.reason or "")
    return dict(zip(("team", "urgency", "reason"), where, strict=True))


async def _fall_silent(
    running: Running, http: httpx.AsyncClient, conversation: Conversation
) -> str | None:
    answer = await http.post(
        f"/internal/conversations/{conversation.id}/silence",
        headers={"Authorization": f"Bearer {running.internal_token}"},
    )
    answer.raise_for_status()
    return answer.json()["outcome"]


def _log(conversation: Conversation, events: list[Event]) -> str:
    bodies: list[Any] = [event.body for event in events]
    return json.dumps([conversation.facts, conversation.summary, bodies], ensure_ascii=False)
