"""Invoices, and payments that were refused or taken twice."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.carriers.diagnosis import local_day
from actions.flow import Flow
from actions.hand_over import hand_over
from actions.parcels.identify import proven_order
from actions.pursuits import heard, pursue, pursuit
from actions.shop.order import Order
from actions.talk.aside import settle
from actions.turn import Turn
from actions.withheld import goes_on_without
from actions.wording import day
from actions.words.invoice import needs_a_human
from actions.words.spelling import fold

_TWICE = re.compile(
    r"deux fois|2 fois?\b|2x\b|doubl|deja (?:ete )?(?:paye|debite)|twice|two times|double|2 times"
    r"|(?:deux|2|two) (?:\w+ )?(?:lignes?|debits?|operations?|paiements?|prelevements?"
    r"|lines?|charges?|payments?)\b|identi(?:que|cal)|m(?:eme?|m) (?:montant|somme)"
    r"|same (?:amount|sum|price)"
    # Two lines of a bank's statement with one amount.
    r"|(?P<amount>\d+[.,]\d\d)\b(?=.*\b(?P=amount)\b)"
)
_PAID = re.compile(
    r"pas (?:de |recu (?:de |la )?|eu (?:de )?)?confirmation|rien recu|no confirmation|"
    r"(?:j'?ai|deja) (?:ete )?(?:paye|debite)|i(?:'ve)? paid|was charged|money (?:was )?taken"
)
_MEANS = re.compile(
    r"moyens? de paiement|paypal|apple pay|en (?:plusieurs|[234]|trois|quatre|deux) fois|[234]x\b|"
    r"virement|cheque|acceptez|prenez|payment methods?|ways? to pay|instal?ments?|"
    r"do you (?:take|accept)"
)
_INSTALMENTS = re.compile(
    r"\ben (?:plusieurs|\d{1,2}|deux|trois|quatre|dix) ?(?:fois|x)\b|\b\d{1,2} ?x sans frais"
    r"|\b(?:payer|regler) (?:\d{1,2} ?x\b|\d{1,2} fois|deux fois)|\bpaiement \d{1,2} ?x\b"
    r"|\binstal?ments?\b|\bin (?:\d{1,2}|two|three|four|several) (?:payments|parts|goes|times)\b"
)
"""Paying bit by bit; "en deux fois" is no "twice"."""
_TAKEN = re.compile(
    r"debit|prelev|encaiss|factur|(?:j'?ai|deja|ete|avez|aurais) (?:ete )?(?:paye|regle)|\bpaid\b"
    r"|charged|taken|billed|deduct|compte|releve|banque|statement|\bbank\b"
)
_REFUSED = re.compile(
    r"refus|rejet|echou|\bechec|bloqu"
    r"|(?:marche|passe|fonctionne|veut|peux|peut|possible|arrive) (?:pas|plus)"
    r"|declin|fail|reject|won'?t|not work|n'?t work|error|erreur"
)

TWO_OF_ONE = timedelta(days=1)
"""Orders of the same total within this time may be the same purchase, placed twice."""

_COMPARED = {
    "fr": "Commandes du même montant à un jour près : {numbers}",
    "en": "Orders of the same total within a day: {numbers}",
}
_ALONE = {"fr": "aucune autre", "en": "no other"}


class ActionInvoice(Flow):
    """An invoice: a link to it, once the order is proven."""

    def name(self) -> str:
        return "action_invoice"

    async def answer(self, turn: Turn) -> None:
        turn.learn(topic="invoice")
        if needs_a_human(turn.text):
            await hand_over(turn, "shop_action", "utter_human_invoice")
            return
        pursue(turn, "invoice")
        await give_invoice(turn)


@pursuit("invoice", flow="invoice")
async def give_invoice(turn: Turn) -> None:
    """A link to the proven order's invoice; a human where the shop makes none."""
    order_number = await proven_order(turn)
    if order_number is None:
        return
    record = turn.clients.record
    invoice = await turn.within_time(record.invoice(turn.conversation, order_number))
    if invoice is None:
        await hand_over(turn, "shop_action", "utter_human_invoice")
        return
    turn.wait_for(None)
    until = day(local_day(invoice.until), turn.language)
    turn.say("utter_invoice", order_number=order_number, link=invoice.url, until=until)
    turn.did(_GIVEN[turn.language].format(number=order_number))
    settle(turn)


_GIVEN = {
    "fr": "Lien vers la facture de la commande {number} donné",
    "en": "Link to the invoice of order {number} given",
}


class ActionPaymentProblem(Flow):
    """Refused: what to try. Taken twice, or paid and nothing: a human with the orders' facts."""

    def name(self) -> str:
        return "action_payment_problem"

    async def answer(self, turn: Turn) -> None:
        if await heard(turn):
            return
        turn.learn(topic="payment_problem")
        plain = fold(turn.text)
        in_parts = _INSTALMENTS.search(plain) and not _TAKEN.search(plain)
        if in_parts and not _REFUSED.search(plain):
            _tell_means(turn)
        elif not in_parts and (_TWICE.search(plain) or _PAID.search(plain)):
            pursue(turn, "payment")
            await compare_payments(turn)
        elif not in_parts and _MEANS.search(plain):
            _tell_means(turn)
        else:
            turn.say("utter_payment_refused")
            _tell_means(turn)


@goes_on_without(
    "payment",
    *("deny", "nlu_fallback", "not_helped", "no_number", "payment_problem", "fake_sms", "affirm"),
    *("account", "data_request", "refund"),
)
async def pass_payment_on(turn: Turn) -> None:
    """A payment is a human's to look at, so nobody is held up who does not give the order."""
    await hand_over(turn, "shop_action", "utter_human_payment")


@pursuit("payment", flow="payment")
async def compare_payments(turn: Turn) -> None:
    """Look for a second order like the proven one, and give both to a human."""
    order_number = await proven_order(turn)
    if order_number is None:
        return
    orders = turn.shop.orders
    order = await turn.within_time(orders.order(turn.brand, order_number))
    if order is not None:
        theirs = await turn.within_time(orders.orders_of(turn.brand, order.customer.email))
        _compare(turn, [one for one in theirs if _is_alike(one, order)])
    await hand_over(turn, "shop_action", "utter_human_payment")


def _is_alike(one: Order, order: Order) -> bool:
    near = abs(one.placed_at - order.placed_at) <= TWO_OF_ONE
    return one.number != order.number and one.total == order.total and near


def _compare(turn: Turn, alike: list[Order]) -> None:
    numbers = ", ".join(one.number for one in alike) or _ALONE[turn.language]
    turn.did(_COMPARED[turn.language].format(numbers=numbers))


def _tell_means(turn: Turn) -> None:
    means = turn.policies.payment_means.get(turn.language)
    if means:
        turn.say("utter_payment_means", means=means)
    settle(turn)
