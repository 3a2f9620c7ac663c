"""A brand's keys: what its own systems show at the REST door. Kept as hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from handoff.conversations.tables import api_keys
from handoff.conversations.tokens import hashed, new_token
from handoff.storage.engine import EVERY_BRAND, Brands, Record


@dataclass(frozen=True, slots=True)
class Key:
    """A brand's key; `name` says which of the brand's systems uses it."""

    id: UUID
    brand: str
    name: str


async def issue(record: Record, brand: str, name: str) -> tuple[Key, str]:
    """A new key of `brand`, and its secret, which is shown this once."""
    key, secret = Key(uuid4(), brand, name), new_token()
    async with record.transaction([brand]) as connection:
        await connection.execute(
            insert(api_keys).values(id=key.id, brand=brand, name=name, key_hash=hashed(secret))
        )
    return key, secret


async def holder(record: Record, secret: str) -> Key | None:
    """The key that `secret` belongs to; None if it is unknown or revoked."""
    k = api_keys.c
    async with record.transaction(EVERY_BRAND) as connection:
        row = (
            await connection.execute(
                select(k.id, k.brand, k.name).where(
                    k.key_hash == hashed(secret), k.revoked_at.is_(None)
                )
            )
        ).one_or_none()
    return Key(row.id, row.brand, row.name) if row else None


async def revoke(record: Record, brands: Brands, key: UUID) -> bool:
    """End a key; false if these brands have no such key in use."""
    k = api_keys.c
    async with record.transaction(brands) as connection:
        result = await connection.execute(
            update(api_keys)
            .where(k.id == key, k.revoked_at.is_(None))
            .values(revoked_at=func.now())
        )
    return result.rowcount == 1
