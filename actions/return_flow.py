"""Sending something back: withdrawal by law, return by the brand's policy, exchange.

The window is told with its date, no reason is asked for, the request is acknowledged by mail with
the time of the customer's first sentence, and the label comes after the proof for changing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions import articles
from actions.article_choice import which_articles
from actions.articles import Articles
from actions.cancel_flow import offer_cancel
from actions.carriers.diagnosis import local_day
from actions.change import leave_as_it_is
from actions.hand_over import hand_over
from actions.legal_floor import legal_floor
from actions.order_flow import OrderFlow, ask_if_helped, has_left, order_status, says_yes
from actions.parcel_status import Status
from actions.pursuits import go_on, hears, pursuit
from actions.receipt import receipt
from actions.request import note, noted
from actions.return_declared import declare, refund_by
from actions.return_words import LONGEST_WISH, declares_withdrawal, wanted_instead
from actions.shop.aftersales import Return, pieces
from actions.shop.order import Order
from actions.small_talk_flow import come_back
from actions.turn import Turn
from actions.windows import Standing, return_window
from actions.wording import day, moment

RETURN = "return"
EXCHANGE = "exchange"

SAYS_WHAT = frozenset(
    {"inform", "exchange_item", "product_details", "availability", "order_change", "nlu_fallback"}
)
"""Intents whose words may be a size or a colour."""

_EXCLUDED = {
    "made_to_measure": {"fr": "fait sur mesure ou personnalisé", "en": "made to measure"},
    "perishable": {"fr": "denrée périssable", "en": "perishable"},
    "hygiene": {"fr": "article d'hygiène descellé", "en": "a hygiene article whose seal is broken"},
    "recording": {"fr": "enregistrement descellé", "en": "a recording whose seal is broken"},
    "press": {"fr": "presse", "en": "press"},
    "digital": {"fr": "contenu numérique déjà fourni", "en": "digital content already supplied"},
}


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


@pursuit(RETURN)
async def answer_return(turn: Turn) -> None:
    """Tell the window of what is to be sent back, and ask to go on."""
    turn.learn(topic="return")
    await _answer(turn, exchange=False)


@pursuit(EXCHANGE)
async def answer_exchange(turn: Turn) -> None:
    """The same, and what it is to be exchanged for."""
    turn.learn(topic="exchange")
    await _answer(turn, exchange=True)


async def _answer(turn: Turn, *, exchange: bool) -> None:
    _begin(turn)
    status = await order_status(turn)
    if status is None:
        return
    if not has_left(status):
        await _before_it_leaves(turn, status.order, exchange=exchange)
        return
    order = status.order
    returns = await turn.within_time(turn.clients.changes.returns_of(turn.brand, order.number))
    lines = _not_sent_back(order.lines, returns)
    if not lines:
        _tell_return(turn, returns[0])
        return
    declared = bool(noted(turn, order.number).get("declared"))
    meant = await which_articles(turn, order.number, lines, all_unless_named=declared)
    if meant is None:
        return
    if _tell_window(turn, status) is Standing.too_late:
        ask_if_helped(turn)
        return
    kept = _without_exceptions(turn, order.number, meant)
    if kept and declared:
        await declare(turn, exchange=exchange)
    elif kept:
        _ask_to_go_on(turn, order.number, kept, exchange=exchange)
    elif kept is not None:
        ask_if_helped(turn)


def _begin(turn: Turn) -> None:
    if declares_withdrawal(turn.text):
        note(turn, turn.reading.order_number or turn.slot("order_number"), declared=True)
    elif turn.slot("order_number") is None and not turn.reading.identifies:
        # The rule first: perhaps it was all that was asked for.
        turn.say("utter_return_rule", days=turn.policies.return_days)


async def _before_it_leaves(turn: Turn, order: Order, *, exchange: bool) -> None:
    """There is nothing to send back yet: the order can still be cancelled or changed."""
    if exchange:
        await hand_over(turn, "order_change", "utter_human_order_change")
    else:
        offer_cancel(turn, order)


def _not_sent_back(lines: Articles, returns: Sequence[Return]) -> Articles:
    gone = [pieces(one.lines) for one in returns]
    left = [(o, o.quantity - sum(counted.get(o.title, 0) for counted in gone)) for o in lines]
    return tuple(replace(line, quantity=count) for line, count in left if count > 0)


def _tell_return(turn: Turn, known: Return) -> None:
    """All of the order is on its way back already: where that stands."""
    turn.learn(return_number=known.number)
    said = {
        "return_number": known.number,
        "articles": articles.in_words(known.lines, turn.language),
        "declared_at": moment(known.declared_at, turn.language),
        "send_by": day(known.send_by, turn.language),
        "refund_by": day(refund_by(turn, known), turn.language),
    }
    if known.received_on is not None:
        turn.say("utter_return_received", **said)
    elif known.label_url is not None:
        turn.say("utter_return_stands_labelled", label=known.label_url, **said)
    else:
        turn.say("utter_return_stands", **said)
    ask_if_helped(turn)


def _tell_window(turn: Turn, status: Status) -> Standing:
    """Say until when the order can be sent back, with the date where there is one."""
    order, received = status.order, receipt(status.parcels)
    if received.on is None:
        turn.say("utter_return_window_open" if received.pending else "utter_return_window_unknown")
        turn.learn(return_standing=Standing.withdrawal.value)
        return Standing.withdrawal
    window = return_window(received.on, order.country, order.postcode, legal_floor(), turn.policies)
    standing = window.standing(local_day(turn.said_at))
    turn.learn(return_standing=standing.value, return_until=window.last_day.isoformat())
    today = local_day(turn.now)
    turn.say(
        _WINDOWS[standing],
        received_on=day(received.on, turn.language, today),
        last_day=day(window.last_day, turn.language, today),
    )
    return standing


_WINDOWS = {
    Standing.withdrawal: "utter_return_window",
    Standing.return_by_policy: "utter_return_window_policy",
    Standing.too_late: "utter_return_too_late",
}


def _without_exceptions(turn: Turn, order_number: str, meant: Articles) -> Articles | None:
    """What the law lets the customer send back; None once it was asked whether it is opened."""
    exceptions = {str(kind): one for kind, one in legal_floor().withdrawal.exceptions.items()}
    sealed = [o for o in meant if o.kind in exceptions and exceptions[o.kind].once_opened]
    opened = noted(turn, order_number).get("opened")
    if sealed and opened is None:
        turn.say("utter_ask_opened", articles=articles.in_words(sealed, turn.language))
        turn.wait_for("opened")
        turn.ends_as("question")
        return None
    kept = [o for o in meant if o.kind not in exceptions or (o in sealed and not opened)]
    for line in meant:
        if line not in kept:
            turn.say(
                "utter_return_exception",
                articles=line.title,
                why=_EXCLUDED[line.kind][turn.language],
                law=exceptions[line.kind].source,
            )
    note(turn, order_number, pieces={line.title: line.quantity for line in kept})
    return tuple(kept)


@hears("opened")
async def opened_answered(turn: Turn) -> bool:
    """Whether the seal is broken."""
    if turn.intent not in {"affirm", "deny"}:
        return False
    note(turn, str(turn.slot("order_number")), opened=turn.intent == "affirm")
    await go_on(turn)
    return True


def _ask_to_go_on(turn: Turn, order_number: str, kept: Articles, *, exchange: bool) -> None:
    said = articles.in_words(kept, turn.language)
    problem = str(turn.known.get("problem") or "")
    wanted = noted(turn, order_number).get("wanted") or wanted_instead(problem)
    if exchange and wanted:
        note(turn, order_number, wanted=wanted)
    if exchange and not wanted:
        turn.say("utter_ask_exchange_for", articles=said)
        turn.wait_for("exchange_for")
    elif exchange:
        turn.say("utter_ask_exchange", articles=said, wanted=wanted)
        turn.wait_for("return_confirm")
    else:
        free = turn.policies.returns_are_free
        turn.say("utter_ask_return_free" if free else "utter_ask_return_paid", articles=said)
        turn.wait_for("return_confirm")
    turn.ends_as("question")


@hears("exchange_for")
async def exchange_for_answered(turn: Turn) -> bool:
    """The size or colour wanted, in the customer's own words."""
    if turn.intent not in SAYS_WHAT or not turn.text or turn.reading.identifies:
        return False
    note(turn, str(turn.slot("order_number")), wanted=turn.text[:LONGEST_WISH])
    await go_on(turn)
    return True


@hears("return_confirm")
async def return_confirmed(turn: Turn) -> bool:
    """Yes, send it back; or not after all."""
    if says_yes(turn, again="return_item") or says_yes(turn, again="exchange_item"):
        await declare(turn, exchange=turn.slot("pursuing") == EXCHANGE)
    elif turn.intent == "deny":
        leave_as_it_is(turn)
    else:
        return False
    return True
