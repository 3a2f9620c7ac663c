"""A conversation as one line of the inbox, and the inbox's pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, and_, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.console import cursors
from handoff.conversations.tables import cms, conversations, customers, events

View = Literal["waiting", "mine", "bot", "closed", "all"]
VIEWS: tuple[View, ...] = get_args(View)

PAGE = 50
"""Rows of one page."""

SNIPPET = 160
"""Characters of the last message that a row shows."""


class CustomerName(BaseModel):
    """The customer of a conversation; `verified` while the brand's shop vouches for them."""

    id: UUID
    name: str | None
    verified: bool


class CmName(BaseModel):
    """The CM who owns a conversation."""

    id: UUID
    name: str


class LastMessage(BaseModel):
    """The newest message, cut short."""

    author: str
    text: str
    at: datetime


class Row(BaseModel):
    """A conversation as the inbox lists it. `head` is the number of its newest event."""

    id: UUID
    brand: str
    customer: CustomerName
    owner: str
    cm: CmName | None
    team: str
    urgency: str
    language: str
    topic: str | None
    reason: str | None
    waiting_since: datetime | None
    deadline: datetime | None
    last: LastMessage | None
    version: int
    episode: int
    head: int
    outcome: str | None
    updated_at: datetime


class Counts(BaseModel):
    """How many conversations each view holds for this person."""

    waiting: int
    mine: int
    bot: int


class Page(BaseModel):
    """One page of a view; `next` is the cursor of the following one, None on the last."""

    rows: list[Row]
    next: str | None
    counts: Counts


async def page(
    connection: AsyncConnection, me: UUID, view: View, brands: Sequence[str], cursor: str | None
) -> Page:
    """A page of `view` for the CM `me`: what waits by deadline, the rest newest first.

    Raises `Refused` (`bad_cursor`).
    """
    by = conversations.c.deadline if view == "waiting" else conversations.c.updated_at
    key = tuple_(by, conversations.c.id)
    query = _rows().where(conversations.c.brand.in_(brands), _of_view(view, me))
    if cursor is not None:
        moment, last = cursors.read(cursor)
        here = tuple_(literal(moment), literal(last))
        query = query.where(key > here if view == "waiting" else key < here)
    order = (by, conversations.c.id)
    query = query.order_by(*(order if view == "waiting" else (c.desc() for c in order)))
    found = [_row(row) for row in (await connection.execute(query.limit(PAGE + 1))).mappings()]
    rows = found[:PAGE]
    following = None
    if len(found) > PAGE:
        last_row = rows[-1]
        moment = last_row.deadline if view == "waiting" else last_row.updated_at
        assert moment is not None  # what waits has a deadline: a constraint of the table
        following = cursors.after(moment, last_row.id)
    return Page(rows=rows, next=following, counts=await counts(connection, me, brands))


async def counts(connection: AsyncConnection, me: UUID, brands: Sequence[str]) -> Counts:
    """How many conversations of `brands` wait, are owned by `me`, are with the bot."""
    query = select(
        *(
            func.count().filter(_of_view(view, me)).label(view)
            for view in ("waiting", "mine", "bot")
        )
    ).where(conversations.c.brand.in_(brands), conversations.c.owner != "closed")
    row = (await connection.execute(query)).mappings().one()
    return Counts(**row)


async def rows_of(connection: AsyncConnection, ids: Iterable[UUID]) -> dict[UUID, Row]:
    """The rows of those of `ids` that this transaction may see."""
    query = _rows().where(conversations.c.id.in_(list(ids)))
    found = [_row(row) for row in (await connection.execute(query)).mappings()]
    return {row.id: row for row in found}


def _of_view(view: str, me: UUID) -> ColumnElement[bool]:
    c = conversations.c
    # A widget that was opened and left without a word is no conversation to anybody.
    spoken = c.last_customer_number > 0
    if view == "mine":
        return and_(c.owner == "cm", c.cm == me)
    if view == "all":
        return spoken
    return and_(c.owner == view, spoken) if view == "bot" else c.owner == view


def _rows() -> Select[Any]:
    c = conversations.c
    last = (
        select(
            events.c.author,
            func.left(events.c.body["text"].astext, SNIPPET).label("text"),
            events.c.at,
        )
        .where(
            events.c.conversation_id == c.id,
            events.c.kind == "message",
            # "You are first in the queue" tells a CM nothing: the row shows what people said.
            events.c.author != "service",
        )
        .order_by(events.c.number.desc())
        .limit(1)
        .lateral("last")
    )
    return (
        select(
            c.id, c.brand, c.owner, c.team, c.urgency, c.language, c.reason, c.waiting_since,
            c.deadline, c.version, c.episode, c.outcome, c.updated_at, c.facts, c.customer_id,
            c.last_number, c.cm, cms.c.name.label("cm_name"),
            customers.c.name.label("customer_name"),
            func.coalesce(customers.c.verified_until > func.now(), False).label("verified"),
            last.c.author.label("last_author"), last.c.text.label("last_text"),
            last.c.at.label("last_at"),
        )
        .join(customers, customers.c.id == c.customer_id)
        .outerjoin(cms, cms.c.id == c.cm)
        .outerjoin(last, literal(True))
    )  # fmt: skip


def _row(row: Any) -> Row:
    facts = row["facts"]
    name = row["customer_name"] or facts.get("first_name")
    said = row["last_at"] is not None
    return Row(
        customer=CustomerName(id=row["customer_id"], name=name, verified=row["verified"]),
        cm=CmName(id=row["cm"], name=row["cm_name"] or "?") if row["cm"] else None,
        topic=facts.get("topic") or facts.get("intent"),
        last=LastMessage(author=row["last_author"], text=row["last_text"] or "", at=row["last_at"])
        if said
        else None,
        head=row["last_number"],
        **{name: row[name] for name in _PLAIN},
    )


_PLAIN = (
    "id", "brand", "owner", "team", "urgency", "language", "reason", "waiting_since", "deadline",
    "version", "episode", "outcome", "updated_at",
)  # fmt: skip
