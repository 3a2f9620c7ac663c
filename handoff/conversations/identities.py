"""A brand's identity secret: with it the brand's shop signs who its customers are.

The shop and this service must both hold it, so it cannot be kept as a hash. It is not kept either:
it is derived from RELAIS_SECRET and a salt, and the salt alone, which is what the record holds,
signs nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from handoff.conversations.tables import identity_keys
from handoff.storage.engine import Record


async def renew(record: Record, service_secret: str, brand: str) -> str:
    """A new identity secret of `brand`; the one before is worth nothing from now on."""
    salt = secrets.token_bytes(32)
    fresh = {"salt": salt, "created_at": func.now()}
    async with record.transaction([brand]) as connection:
        await connection.execute(
            insert(identity_keys)
            .values(brand=brand, **fresh)
            .on_conflict_do_update(index_elements=[identity_keys.c.brand], set_=fresh)
        )
    return _derived(service_secret, brand, salt)


async def identity_secret(record: Record, service_secret: str, brand: str) -> str | None:
    """The brand's identity secret; None if it never asked for one."""
    async with record.transaction([brand]) as connection:
        salt = await connection.scalar(
            select(identity_keys.c.salt).where(identity_keys.c.brand == brand)
        )
    return _derived(service_secret, brand, salt) if salt else None


def _derived(service_secret: str, brand: str, salt: bytes) -> str:
    """256 bits as text: what HS256 asks of a key (RFC 7518, section 3.2)."""
    purpose = b"identity:" + brand.encode() + b":" + salt
    return urlsafe_b64encode(
        hmac.new(service_secret.encode(), purpose, hashlib.sha256).digest()
    ).decode()
