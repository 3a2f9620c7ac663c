"""Sending again or refunding what was lost, damaged, wrong or missing: done, then said."""

from __future__ import annotations

from typing import Any

from actions.brands.windows import refund_until
from actions.carriers.diagnosis import local_day
from actions.orders.change import effect, once
from actions.returns import articles
from actions.returns.articles import Articles
from actions.shop.aftersales import lines_with
from actions.shop.client import ShopUnavailable
from actions.turn import Turn
from actions.wording import day, money

_RESENT = {"fr": "Nouvel envoi {number} : {articles}", "en": "Resend {number}: {articles}"}
_REFUNDED = {
    "fr": "Remboursement {number} de {amount} : {articles}",
    "en": "Refund {number} of {amount}: {articles}",
}


_CLAIM_REMAINS = {
    "fr": "Dossier {number} : le client est servi, reste la réclamation au transporteur",
    "en": "Case {number}: the customer is served, the claim with the carrier remains",
}


@effect("resend")
async def resend(turn: Turn, wanted: dict[str, Any]) -> None:
    """Have it sent again, and confirm with the number."""
    lines = await _lines(turn, wanted)
    sent = await turn.within_time(
        turn.shop.aftersales.resend(
            turn.brand,
            str(wanted["order_number"]),
            lines,
            reason=wanted["reason"],
            once=once(turn, "resend"),
        )
    )
    said = articles.in_words(sent.lines, turn.language)
    turn.learn(resend_number=sent.number, articles=said, remedy="resend")
    turn.did(_RESENT[turn.language].format(number=sent.number, articles=said))
    _tell_of_the_claim(turn, wanted)
    turn.say("utter_resent", resend_number=sent.number, articles=said)
    turn.ends_as("done")


@effect("refund")
async def refund(turn: Turn, wanted: dict[str, Any]) -> None:
    """Send the money back, and confirm with amount, number and date."""
    lines = await _lines(turn, wanted)
    sent = await turn.within_time(
        turn.shop.aftersales.refund(
            turn.brand,
            str(wanted["order_number"]),
            lines,
            reason=wanted["reason"],
            due_on=refund_until(local_day(turn.now), turn.policies),
            once=once(turn, "refund"),
        )
    )
    amount = money(sent.amount, sent.currency, turn.language)
    said = articles.in_words(sent.lines, turn.language)
    turn.learn(
        refund_number=sent.number,
        refund_amount=amount,
        refund_due=sent.due_on.isoformat(),
        articles=said,
        remedy="refund",
    )
    turn.did(_REFUNDED[turn.language].format(number=sent.number, amount=amount, articles=said))
    _tell_of_the_claim(turn, wanted)
    turn.say(
        "utter_refunded",
        refund_number=sent.number,
        amount=amount,
        articles=said,
        refund_by=day(sent.due_on, turn.language),
    )
    turn.ends_as("done")


def _tell_of_the_claim(turn: Turn, wanted: dict[str, Any]) -> None:
    """What the case of a lost parcel is still there for, once its customer is served."""
    number = turn.known.get("case_number")
    if wanted["reason"] == "lost" and number is not None:
        turn.did(_CLAIM_REMAINS[turn.language].format(number=number))


async def _lines(turn: Turn, wanted: dict[str, Any]) -> Articles:
    """The lines of the order with as many pieces as were asked for."""
    number = str(wanted["order_number"])
    order = await turn.within_time(turn.shop.orders.order(turn.brand, number))
    if order is None:
        raise ShopUnavailable("A proven order is no longer in the shop.")
    return lines_with(order.lines, wanted["pieces"])
