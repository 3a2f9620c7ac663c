"""Where is my refund: what is under way with its legal date, else the way to one."""

from __future__ import annotations

from actions import articles
from actions.cancel_flow import offer_cancel
from actions.carriers.diagnosis import Code, local_day
from actions.choice_flow import answers_choice, choose
from actions.damage_flow import CLAIMS, DAMAGE, answer_damage
from actions.hand_over import hand_over
from actions.order_flow import OrderFlow, ask_if_helped, has_left, is_with_customer, order_status
from actions.parcel_flow import tell
from actions.parcel_status import Status
from actions.postponed import SURE
from actions.pursuits import PARCEL, heard, pursue, pursuit
from actions.request import note
from actions.return_flow import RETURN, answer_return
from actions.return_words import sends_back
from actions.shop.aftersales import Refund, Return
from actions.turn import Turn
from actions.windows import refund_until
from actions.wording import day, money

REFUND = "refund"


class ActionRefund(OrderFlow):
    """I want my money back; where is it."""

    pursues = REFUND

    def name(self) -> str:
        return "action_refund"

    async def answer(self, turn: Turn) -> None:
        if await heard(turn):
            return
        if answers_choice(turn):
            await choose(turn, "refund")
            return
        if turn.awaiting in {"exchange_for", "return_confirm"}:
            # Rather the money than another size: that is what a return is for.
            note(turn, turn.slot("order_number"), wanted=None)
            pursue(turn, RETURN)
            await answer_return(turn)
            return
        cause = next((p for p in turn.also if p.intent in CLAIMS and p.confidence >= SURE), None)
        if cause is not None and not sends_back(turn.text):
            # The money back is what makes it good: what happened decides how.
            turn.turn_to(cause.intent, turn.text)
            pursue(turn, DAMAGE)
            await answer_damage(turn)
            return
        await super().answer(turn)


@pursuit(REFUND)
async def answer_refund(turn: Turn) -> None:
    """Tell the refund that is under way; without one, what leads to it."""
    turn.learn(topic="refund")
    status = await order_status(turn)
    if status is None:
        return
    aftersales, number = turn.shop.aftersales, status.order.number
    refunds = await turn.within_time(aftersales.refunds_of(turn.brand, number))
    if refunds:
        await _tell_refund(turn, refunds[0])
        return
    returns = await turn.within_time(aftersales.returns_of(turn.brand, number))
    if returns:
        await _tell_return(turn, returns[0])
        return
    await _lead_on(turn, status)


async def _tell_refund(turn: Turn, refund: Refund) -> None:
    amount = money(refund.amount, refund.currency, turn.language)
    turn.learn(
        refund_number=refund.number, refund_amount=amount, refund_due=refund.due_on.isoformat()
    )
    said = {"refund_number": refund.number, "amount": amount}
    today = local_day(turn.now)
    if refund.done_on is not None:
        turn.say("utter_refund_done", done_on=day(refund.done_on, turn.language, today), **said)
    elif refund.due_on < today:
        turn.say("utter_refund_overdue", refund_by=day(refund.due_on, turn.language), **said)
        await hand_over(turn, "missed_promise", "utter_human_refund_overdue", urgency="high")
        return
    else:
        turn.say("utter_refund_under_way", refund_by=day(refund.due_on, turn.language), **said)
    ask_if_helped(turn)


async def _tell_return(turn: Turn, sent_back: Return) -> None:
    """A return without a refund yet: what it waits for, and until when."""
    due = refund_until(local_day(sent_back.declared_at), turn.policies)
    turn.learn(return_number=sent_back.number, refund_due=due.isoformat())
    if sent_back.received_on is not None:
        await hand_over(turn, "shop_action", "utter_human_refund_missing", urgency="high")
        return
    turn.say(
        "utter_refund_waits_for_return",
        return_number=sent_back.number,
        articles=articles.in_words(sent_back.lines, turn.language),
        send_by=day(sent_back.send_by, turn.language),
        refund_by=day(due, turn.language),
    )
    ask_if_helped(turn)


async def _lead_on(turn: Turn, status: Status) -> None:
    """No refund is under way: before the order leaves it is cancelled, with the customer returned.

    In between, what has become of the parcel decides.
    """
    if not has_left(status) and status.gravest.code is Code.not_handed_over:
        offer_cancel(turn, status.order)
    elif is_with_customer(status) and sends_back(str(turn.known.get("problem") or "")):
        pursue(turn, RETURN)
        await answer_return(turn)
    elif is_with_customer(status):
        turn.say("utter_ask_refund_reason")
        turn.wait_for(None)
        turn.ends_as("question")
    else:
        pursue(turn, PARCEL)
        turn.say("utter_no_refund_yet")
        await tell(turn, status.order.number)
