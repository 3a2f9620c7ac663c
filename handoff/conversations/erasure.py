"""A customer's rights: a copy of everything, and erasure in place; and what nobody ever used.

Erasure blanks what was said and learned; numbers and kinds stay, so that logs keep counting
without gaps and reports keep adding up. What other rooms derived from the conversations (vectors,
trackers, training examples) goes in the same transaction, through the `Eraser`s they give.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import NotFound
from handoff.conversations.tables import (
    cases,
    change_links,
    conversations,
    customer_sessions,
    customers,
    episodes,
    events,
    mails,
    proof_attempts,
)
from handoff.storage.engine import EVERY_BRAND, Brands, Record

Eraser = Callable[[AsyncConnection, list[UUID]], Awaitable[None]]
"""Deletes what a room keeps of these conversations, in the transaction that it is given."""

# An owner change stays readable as one; the words around it go.
_KEPT_OF_OWNER = ("move", "from", "to", "version", "cm", "team", "urgency", "reason", "outcome")


async def export_customer(record: Record, brands: Brands, customer_id: UUID) -> dict[str, Any]:
    """All that is kept of a customer, notes and labels included; raises `NotFound`."""
    async with record.transaction(brands) as connection:
        customer = (
            (await connection.execute(select(*customers.c).where(customers.c.id == customer_id)))
            .mappings()
            .one_or_none()
        )
        if customer is None:
            raise NotFound("There is no such customer.")
        rows = await connection.execute(
            select(*conversations.c)
            .where(conversations.c.customer_id == customer_id)
            .order_by(conversations.c.created_at)
        )
        exported = [await _exported(connection, dict(row)) for row in rows.mappings()]
    return {"customer": _plain(dict(customer)), "conversations": exported}


async def erase_customer(
    record: Record, brands: Brands, customer_id: UUID, erasers: Sequence[Eraser] = ()
) -> int:
    """Forget a customer; gives how many conversations were blanked. Raises `NotFound`.

    Their orders belong to the shop and stay there.
    """
    async with record.transaction(brands) as connection:
        known = await connection.scalar(
            update(customers)
            .where(customers.c.id == customer_id)
            .values(
                name=None,
                external_id=None,
                email=None,
                verified_until=None,
                erased_at=func.now(),
            )
            .returning(customers.c.id)
        )
        if known is None:
            raise NotFound("There is no such customer.")
        c = conversations.c
        found = await connection.execute(
            select(c.id).where(c.customer_id == customer_id).with_for_update()
        )
        ids = list(found.scalars())
        await _blank(connection, ids)
        for erase in erasers:
            await erase(connection, ids)
        await connection.execute(
            delete(customer_sessions).where(customer_sessions.c.customer_id == customer_id)
        )
    return len(ids)


async def forget_wordless(record: Record, since: timedelta, limit: int) -> int:
    """Delete up to `limit` conversations begun that long ago in which no word was ever said.

    A widget that is opened begins one; most are never used. Their customers go with them, if
    nothing else is known of them. Gives how many were deleted.
    """
    c, s = conversations.c, customer_sessions.c
    async with record.transaction(EVERY_BRAND) as connection:
        wordless = (
            select(c.id, c.customer_id)
            .where(c.last_number == 0, c.updated_at < func.now() - since)
            .order_by(c.updated_at)
            .limit(limit)
            # One that somebody is writing to this moment is not wordless for long.
            .with_for_update(skip_locked=True)
        )
        found = (await connection.execute(wordless)).all()
        if not found:
            return 0
        ids = [row.id for row in found]
        await connection.execute(delete(episodes).where(episodes.c.conversation_id.in_(ids)))
        await connection.execute(delete(conversations).where(c.id.in_(ids)))
        unknown = (
            select(customers.c.id)
            .where(
                customers.c.id.in_([row.customer_id for row in found]),
                customers.c.external_id.is_(None),
                customers.c.erased_at.is_(None),
                ~exists().where(c.customer_id == customers.c.id),
            )
            .with_for_update(skip_locked=True)
        )
        strangers = list((await connection.execute(unknown)).scalars())
        await connection.execute(delete(customer_sessions).where(s.customer_id.in_(strangers)))
        await connection.execute(delete(customers).where(customers.c.id.in_(strangers)))
    return len(ids)


async def _blank(connection: AsyncConnection, ids: list[UUID]) -> None:
    in_them = events.c.conversation_id.in_(ids)
    kept = func.jsonb_build_object(
        *[part for key in _KEPT_OF_OWNER for part in (key, events.c.body[key])]
    )
    await connection.execute(
        update(events).where(in_them, events.c.kind == "owner").values(body=kept)
    )
    await connection.execute(
        update(events)
        .where(in_them, events.c.kind.not_in(["owner", "work"]))
        .values(body={"erased": True}, client_id=None)
    )
    await connection.execute(
        update(events).where(in_them, events.c.author == "customer").values(name=None)
    )
    await connection.execute(
        update(conversations)
        .where(conversations.c.id.in_(ids))
        .values(facts={}, summary={}, address=None, sender=None)
    )
    await connection.execute(
        update(cases)
        .where(cases.c.conversation_id.in_(ids))
        .values(summary={}, order_number=None, tracking_number=None)
    )
    # Nothing is learnt from them any more, whatever is said in them yet.
    await connection.execute(
        update(episodes)
        .where(episodes.c.conversation_id.in_(ids), episodes.c.learnt_at.is_(None))
        .values(learnt_at=func.now())
    )
    for table in (proof_attempts, change_links, mails):
        await connection.execute(delete(table).where(table.c.conversation_id.in_(ids)))


async def _exported(connection: AsyncConnection, conversation: dict[str, Any]) -> dict[str, Any]:
    lines = await connection.execute(
        select(*events.c)
        .where(events.c.conversation_id == conversation["id"])
        .order_by(events.c.number)
    )
    promises = await connection.execute(
        select(*cases.c).where(cases.c.conversation_id == conversation["id"])
    )
    letters = await connection.execute(
        select(*mails.c)
        .where(mails.c.conversation_id == conversation["id"])
        .order_by(mails.c.created_at)
    )
    conversation.pop("address")
    return {
        **_plain(conversation),
        "events": [_plain(dict(row)) for row in lines.mappings()],
        "cases": [_plain(dict(row)) for row in promises.mappings()],
        "mails": [_plain(dict(row)) for row in letters.mappings()],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row with what JSON knows: identifiers and moments as text."""
    return {
        key: value if isinstance(value, int | str | bool | dict | list | None) else str(value)
        for key, value in row.items()
    }
