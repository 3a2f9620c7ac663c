"""Whether somebody is there, and when next: in the team's time zone, holidays and seasons too."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.brands.opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
OFFICE = OpeningHours.model_validate(
    {
        "weekly": {
            **{day: ["09:00-12:30", "13:30-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
            "sat": ["10:00-17:00"],
        },
        "seasons": [{"from": "08-01", "until": "08-31", "weekly": {"mon": ["10:00-16:00"]}}],
        "closed": ["2026-03-20"],
    }
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-18T09:00", True),
        ("2026-03-18T08:59:59", False),
        ("2026-03-18T12:30", False),
        ("2026-03-18T13:30", True),
        ("2026-03-18T18:00", False),
        ("2026-03-21T16:59", True),
        ("2026-03-22T11:00", False),
        ("2026-03-20T11:00", False),
        ("2026-05-01T11:00", False),
        ("2026-07-14T11:00", False),
        ("2026-08-03T09:30", False),
        ("2026-08-03T10:00", True),
        ("2026-08-04T11:00", False),
    ],
)
def test_hours_hold_in_the_teams_time_zone(moment: str, is_open: bool) -> None:
    assert OFFICE.is_open(at(moment)) is is_open


def test_another_time_zones_clock_means_the_same_moment() -> None:
    assert OFFICE.is_open(datetime(2026, 3, 18, 8, 0, tzinfo=timezone.utc))
    assert not OFFICE.is_open(datetime(2026, 3, 18, 7, 59, tzinfo=timezone.utc))
    # Summer time.
    assert OFFICE.is_open(datetime(2026, 6, 17, 7, 0, tzinfo=timezone.utc))


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-03-18T07:00", "2026-03-18T09:00"),
        ("2026-03-18T10:00", "2026-03-18T13:30"),
        ("2026-03-19T19:00", "2026-03-21T10:00"),
        ("2026-04-30T19:00", "2026-05-02T10:00"),
        ("2026-08-03T17:00", "2026-08-10T10:00"),
        ("2026-08-31T17:00", "2026-09-01T09:00"),
        ("2026-12-24T18:00", "2026-12-26T10:00"),
    ],
)
def test_the_next_opening_steps_over_nights_sundays_holidays_and_closures(
    moment: str, opening: str
) -> None:
    assert OFFICE.next_opening(at(moment)) == at(opening)


def test_moselle_is_closed_on_saint_stephens_day() -> None:
    metz = OpeningHours.model_validate({"holidays": "FR-57", "weekly": {"sat": ["10:00-17:00"]}})
    assert OFFICE.is_open(at("2026-12-26T11:00"))
    assert not metz.is_open(at("2026-12-26T11:00"))


def test_a_season_may_run_over_the_new_year() -> None:
    hours = OpeningHours.model_validate(
        {
            "weekly": {"mon": ["09:00-18:00"]},
            "seasons": [{"from": "12-20", "until": "01-10", "weekly": {"tue": ["09:00-12:00"]}}],
        }
    )
    assert not hours.is_open(at("2026-12-21T10:00"))
    assert hours.is_open(at("2026-12-22T10:00"))
    assert hours.is_open(at("2027-01-05T10:00"))
    assert hours.is_open(at("2027-01-11T10:00"))


def test_hours_that_never_come_are_told_as_none() -> None:
    never = OpeningHours.model_validate(
        {
            "weekly": {"mon": ["09:00-18:00"]},
            "seasons": [{"from": "01-01", "until": "12-31", "weekly": {}}],
        }
    )
    assert never.next_opening(at("2026-03-18T10:00")) is None


@pytest.mark.parametrize(
    "season",
    [
        {"from": "8-1", "until": "08-31", "weekly": {}},
        {"from": "02-30", "until": "08-31", "weekly": {}},
        {"from": "08-01", "weekly": {}},
    ],
)
def test_a_season_without_days_of_the_year_is_refused(season: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"seasons"):
        OpeningHours.model_validate({"weekly": {"mon": ["09:00-18:00"]}, "seasons": [season]})


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)))
def test_the_next_opening_is_ahead_open_and_nothing_opens_before_it(now: datetime) -> None:
    opening = OFFICE.next_opening(now)
    assert opening is not None
    assert opening > now
    assert OFFICE.is_open(opening)
    assert not OFFICE.is_open(opening - timedelta(seconds=1))
    if not OFFICE.is_open(now):
        midway = now + (opening - now) / 2
        assert not OFFICE.is_open(midway)
    assert opening.date() - now.date() < timedelta(days=10)
    assert opening.date() != date(2026, 5, 1)
