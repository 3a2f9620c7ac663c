"""Attempts at proof: who may read of an order, in which conversation.

A proof opens one order in one conversation and links nothing else. Failures are counted by order
and by network address across conversations, so that starting again is no way to try again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import Locked
from handoff.conversations.tables import proof_attempts
from handoff.storage.engine import Brands, Record

WINDOW: Final = timedelta(hours=24)
FAILURES_BY_ORDER: Final = 5
FAILURES_BY_ADDRESS: Final = 20
"""Households and offices share an address; an order has one customer."""


async def limited(
    connection: AsyncConnection, brand: str, order_number: str, address: str | None
) -> bool:
    """Whether too many proofs failed lately for this order or from this address."""
    a = proof_attempts.c
    by_order = func.count().filter(a.brand == brand, a.order_number == order_number)
    by_address = func.count().filter(a.address == address)
    failures = (
        select(by_order, by_address)
        .where(a.granted.is_(False), a.at > func.now() - WINDOW)
        .where(or_(a.order_number == order_number, a.address == address))
    )
    for_order, from_address = (await connection.execute(failures)).one()
    return for_order >= FAILURES_BY_ORDER or from_address >= FAILURES_BY_ADDRESS


async def attempt(locked: Locked, order_number: str, *, granted: bool) -> None:
    """Write down an attempt at proof; a granted one opens the order in this conversation."""
    conversation = locked.conversation
    await locked.connection.execute(
        insert(proof_attempts).values(
            brand=conversation.brand,
            conversation_id=conversation.id,
            order_number=order_number,
            address=conversation.address,
            granted=granted,
            at=locked.now,
        )
    )


async def proven_orders(record: Record, brands: Brands, conversation_id: UUID) -> list[str]:
    """Numbers of the orders that this conversation has proof of, oldest proof first."""
    a = proof_attempts.c
    async with record.transaction(brands) as connection:
        rows = await connection.execute(
            select(a.order_number)
            .where(a.conversation_id == conversation_id, a.granted)
            .group_by(a.order_number)
            .order_by(func.min(a.at))
        )
        return list(rows.scalars())
