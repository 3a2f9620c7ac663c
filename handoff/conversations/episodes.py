"""Episodes that a CM resolved, for whoever learns from them: each is looked at once.

Each function takes the connection of a transaction, so that what was learnt and the note that it
was commit together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import read_conversation, read_episode
from handoff.conversations.model import Conversation, Event
from handoff.conversations.ownership import Outcome
from handoff.conversations.tables import conversations, episodes

E = episodes.c


@dataclass(frozen=True, slots=True)
class ResolvedEpisode:
    """An episode that a CM resolved, with all that is known of its case."""

    conversation: Conversation
    episode: int
    closed_at: datetime
    recontacted: bool
    events: tuple[Event, ...]
    facts: dict[str, Any]
    """What the episode taught; a later value of the same fact replaces an earlier one."""
    particulars: dict[str, list[str]]
    """What identifies person and case in the record, by name: `name`, `email`, `order_number`, …"""


Place = tuple[datetime, UUID, int]
"""When an episode was closed, its conversation and its number: the order in which to learn."""


async def unlearnt(connection: AsyncConnection, after: Place | None, limit: int) -> list[Place]:
    """Up to `limit` episodes that nobody looked at yet, the oldest first, from behind `after`."""
    order = tuple_(E.closed_at, E.conversation_id, E.episode)
    query = select(E.closed_at, E.conversation_id, E.episode).where(_unlearnt())
    if after is not None:
        query = query.where(order > tuple_(*(literal(part) for part in after)))
    rows = await connection.execute(query.order_by(*order.clauses).limit(limit))
    return [(row.closed_at, row.conversation_id, row.episode) for row in rows]


async def read_unlearnt(
    connection: AsyncConnection, conversation_id: UUID, episode: int
) -> ResolvedEpisode | None:
    """The episode with its case; None where it was looked at, or was not resolved by a CM."""
    query = select(E.closed_at, E.recontacted).where(_is(conversation_id, episode), _unlearnt())
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    events = await read_episode(connection, conversation_id, episode)
    learned = [event.body for event in events if event.kind == "facts"]
    return ResolvedEpisode(
        conversation=await read_conversation(connection, conversation_id),
        episode=episode,
        closed_at=row.closed_at,
        recontacted=row.recontacted,
        events=tuple(events),
        facts={name: value for facts in learned for name, value in facts.items()},
        particulars=await _particulars(connection, conversation_id),
    )


async def mark_learnt(connection: AsyncConnection, conversation_id: UUID, episode: int) -> bool:
    """Note that it was looked at; False where somebody did before, or its customer was forgotten.

    An erasure that runs is waited for, and one that comes waits: what is learnt in this transaction
    is there to be erased.
    """
    c = conversations.c
    await connection.execute(
        select(c.id).where(c.id == conversation_id).with_for_update(read=True, key_share=True)
    )
    marked = await connection.execute(
        update(episodes)
        .where(_is(conversation_id, episode), _unlearnt())
        .values(learnt_at=func.now())
        .returning(E.episode)
    )
    return marked.one_or_none() is not None


def _unlearnt() -> ColumnElement[bool]:
    # As a constant in the statement, so that the partial index is used.
    outcome = literal(Outcome.RESOLVED_BY_CM.value, literal_execute=True)
    return (E.outcome == outcome) & E.learnt_at.is_(None)


def _is(conversation_id: UUID, episode: int) -> ColumnElement[bool]:
    return (E.conversation_id == conversation_id) & (E.episode == episode)


_PARTICULARS = text(
    """
    WITH person AS (
        SELECT p.* FROM customers p JOIN conversations c ON c.customer_id = p.id WHERE c.id = :id
    )
    SELECT 'name', name FROM person
    UNION SELECT 'email', email FROM person
    UNION SELECT 'customer_number', external_id FROM person
    UNION SELECT 'order_number', order_number FROM cases WHERE conversation_id = :id
    UNION SELECT 'tracking_number', tracking_number FROM cases WHERE conversation_id = :id
    UNION SELECT 'case_number', number FROM cases WHERE conversation_id = :id
    UNION SELECT 'case_due', to_char(due_at, 'YYYY-MM-DD') FROM cases WHERE conversation_id = :id
    UNION SELECT 'order_number', order_number FROM proof_attempts WHERE conversation_id = :id
    UNION SELECT 'email', sent_to FROM mails WHERE conversation_id = :id
    """
)


async def _particulars(connection: AsyncConnection, conversation_id: UUID) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in await connection.execute(_PARTICULARS, {"id": conversation_id}):
        if value:
            found.setdefault(name, []).append(value)
    return found
