"""A return is declared: noted in the shop, acknowledged by mail at once, and given its label."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from actions.brands.legal_floor import legal_floor
from actions.brands.windows import Standing, refund_until, send_back_until
from actions.carriers.calendar import PARIS
from actions.carriers.diagnosis import local_day
from actions.first_words import RETURN, said_at
from actions.hand_over import hand_over
from actions.orders.change import change_if, effect, once, permission, refuse
from actions.parcels.order_flow import order_status
from actions.parcels.receipt import Receipt, receipt
from actions.promises import CHECK_DAYS, office_day, open_case, tell_case
from actions.record import Case, Mailed
from actions.request import forget, noted
from actions.returns import articles, letters
from actions.returns.article_choice import which_articles
from actions.returns.articles import Articles
from actions.shop.aftersales import ChangeRefused, Purpose, Return
from actions.turn import Turn
from actions.wording import day, moment

_DECLARED = {
    "fr": "Retour {number} enregistré : {articles}",
    "en": "Return {number} noted: {articles}",
}
_ACKNOWLEDGED = {
    "fr": "Demande de retour du {declared_at} accusée par e-mail : {articles}",
    "en": "Return request of {declared_at} acknowledged by mail: {articles}",
}
_LABELLED = {"fr": "Étiquette du retour {number} donnée", "en": "Label of return {number} given"}


async def declare(turn: Turn, *, exchange: bool) -> None:
    """Note the request in the shop, acknowledge it by mail at once, and go on to the label."""
    status = await order_status(turn)
    if status is None:
        return
    order = status.order
    meant = await which_articles(turn, order.number, order.lines)
    if meant is None:
        return
    # Nothing can be withdrawn from before it is ordered.
    asked_at = max(said_at(turn, RETURN), order.placed_at)
    wanted = str(noted(turn, order.number).get("wanted") or "")
    try:
        declared = await turn.within_time(
            turn.shop.aftersales.declare_return(
                turn.brand,
                order.number,
                meant,
                purpose=_purpose(turn, exchange=exchange),
                declared_at=asked_at,
                send_by=send_back_until(local_day(turn.now), legal_floor()),
                wanted=wanted,
                once=once(turn, "return"),
            )
        )
    except ChangeRefused as refused:
        # What was said, and when, counts all the same.
        turn.learn(declared_at=_minute(asked_at), wanted=wanted or None)
        await _taken_down(turn, order.number, meant, refused, asked_at)
        return
    said = in_words(turn, declared)
    _keep(turn, declared, said)
    case = await _reserve(turn, declared) if exchange else None
    acknowledged = letters.send(turn, "return_acknowledged", order.number, **said)
    if receipt(status.parcels, order.lines) == Receipt(None, pending=False):
        mailed, may = await acknowledged, None
    else:
        # Two mails in one turn: together they take no longer than the slower one.
        mailed, may = await asyncio.gather(acknowledged, permission(turn, order.number))
    _tell(turn, mailed, said)
    if case is not None and not await tell_case(
        turn, case, "utter_case_exchange", wanted=declared.wanted
    ):
        return
    if may is None:
        forget(turn)
        await hand_over(turn, "carrier_unavailable", "utter_human_return_date")
    else:
        await change_if(turn, may, "label", order.number, return_number=declared.number)


async def withdraw_unsent(turn: Turn, order_number: str) -> None:
    """Acknowledge a withdrawal from what has not left at once, and go on to cancel the order.

    The withdrawal counts whether it is confirmed from the mailbox or not: a case sees to it.
    """
    asked_at = said_at(turn, RETURN)
    declared_at = moment(asked_at, turn.language)
    turn.learn(declared_at=_minute(asked_at))
    case = await open_case(
        turn,
        "withdrawal",
        office_day(local_day(turn.now), 1),
        order_number=order_number,
        summary={"declared_at": _minute(asked_at)},
    )
    said = {"declared_at": declared_at, "case_number": case.number}
    acknowledged = letters.send(turn, "withdrawal_acknowledged", order_number, **said)
    mailed, may = await asyncio.gather(acknowledged, permission(turn, order_number))
    sent = mailed.state == "sent"
    words = "utter_withdrawal_noted" if sent else "utter_withdrawal_noted_unmailed"
    sent_to = mailed.sent_to or ""
    if await tell_case(turn, case, words, declared_at=declared_at, sent_to=sent_to):
        await change_if(turn, may, "cancel", order_number)


def _purpose(turn: Turn, *, exchange: bool) -> Purpose:
    if exchange:
        return "exchange"
    by_policy = turn.known.get("return_standing") == Standing.return_by_policy.value
    return "return" if by_policy else "withdrawal"


def in_words(turn: Turn, known: Return) -> dict[str, str]:
    """What letters and answers say of a return."""
    return {
        "return_number": known.number,
        "articles": articles.in_words(known.lines, turn.language),
        "declared_at": moment(known.declared_at, turn.language),
        "send_by": day(known.send_by, turn.language),
        "refund_by": _refund_by(turn, known.declared_at),
    }


def _refund_by(turn: Turn, declared_at: datetime) -> str:
    """The last day on which a return's refund leaves."""
    return day(refund_until(local_day(declared_at), turn.policies), turn.language)


