"""Which days a customer asks about: today, Saturday, the 24th of December, Christmas. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.words.spelling import fold


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


_AHEAD = (
    (2, _words("apres[- ]?demain|day after tomorrow")),
    (1, _words("demain|tomorrow")),
    (
        0,
        _words(
            "aujourd'? ?hui|ajd|maintenant|ce (?:jour|matin|soir|midi)|cet apres[- ]midi"
            "|actuellement|en ce moment|today|now|tonight|right now"
            "|this (?:morning|afternoon|evening)"
        ),
    ),
)
_NAMES_OF_DAYS = (
    "lundis?|mondays?",
    "mardis?|tuesdays?",
    "mercredis?|wednesdays?",
    "jeudis?|thursdays?",
    "vendredis?|fridays?",
    "samedis?|saturdays?",
    "dimanches?|sundays?",
)
_WEEKDAYS = tuple(_words(names) for names in _NAMES_OF_DAYS)
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
_WEEKDAY = rf"\b(?:{'|'.join(_NAMES_OF_DAYS)}) (?:le |the )?"
_OF_A_DATE = rf"(?:{_WEEKDAY})?"
"""A weekday before a date, which says the same day again."""
_DATES = tuple(
    re.compile(
        rf"{_OF_A_DATE}\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?:{names})\b"
        rf"|{_OF_A_DATE}\b(?:{names})\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b"
    )
    for names in _MONTHS
)
_SLASHED = re.compile(
    rf"(?:{_WEEKDAY}|\b(?:le|au|du|the|on) |(?!\b(?:24|7)/7\b))\b(\d{{1,2}})/(\d{{1,2}})\b"
)
"""Day and month; "24/7" and "7/7" are no day unless they are said to be one ("le 24/7")."""
_FEASTS = (
    ((12, 24), _words("(?:reveillon|veille) de noel|christmas eve")),
    ((12, 25), _words("noel|christmas(?: day)?")),
    ((12, 31), _words("saint[- ]sylvestre|new year'?s eve")),
    ((1, 1), _words("(?:jour|premier) de l'an|nouvel an|new year(?:'?s day)?")),
    ((11, 1), _words("toussaint|all saints")),
    ((7, 14), _words("fete nationale|bastille day")),
    ((8, 15), _words("assomption|assumption")),
)


def days_named(text: str, today: date) -> list[date]:
    """The days that `text` names, today or later, in their order; empty where it names none.

    A weekday is the next one, a day of the year the next time it comes round.
    """
    plain = fold(text)
    found: set[date] = set()
    # Each reading takes its words out: in "samedi 24 décembre" the weekday is no day of its own.
    for read in (_of_the_year, _feasts, _from_today, _weekdays):
        days, plain = read(plain, today)
        found |= days
    return sorted(found)


Found = tuple[set[date], str]
"""Days, and what is left of the text without their words."""


def _of_the_year(plain: str, today: date) -> Found:
    found = [
        (match, month, int(match[1] or match[2]))
        for month, pattern in enumerate(_DATES, 1)
        for match in pattern.finditer(plain)
    ]
    found += [(match, int(match[2]), int(match[1])) for match in _SLASHED.finditer(plain)]
    days = {day for _, month, number in found if (day := _next(month, number, today))}
    return days, _without(plain, [match.span() for match, _, _ in found])


def _feasts(plain: str, today: date) -> Found:
    days: set[date] = set()
    # The eve of a feast holds the feast's name: the longer one is read first.
    for (month, number), pattern in _FEASTS:
        found = [match.span() for match in pattern.finditer(plain)]
        if found and (day := _next(month, number, today)):
            days.add(day)
        plain = _without(plain, found)
    return days, plain


def _from_today(plain: str, today: date) -> Found:
    days: set[date] = set()
    for ahead, pattern in _AHEAD:
        found = [match.span() for match in pattern.finditer(plain)]
        days |= {today + timedelta(days=ahead)} if found else set()
        plain = _without(plain, found)
    return days, plain


def _weekdays(plain: str, today: date) -> Found:
    named = [index for index, pattern in enumerate(_WEEKDAYS) if pattern.search(plain)]
    return {today + timedelta(days=(index - today.weekday()) % 7) for index in named}, plain


def _without(plain: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        plain = f"{plain[:start]} {plain[end:]}"
    return plain


def _next(month: int, day: int, today: date) -> date | None:
    try:
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
