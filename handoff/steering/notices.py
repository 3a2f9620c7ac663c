"""Notices: what every customer concerned has to know today ("strike at the warehouse")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from handoff.steering.tables import notices
from handoff.storage.engine import Brands, Record


@dataclass(frozen=True, slots=True)
class Notice:
    """A text for each language, whom it concerns, and from when to when.

    Empty `flows`, `carriers` or `postcodes` (their beginnings) mean all of them.
    """

    id: UUID
    brand: str
    texts: Mapping[str, str]
    flows: Sequence[str]
    carriers: Sequence[str]
    postcodes: Sequence[str]
    starts_at: datetime
    ends_at: datetime
    written_by: UUID
    written_at: datetime


async def write(
    record: Record,
    brand: str,
    texts: Mapping[str, str],
    *,
    flows: Sequence[str] = (),
    carriers: Sequence[str] = (),
    postcodes: Sequence[str] = (),
    starts_at: datetime,
    ends_at: datetime,
    by: UUID,
) -> Notice:
    """Write a notice; the bot says it within seconds."""
    async with record.transaction([brand]) as connection:
        row = await connection.execute(
            insert(notices)
            .values(
                id=uuid4(),
                brand=brand,
                texts=dict(texts),
                flows=list(flows),
                carriers=list(carriers),
                postcodes=list(postcodes),
                starts_at=starts_at,
                ends_at=ends_at,
                written_by=by,
            )
            .returning(*notices.c)
        )
        return Notice(**row.mappings().one())


async def end(record: Record, brands: Brands, notice_id: UUID) -> bool:
    """End a notice now; false where these brands have none of that id that is still to end."""
    now = func.now()
    async with record.transaction(brands) as connection:
        found = await connection.scalar(
            update(notices)
            .where(notices.c.id == notice_id, notices.c.ends_at > now)
            # One that has not begun ends before it begins.
            .values(ends_at=now, starts_at=func.least(notices.c.starts_at, now))
            .returning(notices.c.id)
        )
    return found is not None


async def of_brand(record: Record, brand: str, *, begun: bool = False) -> list[Notice]:
    """The notices of a brand that have not ended, soonest first; only those `begun` if asked."""
    query = (
        select(*notices.c)
        .where(notices.c.brand == brand, notices.c.ends_at > func.now())
        .order_by(notices.c.starts_at, notices.c.id)
    )
    if begun:
        query = query.where(notices.c.starts_at <= func.now())
    async with record.transaction([brand]) as connection:
        return [Notice(**row) for row in (await connection.execute(query)).mappings()]
