"""Resolutions as people look them up: searched, narrowed, one by one with what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.tables import cms
from handoff.suggestions import analysis
from handoff.suggestions.tables import resolutions, suggestion_feedback

PAGE = 50
"""Resolutions of one page."""

State = Literal["suggested", "approved", "expired", "retired", "all"]
"""Suggested now; of these, those that the bot may say; past their date; taken out; everything."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A resolution as the record keeps it; `moment` is when it was resolved, or came in."""

    id: UUID
    brand: str
    language: str
    team: str | None
    intent: str | None
    question: str
    reply: str
    moment: datetime
    csat: int | None
    reopened: bool
    handling_seconds: int | None
    conversation_id: UUID | None
    episode: int | None
    holds_until: date | None
    edited_at: datetime | None
    retired_at: datetime | None
    merged_into: UUID | None
    approved_at: datetime | None
    approved_by: str | None


@dataclass(slots=True)
class Uses:
    """What CMs did with a resolution's suggestions, those merged into it included."""

    merged: int = 0
    """Resolutions that count for this one."""
    verdicts: dict[str, int] = field(default_factory=dict[str, int])
    """How often each `Verdict` was given."""
    reasons: dict[str, int] = field(default_factory=dict[str, int])
    """Why it was rejected."""
    changed: float | None = None
    """How much of it was rewritten where it was edited, 0 to 1 on average."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; `words` all occur in the question or the reply."""

    brands: Sequence[str]
    state: State = "suggested"
    words: str = ""
    language: str | None = None
    team: str | None = None


async def page(
    connection: AsyncConnection, wanted: Wanted, after: tuple[datetime, UUID] | None
) -> list[Kept]:
    """Up to `PAGE` + 1 resolutions, newest first, from behind the place `after`."""
    order = tuple_(_MOMENT, resolutions.c.id)
    query = _kept().where(*_narrowed(wanted))
    if after is not None:
        query = query.where(order < tuple_(literal(after[0]), literal(after[1])))
    query = query.order_by(_MOMENT.desc(), resolutions.c.id.desc()).limit(PAGE + 1)
    return [Kept(**row) for row in (await connection.execute(query)).mappings()]


async def total(connection: AsyncConnection, wanted: Wanted) -> int:
    """How many resolutions all pages hold."""
    query = select(func.count()).select_from(resolutions).where(*_narrowed(wanted))
    return int(await connection.scalar(query) or 0)


async def some(connection: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, Kept]:
    """Those of `ids` that this transaction may see."""
    query = _kept().where(resolutions.c.id.in_(ids))
    return {row["id"]: Kept(**row) for row in (await connection.execute(query)).mappings()}


async def uses(connection: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, Uses]:
    """What became of each of `ids`."""
    c, f = resolutions.c, suggestion_feedback.c
    counted_for = func.coalesce(c.merged_into, c.id)
    found = {id: Uses() for id in ids}
    merged = select(c.merged_into, func.count()).where(c.merged_into.in_(ids))
    for id, number in await connection.execute(merged.group_by(c.merged_into)):
        found[id].merged = number
    given = (
        select(counted_for, f.verdict, f.reason, func.count(), func.avg(f.changed))
        .join(resolutions, c.id == f.resolution_id)
        .where(or_(c.id.in_(ids), c.merged_into.in_(ids)))
        .group_by(counted_for, f.verdict, f.reason)
    )
    for id, verdict, reason, number, changed in await connection.execute(given):
        if id not in found:
            continue
        use = found[id]
        use.verdicts[verdict] = use.verdicts.get(verdict, 0) + number
        if verdict == "rejected" and reason is not None:
            use.reasons[reason] = number
        if verdict == "edited":
            use.changed = changed
    return found


_MOMENT = func.coalesce(resolutions.c.resolved_at, resolutions.c.created_at)


def _kept() -> Select[Any]:
    c = resolutions.c
    plain = [c[each.name] for each in fields(Kept) if each.name not in {"moment", "approved_by"}]
    return select(*plain, _MOMENT.label("moment"), cms.c.name.label("approved_by")).outerjoin(
        cms, cms.c.id == c.approved_by
    )


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    c = resolutions.c
    conditions = [c.brand.in_(wanted.brands), *_of_state(wanted.state)]
    if wanted.language is not None:
        conditions.append(c.language == wanted.language)
    if wanted.team is not None:
        conditions.append(c.team == wanted.team)
    # The column is folded as `analysis.fold` folds (migration 0014).
    for word in analysis.fold(wanted.words).split():
        conditions.append(c.searched.contains(word, autoescape=True))
    return conditions


def _of_state(state: State) -> list[ColumnElement[bool]]:
    c = resolutions.c
    holds = or_(c.holds_until.is_(None), c.holds_until >= func.current_date())
    conditions: dict[State, list[ColumnElement[bool]]] = {
        "suggested": [c.retired_at.is_(None), holds],
        "approved": [c.retired_at.is_(None), holds, c.approved_at.is_not(None)],
        "expired": [c.retired_at.is_(None), c.holds_until < func.current_date()],
        "retired": [c.retired_at.is_not(None)],
        "all": [],
    }
    return conditions[state]
