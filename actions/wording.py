"""Dates and places as people say them, in French and English."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from actions.carriers.calendar import PARIS
from actions.carriers.labels import Place

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_PLACES = {
    "fr": {
        Place.letter_box: "dans la boîte aux lettres",
        Place.concierge: "chez le gardien",
        Place.neighbour: "chez un voisin",
        Place.signed: "contre signature",
        Place.pickup_point: "au point de retrait",
        Place.safe_place: "dans un endroit sûr",
    },
    "en": {
        Place.letter_box: "in the letter box",
        Place.concierge: "with the caretaker",
        Place.neighbour: "with a neighbour",
        Place.signed: "against a signature",
        Place.pickup_point: "at the pick-up point",
        Place.safe_place: "in a safe place",
    },
}
_SIGNED_BY = {"fr": "contre la signature de {name}", "en": "and signed for by {name}"}


def day(value: date, language: str, today: date | None = None) -> str:
    """`mardi 24 novembre`, `Tuesday 24 November`; the year too where it is not that of `today`."""
    number = "1er" if language == "fr" and value.day == 1 else str(value.day)
    words = [WEEKDAYS[language][value.weekday()], number, _MONTHS[language][value.month - 1]]
    if today is not None and value.year != today.year:
        words.append(str(value.year))
    return " ".join(words)


def moment(value: datetime, language: str, today: date | None = None) -> str:
    """A day with its hour in Paris: `mardi 24 novembre à 14 h 05`, `… at 2.05 pm`."""
    local = value.astimezone(PARIS)
    if language == "fr":
        hour = f"à {local.hour} h" + (f" {local.minute:02}" if local.minute else "")
    else:
        minutes = f".{local.minute:02}" if local.minute else ""
        hour = f"at {local.hour % 12 or 12}{minutes} {'am' if local.hour < 12 else 'pm'}"
    return f"{day(local.date(), language, today)} {hour}"


def place(where: Place | None, signed_by: str | None, language: str) -> str:
    """Where a parcel was left, with a blank before it; nothing where the carrier does not say."""
    if signed_by:
        return " " + _SIGNED_BY[language].format(name=signed_by)
    return f" {_PLACES[language][where]}" if where else ""


_CURRENCIES = {"EUR": "€", "GBP": "£", "CHF": "CHF", "USD": "$"}


def money(amount: Decimal, currency: str, language: str) -> str:
    """`63,90 €`, `€63.90`; a currency without a sign keeps its code."""
    sign = _CURRENCIES.get(currency, currency)
    if language == "fr":
        return f"{amount:.2f} {sign}".replace(".", ",")
    return f"{sign}{amount:.2f}" if len(sign) == 1 else f"{sign} {amount:.2f}"
