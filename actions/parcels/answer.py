"""From what has become of a parcel to the words for it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.carriers.diagnosis import Code, Diagnosis
from actions.carriers.directory import carrier
from actions.carriers.shipment import LOST
from actions.shop.order import Parcel
from actions.wording import day, moment, place

_GRAVEST_FIRST = (
    Code.presumed_lost,
    Code.returned,
    Code.undeliverable,
    Code.returning,
    Code.pickup_over,
    Code.customs_held,
    Code.not_handed_over_late,
    Code.carrier_down,
    Code.unknown_number,
    Code.delivered,
    Code.in_transit_late,
    Code.no_client,
    Code.attempted,
    Code.at_pickup,
    Code.not_handed_over,
    Code.in_transit_on_time,
    Code.out_for_delivery,
)

_HAS_A_DATE = {
    Code.in_transit_on_time,
    Code.in_transit_late,
    Code.unknown_number,
    Code.no_client,
    Code.carrier_down,
}


_IN_WORDS = {
    Code.not_handed_over: ("pas encore remis au transporteur", "not handed over yet"),
    Code.not_handed_over_late: ("pas remis au transporteur, en retard", "not handed over, late"),
    Code.in_transit_on_time: ("en route, dans les temps", "in transit, on time"),
    Code.in_transit_late: ("en route, en retard", "in transit, late"),
    Code.out_for_delivery: ("en cours de livraison", "out for delivery"),
    Code.customs_held: ("retenu à la douane", "held at customs"),
    Code.presumed_lost: ("présumé perdu", "presumed lost"),
    Code.delivered: ("livré d'après le transporteur", "delivered, says the carrier"),
    Code.at_pickup: ("en attente de retrait", "waiting for collection"),
    Code.pickup_over: ("délai de retrait passé", "not collected in time"),
    Code.attempted: ("personne au moment de livrer", "nobody at home"),
    Code.undeliverable: ("non distribuable", "undeliverable"),
    Code.returning: ("en retour vers l'expéditeur", "on its way back to us"),
    Code.returned: ("revenu à l'expéditeur", "back with us"),
    Code.unknown_number: ("numéro inconnu du transporteur", "number unknown to the carrier"),
    Code.carrier_down: ("transporteur injoignable", "carrier not answering"),
    Code.no_client: ("transporteur sans accès", "carrier we cannot ask"),
}


_THEIR_VOICE = re.compile(r"\b[Vv]otre(?= (?:colis|courrier|envoi|paquet|point de retrait)\b)")


def in_words(code: Code, language: str) -> str:
    """What has become of a parcel, in a few words for a CM."""
    french, english = _IN_WORDS[code]
    return french if language == "fr" else english


def gravest(found: Sequence[Diagnosis]) -> Diagnosis:
    """The parcel that decides what happens next."""
    return min(found, key=lambda one: _GRAVEST_FIRST.index(one.code))


def response(found: Diagnosis) -> str:
    """The domain's response that explains it: `utter_parcel_<code>`, `_undated` without a date.

    A locker has one of its own: it asks for a code, not for an identity paper. So has a carrier
    that we cannot ask and whose page we do not know, and what its carrier calls lost, however
    lately it was seen.
    """
    name = f"utter_parcel_{found.code.value}"
    if found.code is Code.presumed_lost and found.last_event and found.last_event.code == LOST:
        return f"{name}_declared"
    if found.code is Code.no_client and not _page(found):
        name = "utter_parcel_no_page"
    if found.code in _HAS_A_DATE and found.due is None:
        return f"{name}_undated"
    if found.code is Code.at_pickup:
        locker = found.pickup_point is not None and found.pickup_point.kind == "locker"
        name = "utter_parcel_at_locker" if locker else name
        return name if found.last_day else f"{name}_undated"
    return name


def values(found: Diagnosis, language: str, today: date) -> dict[str, str]:
    """The words that the responses leave open; empty where there is nothing to say."""
    parcel, event, point = found.parcel, found.last_event, found.pickup_point
    known = carrier(parcel.carrier) if parcel else None
    said: dict[str, str] = {
        "order_number": found.order_number,
        "carrier": known.display_name if known else "",
        "contents": _contents(parcel),
        "promised_date": day(found.promised_on, language, today),
        "due_date": day(found.due, language, today) if found.due else "",
        "silence_days": str(found.silence_days),
        "last_event": _quoted(event.label) if event else "",
        "last_date": moment(event.at, language, today) if event else "",
        "delivered_on": moment(found.delivered_at, language, today) if found.delivered_at else "",
        "delivered_to": place(found.delivered_to, found.signed_by, language),
        "pickup_point": point.one_line() if point else "",
        "pickup_hours": _hours(found, language),
        "planned_point": found.diverted_from.one_line() if found.diverted_from else "",
        "last_day": day(found.last_day, language, today) if found.last_day else "",
        "link": _page(found),
        "tracking_number": parcel.tracking_number if parcel else "",
        "sent_with": _sent_with(parcel, language) if parcel else "",
    }
    return said


def _quoted(label: str) -> str:
    """A carrier's words without its "votre", which would not suit a brand that says "tu"."""
    said = _THEIR_VOICE.sub(lambda found: "Le" if found[0][0] == "V" else "le", label)
    return said.rstrip(". ")


def _page(found: Diagnosis) -> str:
    """Where the parcel can be followed; empty where nobody knows."""
    parcel = found.parcel
    return found.url or (carrier(parcel.carrier).url(parcel.tracking_number) if parcel else "")


def _sent_with(parcel: Parcel, language: str) -> str:
    """The carrier and its number, with a blank before; nothing where the shop names none."""
    if not parcel.carrier:
        return ""
    words = " avec {}, sous le numéro {}" if language == "fr" else " with {}, under the number {}"
    return words.format(carrier(parcel.carrier).display_name, parcel.tracking_number)


def card(found: Diagnosis, url: str) -> dict[str, Any] | None:
    """The parcel as a card with the carrier's five steps; None without a number to follow."""
    if found.parcel is None or not found.parcel.tracking_number:
        return None
    reached = [step for step in found.timeline if step.reached]
    return {
        "kind": "parcel",
        "tracking_number": found.parcel.tracking_number,
        "carrier": carrier(found.parcel.carrier).display_name,
        "status": found.code.value,
        "timeline": [
            {
                "label": step.label,
                "date": step.at.isoformat() if step.at else None,
                "state": _state(step.reached, step.kind, bool(reached) and step is reached[-1]),
            }
            for step in found.timeline
        ],
        "url": url or None,
    }


def _state(reached: bool, kind: int, newest: bool) -> str:
    if not reached:
        return "next"
    if kind != 1:
        return "problem"
    return "current" if newest else "done"


def _contents(parcel: Parcel | None) -> str:
    counted = Counter(parcel.contents if parcel else ())
    listed = ", ".join(f"{n} × {title}" if n > 1 else title for title, n in counted.items())
    return f" ({listed})" if listed else ""


def _hours(found: Diagnosis, language: str) -> str:
    point = found.pickup_point
    if point is None or not point.hours:
        return ""
    sentence = f" Horaires : {point.hours}." if language == "fr" else f" Hours: {point.hours}."
    if point.closed_until:
        closed = day(point.closed_until, language)
        sentence += (
            f" Attention, fermé jusqu'au {closed} inclus."
            if language == "fr"
            else f" Please note: closed until {closed} included."
        )
    return sentence
