"""When a team or a shop is there: weekly hours, seasons, closures and public holidays.

Each in its own time zone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo, available_timezones

import holidays
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: Final[tuple[Day, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

HORIZON = timedelta(days=370)
"""How far `next_opening` looks: longer than any season."""


class Span(BaseModel):
    """A part of a day, written `09:00-18:00`; `closes` is not in it."""

    model_config = ConfigDict(frozen=True)

    opens: time
    closes: time


def _span(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", text)
    if not match:
        raise ValueError(f"{text!r} is not a span of hours; write it as 09:00-18:00")
    hours = [int(part) for part in match.groups()]
    try:
        opens, closes = time(hours[0], hours[1]), time(hours[2], hours[3])
    except ValueError as error:
        raise ValueError(f"{text!r} holds a time that no clock shows") from error
    if opens >= closes:
        raise ValueError(f"{text!r} closes before it opens")
    return Span(opens=opens, closes=closes)


Week = dict[Day, list[Annotated[Span, BeforeValidator(_span)]]]


class Season(BaseModel):
    """Other weekly hours for a part of each year: from `08-01` until `08-31`, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: str = Field(alias="from")
    until: str
    weekly: Week

    @field_validator("start", "until")
    @classmethod
    def _month_and_day(cls, text: str) -> str:
        try:
            # 2000 is a leap year: the 29th of February may begin a season.
            return date.fromisoformat(f"2000-{text}").strftime("%m-%d")
        except ValueError as error:
            raise ValueError(f"{text!r} is not a day of the year; write it as 08-31") from error

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the season, which may run over the new year."""
        today = day.strftime("%m-%d")
        if self.start <= self.until:
            return self.start <= today <= self.until
        return today >= self.start or today <= self.until


class OpeningHours(BaseModel):
    """The `hours` of a brand file, of the team or of one of its shops.

    `holidays` is the country whose public holidays close (`FR`), with a region where it has more
    (`FR-57` for Moselle); `closed` lists further days.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    timezone: str = "Europe/Paris"
    holidays: str = "FR"
    weekly: Week
    seasons: tuple[Season, ...] = ()
    closed: tuple[date, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"{name!r} is no time zone; write one like Europe/Paris")
        return name

    @field_validator("holidays")
    @classmethod
    def _known_calendar(cls, name: str) -> str:
        country, _, region = name.partition("-")
        supported = holidays.list_supported_countries()
        if country not in supported or (region and region not in supported[country]):
            raise ValueError(f"{name!r} has no known public holidays; write a country like FR")
        return name

    @model_validator(mode="after")
    def _opens_at_all(self) -> OpeningHours:
        if not any(self.weekly.values()):
            raise ValueError("weekly opens on no day; give at least one span like 09:00-18:00")
        return self

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is there at `now` (an aware time)."""
        local = now.astimezone(self._zone)
        clock = local.time().replace(tzinfo=None)
        return any(span.opens <= clock < span.closes for span in self.spans(local.date()))

    def next_opening(self, now: datetime) -> datetime | None:
        """The next time at which it opens, after `now`, in the team's time zone.

        None where nothing opens for a year. While open, it is the opening after this one.
        """
        local = now.astimezone(self._zone)
        for ahead in range(HORIZON.days):
            day = local.date() + timedelta(days=ahead)
            for span in sorted(self.spans(day), key=lambda span: span.opens):
                opening = datetime.combine(day, span.opens, self._zone)
                if opening > local:
                    return opening
        return None

    def spans(self, day: date) -> list[Span]:
        """The hours of `day`, none where it is closed."""
        if day in self.closed or day in self._holidays:
            return []
        return self.week(day).get(DAYS[day.weekday()], [])

    def week(self, day: date) -> Week:
        """The weekly hours that hold on `day`: its season's, or the year's."""
        return next((season.weekly for season in self.seasons if season.holds(day)), self.weekly)

    def holiday(self, day: date, language: str) -> str | None:
        """The name of the public holiday that `day` is, in French or English where known."""
        country, _, region = self.holidays.partition("-")
        spoken = "en_US" if language == "en" else "fr"
        calendar = holidays.country_holidays(country, subdiv=region or None, language=spoken)
        return calendar.get(day)

    def local(self, now: datetime) -> datetime:
        """`now` on the clock of this place."""
        return now.astimezone(self._zone)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def _holidays(self) -> holidays.HolidayBase:
        country, _, region = self.holidays.partition("-")
        return holidays.country_holidays(country, subdiv=region or None)
