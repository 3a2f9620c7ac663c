"""Where is my parcel, and what a good human does when it is lost.

The order is found and proven (`identify.py`), the carrier's events are read (`parcel_status.py`),
each parcel is explained (`parcel_answer.py`); what follows depends on the gravest one.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable

from actions.carriers.diagnosis import Code, Diagnosis, local_day
from actions.flow import Flow
from actions.identify import proven_order
from actions.parcel_answer import card, response, values
from actions.parcel_status import Status, parcel_status
from actions.promises import CHECK_DAYS, office_day, office_day_after, promise
from actions.shop.order import Order
from actions.turn import Turn

NOT_RECEIVED = "not_received"

_CLAIMS = {"parcel_lost", "parcel_not_received"}

# Nothing more is needed from anybody, or the customer has it in hand.
_SETTLED = {Code.delivered, Code.at_pickup, Code.out_for_delivery, Code.in_transit_on_time}

_EXPLAINED = {"fr": "Suivi expliqué ({status})", "en": "Tracking explained ({status})"}


class ActionParcel(Flow):
    """Where is it, late, lost, not received, still nothing, at the pick-up point."""

    def name(self) -> str:
        return "action_parcel"

    async def answer(self, turn: Turn) -> None:
        await answer_parcel(turn)


class GivesWay(Flow):
    """A flow that lets the parcel's go on where the message brings what that one asked for.

    "Merci, c'est le 20417" is an answer first, whatever it was classified as.
    """

    async def answer(self, turn: Turn) -> None:
        brings = turn.reading.identifies or turn.reading.proves
        if turn.awaiting in {"order", "proof"} and brings:
            await answer_parcel(turn)
        else:
            await self.reply(turn)

    @abstractmethod
    async def reply(self, turn: Turn) -> None:
        """Answer the message for what it was taken for."""


async def answer_parcel(turn: Turn) -> None:
    """Ask for what is missing, or tell what has become of the order's parcels."""
    if turn.intent in _CLAIMS:
        turn.remember(claim=NOT_RECEIVED)
    if turn.intent == "second_contact":
        turn.remember(contacted_before=True)
    order_number = await proven_order(turn)
    if order_number is not None:
        await tell(turn, order_number)


async def tell(turn: Turn, order_number: str) -> None:
    """Explain each parcel, then offer or do what comes next."""
    status = await parcel_status(turn, order_number)
    if len(status.parcels) > 1:
        turn.say("utter_several_parcels", count=str(len(status.parcels)))
    today = local_day(turn.now)
    for found in status.parcels:
        said = values(found, turn.language, today)
        turn.say(response(found), **said)
        shown = card(found, said["link"])
        if shown:
            turn.show(shown)
    turn.did(_EXPLAINED[turn.language].format(status=status.gravest.code.value))
    await _go_on(turn, status)


async def open_not_received(turn: Turn, order_number: str) -> None:
    """The parcel told of as delivered is not there: the case, without explaining all again."""
    turn.remember(claim=NOT_RECEIVED)
    status = await parcel_status(turn, order_number)
    await _go_on(turn, status)


async def _go_on(turn: Turn, status: Status) -> None:
    step = _STEPS.get(status.gravest.code, _ask_if_helped)
    await step(turn, status.order, status.gravest)
    if turn.escalated or status.gravest.code in _SETTLED:
        return
    if _misses_a_gift(status):
        _hand_over(turn, "gift_date", "utter_human_gift", urgent=True)
    elif turn.slot("contacted_before"):
        _hand_over(turn, "second_contact", "utter_human_second_contact", urgent=True)


def _misses_a_gift(status: Status) -> bool:
    wanted, due = status.order.wanted_by, status.gravest.due
    return wanted is not None and (due is None or due > wanted)


async def _ask_if_helped(turn: Turn, order: Order, found: Diagnosis) -> None:
    if not turn.slot("contacted_before") or found.code in _SETTLED:
        turn.say("utter_ask_helped")
    turn.wait_for("helped")
    turn.ends_as("answer")


