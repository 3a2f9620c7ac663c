"""Secrets that people's clients hold: given once, kept as hashes only.

They are random enough (256 bits) that a plain SHA-256 cannot be searched; passwords, which are
not, go through argon2 in `people`.
"""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A fresh secret of 256 random bits, safe in a header and in JSON."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    """What the record keeps of `token`."""
    return hashlib.sha256(token.encode()).digest()
