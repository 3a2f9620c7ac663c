"""A customer: a person as a brand knows them, here by the widget's unguessable token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from handoff.conversations.tables import conversations, customer_sessions, customers
from handoff.conversations.tokens import hashed, new_token
from handoff.storage.engine import EVERY_BRAND, Brands, Record

SESSION_LIFE: Final = timedelta(days=90)
"""How long a browser may come back to its conversation."""


@dataclass(frozen=True, slots=True)
class CustomerSession:
    """Whose browser this is."""

    customer_id: UUID
    brand: str


async def create_anonymous(record: Record, brand: str) -> tuple[CustomerSession, str]:
    """A new customer of `brand`, and the token that opens their conversations again."""
    token, customer = new_token(), uuid4()
    async with record.transaction([brand]) as connection:
        await connection.execute(insert(customers).values(id=customer, brand=brand))
        await connection.execute(
            insert(customer_sessions).values(
                token_hash=hashed(token),
                brand=brand,
                customer_id=customer,
                expires_at=func.now() + SESSION_LIFE,
            )
        )
    return CustomerSession(customer, brand), token


async def named(record: Record, brand: str, external_id: str) -> CustomerSession:
    """The customer that `brand`'s own system calls `external_id`; made on first sight."""
    c = customers.c
    async with record.transaction([brand]) as connection:
        found = await connection.scalar(
            select(c.id).where(c.brand == brand, c.external_id == external_id)
        )
        if found is None:
            found = uuid4()
            await connection.execute(
                insert(customers).values(id=found, brand=brand, external_id=external_id)
            )
    return CustomerSession(found, brand)


async def verified_email(record: Record, brand: str, customer_id: UUID) -> str | None:
    """The address that the brand's shop vouches for at this moment; None for a visitor."""
    c = customers.c
    async with record.transaction([brand]) as connection:
        return await connection.scalar(
            select(c.email).where(c.id == customer_id, c.verified_until > func.now())
        )


async def resume(record: Record, token: str) -> CustomerSession | None:
    """Whose token it is; None if it is unknown, expired or revoked."""
    s = customer_sessions.c
    async with record.transaction(EVERY_BRAND) as connection:
        row = (
            await connection.execute(
                select(s.customer_id, s.brand).where(
                    s.token_hash == hashed(token),
                    s.expires_at > func.now(),
                    s.revoked_at.is_(None),
                )
            )
        ).one_or_none()
    return CustomerSession(row.customer_id, row.brand) if row else None


async def revoke(record: Record, brands: Brands, customer_id: UUID) -> int:
    """End every session of a customer; gives how many there were."""
    s = customer_sessions.c
    async with record.transaction(brands) as connection:
        result = await connection.execute(
            update(customer_sessions)
            .where(s.customer_id == customer_id, s.revoked_at.is_(None))
            .values(revoked_at=func.now())
        )
    return result.rowcount


async def present_conversation(
    record: Record, session: CustomerSession, *, sender: str | None = None
) -> UUID | None:
    """The customer's newest conversation, which is where they go on; None if there is none."""
    c = conversations.c
    query = select(c.id).where(c.customer_id == session.customer_id)
    if sender is not None:
        query = query.where(c.sender == sender)
    async with record.transaction([session.brand]) as connection:
        return await connection.scalar(query.order_by(c.created_at.desc()).limit(1))
