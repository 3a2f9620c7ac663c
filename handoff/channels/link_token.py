"""What stands for a link in its address: which one, and that this service made it."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

_SIGNED_BYTES = 24
"""192 bits of HMAC-SHA256 (RFC 2104, section 5: at least half of the hash)."""


def sign(secret: str, link: UUID) -> str:
    """The token of `link`: 54 characters, safe in an address."""
    return urlsafe_b64encode(link.bytes + _signature(secret, link)).rstrip(b"=").decode()


def verified(secret: str, token: str) -> UUID | None:
    """The link that this service signed so; None for a token that it did not make."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        link = UUID(bytes=raw[:16])
    except (Error, ValueError):
        return None
    return link if hmac.compare_digest(raw[16:], _signature(secret, link)) else None


def _signature(secret: str, link: UUID) -> bytes:
    # The purpose is part of what is signed: no other signature of this secret opens a link.
    signed = hmac.new(secret.encode(), b"change-link:" + link.bytes, hashlib.sha256)
    return signed.digest()[:_SIGNED_BYTES]
