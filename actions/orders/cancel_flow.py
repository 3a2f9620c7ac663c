"""Cancelling an order: done in the shop before it leaves; afterwards, what is still possible."""

from __future__ import annotations

from typing import Any

from actions.brands.windows import refund_until
from actions.carriers.diagnosis import local_day
from actions.follow_up import follows
from actions.orders.change import agreed, amends, change, confirmed, effect, once, request
from actions.orders.consent import takes_back
from actions.parcels.order_flow import (
    OrderFlow,
    ask_if_helped,
    has_left,
    is_with_customer,
    order_status,
)
from actions.pursuits import HEARD_FIRST, hears, pursuit
from actions.shop.order import Order
from actions.turn import Turn
from actions.wording import day, money
from actions.words.return_costs import asks_when_paid
from actions.words.sending_back import asks_if_cancelled, asks_of_the_door

CANCEL = "cancel"

_CANCELLED = {
    "fr": "Commande {order} annulée, remboursement {number} de {amount}",
    "en": "Order {order} cancelled, refund {number} of {amount}",
}


class ActionCancelOrder(OrderFlow):
    """I want to cancel my order."""

    pursues = CANCEL

    def name(self) -> str:
        return "action_cancel_order"

    async def answer(self, turn: Turn) -> None:
        stands = turn.slot("order_number") is not None and turn.awaiting != "cancel_confirm"
        if stands and asks_if_cancelled(turn.text):
            await _tell_whether(turn)
        else:
            await super().answer(turn)


async def _tell_whether(turn: Turn) -> None:
    """Say whether the order is cancelled, to who asks only that."""
    status = await order_status(turn)
    if status is None:
        return
    turn.say("utter_order_stands", order_number=status.order.number)
    ask_if_helped(turn)


@pursuit(CANCEL, flow="change")
async def answer_cancel(turn: Turn) -> None:
    """Cancel once it is confirmed, or say what can be done instead."""
    turn.learn(topic="cancel")
    status = await order_status(turn)
    if status is None:
        return
    order = status.order
    if has_left(status):
        delivered = is_with_customer(status)
        turn.say("utter_cancel_delivered" if delivered else "utter_cancel_too_late")
        ask_if_helped(turn)
        return
    amount = money(order.total, order.currency, turn.language)
    turn.say("utter_can_cancel", order_number=order.number, amount=amount)
    if asks_when_paid(turn.text):
        _tell_term(turn)
    await request(turn, CANCEL, order.number, lambda: _ask(turn))


def offer_cancel(turn: Turn, order: Order) -> None:
    """Offer to cancel an order that has not left to who asked for its money or to send it back."""
    amount = money(order.total, order.currency, turn.language)
    turn.say("utter_can_cancel", order_number=order.number, amount=amount)
    _ask(turn)


def _ask(turn: Turn) -> None:
    turn.say("utter_ask_cancel")
    turn.wait_for("cancel_confirm")
    turn.ends_as("question")


@hears("cancel_confirm", flow="change")
async def cancel_confirmed(turn: Turn) -> bool:
    """Yes, cancel it; or not after all."""
    # "Laissez tomber" after "shall I cancel it?" leaves the order, and so does "no".
    order_number = str(turn.slot("order_number"))
    asks_term = asks_when_paid(turn.text)
    if await agreed(turn, lambda: change(turn, "cancel", order_number), "cancel_order"):
        if asks_term and turn.awaiting == "confirmation":
            with turn.up_front():
                _tell_term(turn)
        return True
    if asks_term and turn.intent not in HEARD_FIRST:
        _tell_term(turn)
        _ask(turn)
        return True
    return False


@amends(CANCEL)
async def asked_for_the_term(turn: Turn) -> bool:
    """When the money comes, asked while the link is awaited: told, and the link recalled."""
    if turn.intent in HEARD_FIRST or not asks_when_paid(turn.text):
        return False
    if turn.intent == "deny" or takes_back(turn.text):
        return False
    await confirmed(turn)
    if turn.awaiting == "confirmation":
        with turn.up_front():
            _tell_term(turn)
    return True


def _tell_term(turn: Turn) -> None:
    """Say until when the money leaves for an order cancelled today."""
    due = refund_until(local_day(turn.now), turn.policies)
    turn.say("utter_refund_leaves_by", refund_by=day(due, turn.language))


@follows("cancel")
async def cancel_followed_up(turn: Turn) -> bool:
    """What to do at the door with what could no longer be cancelled."""
    if not asks_of_the_door(turn.text):
        return False
    turn.say("utter_at_the_door")
    turn.say("utter_ask_note_return")
    turn.ends_as("answer")
    return True


@effect("cancel")
async def cancel(turn: Turn, wanted: dict[str, Any]) -> None:
    """Cancel the order in the shop, and confirm with what was done."""
    order_number = str(wanted["order_number"])
    refund = await turn.within_time(
        turn.shop.aftersales.cancel(
            turn.brand,
            order_number,
            due_on=refund_until(local_day(turn.now), turn.policies),
            once=once(turn, "cancel"),
        )
    )
    amount = money(refund.amount, refund.currency, turn.language)
    turn.learn(
        refund_number=refund.number,
        refund_amount=amount,
        refund_due=refund.due_on.isoformat(),
    )
    turn.did(
        _CANCELLED[turn.language].format(order=order_number, number=refund.number, amount=amount)
    )
    turn.say(
        "utter_order_cancelled",
        order_number=order_number,
        refund_number=refund.number,
        amount=amount,
        refund_by=day(refund.due_on, turn.language),
    )
    turn.ends_as("done")
