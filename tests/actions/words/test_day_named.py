"""Which days a customer names."""

from __future__ import annotations

from datetime import date

import pytest

from actions.words.day_named import days_named

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["vous répondez 24/7 ?", "ouvert 7/7", "open 24/7"])
def test_round_the_clock_is_no_day_of_july(typed: str) -> None:
    assert days_named(typed, TODAY) == []


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("ouverts le 24/7 ?", date(2027, 7, 24)),
        ("et samedi 24/7", date(2027, 7, 24)),
        ("le 24/12 ?", date(2026, 12, 24)),
        ("24/12", date(2026, 12, 24)),
    ],
)
def test_a_day_said_to_be_one_is(typed: str, named: date) -> None:
    assert days_named(typed, TODAY) == [named]
