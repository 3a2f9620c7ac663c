"""The legal guarantee: two years from delivery, repair or replacement as the customer chooses."""

from __future__ import annotations

from actions.brands.windows import guaranteed_until, repair_until
from actions.carriers.diagnosis import local_day
from actions.first_words import FAULT, said_at
from actions.hand_over import hand_over
from actions.parcels.order_flow import OrderFlow, ask_if_helped, order_status
from actions.parcels.receipt import receipt
from actions.promises import CHECK_DAYS, office_day, open_case, tell_case
from actions.pursuits import hears, pursuit
from actions.request import forget, note, noted
from actions.returns import articles
from actions.returns.article_choice import which_articles
from actions.turn import Turn
from actions.wording import day
from actions.words.remedy import Remedy, remedy_named, remedy_wanted

GUARANTEE = "guarantee"

_CASES = {
    "repair": "utter_case_guarantee_repair",
    "replacement": "utter_case_guarantee_replacement",
}


class ActionGuarantee(OrderFlow):
    """It broke later; is it still guaranteed, can it be repaired."""

    pursues = GUARANTEE

    def name(self) -> str:
        return "action_guarantee"


@pursuit(GUARANTEE, flow="guarantee")
async def answer_guarantee(turn: Turn) -> None:
    """Tell until when the article is guaranteed, and ask what the customer chooses."""
    turn.learn(topic="guarantee")
    chosen = remedy_wanted(turn.text)
    if chosen in _CASES:
        note(turn, turn.reading.order_number or turn.slot("order_number"), remedy=chosen)
    if turn.slot("order_number") is None and not turn.reading.identifies:
        # The rule first: perhaps it was all that was asked for.
        turn.say("utter_guarantee_rule")
    status = await order_status(turn)
    if status is None:
        return
    meant = await which_articles(turn, status.order.number, status.order.lines)
    if meant is None:
        return
    received = receipt(status.parcels, status.order.lines)
    if received.on is None:
        await hand_over(turn, "shop_action", "utter_human_guarantee", team="quality")
        return
    until, today = guaranteed_until(received.on, turn.policies), local_day(turn.now)
    turn.learn(guaranteed_until=until.isoformat())
    said = {
        "articles": articles.in_words(meant, turn.language),
        "received_on": day(received.on, turn.language, today),
        "until": day(until, turn.language, today),
    }
    if local_day(said_at(turn, FAULT)) > until:
        turn.say("utter_guarantee_over", **said)
        ask_if_helped(turn)
        return
    turn.say("utter_guaranteed", **said)
    chosen = noted(turn, status.order.number).get("remedy")
    if chosen in _CASES:
        await _open(turn, chosen)
        return
    turn.say("utter_ask_guarantee_remedy")
    turn.wait_for("guarantee_remedy")
    turn.ends_as("question")


@hears("guarantee_remedy", flow="guarantee")
async def guarantee_remedy_answered(turn: Turn) -> bool:
    """Repaired or replaced: a case of the quality team, within the days that the law gives."""
    remedy = _remedy(turn)
    if remedy is None:
        return False
    await _open(turn, remedy)
    return True


async def _open(turn: Turn, remedy: Remedy) -> None:
    order_number = str(turn.slot("order_number"))
    said = str(turn.known.get("articles") or "")
    case = await open_case(
        turn,
        GUARANTEE,
        office_day(local_day(turn.now), CHECK_DAYS),
        order_number=order_number,
        team="quality",
        summary={"articles": said, "remedy": remedy, "photo": "asked"},
    )
    turn.learn(remedy=remedy)
    repair_by = day(repair_until(local_day(said_at(turn, FAULT)), turn.policies), turn.language)
    mail = turn.storefront.contact.email
    forget(turn)
    if not await tell_case(turn, case, _CASES[remedy], repair_by=repair_by, mail=mail):
        return
    turn.wait_for("helped")
    turn.ends_as("answer")


def _remedy(turn: Turn) -> Remedy | None:
    """The remedy that an answer chooses, of the two that the law has for it."""
    if turn.intent in {"resend", "exchange_item"}:
        return "replacement"
    named = remedy_named(turn.text)
    if named is None and turn.intent == GUARANTEE:
        return "repair"
    return named if named in _CASES else None
