"""Telling what has become of an order's parcels, one by one."""

from __future__ import annotations

from actions.carriers.diagnosis import local_day
from actions.parcels.answer import card, in_words, response, values
from actions.parcels.status import Status
from actions.turn import Turn

_EXPLAINED = {"fr": "Suivi expliqué : {status}", "en": "Tracking explained: {status}"}


def explain(turn: Turn, status: Status) -> None:
    """Say what has become of each parcel, with its card."""
    if len(status.parcels) > 1:
        turn.say("utter_several_parcels", count=str(len(status.parcels)))
    today = local_day(turn.now)
    for found in status.parcels:
        said = values(found, turn.language, today)
        turn.say(response(found), **said)
        if found.diverted_from is not None:
            turn.say("utter_pickup_diverted", **said)
        shown = card(found, said["link"])
        if shown:
            turn.show(shown)
    turn.did(_EXPLAINED[turn.language].format(status=in_words(status.gravest.code, turn.language)))
