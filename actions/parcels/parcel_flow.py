"""Where is my parcel, and what a good human does when it is lost.

The order is found and proven (`identify.py`), the carrier's events are read (`status.py`), each
parcel is explained (`told.py`); what follows depends on the gravest one.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import replace

from actions.carriers.diagnosis import Code, Diagnosis
from actions.flow import Flow, keep_words
from actions.parcels.identify import proven_order
from actions.parcels.next_step import NOT_RECEIVED, next_step
from actions.parcels.order_flow import is_with_customer, tell_if_cancelled
from actions.parcels.status import Status, parcel_status
from actions.parcels.told import explain
from actions.pursuits import PARCEL, go_on, heard, hears_at_once, pursue, pursuit
from actions.steered import steered
from actions.turn import Turn
from actions.words.boxes import only_some_came
from actions.words.remedy import remedy_named
from actions.words.sending_back import asks_if_too_late, changes_mind, was_sent_back
from actions.words.spelling import fold

_CLAIMS = {"parcel_lost", "parcel_not_received", "still_nothing"}
_AS_GOOD_AS_NO = _CLAIMS | {"refund", "resend", "missing_item"}
_NO_NEWS = {"track_parcel", "still_nothing", "second_contact"}
_A_NUMBER_OR_NOTHING = {"inform", "track_parcel"}
_NOT_MINE = re.compile(
    r"\b(?:jamais|aucune?|rien (?:recu|eu|du tout)|pas (?:recu|eu|moi|ma signature|la mienne)"
    r"|connais (?:pas|personne)|personne|never|nothing|nobody|no ?one|not me|not mine"
    r"|not my signature|don'?t know|didn'?t (?:get|receive|sign))\b"
)

_OTHER_PARCEL = re.compile(
    r"\b(?:l'autre|deuxieme|second|2e|2eme|the other|number two|the rest|le reste)\b"
)
_OF_A_PARCEL = re.compile(
    r"\b(?:colis?\b|paquet|livr|recu|recois|arriv|suivi|point relais|facteur|parcel|package"
    r"|deliver|receiv|track|come|came|postm)"
)


class ActionParcel(Flow):
    """Where is it, late, lost, not received, still nothing, at the pick-up point."""

    def name(self) -> str:
        return "action_parcel"

    async def answer(self, turn: Turn) -> None:
        if _asks_of_a_late_return(turn):
            pursue(turn, "return")
            await go_on(turn)
        elif turn.intent == "inform":
            if not await heard(turn):
                await go_on(turn)
        elif turn.intent in {"track_parcel", "still_nothing"} and changes_mind(turn.text):
            # Where it is matters less to who no longer wants it.
            pursue(turn, "cancel")
            await go_on(turn)
        elif turn.intent in _NO_NEWS and was_sent_back(turn.text):
            # "I sent it back, no news since": the news is of the money.
            pursue(turn, "refund")
            await go_on(turn)
        elif _is_about_another_request(turn):
            await go_on(turn)
        else:
            pursue(turn, PARCEL)
            await answer_parcel(turn)


def _asks_of_a_late_return(turn: Turn) -> bool:
    """Whether an order is given or asked for of which it was asked if it can still go back."""
    nothing_else = turn.slot("pursuing") in {None, PARCEL} and turn.intent in _A_NUMBER_OR_NOTHING
    not_told = turn.slot("told_parcels") is None
    said = f"{turn.known.get('problem') or ''}\n{turn.text}"
    return nothing_else and not_told and asks_if_too_late(said)


def _is_about_another_request(turn: Turn) -> bool:
    """Whether words that name no parcel ("donc c'est perdu ?") belong to the request under way."""
    asked = turn.awaiting in {"order", "proof"} and turn.slot("pursuing") not in {None, PARCEL}
    return asked and bool(turn.text) and not names_a_parcel(turn.text)


def names_a_parcel(text: str) -> bool:
    """Whether a parcel or its coming is spoken of."""
    return bool(_OF_A_PARCEL.search(fold(text)))


class GivesWay(Flow):
    """A flow that lets another go on where the message brings what that one asked for.

    "Merci, c'est le 20417" is an answer first, whatever it was classified as.
    """

    async def answer(self, turn: Turn) -> None:
        if turn.brings_what_was_asked:
            await go_on(turn)
        elif not await heard(turn):
            await self.reply(turn)

    @abstractmethod
    async def reply(self, turn: Turn) -> None:
        """Answer the message for what it was taken for."""


@pursuit(PARCEL, flow="parcel")
async def answer_parcel(turn: Turn) -> None:
    """Ask for what is missing, or tell what has become of the order's parcels."""
    if turn.intent in _CLAIMS or any(part.intent in _CLAIMS for part in turn.also):
        turn.remember(claim=NOT_RECEIVED)
    if turn.intent == "second_contact" or (
        turn.intent == "still_nothing" and turn.slot("is_returning")
    ):
        turn.remember(contacted_before=True)
    order_number = await proven_order(turn)
    if order_number is not None:
        await tell(turn, order_number)


