"""A customer: a person as a brand knows them, here by the widget's unguessable token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.tables import conversations, customer_sessions, customers
from handoff.conversations.tokens import hashed, new_token
from handoff.storage.engine import EVERY_BRAND, Brands, Record

SESSION_LIFE: Final = timedelta(days=90)
"""How long a browser may come back to its conversation."""


VOUCHED: Final = timedelta(hours=24)
"""How long the shop's word holds: a browser that others use after it must not stay somebody."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a brand's shop has signed for; `number` is the shop's own name for the customer."""

    number: str
    email: str
    name: str | None


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


async def create_verified(
    record: Record, brand: str, identity: Identity, known: tuple[CustomerSession, str] | None
) -> tuple[CustomerSession, str]:
    """A session of the customer whom the shop vouches for, the same one in every browser.

    `known` is whose browser it was until now, and its token: what an unknown visitor has begun to
    tell goes on as this customer's, and the customer's own token stays the same.
    """
    async with record.transaction([brand]) as connection:
        customer = await _verified(connection, brand, identity)
        theirs = known is not None and known[0].customer_id == customer
        token = known[1] if known is not None and theirs else new_token()
        session = {"brand": brand, "customer_id": customer, "expires_at": func.now() + VOUCHED}
        await connection.execute(
            upsert(customer_sessions)
            .values(token_hash=hashed(token), **session)
            .on_conflict_do_update(index_elements=["token_hash"], set_=session)
        )
        if known is not None:
            await _adopt(connection, known[0].customer_id, customer)
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


async def _verified(connection: AsyncConnection, brand: str, identity: Identity) -> UUID:
    said = {
        "email": identity.email,
        "name": identity.name,
        "verified_until": func.now() + VOUCHED,
    }
    # The REST door names its senders `rest:…`: neither can pass for the other.
    made = (
        upsert(customers)
        .values(id=uuid4(), brand=brand, external_id=f"identity:{identity.number}", **said)
        .on_conflict_do_update(index_elements=["brand", "external_id"], set_=said)
        .returning(customers.c.id)
    )
    return (await connection.execute(made)).scalar_one()


async def _adopt(connection: AsyncConnection, visitor: UUID, customer: UUID) -> None:
    """Give the customer what an unknown visitor is talking about; nothing of a known one."""
    c = conversations.c
    unknown = select(customers.c.id).where(
        customers.c.id == visitor, customers.c.external_id.is_(None)
    )
    await connection.execute(
        update(conversations)
        .where(c.customer_id.in_(unknown), c.owner != "closed", c.last_number > 0)
        .values(customer_id=customer)
    )
