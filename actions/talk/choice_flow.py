"""Yes, no, send it again: answers to what the bot asked, and what they mean without a question."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from actions.carriers.diagnosis import Code
from actions.flow import CHOICES
from actions.hand_over import hand_over
from actions.orders.change import change
from actions.parcels.found import note_found
from actions.parcels.identify import insist
from actions.parcels.parcel_flow import GivesWay, answer_parcel, open_not_received
from actions.parcels.status import Status, parcel_status
from actions.pursuits import PARCEL, pursue
from actions.shop.aftersales import pieces
from actions.talk.small_talk_flow import REMINDERS, come_back
from actions.turn import Turn
from actions.words.remedy import remedy_named

Wish = Literal["resend", "refund", "order_change", "late_offer"]

WISHES: dict[Wish, dict[str, str]] = {
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
            if turn.awaiting == "found_after_all":
                note_found(turn)
            turn.say("utter_glad")
            turn.wait_for(None)
            turn.ends_as("done")
        elif turn.awaiting == "late_offer" and "?" in turn.text:
            # "Ah, and the new date?" agrees to nothing.
            come_back(turn)
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
        elif turn.awaiting in {"received", "found_after_all"}:
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


class ActionResend(GivesWay):
    """Send it again: an answer to the bot's question, else the parcel's flow offers it."""

    def name(self) -> str:
        return "action_resend"

    async def reply(self, turn: Turn) -> None:
        if answers_choice(turn):
            await choose(turn, "resend")
        else:
            pursue(turn, PARCEL)
            await answer_parcel(turn)


def answers_choice(turn: Turn) -> bool:
    """Whether "a refund" or "send it again" answers the bot, now or on second thoughts."""
    return turn.awaiting in CHOICES or _waiting_choice(turn) is not None


async def choose(turn: Turn, what: Wish) -> None:
    """What makes a lost parcel good: done where the brand's limit allows, else a human's to do."""
    if what == "refund" and remedy_named(turn.text) == "replacement":
        # "No refund, send it again": the words say which of the two is declined.
        what = "resend"
    waiting = _waiting_choice(turn)
    if waiting is not None:
        kept = {name: value for name, value in waiting.items() if name != "kind"}
        await change(turn, what, **kept)
        return
    lost = await _lost_within_limit(turn) if turn.awaiting == "resend_or_refund" else None
    gone = lost and lost_pieces(lost)
    if lost is None or not gone:
        await wish(turn, what)
        return
    await change(turn, what, lost.order.number, pieces=gone, reason="lost")


def _waiting_choice(turn: Turn) -> dict[str, Any] | None:
    """The resend or refund that waits for its confirmation, if one does."""
    waiting: dict[str, Any] | None = turn.slot("awaiting_change")
    if waiting is None or turn.awaiting != "confirmation":
        return None
    return waiting if waiting["kind"] in {"resend", "refund"} else None


async def _lost_within_limit(turn: Turn) -> Status | None:
    """The order, if its lost parcels may be made good without a human's word."""
    status = await parcel_status(turn, str(turn.slot("order_number")))
    order = status.order
    if status.gravest.code is not Code.presumed_lost or order.total > turn.policies.lost_limit:
        return None
    first = turn.shop.aftersales.is_first_incident(turn.brand, order.customer.email)
    return status if await turn.within_time(first) else None


def lost_pieces(status: Status) -> dict[str, int]:
    """What the lost parcels hold, in pieces by title; empty where only a human can find out.

    Where nobody knows what lies in which parcel, that is all of the order or a human's to say.
    """
    lost = [p.parcel for p in status.parcels if p.code is Code.presumed_lost and p.parcel]
    everything = pieces(status.order.lines)
    if not all(parcel.contents for parcel in lost):
        return everything if len(lost) == len(status.parcels) else {}
    held = Counter(title for parcel in lost for title in parcel.contents)
    return {title: min(held[title], most) for title, most in everything.items() if held[title]}


async def wish(turn: Turn, what: Wish) -> None:
    """Note what the customer chose; whoever may change the order carries it out."""
    turn.learn(topic=what)
    turn.did(WISHES[what][turn.language])
    if what == "late_offer":
        await hand_over(turn, "shop_action", "utter_human_late_offer")
    else:
        await hand_over(turn, "order_change", "utter_human_order_change")
