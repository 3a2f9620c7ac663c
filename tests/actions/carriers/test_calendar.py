"""Working days are counted as carriers count them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.carriers.calendar import (
    Zone,
    after_working_days,
    before_working_days,
    is_working_day,
    working_days_since,
    zone,
)

DAYS = st.dates(date(2024, 1, 1), date(2032, 1, 1))


@pytest.mark.parametrize(
    ("country", "postcode", "expected"),
    [
        ("FR", "01000", Zone.home),
        ("FR", "20000", Zone.home),
        ("MC", "98000", Zone.home),
        ("FR", "97400", Zone.overseas),
        ("FR", "98800", Zone.overseas),
        ("RE", "97400", Zone.overseas),
        ("BE", "1000", Zone.abroad),
        ("CH", "8001", Zone.abroad),
    ],
)
def test_overseas_departments_are_neither_home_nor_abroad(
    country: str, postcode: str, expected: Zone
) -> None:
    assert zone(country, postcode) is expected


def test_saturdays_count_sundays_and_holidays_do_not() -> None:
    # From Thursday 30 April 2026: Friday is Labour Day, Saturday counts, Sunday does not.
    assert working_days_since(date(2026, 4, 30), date(2026, 5, 3), "FR", "75011") == 1
    assert working_days_since(date(2026, 4, 30), date(2026, 5, 4), "FR", "75011") == 2


@pytest.mark.parametrize("postcode", ["57000", "67000", "68000"])
def test_alsace_and_moselle_have_two_more_holidays(postcode: str) -> None:
    for holiday in (date(2026, 4, 3), date(2026, 12, 26)):
        assert is_working_day(holiday, "FR", "75011")
        assert not is_working_day(holiday, "FR", postcode)


def test_an_overseas_department_has_a_holiday_of_its_own() -> None:
    abolition = date(2025, 12, 20)
    assert is_working_day(abolition, "FR", "75011")
    assert not is_working_day(abolition, "FR", "97400")
    assert not is_working_day(abolition, "RE", "97400")


def test_on_the_way_abroad_a_holiday_at_either_end_stops_the_parcel() -> None:
    assert not is_working_day(date(2026, 7, 14), "BE", "1000")
    assert not is_working_day(date(2026, 7, 21), "BE", "1000")
    assert is_working_day(date(2026, 7, 21), "FR", "59000")


def test_a_country_without_a_known_calendar_still_has_working_days() -> None:
    assert is_working_day(date(2026, 3, 18), "ZZ", "1")


def test_nothing_has_passed_since_a_day_to_come() -> None:
    assert working_days_since(date(2026, 3, 20), date(2026, 3, 18), "FR", "75011") == 0


@given(
    DAYS, st.integers(1, 30), st.sampled_from([("FR", "75011"), ("FR", "97400"), ("BE", "1000")])
)
def test_counting_back_and_forth_agree(day: date, count: int, address: tuple[str, str]) -> None:
    start = before_working_days(day, count, *address)
    assert working_days_since(start, day, *address) == count
    assert is_working_day(start, *address)
    assert working_days_since(day, after_working_days(day, count, *address), *address) == count
