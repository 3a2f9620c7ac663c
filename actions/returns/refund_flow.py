"""Where is my refund: what is under way with its legal date, else the way to one."""

from __future__ import annotations

from collections.abc import Sequence

from actions.brands.windows import refund_until
from actions.carriers.diagnosis import Code, local_day
from actions.hand_over import hand_over
from actions.orders.cancel_flow import offer_cancel
from actions.parcels.next_step import NOT_RECEIVED
from actions.parcels.order_flow import (
    OrderFlow,
    ask_if_helped,
    has_left,
    is_with_customer,
    proven_status,
    say_if_cancelled,
)
from actions.parcels.parcel_flow import open_not_received, tell
from actions.parcels.status import Status
from actions.postponed import SURE
from actions.pursuits import PARCEL, heard, hears_at_once, pursue, pursuit
from actions.request import note
from actions.returns import articles
from actions.returns.damage_flow import CLAIMS, DAMAGE, answer_damage
from actions.returns.return_flow import RETURN, answer_return
from actions.shop.aftersales import Refund, Return, pieces
from actions.talk.choice_flow import WISHES, answers_choice, choose
from actions.turn import Turn
from actions.wording import day, money
from actions.words.sending_back import (
    asks_of_posting,
    changes_mind,
    declares_withdrawal,
    sends_back,
    was_sent_back,
)

REFUND = "refund"


class ActionRefund(OrderFlow):
    """I want my money back; where is it."""

    pursues = REFUND

    def name(self) -> str:
        return "action_refund"

    async def answer(self, turn: Turn) -> None:
        if await heard(turn):
            return
        if declares_withdrawal(turn.text):
            # The money follows from it; the declaration is what counts in law.
            pursue(turn, RETURN)
            await answer_return(turn)
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
        if cause is not None and not (sends_back(turn.text) or was_sent_back(turn.text)):
            # The money back is what makes it good: what happened decides how.
            turn.turn_to(cause.intent, turn.text)
            pursue(turn, DAMAGE)
            await answer_damage(turn)
            return
        await super().answer(turn)


@pursuit(REFUND, flow="refund")
async def answer_refund(turn: Turn) -> None:
    """Tell the refund that is under way; without one, what leads to it."""
    turn.learn(topic="refund")
    status = await proven_status(turn)
    if status is None:
        return
    aftersales, number = turn.shop.aftersales, status.order.number
    refunds = await turn.within_time(aftersales.refunds_of(turn.brand, number))
    returns = await turn.within_time(aftersales.returns_of(turn.brand, number))
    unpaid = _without_refund(returns, refunds)
    # The soonest due first; what has left long ago matters only where nothing else does.
    told = sorted((one for one in refunds if one.done_on is None), key=lambda one: one.due_on)
    if not unpaid:
        told = told or list(refunds[:1])
    cancelled = say_if_cancelled(turn, status)
    if told or unpaid:
        await _tell(turn, told, unpaid)
    elif cancelled:
        # Whether anything was paid for what somebody cancelled, a human can see.
        await hand_over(turn, "shop_action", "utter_human_payment")
    else:
        await _lead_on(turn, status)


def _without_refund(returns: Sequence[Return], refunds: Sequence[Refund]) -> list[Return]:
    """The returns whose money is not on its way yet, the oldest first.

    A refund without a reason is somebody's of the shop, and may well be for a return.
    """
    paid = [one for one in refunds if one.reason in {"return", None}]
    if any(not one.lines for one in paid):
        return []
    left = pieces([line for one in paid for line in one.lines])
    waiting: list[Return] = []
    for sent_back in reversed(returns):
        asked = pieces(sent_back.lines)
        if all(left.get(title, 0) >= count for title, count in asked.items()):
            left = {title: count - asked.get(title, 0) for title, count in left.items()}
        else:
            waiting.append(sent_back)
    return waiting


async def _tell(turn: Turn, refunds: Sequence[Refund], unpaid: Sequence[Return]) -> None:
    """Each refund with its date and each return without one; a human where one is owed."""
    overdue = [refund for refund in refunds if not _tell_refund(turn, refund)]
    arrived = [sent_back for sent_back in unpaid if not _tell_return(turn, sent_back)]
    if overdue:
        words = "utter_human_refund_overdue"
        await hand_over(turn, "missed_promise", words, urgency="high")
    elif arrived:
        await hand_over(turn, "shop_action", "utter_human_refund_missing", urgency="high")
    else:
        ask_if_helped(turn)


def _tell_refund(turn: Turn, refund: Refund) -> bool:
    """When it left or leaves; False where it should have left by now."""
    amount = money(refund.amount, refund.currency, turn.language)
    turn.learn(
        refund_number=refund.number, refund_amount=amount, refund_due=refund.due_on.isoformat()
    )
    said = {"refund_number": refund.number, "amount": amount}
    today = local_day(turn.now)
    if refund.done_on is not None:
        turn.say("utter_refund_done", done_on=day(refund.done_on, turn.language, today), **said)
        return True
    overdue = refund.due_on < today
    words = "utter_refund_overdue" if overdue else "utter_refund_under_way"
    turn.say(words, refund_by=day(refund.due_on, turn.language), **said)
    return not overdue


def _tell_return(turn: Turn, sent_back: Return) -> bool:
    """What a return's money waits for, and until when; False where the shop has the goods."""
    due = refund_until(local_day(sent_back.declared_at), turn.policies)
    turn.learn(return_number=sent_back.number, refund_due=due.isoformat())
    if sent_back.received_on is not None:
        return False
    turn.say(
        "utter_refund_waits_for_return",
        return_number=sent_back.number,
        articles=articles.in_words(sent_back.lines, turn.language),
        send_by=day(sent_back.send_by, turn.language),
        refund_by=day(due, turn.language),
    )
    return True


@hears_at_once
async def asked_of_posting(turn: Turn) -> bool:
    """Whether the proof of posting of a return under way is spoken of, or its getting lost."""
    about_it = turn.known.get("topic") == "refund" and turn.known.get("return_number")
    if turn.awaiting not in {"helped", "told"} or not about_it or turn.reading.identifies:
        return False
    if "refund" in turn.steering.off or not asks_of_posting(turn.text):
        return False
    turn.say(
        "utter_return_proof",
        return_number=turn.known.get("return_number"),
        mail=turn.storefront.contact.email,
    )
    ask_if_helped(turn)
    return True


def _goes_back(problem: str) -> bool:
    """Whether the customer no longer wants what they have."""
    return sends_back(problem) or changes_mind(problem) or declares_withdrawal(problem)


async def _lead_on(turn: Turn, status: Status) -> None:
    """No refund is under way: before the order leaves it is cancelled, with the customer returned.

    In between, what has become of the parcel decides.
    """
    if not has_left(status) and status.gravest.code is Code.not_handed_over:
        offer_cancel(turn, status.order)
    elif turn.slot("claim") == NOT_RECEIVED and turn.known.get("case_number"):
        # What became of it is being found out: that case is the way to the money.
        turn.did(WISHES["refund"][turn.language])
        turn.say("utter_no_refund_yet")
        await open_not_received(turn, status.order.number)
    elif is_with_customer(status) and was_sent_back(str(turn.known.get("problem") or "")):
        # The shop knows of no return: whoever has posted one is not asked to declare it anew.
        await hand_over(turn, "shop_action", "utter_human_return_unknown")
    elif is_with_customer(status) and _goes_back(str(turn.known.get("problem") or "")):
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