def _keep(turn: Turn, declared: Return, said: dict[str, str]) -> None:
    """The return among the facts, and for the summary that a CM reads."""
    turn.learn(
        return_number=declared.number,
        declared_at=_minute(declared.declared_at),
        send_by=declared.send_by.isoformat(),
        wanted=declared.wanted or None,
    )
    turn.did(_DECLARED[turn.language].format(number=declared.number, articles=said["articles"]))


async def _taken_down(
    turn: Turn, order_number: str, meant: Articles, refused: ChangeRefused, asked_at: datetime
) -> None:
    """A human's to declare; acknowledged all the same where the shop only keeps no returns."""
    if refused.why != "unsupported":
        await refuse(turn, refused)
        return
    said = {
        "articles": articles.in_words(meant, turn.language),
        "declared_at": moment(asked_at, turn.language),
    }
    due = _refund_by(turn, asked_at)
    mailed = await letters.send(turn, "return_taken_down", order_number, refund_by=due, **said)
    if mailed.state != "sent":
        await refuse(turn, refused)
        return
    turn.learn(change_refused=refused.why)
    turn.did(_ACKNOWLEDGED[turn.language].format(**said))
    turn.say("utter_return_taken_down", sent_to=mailed.sent_to, **said)
    await hand_over(turn, "shop_action", "utter_human_return")


def _tell(turn: Turn, mailed: Mailed, said: dict[str, str]) -> None:
    if mailed.state == "sent":
        turn.say("utter_return_declared", sent_to=mailed.sent_to, **said)
    else:
        turn.say("utter_return_declared_unmailed", **said)


async def _reserve(turn: Turn, declared: Return) -> Case:
    """What is wanted instead is set aside by a colleague: a case."""
    return await open_case(
        turn,
        "exchange",
        office_day(local_day(turn.now), CHECK_DAYS),
        order_number=declared.order_number,
        summary={"return_number": declared.number, "wanted": declared.wanted},
    )


def _minute(moment_said: datetime) -> str:
    return moment_said.astimezone(PARIS).isoformat(timespec="minutes")


@effect("label")
async def give_label(turn: Turn, wanted: dict[str, Any]) -> None:
    """The label of a return that was declared before."""
    number = str(wanted["return_number"])
    labelled = await turn.within_time(turn.shop.aftersales.make_label(turn.brand, number))
    turn.did(_LABELLED[turn.language].format(number=number))
    turn.say(
        "utter_return_label",
        return_number=labelled.number,
        label=labelled.label_url,
        send_by=day(labelled.send_by, turn.language),
    )
    turn.ends_as("done")