async def _shop_has_to_act(turn: Turn, order: Order, found: Diagnosis) -> None:
    _hand_over(turn, "shop_action", "utter_human_shop")


async def _carrier_cannot_say(turn: Turn, order: Order, found: Diagnosis) -> None:
    _hand_over(turn, "carrier_unavailable", "utter_human_carrier")


async def _no_client(turn: Turn, order: Order, found: Diagnosis) -> None:
    if turn.slot("claim") == NOT_RECEIVED or found.due is None:
        _hand_over(turn, "shop_action", "utter_human_shop")
    else:
        await _ask_if_helped(turn, order, found)


async def _unknown_number(turn: Turn, order: Order, found: Diagnosis) -> None:
    if found.silence_days > 1 or turn.slot("claim") == NOT_RECEIVED:
        _hand_over(turn, "shop_action", "utter_human_shop")
    else:
        await _ask_if_helped(turn, order, found)


async def _late(turn: Turn, order: Order, found: Diagnosis) -> None:
    offer = turn.policies.late_offer.get(turn.language)
    if offer is None or turn.slot("contacted_before"):
        await _ask_if_helped(turn, order, found)
        return
    turn.say("utter_late_offer", offer=offer)
    turn.wait_for("late_offer")
    turn.ends_as("answer")


async def _lost(turn: Turn, order: Order, found: Diagnosis) -> None:
    due = office_day(local_day(turn.now), CHECK_DAYS)
    said = await promise(turn, "lost_parcel", found, due)
    turn.say("utter_case_lost", **said)
    if _above_limit(turn, order):
        _hand_over(turn, "amount_over_limit", "utter_human_amount", urgent=True)
        return
    if not turn.slot("contacted_before"):
        turn.say("utter_ask_resend_or_refund")
    turn.wait_for("resend_or_refund")
    turn.ends_as("question")


async def _delivered(turn: Turn, order: Order, found: Diagnosis) -> None:
    if turn.slot("claim") != NOT_RECEIVED:
        turn.say("utter_ask_received")
        turn.wait_for("received")
        turn.ends_as("answer")
        return
    due = office_day_after(turn.now, turn.policies.patience_hours)
    said = await promise(turn, "not_received", found, due)
    turn.say("utter_case_not_received", **said)
    turn.wait_for("found_after_all")
    turn.ends_as("answer")
    if _above_limit(turn, order):
        _hand_over(turn, "amount_over_limit", "utter_human_amount", urgent=True)
    elif turn.slot("contacted_before"):
        _hand_over(turn, "second_contact", "utter_human_second_contact", urgent=True)


async def _address_or_refund(turn: Turn, order: Order, found: Diagnosis) -> None:
    turn.say("utter_ask_address_or_refund")
    turn.wait_for("address_or_refund")
    turn.ends_as("question")


async def _resend_or_refund(turn: Turn, order: Order, found: Diagnosis) -> None:
    turn.say("utter_ask_resend_or_refund")
    turn.wait_for("resend_or_refund")
    turn.ends_as("question")


_STEPS: dict[Code, Callable[[Turn, Order, Diagnosis], Awaitable[None]]] = {
    Code.not_handed_over_late: _shop_has_to_act,
    Code.in_transit_late: _late,
    Code.presumed_lost: _lost,
    Code.delivered: _delivered,
    Code.undeliverable: _address_or_refund,
    Code.returning: _resend_or_refund,
    Code.returned: _resend_or_refund,
    Code.unknown_number: _unknown_number,
    Code.carrier_down: _carrier_cannot_say,
    Code.no_client: _no_client,
}


def _above_limit(turn: Turn, order: Order) -> bool:
    return order.total > turn.policies.lost_limit


def _hand_over(turn: Turn, reason: str, words: str, *, urgent: bool = False) -> None:
    turn.say(words)
    turn.ends_as("answer")
    turn.escalate(reason, urgency="high" if urgent else "normal")
