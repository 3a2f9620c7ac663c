"""Flows switched off: what they would answer goes to a human, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from handoff.steering.tables import switched_off
from handoff.storage.engine import Record


@dataclass(frozen=True, slots=True)
class Off:
    """A flow that is off, since when, by whom, and why."""

    flow: str
    reason: str
    switched_by: UUID
    switched_at: datetime


async def switch_off(record: Record, brand: str, flow: str, reason: str, by: UUID) -> None:
    """Switch a flow off; done again, it keeps the first moment and takes the new reason."""
    row = {"brand": brand, "flow": flow, "reason": reason, "switched_by": by}
    statement = insert(switched_off).values(**row)
    async with record.transaction([brand]) as connection:
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=["brand", "flow"], set_={"reason": reason, "switched_by": by}
            )
        )


async def switch_on(record: Record, brand: str, flow: str) -> None:
    """Switch a flow on again; harmless where it is on."""
    s = switched_off.c
    async with record.transaction([brand]) as connection:
        await connection.execute(delete(switched_off).where(s.brand == brand, s.flow == flow))


async def of_brand(record: Record, brand: str) -> list[Off]:
    """What is off at a brand."""
    s = switched_off.c
    query = (
        select(s.flow, s.reason, s.switched_by, s.switched_at)
        .where(s.brand == brand)
        .order_by(s.switched_at)
    )
    async with record.transaction([brand]) as connection:
        return [Off(*row) for row in await connection.execute(query)]
