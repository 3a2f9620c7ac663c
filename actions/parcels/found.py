"""A parcel that had its case and is there after all: the case is told to be over.

The record closes no case by itself: a CM does, who reads here why.
"""

from __future__ import annotations

from actions.pursuits import hears_at_once
from actions.request import forget
from actions.turn import Turn
from actions.words.turned_up import turned_up

_MISSED = frozenset({"found_after_all", "resend_or_refund"})
"""What is awaited once a case was opened for a parcel that is not there."""

_OF_AN_ARTICLE = frozenset({"damaged_item", "wrong_item", "missing_item", "guarantee"})

_OVER = {
    "fr": "Colis retrouvé d'après le client : dossier {number} à clore",
    "en": "Parcel found, the customer says: case {number} to be closed",
}


@hears_at_once
async def heard_that_it_is_there(turn: Turn) -> bool:
    """Whether the missed parcel turned up, and nothing is wrong with what it holds."""
    faulty = {turn.intent, *(part.intent for part in turn.also)} & _OF_AN_ARTICLE
    if turn.awaiting not in _MISSED or faulty or not turned_up(turn.text):
        return False
    note_found(turn)
    turn.say("utter_glad")
    forget(turn)
    turn.wait_for(None)
    turn.ends_as("done")
    return True


def note_found(turn: Turn) -> str | None:
    """Tell the CM that the parcel's case is over; its number, None where it had none."""
    number: str | None = turn.known.get("case_number")
    if number is not None:
        turn.did(_OVER[turn.language].format(number=number))
    return number
