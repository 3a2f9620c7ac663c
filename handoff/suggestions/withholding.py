"""Conversations whose CMs get no suggestions, so that the time these save can be measured.

Whoever compares them with the rest compares like with like: the share is drawn at random, by the
conversation's id, so that every process and every reload draws the same.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

_DRAWN_FROM = 2**64


def withheld(conversation_id: UUID, share: float) -> bool:
    """Whether this conversation belongs to the `share` (0 to 1) that gets none."""
    # Ids may be made in an order; their hash is even.
    drawn = int.from_bytes(hashlib.sha256(conversation_id.bytes).digest()[:8], "big")
    return drawn < share * _DRAWN_FROM
