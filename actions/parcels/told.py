"""Telling what has become of an order's parcels, one by one."""

from __future__ import annotations

from actions.carriers.diagnosis import Diagnosis, local_day
from actions.parcels.answer import card, in_words, response, values
from actions.parcels.status import Status
from actions.turn import Turn

_GIST = {
    "fr": {"due": "{status}, attendu {due_date}", "seen": "{status}, dernière étape {last_date}"},
    "en": {"due": "{status}, due {due_date}", "seen": "{status}, latest step {last_date}"},
}
"""What has become of a parcel, in one line."""

_RIGHT_AFTER = frozenset(
    {"helped", "told", "late_offer", "received", "resend_or_refund", "address_or_refund"}
)
"""What is awaited right after a parcel was explained."""

_EXPLAINED = {"fr": "Suivi expliqué : {status}", "en": "Tracking explained: {status}"}


def explain(turn: Turn, status: Status) -> None:
    """Say what has become of each parcel, with its card; briefly where that was just said."""
    marks = [_mark(found) for found in status.parcels]
    if turn.slot("told_parcels") == marks and _is_right_after(turn):
        turn.say("utter_parcel_as_told", gist=_gists(turn, status))
        return
    turn.remember(told_parcels=marks)
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


def _mark(found: Diagnosis) -> str:
    """What a diagnosis has in common with the same one a moment later."""
    number = found.parcel.tracking_number if found.parcel else found.order_number
    seen = found.last_event.at.isoformat() if found.last_event else ""
    return f"{number} {found.code.value} {seen}"


def _is_right_after(turn: Turn) -> bool:
    """Whether the customer goes on about what was explained last, without naming it anew."""
    about_it = turn.known.get("topic") in {None, "parcel"}
    return turn.awaiting in _RIGHT_AFTER and about_it and not turn.reading.identifies


def _gists(turn: Turn, status: Status) -> str:
    """One line; of several parcels each with what it holds."""
    if len(status.parcels) == 1:
        return _gist(turn, status.gravest)
    today = local_day(turn.now)
    held = [values(found, turn.language, today)["contents"] for found in status.parcels]
    told = (f"{_gist(turn, p)}{what}" for p, what in zip(status.parcels, held, strict=True))
    return (" ; " if turn.language == "fr" else "; ").join(told)


def _gist(turn: Turn, found: Diagnosis) -> str:
    said = values(found, turn.language, local_day(turn.now))
    words = in_words(found.code, turn.language)
    kinds = _GIST[turn.language]
    if said["due_date"]:
        return kinds["due"].format(status=words, **said)
    return kinds["seen"].format(status=words, **said) if said["last_date"] else words
