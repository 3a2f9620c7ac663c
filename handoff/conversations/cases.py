"""A case: something promised to a customer, with an owner and a date that wakes somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import RowMapping, Sequence, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import Locked
from handoff.conversations.ownership import Owner
from handoff.conversations.people import CM
from handoff.conversations.tables import cases, conversations
from handoff.storage.engine import Brands, Record

_NUMBERS = Sequence("case_numbers")

_ASKED = ("articles", "remedy", "return_number", "wanted")
"""What of a summary tells two promises about one order apart."""


@dataclass(frozen=True, slots=True)
class Case:
    """A promise: numbered, owned by a team, due at a moment."""

    id: UUID
    brand: str
    number: str
    conversation_id: UUID
    episode: int
    kind: str
    status: str
    team: str
    due_at: datetime
    order_number: str | None
    tracking_number: str | None
    filed_with_carrier: bool
    carrier_reference: str | None
    summary: dict[str, Any]
    created_at: datetime
    closed_at: datetime | None


async def open_case(
    locked: Locked,
    *,
    kind: str,
    turn_id: UUID,
    action: str,
    due_at: datetime,
    team: str,
    order_number: str | None = None,
    tracking_number: str | None = None,
    summary: dict[str, Any] | None = None,
) -> tuple[Case, bool]:
    """The case of this turn and action, and whether it is new.

    The same turn played again finds the case that it opened before, and so does a later turn
    about the same parcel, or the same wish for the same articles, while that case is open: one
    promise, one number.
    """
    asked = {name: (summary or {}).get(name) for name in _ASKED}
    found = await _existing(locked, kind, turn_id, action, order_number, tracking_number, asked)
    if found is not None:
        return found, False
    number = await locked.connection.scalar(select(_NUMBERS.next_value()))
    conversation = locked.conversation
    row = (
        (
            await locked.connection.execute(
                insert(cases)
                .values(
                    id=uuid4(),
                    brand=conversation.brand,
                    number=f"D-{number}",
                    conversation_id=conversation.id,
                    episode=conversation.episode,
                    kind=kind,
                    status="open",
                    team=team,
                    due_at=due_at,
                    order_number=order_number,
                    tracking_number=tracking_number,
                    filed_with_carrier=False,
                    summary=summary or {},
                    turn_id=turn_id,
                    action=action,
                    created_at=locked.now,
                )
                .returning(*cases.c)
            )
        )
        .mappings()
        .one()
    )
    case = _case(row)
    await locked.append("case", "service", _told(case))
    await locked.learn({"case_number": case.number}, author="service")
    return case, True


async def close_case(locked: Locked, number: str, *, by: CM) -> Case | None:
    """Close the open case `number` of this conversation; None if there is none."""
    return await _changed(locked, number, by, status="closed", closed_at=locked.now)


async def postpone_case(locked: Locked, number: str, due_at: datetime, *, by: CM) -> Case | None:
    """Give the open case `number` of this conversation another date; None if there is none."""
    return await _changed(locked, number, by, due_at=due_at)


async def _changed(locked: Locked, number: str, by: CM, **values: Any) -> Case | None:
    row = (
        (
            await locked.connection.execute(
                update(cases)
                .where(
                    cases.c.conversation_id == locked.conversation.id,
                    cases.c.number == number,
                    cases.c.status == "open",
                )
                .values(**values)
                .returning(*cases.c)
            )
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        return None
    case = _case(row)
    await locked.append("case", "cm", _told(case), author_id=by.id, name=by.name)
    return case


async def open_cases(locked: Locked) -> list[Case]:
    """What is still promised in this conversation, soonest first."""
    rows = await locked.connection.execute(
        select(*cases.c)
        .where(cases.c.conversation_id == locked.conversation.id, cases.c.status == "open")
        .order_by(cases.c.due_at)
    )
    return [_case(row) for row in rows.mappings()]


async def due(connection: AsyncConnection, limit: int) -> list[UUID]:
    """Conversations with a case whose date has come and that no human has, soonest due first."""
    rows = await connection.execute(
        select(cases.c.conversation_id)
        .join(conversations, conversations.c.id == cases.c.conversation_id)
        .where(
            cases.c.status == "open",
            cases.c.due_at <= func.now(),
            conversations.c.owner.in_([Owner.BOT, Owner.CLOSED]),
        )
        .group_by(cases.c.conversation_id)
        .order_by(func.min(cases.c.due_at))
        .limit(limit)
    )
    return list(rows.scalars())


async def of_brands(
    record: Record, brands: Brands, *, status: str = "open", limit: int = 200
) -> list[Case]:
    """Cases of `brands` in that status: soonest due first, closed ones newest first."""
    first = cases.c.closed_at.desc() if status == "closed" else cases.c.due_at
    async with record.transaction(brands) as connection:
        rows = await connection.execute(
            select(*cases.c).where(cases.c.status == status).order_by(first).limit(limit)
        )
        return [_case(row) for row in rows.mappings()]


async def of_conversation(record: Record, brands: Brands, conversation_id: UUID) -> list[Case]:
    """Every case of one conversation, newest first."""
    async with record.transaction(brands) as connection:
        rows = await connection.execute(
            select(*cases.c)
            .where(cases.c.conversation_id == conversation_id)
            .order_by(cases.c.created_at.desc())
        )
        return [_case(row) for row in rows.mappings()]


async def _existing(
    locked: Locked,
    kind: str,
    turn_id: UUID,
    action: str,
    order_number: str | None,
    tracking_number: str | None,
    asked: dict[str, Any],
) -> Case | None:
    c = cases.c
    same_promise = and_(
        c.kind == kind,
        c.status == "open",
        c.order_number.is_not_distinct_from(order_number),
        c.tracking_number.is_not_distinct_from(tracking_number),
        *(c.summary[name].astext.is_not_distinct_from(said) for name, said in asked.items()),
    )
    row = (
        (
            await locked.connection.execute(
                select(*c)
                .where(
                    c.conversation_id == locked.conversation.id,
                    ((c.turn_id == turn_id) & (c.action == action)) | same_promise,
                )
                .order_by(c.created_at)
                .limit(1)
            )
        )
        .mappings()
        .one_or_none()
    )
    return _case(row) if row else None


def _told(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "kind": case.kind,
        "status": case.status,
        "team": case.team,
        "due_at": case.due_at.isoformat(),
        "order_number": case.order_number,
        "tracking_number": case.tracking_number,
    }


def _case(row: RowMapping) -> Case:
    fields = dict(row)
    for column in ("turn_id", "action"):
        fields.pop(column)
    return Case(**fields)
