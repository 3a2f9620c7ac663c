"""Until when something can be sent back, is guaranteed, has to be repaired or refunded. Pure.

From the law's floor (`legal_floor.py`) and the brand's policies, which never go below it. Days are
days of Paris; a window's last day belongs to it until midnight.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from actions.brands.legal_floor import LegalFloor
from actions.brands.policies import Policies
from actions.carriers.calendar import is_working_day

SATURDAY = 5


class Standing(str, Enum):
    """Where a request to send something back stands on its day."""

    withdrawal = "withdrawal"
    """Within the law's window, or nothing was received yet."""
    return_by_policy = "return_by_policy"
    """Past the law's window, within the brand's own."""
    too_late = "too_late"


@dataclass(frozen=True)
class ReturnWindow:
    """The last days to withdraw by law, and to send back by the brand's policy."""

    withdrawal_until: date
    return_until: date

    @property
    def last_day(self) -> date:
        """The later of the two."""
        return max(self.withdrawal_until, self.return_until)

    def standing(self, said_on: date) -> Standing:
        """Where a request first made on `said_on` stands."""
        if said_on <= self.withdrawal_until:
            return Standing.withdrawal
        return Standing.return_by_policy if said_on <= self.return_until else Standing.too_late


def return_window(
    received_on: date, country: str, postcode: str, law: LegalFloor, policies: Policies
) -> ReturnWindow:
    """The window of an order whose last parcel was received on `received_on`.

    The day of receipt does not count; a last day on a Saturday, a Sunday or a holiday is carried
    to the next working day of the customer's region (L221-18, L221-19).
    """
    until = received_on + timedelta(days=law.withdrawal.days.value)
    while is_day_off(until, country, postcode):
        until += timedelta(days=1)
    return ReturnWindow(until, received_on + timedelta(days=policies.return_days))


def is_day_off(day: date, country: str, postcode: str) -> bool:
    """Whether `day` is a Saturday, a Sunday or a holiday there."""
    return day.weekday() == SATURDAY or not is_working_day(day, country, postcode)


def send_back_until(declared_on: date, law: LegalFloor) -> date:
    """The last day to send back what was declared on `declared_on` (L221-23)."""
    return declared_on + timedelta(days=law.withdrawal.send_back_days.value)


def refund_until(declared_on: date, policies: Policies) -> date:
    """The last day to refund what was declared, cancelled or lost on `declared_on`."""
    return declared_on + timedelta(days=policies.refund_days)


def guaranteed_until(delivered_on: date, policies: Policies) -> date:
    """The last day of the guarantee of conformity.

    Years run from day to day; where the last month lacks that day, to its last one.
    """
    year = delivered_on.year + policies.guarantee_years
    last = calendar.monthrange(year, delivered_on.month)[1]
    return date(year, delivered_on.month, min(delivered_on.day, last))


def repair_until(asked_on: date, policies: Policies) -> date:
    """The last day to repair or replace what was complained of on `asked_on` (L217-10)."""
    return asked_on + timedelta(days=policies.repair_days)
