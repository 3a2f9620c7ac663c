"""Sending something back: withdrawal by law, return by the brand's policy, exchange.

The window is told with its date, no reason is asked for, the request is acknowledged by mail with
the time of the customer's first sentence, and the label comes after the proof for changing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.brands.windows import Standing
from actions.follow_up import follows
from actions.hand_over import hand_over
from actions.orders.cancel_flow import offer_cancel
from actions.orders.change import agreed, amends, change
from actions.orders.consent import consent
from actions.parcels.order_flow import OrderFlow, ask_if_helped, has_left, order_status
from actions.pursuits import hears, pursuit
from actions.request import note, noted
from actions.returns import articles
from actions.returns.article_choice import which_articles
from actions.returns.articles import Articles
from actions.returns.declared import declare, in_words, withdraw_unsent
from actions.returns.exchange_wish import ask_for_exchange
from actions.returns.terms import tell_window, without_exceptions
from actions.shop.aftersales import Return, pieces
from actions.shop.order import Order
from actions.talk.aside import offer_human, settle
from actions.talk.small_talk_flow import come_back
from actions.turn import Turn
from actions.words.late import lets_go, tells_state
from actions.words.sending_back import (
    asks_before_buying,
    asks_for_label,
    asks_if_final,
    asks_of_the_door,
    declares_withdrawal,
    keeps_reasons,
)

RETURN = "return"
EXCHANGE = "exchange"

_ONCE_MORE = ("return_item", "exchange_item")
"""Intents of the request itself: "oui, je le renvoie" is a yes."""

_BESIDE = frozenset(
    {"affirm", "deny", "inform", "return_item", "cancel_order", "track_parcel", "delivery_terms"}
    | {"not_helped", "nlu_fallback", "refund", "complaint", "bot_challenge"}
)
"""Intents whose words may be about reasons or the carrier, which have no intent of their own."""

_CONTESTS = frozenset(
    {"deny", "not_helped", "return_item", "refund", "exchange_item", "nlu_fallback", "inform"}
    | {"still_nothing", "track_parcel", "parcel_not_received", "second_contact", "complaint"}
    | {"missed_promise"}
)
"""Intents of whoever disputes the date, repeats the wish or asks why."""


class ActionReturn(OrderFlow):
    """I want to send it back; how, until when, what became of it."""

    pursues = RETURN

    def name(self) -> str:
        return "action_return"

    async def answer(self, turn: Turn) -> None:
        if turn.awaiting == "remedy":
            # What was damaged or wrong goes back at the brand's expense, whatever its policy.
            turn.say("utter_return_is_ours")
            come_back(turn)
        else:
            await super().answer(turn)


class ActionExchange(OrderFlow):
    """Another size or colour."""

    pursues = EXCHANGE

    def name(self) -> str:
        return "action_exchange"


@pursuit(RETURN, flow="return")
async def answer_return(turn: Turn) -> None:
    """Tell the window of what is to be sent back, and ask to go on."""
    turn.learn(topic="return")
    await _answer(turn, exchange=False)


@pursuit(EXCHANGE, flow="return")
async def answer_exchange(turn: Turn) -> None:
    """The same, and what it is to be exchanged for."""
    turn.learn(topic="exchange")
    await _answer(turn, exchange=True)


async def _answer(turn: Turn, *, exchange: bool) -> None:
    status = await order_status(turn) if _begin(turn) else None
    if status is None:
        return
    if not has_left(status):
        await _before_it_leaves(turn, status.order, exchange=exchange)
        return
    order = status.order
    returns = await turn.within_time(turn.shop.aftersales.returns_of(turn.brand, order.number))
    lines = _not_sent_back(order.lines, returns)
    if not lines or (returns and asks_for_label(turn.text)):
        await _nothing_left(turn, returns)
        return
    declared = bool(noted(turn, order.number).get("declared"))
    meant = await which_articles(turn, order.number, lines, all_unless_named=declared)
    if meant is None:
        return
    if tell_window(turn, status) is Standing.too_late:
        turn.wait_for("return_refused")
        turn.ends_as("answer")
        return
    kept = without_exceptions(turn, order.number, meant)
    if kept is None:
        return
    if not kept:
        ask_if_helped(turn)
    elif declared:
        await declare(turn, exchange=exchange)
    elif exchange:
        await ask_for_exchange(turn, order.number, kept)
    else:
        _ask_to_go_on(turn, kept)


def _begin(turn: Turn) -> bool:
    """Note a declaration, else say the rule first; False where no order can be looked up yet."""
    if declares_withdrawal(turn.text):
        note(turn, turn.reading.order_number or turn.slot("order_number"), declared=True)
    elif turn.slot("order_number") is None and not turn.reading.identifies:
        # Perhaps it was all that was asked for.
        free = turn.policies.returns_are_free
        rule = "utter_return_rule_free" if free else "utter_return_rule_paid"
        turn.say(rule, days=turn.policies.return_days)
        if asks_before_buying(turn.text):
            settle(turn)
            return False
    return True


async def _before_it_leaves(turn: Turn, order: Order, *, exchange: bool) -> None:
    """There is nothing to send back yet: the order can still be cancelled or changed."""
    if exchange:
        await hand_over(turn, "order_change", "utter_human_order_change")
    elif noted(turn, order.number).get("declared"):
        await withdraw_unsent(turn, order.number)
    else:
        offer_cancel(turn, order)


def _not_sent_back(lines: Articles, returns: Sequence[Return]) -> Articles:
    gone = [pieces(one.lines) for one in returns]
    left = [(o, o.quantity - sum(counted.get(o.title, 0) for counted in gone)) for o in lines]
    return tuple(replace(line, quantity=count) for line, count in left if count > 0)


async def _nothing_left(turn: Turn, returns: Sequence[Return]) -> None:
    """What is on its way back; an order without articles is one that only the shop can read."""
    if returns:
        await _tell_return(turn, returns[0])
    else:
        await hand_over(turn, "shop_action", "utter_human_shop")


async def _tell_return(turn: Turn, known: Return) -> None:
    """All of the order is on its way back already: where that stands, and the label it lacks."""
    turn.learn(return_number=known.number)
    said = in_words(turn, known)
    if known.received_on is not None:
        turn.say("utter_return_received", **said)
    elif known.label_url is not None:
        turn.say("utter_return_stands_labelled", label=known.label_url, **said)
    else:
        turn.say("utter_return_stands", **said)
        await change(turn, "label", known.order_number, return_number=known.number)
        return
    ask_if_helped(turn)


def _ask_to_go_on(turn: Turn, kept: Articles) -> None:
    free = turn.policies.returns_are_free
    said = articles.in_words(kept, turn.language)
    turn.say("utter_ask_return_free" if free else "utter_ask_return_paid", articles=said)
    turn.wait_for("return_confirm")
    turn.ends_as("question")


@hears("return_confirm", flow="return")
async def return_confirmed(turn: Turn) -> bool:
    """Yes, send it back; not after all; or what is asked and said before deciding."""
    if _answered_beside(turn):
        return True
    exchange = turn.slot("pursuing") == EXCHANGE
    return await agreed(turn, lambda: declare(turn, exchange=exchange), *_ONCE_MORE)


@amends("label")
async def label_put_off(turn: Turn) -> bool:
    """The return stands, whether its label is wanted or not."""
    if _answered_beside(turn):
        return True
    if consent(turn) is not False:
        return False
    turn.say("utter_label_put_off", return_number=turn.known.get("return_number"))
    turn.wait_for(None)
    turn.ends_as("answer")
    return True


def _answered_beside(turn: Turn) -> bool:
    """Whether the message was about the reasons, or about the carrier at the door."""
    if turn.intent not in _BESIDE:
        return False
    if keeps_reasons(turn.text):
        turn.say("utter_no_reason_needed")
    elif asks_of_the_door(turn.text):
        turn.say("utter_at_the_door")
    else:
        return False
    come_back(turn)
    return True


@follows("return", "exchange")
async def exception_followed_up(turn: Turn) -> bool:
    """Whether it was asked again if what cannot be taken back really cannot."""
    kept_out: list[str] = noted(turn, str(turn.slot("order_number"))).get("set_aside") or []
    if not kept_out or not asks_if_final(turn.text):
        return False
    turn.say("utter_return_exception_stands", articles=", ".join(kept_out))
    ask_if_helped(turn)
    return True


@hears("return_refused")
async def return_refused_answered(turn: Turn) -> bool:
    """Who does not take "too late" for an answer asks for an exception: that is a human's."""
    if turn.intent in {"affirm", "thanks"} or (turn.intent in _CONTESTS and lets_go(turn.text)):
        turn.say("utter_nothing_else")
        turn.wait_for(None)
        turn.ends_as("answer")
        return True
    if turn.intent not in _CONTESTS:
        return False
    if tells_state(turn.text):
        # New or used, the date is the same: what a human could do is offered, not forced.
        offer_human(turn, "utter_return_late_as_new")
        return True
    await hand_over(turn, "shop_action", "utter_human_return_refused")
    return True
