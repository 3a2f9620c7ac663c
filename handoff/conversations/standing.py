"""What stands open, over many conversations: what the sweeps of desk and dialogue ask.

Each function takes the connection of a transaction, so that a writer may ask within its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.ownership import Owner
from handoff.conversations.tables import conversations, events

C = conversations.c


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that waits for a human."""

    id: UUID
    brand: str
    team: str
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation that a CM owns; `owed` if nobody has answered the customer yet."""

    id: UUID
    cm: UUID
    version: int
    owed: bool


async def waiting(connection: AsyncConnection) -> list[Waiting]:
    """All that waits, earliest deadline first."""
    rows = await connection.execute(
        select(C.id, C.brand, C.team, C.deadline)
        .where(C.owner == Owner.WAITING)
        .order_by(C.deadline, C.id)
    )
    return [Waiting(*row) for row in rows]


async def earliest_waiting(
    connection: AsyncConnection, queues: Collection[tuple[str, str]], limit: int
) -> list[UUID]:
    """The first `limit` that wait in these (brand, team) queues, earliest deadline first."""
    rows = await connection.execute(
        select(C.id)
        .where(C.owner == Owner.WAITING, tuple_(C.brand, C.team).in_(list(queues)))
        .order_by(C.deadline, C.id)
        .limit(limit)
    )
    return [row.id for row in rows]


async def ahead(
    connection: AsyncConnection, brand: str, team: str, deadline: datetime, conversation_id: UUID
) -> int:
    """How many wait before a conversation with this deadline."""
    found = await connection.scalar(
        select(func.count()).where(
            C.owner == Owner.WAITING,
            C.brand == brand,
            C.team == team,
            C.id != conversation_id,
            tuple_(C.deadline, C.id) < (deadline, conversation_id),
        )
    )
    return found or 0


async def places(
    connection: AsyncConnection, conversation_ids: Collection[UUID]
) -> dict[UUID, tuple[str, str, int]]:
    """Brand, team and place, from 1, of those of these conversations that wait."""
    place = func.row_number().over(partition_by=(C.brand, C.team), order_by=(C.deadline, C.id))
    ranked = (
        select(C.id, C.brand, C.team, place.label("place"))
        .where(C.owner == Owner.WAITING)
        .subquery()
    )
    rows = await connection.execute(select(ranked).where(ranked.c.id.in_(list(conversation_ids))))
    return {row.id: (row.brand, row.team, row.place) for row in rows}


async def owed_a_turn(connection: AsyncConnection, quiet: timedelta, limit: int) -> list[UUID]:
    """What the bot has not answered for `quiet` though no turn runs: somebody died meanwhile."""
    now = func.clock_timestamp()
    rows = await connection.execute(
        select(C.id)
        .where(
            C.owner == Owner.BOT,
            C.last_customer_number > C.bot_cursor,
            C.last_customer_number > C.stint_started,
            or_(C.turn_lease.is_(None), C.turn_lease < now),
            C.updated_at < now - quiet,
        )
        .order_by(C.updated_at)
        .limit(limit)
    )
    return [row.id for row in rows]


async def silent(connection: AsyncConnection, since: timedelta, limit: int) -> list[UUID]:
    """What is with the bot, answered, and has been silent for so long."""
    rows = await connection.execute(
        select(C.id)
        .where(
            C.owner == Owner.BOT,
            C.last_customer_number > 0,
            C.updated_at < func.clock_timestamp() - since,
        )
        .order_by(C.updated_at)
        .limit(limit)
    )
    return [row.id for row in rows]


async def held(connection: AsyncConnection) -> list[Held]:
    """All that CMs own."""
    answered = exists().where(
        events.c.conversation_id == C.id,
        events.c.kind == "message",
        events.c.author == "cm",
        events.c.author_id == C.cm,
        events.c.stint == C.stint,
        events.c.episode == C.episode,
    )
    owed = or_(C.last_customer_number > C.last_answer_number, ~answered)
    rows = await connection.execute(select(C.id, C.cm, C.version, owed).where(C.owner == Owner.CM))
    return [Held(*row) for row in rows]


async def service_times(
    connection: AsyncConnection, brand: str, team: str, *, within: timedelta, limit: int
) -> list[float]:
    """Seconds each of the last claimed conversations stayed with its CM, newest first."""
    claim, end = events.alias("claim"), events.alias("end")
    ended = (
        select(func.min(end.c.at))
        .where(
            end.c.conversation_id == claim.c.conversation_id,
            end.c.number > claim.c.number,
            end.c.kind == "owner",
        )
        .scalar_subquery()
    )
    rows = await connection.execute(
        select(func.extract("epoch", ended - claim.c.at))
        .where(
            claim.c.brand == brand,
            claim.c.kind == "owner",
            claim.c.body["move"].astext == "claim",
            claim.c.body["team"].astext == team,
            claim.c.at > func.clock_timestamp() - within,
        )
        .order_by(claim.c.at.desc())
        .limit(limit)
    )
    return [float(row[0]) for row in rows if row[0] is not None]
