"""Which order is it, and is it the customer's: asked for, corrected, proven.

Proof is no slot: what the customer says is compared by the record each time, and the answer never
tells which half was wrong, nor whether such an order exists (docs: Proof).
"""

from __future__ import annotations

from typing import NamedTuple

from actions.carriers.numbers import Check, recognise
from actions.record import Proof
from actions.turn import Turn

MOST_REFUSALS = 3
"""Wrong pairs in one stint before a human takes over."""


async def proven_order(turn: Turn) -> str | None:
    """The order that the dialogue is about, proven; None once the missing part was asked for."""
    reading = turn.reading
    if reading.misshapen_order:
        _ask(turn, "utter_order_number_shape", "order", number=reading.misshapen_order)
        return None
    if reading.tracking_number and _has_a_slip(reading.tracking_number):
        _ask(turn, "utter_tracking_number_slip", "order", number=reading.tracking_number)
        return None
    before, given = turn.slot("order_number"), _said_before(turn)
    order_number = await _order_meant(turn)
    _keep(turn, order_number)
    if order_number is None:
        _ask_for_order(turn)
        return None
    if order_number in await turn.within_time(turn.clients.record.proven(turn.conversation)):
        return order_number
    corrected = order_number != before
    if not (reading.proves or (corrected and _said_before(turn))):
        _ask_for_proof(turn)
        return None
    return await _attempt(turn, order_number, given)


async def known_order(turn: Turn) -> str | None:
    """The same without asking anything: what is proven, or proven by this very message."""
    order_number = await _order_meant(turn)
    _keep(turn, order_number)
    if order_number is None:
        return None
    if order_number in await turn.within_time(turn.clients.record.proven(turn.conversation)):
        return order_number
    if turn.reading.proves and (await _proof(turn, order_number)).granted:
        return order_number
    return None


async def _order_meant(turn: Turn) -> str | None:
    """The order that the message names, itself or by its parcel; else the one talked about.

    A parcel named earlier counts only while no order is known: the dialogue may have moved on.
    """
    reading, before = turn.reading, turn.slot("order_number")
    if reading.order_number or (before and not reading.tracking_number):
        return await _order_or_parcel(turn, reading.order_number or str(before))
    typed = reading.tracking_number or turn.slot("tracking_number")
    number = recognise(typed) if typed else None
    return before if number is None else await _order_of_parcel(turn, number.value)


async def _order_of_parcel(turn: Turn, number: str) -> str | None:
    """The parcel's order, once it may be opened; whether there is such a parcel is never told."""
    turn.remember(tracking_number=number)
    said = _has_said_proof(turn)
    proven = await turn.within_time(turn.clients.record.proven(turn.conversation))
    if not (said or proven):
        return None
    parcel = await turn.within_time(turn.shop.orders.parcel(turn.brand, number))
    if parcel is None or not (said or parcel.order_number in proven):
        return None
    return parcel.order_number


async def _order_or_parcel(turn: Turn, number: str) -> str:
    """An order's number; where it is as long as a parcel's and no order's, its parcel's order.

    Nothing is looked up, and so nothing given away, for who has said nothing yet that proves.
    """
    if recognise(number) is None or not _has_said_proof(turn):
        return number
    orders = turn.shop.orders
    if await turn.within_time(orders.order(turn.brand, number)) is not None:
        return number
    parcel = await turn.within_time(orders.parcel(turn.brand, number))
    return number if parcel is None else parcel.order_number


def _has_said_proof(turn: Turn) -> bool:
    return turn.reading.proves or _said_before(turn) is not None


def _has_a_slip(typed: str) -> bool:
    number = recognise(typed)
    return number is not None and number.check is Check.bad


def _keep(turn: Turn, order_number: str | None) -> None:
    """Note what the message says; nothing known of one order stands for another."""
    reading, typed = turn.reading, turn.reading.tracking_number
    turn.talk_about(order_number)
    if order_number is not None and turn.slot("tracking_number"):
        turn.remember(tracking_number=None)
    number = recognise(typed) if typed else None
    if number is not None:
        turn.learn(tracking_number=number.value)
    if reading.postcode:
        turn.remember(given_postcode=reading.postcode)
    if reading.email:
        turn.remember(given_email=reading.email)


class Given(NamedTuple):
    """What was said before this message that may prove an order."""

    postcode: str | None
    email: str | None


def _said_before(turn: Turn) -> Given | None:
    given = Given(turn.slot("given_postcode"), turn.slot("given_email"))
    return given if any(given) else None


async def _attempt(turn: Turn, order_number: str, given: Given | None) -> str | None:
    proof = await _proof(turn, order_number)
    corrected = turn.reading.maybe_order
    if corrected and given and not (proof.granted or proof.limited):
        proof = await _prove(turn, corrected, given)
        if proof.granted:
            turn.talk_about(corrected)
            turn.remember(given_postcode=given.postcode)
            return corrected
    if not proof.granted and not proof.limited and turn.reading.swappable:
        swapped = turn.reading.postcode
        if swapped is not None and (await _proof(turn, swapped, postcode=order_number)).granted:
            turn.talk_about(swapped)
            turn.remember(given_postcode=order_number)
            return swapped
    if proof.granted:
        return order_number
    tried_again = turn.awaiting == "proof" and turn.slot("refused_proofs")
    if not (turn.reading.proves or proof.limited or tried_again):
        # What was said of another order does not fit this one: no mistake of the customer's.
        _ask(turn, "utter_ask_proof", "proof")
        return None
    refused = int(turn.slot("refused_proofs") or 0) + 1
    turn.remember(refused_proofs=refused)
    if proof.limited or refused >= MOST_REFUSALS:
        turn.say("utter_proof_failed")
        turn.ends_as("failure")
        turn.escalate("proof_failed")
    else:
        _ask(turn, "utter_proof_refused", "proof")
    return None


async def _proof(turn: Turn, order_number: str, *, postcode: str | None = None) -> Proof:
    reading = turn.reading
    fresh = Given(postcode or reading.postcode, reading.email)
    return await _prove(turn, order_number, fresh if any(fresh) else _said_before(turn))


async def _prove(turn: Turn, order_number: str, said: Given | None) -> Proof:
    postcode, email = said or Given(None, None)
    proof = await turn.within_time(
        turn.clients.record.prove(turn.conversation, order_number, postcode=postcode, email=email)
    )
    if proof.granted:
        turn.did(PROVEN[turn.language])
    return proof


PROVEN = {"fr": "Commande vérifiée avec le client", "en": "Order verified with the customer"}


def _ask_for_order(turn: Turn) -> None:
    if turn.awaiting == "order" and not turn.reading.proves and not turn.reading.tracking_number:
        insist(turn)
    elif turn.reading.proves:
        _ask(turn, "utter_ask_order_number", "order")
    else:
        _ask(turn, "utter_ask_order", "order")


def _ask_for_proof(turn: Turn) -> None:
    if turn.awaiting == "proof" and not turn.reading.identifies:
        insist(turn)
    else:
        _ask(turn, "utter_ask_proof", "proof")


def insist(turn: Turn) -> None:
    """What was asked for did not come: once with help, then a human."""
    failures = int(turn.slot("failures") or 0) + 1
    turn.remember(failures=failures)
    turn.ends_as("failure")
    if failures > 1:
        turn.say("utter_human_no_number")
        turn.escalate("not_understood")
    else:
        turn.say("utter_explain_number")
        turn.wait_for(turn.awaiting or "order")


def _ask(turn: Turn, response: str, awaited: str, **values: str) -> None:
    turn.say(response, **values)
    turn.wait_for(awaited)
    turn.ends_as("question")
