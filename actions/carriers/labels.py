"""What carriers say only in their sentences: to whom a parcel was given, until when it waits.

La Poste's codes do not tell the letter box from the concierge, nor the last day at the counter;
its labels do, in the language asked for (French or English here).
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum


class Place(str, Enum):
    """Where a delivered parcel went."""

    letter_box = "letter_box"
    concierge = "concierge"
    neighbour = "neighbour"
    signed = "signed"
    pickup_point = "pickup_point"
    safe_place = "safe_place"


_PLACES = (
    (Place.concierge, r"gardien|concierge|loge\b|caretaker|reception"),
    (Place.neighbour, r"voisin|neighbou?r"),
    (Place.letter_box, r"bo[iî]te (?:aux|à|a) lettres?|letter ?box|mail ?box"),
    (Place.signed, r"signature|signé|signed"),
    (
        Place.pickup_point,
        r"relais|point de retrait|consigne|bureau de poste|pick-?up|locker|service ?point"
        r"|parcel ?shop|packstation",
    ),
    (Place.safe_place, r"lieu s[uû]r|jardin|porche|garage|safe place|porch"),
)

_SIGNED_BY = re.compile(
    r"sign(?:é|ature|ed)\b[^.,]*?\b(?:par|de|by|of)\s+([^,;]+?)\.?\s*(?:[,;]|$)", re.IGNORECASE
)

_COLLECTED = re.compile(
    r"retiré|récupéré|remis au (?:destinataire|client)|collected|picked up", re.I
)
_LEFT_AT_COUNTER = re.compile(
    r"\b(?:livré|déposé|arrivé|disponible|delivered|available|dropped)\b.*"
    r"(?:relais|point de retrait|consigne|pick-?up|locker|service ?point|parcel ?shop|packstation)",
    re.I,
)

_NOBODY_HOME = re.compile(
    r"\babsent|not (?:at )?home|no(?:body| ?one) (?:was )?(?:at )?(?:home|there|present)"
    r"|avis de passage|(?:deuxième|seconde|nouvelle) (?:présentation|tentative)"
    r"|sera (?:re)?présenté|delivery (?:was )?attempt|attempted delivery|tentative de livraison"
    r"|missed (?:you|delivery)|sorry we missed",
    re.I,
)
_NEVER_COMES = re.compile(
    r"refus|adresse|address|démén|moved|incompl|insuff|inconnu|unknown|npai|endommag|damaged", re.I
)

_UNTIL = r"(?:jusqu['’]au|avant le|until|before|by)\s+(?:the\s+)?(?:[a-zéû]+day\s+|[a-z]+di\s+)?"
_NUMERIC_DAY = re.compile(_UNTIL + r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?", re.I)
_WRITTEN_DAY = re.compile(
    _UNTIL + r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-zéû]{3,})\.?(?:\s+(\d{4}))?", re.I
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "janvier january",
            "février fevrier february",
            "mars march",
            "avril april",
            "mai may",
            "juin june",
            "juillet july",
            "août aout august",
            "septembre september",
            "octobre october",
            "novembre november",
            "décembre decembre december",
        ),
        start=1,
    )
    for name in names.split()
}


def handed_to(label: str) -> Place | None:
    """Where the sentence says a parcel was delivered; None where it does not say."""
    for place, pattern in _PLACES:
        if re.search(pattern, label, re.I):
            return place
    return None


def signed_by(label: str) -> str | None:
    """The name of who signed, where the sentence has one."""
    match = _SIGNED_BY.search(label)
    return match.group(1).strip() if match else None


def is_at_counter(label: str) -> bool:
    """Whether a sentence of "delivered" means brought to a shop or locker, not collected."""
    return bool(_LEFT_AT_COUNTER.search(label)) and not _COLLECTED.search(label)


def nobody_home(label: str) -> bool:
    """Whether a delivery failed only because nobody was there: it comes again, or to a counter."""
    return bool(_NOBODY_HOME.search(label)) and not _NEVER_COMES.search(label)


def last_day(label: str, said_on: date) -> date | None:
    """The last day at the counter, as the sentence states it; never computed.

    A day without a year is the next one after `said_on`.
    """
    if match := _NUMERIC_DAY.search(label):
        return _dated(match.group(1), int(match.group(2)), match.group(3), said_on)
    if (match := _WRITTEN_DAY.search(label)) and (month := _MONTHS.get(match.group(2).lower())):
        return _dated(match.group(1), month, match.group(3), said_on)
    return None


def _dated(day: str, month: int, year: str | None, said_on: date) -> date | None:
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
        stated = date(said_on.year, month, int(day))
        return stated if stated >= said_on else date(said_on.year + 1, month, int(day))
    except ValueError:
        return None
