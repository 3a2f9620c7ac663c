"""A question about the parcel that was just told of, answered on the point and not all over again.

"Et s'ils le renvoient avant ?" is about the pick-up shop, "do I pay you?" about customs: what was
told last says what a sentence means that alone would be taken for a return or a payment.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actions.carriers.diagnosis import Code, Diagnosis, local_day
from actions.parcels.answer import values
from actions.parcels.order_flow import ask_if_helped
from actions.parcels.parcel_flow import asks_for_the_other, names_a_parcel, open_not_received
from actions.parcels.status import parcel_status
from actions.postponed import ASIDES
from actions.pursuits import hears_at_once
from actions.talk.small_talk_flow import come_back
from actions.turn import Turn
from actions.words.pickup import asks_opening, asks_until
from actions.words.spelling import fold

_TOLD = {"helped", "told", "late_offer", "found_after_all"}
"""What is awaited right after a parcel was told of."""

_DECLINED = re.compile(
    r"\b(?:gard\w*|non merci|pas (?:besoin|envie|interesse\w*)|m'en (?:fiche|fous)"
    r"|keep (?:it|your|the)|don'?t (?:want|need|care)|no thanks)\b"
)
"""What is offered for a delay and not wanted: it stands otherwise, whatever is asked first."""

_ON_THE_WAY = {"resend_or_refund", "confirmation"}
"""What is awaited while a parcel is made good: only who claims is asked about then."""

MOST_WORDS = 25
"""Whoever writes more has something else to tell."""


class _Point(NamedTuple):
    codes: frozenset[Code]
    words: re.Pattern[str]
    response: str


_MOVING = frozenset({Code.in_transit_late, Code.in_transit_on_time})
_CLAIMED = frozenset({Code.presumed_lost, Code.in_transit_late, Code.delivered, Code.returning})
_WAITING = frozenset({Code.at_pickup})
_HELD = frozenset({Code.customs_held})
_MISSED = frozenset({Code.attempted})
_COMING = frozenset({Code.out_for_delivery, Code.in_transit_on_time, Code.in_transit_late})
_SOMEBODY = (
    r"(?:(?:mon|ma|mes|un|une|le|la|les|my|a|the) (?:\w+ )?)?(?:colocs?|colocataires?|voisine?s?"
    r"|mari|femme|fils|fille|frere|soeur|mere|pere|maman|papa|amie?|copine?|collegue|gardien\w*"
    r"|concierge|boulang\w*|epici\w*|commerc\w*|accueil|flatmate|roommate|neighbou?rs?|husband"
    r"|wife|son|daughter|mum|mom|dad|friend|colleague|caretaker|porter|bakery|reception|concierge"
    r"|quelqu'un|somebody|someone|anyone)"
)
_AWAY = (
    r"(?:(?:personne|nobody|no ?one)\b|(?:je (?:ne )?(?:suis|serai|sui|sre) (?:pas|absente?)"
    r"|absente?s?|(?:i'?m|i am|we're|we are|i'll be) (?:not|out|away|at work)"
    r"|i miss|not (?:home|in|there))\b)"
)
_POINTS = (
    _Point(
        _CLAIMED,
        re.compile(
            r"\b(?:qui (?:appelle|contacte|reclame|s'en (?:occupe|charge)|fait (?:la )?reclamation)"
            r"|(?:dois|faut)[- ](?:je|il que je) (?:\w+ )?(?:appel\w*|contact\w*|reclam\w*)"
            r"|moi qui (?:dois|appelle|contacte|reclame)"
            r"|a moi d[e'] ?(?:les )?(?:appel\w*|contact\w*|reclam\w*)"
            r"|(?:appel\w*|contact\w*|reclam\w*)\b.*\b(?:vous ou moi|moi ou vous)"
            r"|who (?:calls|contacts|chases|claims|files|rings)"
            r"|do i (?:have|need) to (?:call|contact|chase|claim|ring))\b"
        ),
        "utter_claim_is_ours",
    ),
    _Point(
        _HELD,
        re.compile(
            r"\b(?:re(?:n)?voi\w*|repart\w*|retourn\w*|revien\w*|refus\w*"
            r"|ne (?:fais|paie|paye) (?:rien|pas)"
            r"|do nothing|don'?t pay|goes? back|sen[dt] back|returned)\b"
        ),
        "utter_customs_goes_back",
    ),
    _Point(
        _HELD,
        re.compile(
            r"\b(?:cost\w*|cout\w*|combien|how much|what do they want"
            r"|pa(?:y|id|ying|ie[rsz]?|yer|yez|ye)|frais|taxes?|droits|dut(?:y|ies)|fees?"
            r"|charges?|facteur|postman|courier|rembours\w*|refund\w*|get (?:it|that|them) back"
            r"|money back|recuper\w*|remboursable)\b"
        ),
        "utter_customs_who_is_paid",
    ),
    _Point(
        _WAITING,
        re.compile(
            r"\b(?:re(?:n)?voi\w*|repart\w*|retourn\w*|retour|revien\w*|expire\w*|trop tard"
            r"|jusqu'?a quand|combien de temps|delai"
            r"|sen[dt] (?:it )?back|goes? back|gets? (?:sent|returned)|returned|too late"
            r"|until when|how long|in time)\b"
        ),
        "utter_pickup_until",
    ),
    _Point(
        _WAITING,
        re.compile(
            r"\b(?:faut|besoin|papiers?|pieces?|carte|procuration|exactement|amener|apporter"
            r"|need|bring|papers?|id|passport|authority|exactly"
            r"|a ma place|d'autre|(?:somebody|someone|anyone) else"
            rf"|{_SOMEBODY} (?:\w+ )*(?:all[ez]r?|cherche\w*|prendre|prenne|recuper\w*|retir\w*|va"
            r"|go|collect|fetch|pick|get)\b)\b"
        ),
        "utter_pickup_papers",
    ),
    _Point(
        _MISSED | _COMING,
        re.compile(
            r"\b(?:laisse\w*|depose\w*|confie\w*|remet\w*|donne[rz]?|leave|drop|hand|give)\b"
            rf"(?:(?! moi\b)[^.!?])*\b(?:{_SOMEBODY}|porte|paillasson|boite|hall|door|porch"
            r"|mailbox)\b"
            r"|\b(?:dire|dites|demand\w*|preven\w*|appel\w*|tell|ask|call|text)"
            r" (?:\w+ )?(?:au|le|a la|the)"
            r" (?:livreu\w+|facteur|factrice|driver|courier|postm[ae]n)\b"
        ),
        "utter_driver_out_of_reach",
    ),
    _Point(
        _COMING,
        re.compile(rf"\b(?:si|if|what (?:happens|about))\b[^.!?]*\b{_AWAY}"),
        "utter_if_nobody_home",
    ),
    _Point(
        _MISSED,
        re.compile(
            r"\b(?:repass\w*|represent\w*|revien\w*|reviendr\w*|retent\w*"
            r"|nouve(?:au|lle) (?:passage|livraison|tentative)|cherche[rz]?|recuper\w*|retir\w*"
            r"|rien (?:a|de plus a) f\w*|(?:quoi|qque chose|quelque chose) a faire"
            r"|come (?:back|again)|comes? round|try again|tries again|re-?deliver\w*"
            r"|another (?:go|try|attempt)|second (?:attempt|try|time)|collect|fetch"
            r"|pick (?:it )?up|(?:nothing|anything|something) (?:\w+ ){0,2}to do"
            r"|(?:need|have) to (?:do|go))\b"
        ),
        "utter_missed_next",
    ),
    _Point(
        _MOVING,
        re.compile(
            r"\b(?:quel jour|(?:quelle|nouvelle) date|quand|pour quand|a quelle heure"
            r"|when|what day|which day|what date|new date|what time)\b"
        ),
        "utter_due_again",
    ),
)
_TRIED_AGAIN = re.compile(
    r"\b(?:represent\w*|nouvelle (?:presentation|tentative|livraison)|repasse\w*"
    r"|(?:will be|another) (?:presented|delivery|attempt\w*)|new (?:attempt|delivery)|again)\b"
)
_WHAT_NOW = re.compile(
    r"\b(?:(?:je|on|faut) (?:fais|fait|faire) quoi|que (?:faire|dois[- ]je faire|fait[- ]on)"
    r"|qu'?est[- ]ce (?:que|qu') ?(?:je|on) (?:fais|fait|dois|peux)|et maintenant|la suite"
    r"|que (?:comptez|allez|compte|vas)[- ](?:vous|tu) (?:\w+ )?faire"
    r"|vous (?:faites|comptez faire) quoi"
    r"|what (?:are you going to|will you) do"
    r"|what (?:do|should|can) i do|what now|what next|what happens (?:now|next)|and now)\b"
)


@hears_at_once
async def asked_for_the_other_parcel(turn: Turn) -> bool:
    """Whether, of several, the one still on its way is asked for; then its day is told."""
    may_ask = turn.awaiting in _TOLD | {"received"} and "parcel" not in turn.steering.off
    if not may_ask or turn.reading.identifies or not asks_for_the_other(turn):
        return False
    parcels = (await parcel_status(turn, str(turn.slot("order_number")))).parcels
    coming = [found for found in parcels if found.code in _MOVING and found.due is not None]
    for found in coming:
        turn.say("utter_other_parcel_due", **values(found, turn.language, local_day(turn.now)))
    if not coming:
        return False
    if turn.awaiting == "received":
        come_back(turn)
    else:
        ask_if_helped(turn)
    return True


@hears_at_once
async def answered_on_the_point(turn: Turn) -> bool:
    """Whether the message asks on about the parcel; then it is answered."""
    if not _may_ask_on(turn):
        return False
    words = fold(turn.text)
    if turn.awaiting == "found_after_all" and asks_what_now(turn.text):
        turn.say("utter_nothing_to_do")
        await open_not_received(turn, str(turn.slot("order_number")))
        return True
    told = turn.known.get("parcel_status")
    response = next(
        (p.response for p in _POINTS if told in p.codes and p.words.search(words)), None
    )
    if told in _WAITING and (asks_opening(turn.text) or asks_until(turn.text)):
        response = "utter_pickup_until"
    if response is None or (turn.awaiting in _ON_THE_WAY and response != "utter_claim_is_ours"):
        return False
    parcels = (await parcel_status(turn, str(turn.slot("order_number")))).parcels
    found = next((one for one in parcels if one.code == told), None)
    if found is None or not _can_be_said(found, response):
        return False
    # Of several, the one that was spoken of need not be the gravest.
    turn.learn_of_parcel(found.facts())
    if response == "utter_missed_next" and _is_tried_again(found):
        response = "utter_missed_comes_again"
    said = values(found, turn.language, local_day(turn.now))
    turn.say(response, **said)
    if told in _WAITING and asks_opening(turn.text) and not said["pickup_hours"]:
        turn.say("utter_pickup_hours_unknown", **said)
    offered = turn.awaiting == "late_offer" and not _DECLINED.search(words)
    if offered or turn.awaiting in _ON_THE_WAY:
        come_back(turn)
    else:
        ask_if_helped(turn)
    return True


def asks_what_now(text: str) -> bool:
    """Whether it is asked what happens next, or what we do about it."""
    return bool(_WHAT_NOW.search(fold(text)))


def _is_tried_again(found: Diagnosis) -> bool:
    """Whether the carrier says that it comes once more."""
    label = found.last_event.label if found.last_event else ""
    return bool(_TRIED_AGAIN.search(fold(label)))


def _may_ask_on(turn: Turn) -> bool:
    topic = turn.known.get("topic")
    # What seemed to be missing was told of as the parcel that is still to come.
    of_a_parcel = topic in {None, "missing"}
    about_it = of_a_parcel or (topic in ASIDES and names_a_parcel(turn.text))
    return (
        turn.awaiting in _TOLD | _ON_THE_WAY
        and about_it
        and not turn.reading.identifies
        and 0 < len(turn.text.split()) <= MOST_WORDS
        and "parcel" not in turn.steering.off
    )


def _can_be_said(found: Diagnosis, response: str) -> bool:
    """Whether the answer fits: a locker asks for a code, and a day has to be known."""
    if response == "utter_pickup_papers":
        return found.pickup_point is None or found.pickup_point.kind != "locker"
    if response == "utter_pickup_until":
        return found.last_day is not None and found.pickup_point is not None
    return response != "utter_due_again" or found.due is not None
