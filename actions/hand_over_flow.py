"""Everything that a human takes over at once, with what is known."""

from __future__ import annotations

import asyncio
import logging

from actions.flow import Flow
from actions.identify import known_order
from actions.parcel_status import parcel_status
from actions.record import RecordUnavailable
from actions.shop.client import ShopUnavailable
from actions.turn import DEFAULT_TEAM, Turn, Urgency

logger = logging.getLogger(__name__)

TOPICS = {
    "order_change": ("order_change", DEFAULT_TEAM, "order_change"),
}
"""Topic, team and reason of the kinds that the bot recognises and does not treat yet."""


async def hand_over(
    turn: Turn,
    reason: str,
    words: str,
    *,
    team: str = DEFAULT_TEAM,
    urgency: Urgency = "normal",
    about_an_order: bool = True,
) -> None:
    """Say who takes over, and give them the facts: a CM hates a ghost in the queue.

    Where the order is not known, the customer is asked to write it while waiting.
    """
    known = await _learn_quietly(turn)
    turn.say(words)
    if about_an_order and not known:
        turn.say("utter_while_waiting")
    turn.ends_as("answer")
    turn.escalate(reason, team=team, urgency=urgency)


async def _learn_quietly(turn: Turn) -> bool:
    """Ask shop and carrier about the order where that may be done; True if an order is known."""
    try:
        order_number = await known_order(turn)
        if order_number is not None and "parcel_status" not in turn.known:
            await parcel_status(turn, order_number)
    except (RecordUnavailable, ShopUnavailable, asyncio.TimeoutError) as error:
        # The human is coming all the same; what is missing, they look up.
        logger.warning("facts_missing error=%s", type(error).__name__)
    return bool(turn.known.get("order_number"))


class ActionAskHuman(Flow):
    """Talk to a human."""

    def name(self) -> str:
        return "action_ask_human"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "asked_human", "utter_human_asked")


class ActionAngry(Flow):
    """Insults and anger: a human, at once."""

    def name(self) -> str:
        return "action_angry"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "angry", "utter_human_angry", urgency="high")


class ActionDanger(Flow):
    """Danger to somebody: the emergency number is the first line, no fault admitted or denied."""

    def name(self) -> str:
        return "action_danger"

    async def answer(self, turn: Turn) -> None:
        turn.say_first("utter_danger")
        turn.learn(topic="danger")
        turn.ends_as("answer")
        turn.escalate("danger", team="quality", urgency="critical")


class ActionLegalThreat(Flow):
    """Lawyer, mediator, police, press."""

    def name(self) -> str:
        return "action_legal_threat"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "legal_threat", "utter_human_legal", urgency="high")


class ActionMissedPromise(Flow):
    """A promise that the customer says was made: neither confirmed nor denied."""

    def name(self) -> str:
        return "action_missed_promise"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "missed_promise", "utter_human_promise", urgency="high")


class ActionGiftDate(Flow):
    """A gift with a date."""

    def name(self) -> str:
        return "action_gift_date"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "gift_date", "utter_human_gift_date", urgency="high")
