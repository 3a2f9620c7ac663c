"""Everything that a human takes over at once, with what is known."""

from __future__ import annotations

import re

from actions.flow import Flow
from actions.hand_over import hand_over
from actions.parcels.identify import proven_order
from actions.parcels.parcel_flow import answer_parcel, names_a_parcel
from actions.presale.delivery_flow import tell_terms
from actions.pursuits import ALARMS, PARCEL, pursue, pursuit
from actions.talk.mediator import name_mediator_if_due
from actions.turn import Turn
from actions.withheld import goes_on_without
from actions.words.promised import gave_their_word
from actions.words.spelling import fold

_NOT_YET_BOUGHT = re.compile(
    r"\b(?:si (?:je|on) (?:le |la |les )?(?:commande|achete|valide|prends|passe)"
    r"|en commandant|if (?:i|we) (?:order|buy))\b"
)


PROMISE = "promise"
"""What the order is asked for of whoever says that something was promised to them."""


class ActionAskHuman(Flow):
    """Talk to a human."""

    def name(self) -> str:
        return "action_ask_human"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "asked_human", "utter_human_asked")


class ActionAngry(Flow):
    """Insults and anger: a human, at once; the facts first, if there are any."""

    def name(self) -> str:
        return "action_angry"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "angry", "utter_human_angry", urgency="high", facts_first=True)


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
        name_mediator_if_due(turn)


class ActionMissedPromise(Flow):
    """A promise that the customer says was made: neither confirmed nor denied, facts first."""

    def name(self) -> str:
        return "action_missed_promise"

    async def answer(self, turn: Turn) -> None:
        if names_a_parcel(turn.text) and not gave_their_word(turn.text):
            # "It was promised for Friday" is said of the delivery, by the shop.
            pursue(turn, PARCEL)
            await answer_parcel(turn)
            return
        if not _asked_or_urgent(turn):
            # Facts before the queue: they are asked for once, and whatever comes is passed on.
            pursue(turn, PROMISE)
            if turn.slot("order_number") is None and not turn.reading.identifies:
                turn.say("utter_promise_needs_order")
                turn.wait_for("order")
                turn.ends_as("question")
                return
            if _is_half(turn) and await proven_order(turn) is None:
                return
        await pass_promise_on(turn)


def _asked_or_urgent(turn: Turn) -> bool:
    """Whether the order was asked for already, or a human is wanted now."""
    return turn.awaiting in {"order", "proof"} or any(p.intent in ALARMS for p in turn.also)


def _is_half(turn: Turn) -> bool:
    """Whether the message has the order's number, but not what proves it."""
    return turn.reading.order_number is not None and not turn.reading.proves


@pursuit(PROMISE, flow="promise")
async def promise_of_an_order(turn: Turn) -> None:
    """Hand over with the order given; where only its number is, the other half is asked for."""
    if turn.awaiting == "order" and _is_half(turn) and await proven_order(turn) is None:
        return
    await pass_promise_on(turn)


@goes_on_without(
    PROMISE,
    *("deny", "nlu_fallback", "not_helped", "no_number", "affirm", "inform", "complaint"),
    *("missed_promise", "second_contact", "still_nothing", "track_parcel", "parcel_lost"),
    *("parcel_not_received", "refund", "resend", "return_item", "order_change", "data_request"),
)
async def pass_promise_on(turn: Turn) -> None:
    """A human reads what was promised, with whatever is known of the order; the facts first."""
    await hand_over(turn, "missed_promise", "utter_human_promise", urgency="high", facts_first=True)


class ActionGiftDate(Flow):
    """A gift with a date."""

    def name(self) -> str:
        return "action_gift_date"

    async def answer(self, turn: Turn) -> None:
        if _NOT_YET_BOUGHT.search(fold(turn.text)):
            # There is nothing to save yet: what delivery takes is the answer.
            tell_terms(turn)
            return
        await hand_over(
            turn, "gift_date", "utter_human_gift_date", urgency="high", facts_first=True
        )
