"""Yes, no, send it again: answers to what the bot asked, and what they mean without a question."""

from __future__ import annotations

from actions.flow import CHOICES, Flow
from actions.hand_over_flow import hand_over
from actions.identify import insist
from actions.parcel_flow import GivesWay, answer_parcel, open_not_received
from actions.small_talk_flow import REMINDERS, come_back
from actions.turn import Turn

WISHES = {
    "resend": {"fr": "Le client souhaite un nouvel envoi", "en": "The customer wants a resend"},
    "refund": {"fr": "Le client souhaite un remboursement", "en": "The customer wants a refund"},
    "order_change": {
        "fr": "Le client souhaite corriger l'adresse",
        "en": "The customer wants to correct the address",
    },
    "late_offer": {
        "fr": "Le client accepte le geste pour le retard",
        "en": "The customer accepts the offer for the delay",
    },
}


class ActionAffirm(GivesWay):
    """Yes."""

    def name(self) -> str:
        return "action_affirm"

    async def reply(self, turn: Turn) -> None:
        if turn.awaiting in {"helped", "received", "found_after_all"}:
            turn.say("utter_glad")
            turn.wait_for(None)
            turn.ends_as("done")
        elif turn.awaiting == "late_offer":
            await wish(turn, "late_offer")
        elif turn.awaiting in CHOICES:
            come_back(turn)
        elif turn.awaiting in {"order", "proof"}:
            insist(turn)
        else:
            turn.say("utter_ask_problem")
            turn.ends_as("smalltalk")


class ActionDeny(GivesWay):
    """No."""

    def name(self) -> str:
        return "action_deny"

    async def reply(self, turn: Turn) -> None:
        if turn.awaiting == "helped":
            await hand_over(turn, "asked_human", "utter_human_not_helped")
        elif turn.awaiting == "received":
            await open_not_received(turn, str(turn.slot("order_number")))
        elif turn.awaiting == "late_offer":
            turn.say("utter_offer_declined")
            turn.wait_for("helped")
            turn.ends_as("answer")
        elif turn.awaiting in CHOICES:
            await hand_over(turn, "order_change", "utter_human_order_change")
        elif turn.awaiting in {"order", "proof"}:
            insist(turn)
        else:
            turn.say("utter_nothing_else")
            turn.ends_as("smalltalk")


class ActionExplainNumber(GivesWay):
    """I have no number, where do I find it, why do you ask."""

    def name(self) -> str:
        return "action_explain_number"

    async def reply(self, turn: Turn) -> None:
        if turn.awaiting in {"order", "proof"}:
            insist(turn)
        elif turn.awaiting in REMINDERS:
            come_back(turn)
        else:
            await answer_parcel(turn)


class ActionResend(Flow):
    """Send it again: the order changes, so a human does it."""

    def name(self) -> str:
        return "action_resend"

    async def answer(self, turn: Turn) -> None:
        if turn.awaiting in CHOICES:
            await wish(turn, "resend")
        else:
            await answer_parcel(turn)


async def wish(turn: Turn, what: str) -> None:
    """Note what the customer chose; whoever may change the order carries it out."""
    turn.learn(topic=what)
    turn.did(WISHES[what][turn.language])
    if what == "late_offer":
        await hand_over(turn, "shop_action", "utter_human_late_offer")
    else:
        await hand_over(turn, "order_change", "utter_human_order_change")
