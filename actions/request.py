"""What the customer asks for, as far as it is known: kept until it is done or dropped.

The slot `request` holds plain data: the order's number, the pieces meant, and what else was said.
"""

from __future__ import annotations

from typing import Any

from actions.first_words import forget_first_words
from actions.turn import Turn


def noted(turn: Turn, order_number: str | None) -> dict[str, Any]:
    """What is known of the request about this order; empty for another order."""
    kept: dict[str, Any] = turn.slot("request") or {}
    return kept if kept.get("order_number") in {None, order_number} else {}


def note(turn: Turn, order_number: str | None, **details: Any) -> None:
    """Keep what the customer said about the request, of which the order may not be known yet."""
    kept = noted(turn, order_number)
    turn.remember(request={**kept, "order_number": order_number, **details})


def forget(turn: Turn) -> None:
    """The request is done or dropped; so is what waited for a confirmation."""
    turn.remember(request=None, awaiting_change=None)
    forget_first_words(turn)
