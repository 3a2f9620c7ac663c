"""Dates and places as people say them, and the days on which promises fall."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from actions.carriers.labels import Place
from actions.promises import office_day, office_day_after
from actions.wording import day, moment, place


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "mardi 24 novembre"), ("en", "Tuesday 24 November")],
)
def test_a_day_is_said_in_words(language: str, expected: str) -> None:
    assert day(date(2026, 11, 24), language) == expected


def test_the_first_is_said_as_the_french_say_it() -> None:
    assert day(date(2026, 12, 1), "fr") == "mardi 1er décembre"


def test_the_year_is_said_where_it_is_another_one() -> None:
    today = date(2026, 12, 30)
    assert day(date(2027, 1, 4), "fr", today) == "lundi 4 janvier 2027"
    assert day(date(2026, 12, 31), "fr", today) == "jeudi 31 décembre"


def test_hours_are_those_of_paris() -> None:
    at = datetime(2026, 11, 19, 13, 5, tzinfo=timezone.utc)
    assert moment(at, "fr") == "jeudi 19 novembre à 14 h 05"
    assert moment(at, "en") == "Thursday 19 November at 2.05 pm"
    assert moment(datetime(2026, 11, 19, 9, 0, tzinfo=timezone.utc), "fr").endswith("à 10 h")


def test_a_place_is_said_only_where_the_carrier_says_it() -> None:
    assert place(Place.letter_box, None, "fr") == " dans la boîte aux lettres"
    assert place(Place.signed, "M. Perrin", "en") == " and signed for by M. Perrin"
    assert place(None, None, "fr") == ""


def test_promises_fall_on_days_on_which_somebody_works() -> None:
    assert office_day(date(2026, 11, 22), 2) == date(2026, 11, 24)
    assert office_day(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert office_day(date(2026, 12, 24), 1) == date(2026, 12, 28)
    friday = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)
    assert office_day_after(friday, 48) == date(2026, 11, 23)
