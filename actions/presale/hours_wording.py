"""Opening hours as people say them, in French and English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import groupby

from actions.brands.opening_hours import DAYS, Span, Week
from actions.wording import WEEKDAYS


def spans(hours: Sequence[Span], language: str) -> str:
    """`de 10 h à 13 h et de 14 h à 19 h`, `10 am to 1 pm and 2 pm to 7 pm`."""
    if language == "fr":
        return " et ".join(f"de {_hour_fr(s.opens)} à {_hour_fr(s.closes)}" for s in hours)
    return " and ".join(f"{_hour_en(s.opens)} to {_hour_en(s.closes)}" for s in hours)


def week(hours: Week, language: str) -> str:
    """`du mardi au vendredi de 10 h à 19 h, le samedi de 10 h à 17 h`; closed days are left out."""
    parts: list[str] = []
    for same, days in groupby(range(len(DAYS)), key=lambda index: hours.get(DAYS[index], [])):
        if same:
            parts.append(f"{_days(list(days), language)} {spans(same, language)}")
    return ", ".join(parts)


def _days(days: list[int], language: str) -> str:
    first, last = WEEKDAYS[language][days[0]], WEEKDAYS[language][days[-1]]
    if language == "fr":
        return f"le {first}" if len(days) == 1 else f"du {first} au {last}"
    return first if len(days) == 1 else f"{first} to {last}"


def _hour_fr(at: time) -> str:
    return f"{at.hour} h {at.minute:02}" if at.minute else f"{at.hour} h"


def _hour_en(at: time) -> str:
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"
