"""Which day a customer asks about: today, Saturday, the 24th of December, Christmas. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.spelling import fold

_AHEAD = (
    (2, r"apres[- ]?demain|day after tomorrow"),
    (1, r"demain|tomorrow"),
    (
        0,
        r"aujourd'? ?hui|ajd|maintenant|ce (?:jour|matin|soir|midi)|cet apres[- ]midi|actuellement|"
        r"en ce moment|today|now|tonight|right now|this (?:morning|afternoon|evening)",
    ),
)
_WEEKDAYS = (
    "lundis?|mondays?",
    "mardis?|tuesdays?",
    "mercredis?|wednesdays?",
    "jeudis?|thursdays?",
    "vendredis?|fridays?",
    "samedis?|saturdays?",
    "dimanches?|sundays?",
)
_MONTHS = (
    "janvier|january",
    "fevrier|february",
    "mars|march",
    "avril|april",
    "mai|may",
    "juin|june",
    "juillet|july",
    "aout|august",
    "septembre|september",
    "octobre|october",
    "novembre|november",
    "decembre|december",
)
_FEASTS = (
    ((12, 25), "noel|christmas(?: day)?"),
    ((12, 24), "(?:reveillon|veille) de noel|christmas eve"),
    ((12, 31), "saint[- ]sylvestre|new year'?s eve"),
    ((1, 1), "(?:jour|premier) de l'an|nouvel an|new year(?:'?s day)?"),
    ((11, 1), "toussaint|all saints"),
    ((7, 14), "fete nationale|bastille day"),
    ((8, 15), "assomption|assumption"),
)


def day_named(text: str, today: date) -> date | None:
    """The day that `text` names, today or later; None where it names none.

    A weekday is the next one, a day of the year the next time it comes round.
    """
    plain = fold(text)
    return (
        _of_the_year(plain, today)
        or _feast(plain, today)
        or _from_today(plain, today)
        or _weekday(plain, today)
    )


def _of_the_year(plain: str, today: date) -> date | None:
    for month, names in enumerate(_MONTHS, 1):
        found = re.search(
            rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?:{names})\b"
            rf"|\b(?:{names})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b",
            plain,
        )
        if found:
            return _next(month, int(found[1] or found[2]), today)
    found = re.search(r"\b(\d{1,2})/(\d{1,2})\b", plain)
    return _next(int(found[2]), int(found[1]), today) if found else None


def _feast(plain: str, today: date) -> date | None:
    # The eve of a feast holds the feast's name: the longest match counts.
    named = [
        (len(found[0]), month_and_day)
        for month_and_day, names in _FEASTS
        if (found := re.search(rf"\b(?:{names})\b", plain))
    ]
    return _next(*max(named)[1], today) if named else None


def _from_today(plain: str, today: date) -> date | None:
    for days, words in _AHEAD:
        if re.search(rf"\b(?:{words})\b", plain):
            return today + timedelta(days=days)
    return None


def _weekday(plain: str, today: date) -> date | None:
    for index, names in enumerate(_WEEKDAYS):
        if re.search(rf"\b(?:{names})\b", plain):
            return today + timedelta(days=(index - today.weekday()) % 7)
    return None


def _next(month: int, day: int, today: date) -> date | None:
    try:
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
