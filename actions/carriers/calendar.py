"""Days that a carrier works: *jours ouvrables*, Saturdays included, public holidays not.

Public holidays come from the `holidays` package; Alsace and Moselle have two more (Code du
travail, L3134-13), each overseas department its own.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

PARIS = ZoneInfo("Europe/Paris")
"""Carriers' days are days of Paris: a parcel's dates are told as its tracking page prints them."""

SUNDAY = 6

_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}
_OVERSEAS_POSTCODES = {
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_OVERSEAS_COUNTRIES = {
    "GP": "971",
    "MQ": "972",
    "GF": "973",
    "RE": "974",
    "PM": "PM",
    "YT": "976",
    "BL": "BL",
    "MF": "MF",
    "WF": "WF",
    "PF": "PF",
    "NC": "NC",
}
_POSTED_LIKE_HOME = {"FR", "MC", "AD"}
"""Monaco and Andorra are metropolitan France for La Poste's tariffs."""


class Zone(str, Enum):
    """How far a parcel travels, seen from metropolitan France."""

    home = "home"
    overseas = "overseas"
    abroad = "abroad"


def with_zone(moment: datetime) -> datetime:
    """`moment` as it is; one without a zone is the wall clock's where the parcel was scanned.

    It is read as Paris time, so that the day told is the day the carrier printed.
    """
    return moment if moment.tzinfo else moment.replace(tzinfo=PARIS)


def zone(country: str, postcode: str) -> Zone:
    """The zone of an address (`country` is ISO 3166-1 alpha-2)."""
    if _overseas(country, postcode):
        return Zone.overseas
    return Zone.home if country.upper() in _POSTED_LIKE_HOME else Zone.abroad


def is_working_day(day: date, country: str, postcode: str) -> bool:
    """Whether a parcel for this address can move on `day`.

    On its way abroad it needs both ends: a holiday here or there is no working day.
    """
    return day.weekday() != SUNDAY and not any(
        day in calendar for calendar in _calendars(country.upper(), _region(country, postcode))
    )


def working_days_since(day: date, until: date, country: str, postcode: str) -> int:
    """Working days after `day`, up to and including `until`; 0 where `until` is not later."""
    span = (until - day).days
    return sum(
        is_working_day(day + timedelta(days=n), country, postcode) for n in range(1, span + 1)
    )


def after_working_days(day: date, count: int, country: str, postcode: str) -> date:
    """The `count`-th working day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, country, postcode)
    return day


def before_working_days(day: date, count: int, country: str, postcode: str) -> date:
    """The latest working day since which `count` working days have passed on `day`; 0 is `day`."""
    if count == 0:
        return day
    start = day
    while working_days_since(start, day, country, postcode) < count or not is_working_day(
        start, country, postcode
    ):
        start -= timedelta(days=1)
    return start


def _overseas(country: str, postcode: str) -> str | None:
    if country.upper() == "FR":
        return _OVERSEAS_POSTCODES.get(postcode[:3])
    return _OVERSEAS_COUNTRIES.get(country.upper())


def _region(country: str, postcode: str) -> str | None:
    if country.upper() == "FR":
        return _overseas(country, postcode) or _ALSACE_MOSELLE.get(postcode[:2])
    return _overseas(country, postcode)


@lru_cache(maxsize=64)
def _calendars(country: str, region: str | None) -> tuple[holidays.HolidayBase, ...]:
    if country == "FR" or region:
        return (holidays.country_holidays("FR", subdiv=region),)
    home = holidays.country_holidays("FR")
    if country not in holidays.list_supported_countries():
        return (home,)
    return (home, holidays.country_holidays(country))
