"""Handing over to a human with what is known: a CM hates a ghost in the queue."""

from __future__ import annotations

import asyncio
import logging

from actions.parcels.identify import known_order
from actions.parcels.status import Status, parcel_status
from actions.parcels.told import explain
from actions.postponed import ASIDES
from actions.record import RecordUnavailable
from actions.shop.client import ShopUnavailable
from actions.turn import DEFAULT_TEAM, Turn, Urgency

logger = logging.getLogger(__name__)


async def hand_over(
    turn: Turn,
    reason: str,
    words: str,
    *,
    team: str = DEFAULT_TEAM,
    urgency: Urgency = "normal",
    about_an_order: bool = True,
    facts_first: bool = False,
) -> None:
    """Say who takes over, and give them the facts: a CM hates a ghost in the queue.

    Where an order may matter and is not known, the customer is asked to write it while waiting.
    With `facts_first` they read the facts as well, if they have not yet: the queue may be long.
    """
    status = await _learn_quietly(turn)
    if facts_first and status is not None and status.order.cancelled_at is None:
        explain(turn, status)
    turn.say(words)
    needs_none = not about_an_order or turn.known.get("intent") in ASIDES
    if not needs_none and not turn.known.get("order_number"):
        turn.say("utter_while_waiting")
    turn.ends_as("answer")
    turn.escalate(reason, team=team, urgency=urgency)


async def tell_of_the_parcel(turn: Turn) -> None:
    """Tell the parcel's facts before the words about the human, who is coming for something else.

    Nothing is promised or asked: the human reads that the parcel was asked for as well.
    """
    status = await _learn_quietly(turn, once_more=True)
    if status is not None and status.order.cancelled_at is None:
        with turn.up_front():
            explain(turn, status)


async def _learn_quietly(turn: Turn, *, once_more: bool = False) -> Status | None:
    """What shop and carrier say about the order, where they may be asked and have not been yet."""
    try:
        order_number = await known_order(turn)
        if order_number is not None and (once_more or turn.known.get("parcel_status") is None):
            return await parcel_status(turn, order_number)
    except (RecordUnavailable, ShopUnavailable, asyncio.TimeoutError) as error:
        # The human is coming all the same; what is missing, they look up.
        logger.warning("facts_missing error=%s", type(error).__name__)
    return None