@steered("parcel")
async def tell(turn: Turn, order_number: str) -> None:
    """Explain each parcel, then offer or do what comes next."""
    status = await parcel_status(turn, order_number)
    if tell_if_cancelled(turn, status):
        return
    if is_with_customer(status) and await _was_sent_back(turn, order_number):
        # Nobody asks where that parcel is any more, but where the money is.
        pursue(turn, "refund")
        await go_on(turn)
        return
    explain(turn, status)
    if half_arrived(turn, status):
        # What has come is not claimed: the rest of the order decides what follows.
        turn.remember(claim=None)
        status = replace(status, parcels=_to_come(status))
        turn.learn_of_parcel(status.gravest.facts())
    await next_step(turn, status)


def half_arrived(turn: Turn, status: Status) -> bool:
    """Whether only some of the parcels are said to have come, and that is so."""
    said = str(turn.known.get("problem") or "") + "\n" + turn.text
    return only_some_came(said) and 0 < len(_to_come(status)) < len(status.parcels)


def _to_come(status: Status) -> list[Diagnosis]:
    return [found for found in status.parcels if found.code is not Code.delivered]


@hears_at_once
async def hear_that_it_is_not_there(turn: Turn) -> bool:
    """ "Do you have it?" is answered in many words: "who is Perrin?", "refund me then"."""
    says_yes = turn.intent in {"affirm", "thanks", "praise"}
    if turn.awaiting != "received" or says_yes or turn.reading.identifies:
        return False
    denies = bool(_NOT_MINE.search(fold(turn.text))) and not asks_for_the_other(turn)
    if turn.intent not in _AS_GOOD_AS_NO and not denies:
        return False
    if not denies and _speaks_of_a_fault(turn):
        # "Replace it, it comes apart": whoever says so has it.
        pursue(turn, "damage")
        await go_on(turn)
        return True
    keep_words(turn)
    await open_not_received(turn, str(turn.slot("order_number")))
    return True


def asks_for_the_other(turn: Turn) -> bool:
    """Whether it is the parcel still on its way that is asked for: "when is the second due?"."""
    told: list[str] = turn.slot("told_parcels") or []
    return len(told) > 1 and "?" in turn.text and bool(_OTHER_PARCEL.search(fold(turn.text)))


def _speaks_of_a_fault(turn: Turn) -> bool:
    """Whether a repair or a replacement is wanted of who spoke of an article before."""
    of_an_article = turn.known.get("topic") in {"return", "exchange", "guarantee", "damaged"}
    return of_an_article and remedy_named(turn.text) in {"repair", "replacement"}


async def _was_sent_back(turn: Turn, order_number: str) -> bool:
    """Whether the shop has something of the order in hand again, or it is said to be on its way."""
    returns = await turn.within_time(turn.shop.aftersales.returns_of(turn.brand, order_number))
    posted = was_sent_back(str(turn.known.get("problem") or ""))
    return any(posted or one.received_on is not None for one in returns)


@steered("parcel")
async def open_not_received(turn: Turn, order_number: str) -> None:
    """The parcel told of as delivered is not there: the case, without explaining all again."""
    turn.remember(claim=NOT_RECEIVED)
    status = await parcel_status(turn, order_number)
    await next_step(turn, status)
