"""Windows of the law and of the brand, held against a computation of their own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.brands.legal_floor import legal_floor
from actions.brands.policies import Policies
from actions.brands.windows import (
    Standing,
    guaranteed_until,
    refund_until,
    repair_until,
    return_window,
    send_back_until,
)

LAW = legal_floor()
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
POSTCODES = {"75011": None, "67000": "6AE", "57000": "57", "97400": "974", "01000": None}
# The first look at a calendar takes longer than a test should.
unhurried = settings(deadline=None)


def _policies(return_days: int = 14) -> Policies:
    return Policies(lost_limit=Decimal(10), return_days=return_days)


def _open_days(postcode: str, since: date) -> list[date]:
    """The working days of the region, Monday to Friday, in the order of the calendar."""
    region = POSTCODES[postcode]
    off = holidays.country_holidays("FR", subdiv=region, years=range(since.year, since.year + 2))
    following = (since + timedelta(days=n) for n in range(60))
    return [day for day in following if day.isoweekday() <= 5 and day not in off]


@unhurried
@given(received=DAYS, postcode=st.sampled_from(sorted(POSTCODES)))
def test_the_last_day_to_withdraw_is_the_first_working_day_from_the_fourteenth(
    received: date, postcode: str
) -> None:
    window = return_window(received, "FR", postcode, LAW, _policies())
    fourteenth = date.fromordinal(received.toordinal() + 14)
    assert window.withdrawal_until == _open_days(postcode, fourteenth)[0]


@unhurried
@given(received=DAYS, days=st.integers(14, 400), wait=st.integers(0, 450))
def test_no_request_within_fourteen_days_is_ever_too_late(
    received: date, days: int, wait: int
) -> None:
    window = return_window(received, "FR", "75011", LAW, _policies(days))
    standing = window.standing(received + timedelta(days=wait))
    if wait <= 14:
        assert standing is Standing.withdrawal
    elif wait <= days:
        assert standing is not Standing.too_late
    elif wait > max(days, 14 + 10):
        assert standing is Standing.too_late


@unhurried
@given(received=DAYS, days=st.integers(14, 400))
def test_the_last_day_belongs_to_the_window_and_the_next_does_not(
    received: date, days: int
) -> None:
    window = return_window(received, "FR", "69002", LAW, _policies(days))
    assert window.standing(window.last_day) is not Standing.too_late
    assert window.standing(window.last_day + timedelta(days=1)) is Standing.too_late


@unhurried
@given(received=DAYS, country=st.sampled_from(["BE", "CH", "IT", "GB", "ZZ"]))
def test_abroad_holidays_there_and_here_only_lengthen_the_window(
    received: date, country: str
) -> None:
    at_home = return_window(received, "FR", "75011", LAW, _policies())
    abroad = return_window(received, country, "1000", LAW, _policies())
    assert abroad.withdrawal_until >= at_home.withdrawal_until


@pytest.mark.parametrize(
    ("received", "postcode", "until"),
    [
        (date(2026, 11, 6), "75011", date(2026, 11, 20)),  # a Friday
        (date(2026, 11, 7), "75011", date(2026, 11, 23)),  # a Saturday, to Monday
        (date(2026, 4, 17), "75011", date(2026, 5, 4)),  # Labour Day and a week-end
        (date(2026, 3, 20), "75011", date(2026, 4, 3)),  # Good Friday is worked in Paris
        (date(2026, 3, 20), "67000", date(2026, 4, 7)),  # … not in Strasbourg, then Easter Monday
        (date(2026, 12, 11), "75011", date(2026, 12, 28)),  # Christmas, a Friday
    ],
)
def test_known_windows(received: date, postcode: str, until: date) -> None:
    window = return_window(received, "FR", postcode, LAW, _policies())
    assert window.withdrawal_until == until


@unhurried
@given(delivered=DAYS)
def test_the_guarantee_lasts_two_years_to_the_day(delivered: date) -> None:
    until = guaranteed_until(delivered, _policies())
    if (delivered.month, delivered.day) == (2, 29):
        assert until == date(delivered.year + 2, 2, 28)
    else:
        assert (until.year, until.month, until.day) == (
            delivered.year + 2,
            delivered.month,
            delivered.day,
        )


@unhurried
@given(day=DAYS)
def test_refund_repair_and_sending_back_have_their_days(day: date) -> None:
    policies = _policies()
    assert (refund_until(day, policies) - day).days == 14
    assert (repair_until(day, policies) - day).days == 30
    assert (send_back_until(day, LAW) - day).days == 14
