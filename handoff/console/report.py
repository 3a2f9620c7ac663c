"""The report, for those days and brands that somebody may see."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from handoff.console.dependencies import ChosenBrands
from handoff.doors.errors import Refused
from handoff.doors.service import ServiceDep
from handoff.reports.report import Report, report

router = APIRouter(tags=["console"])

LONGEST = timedelta(days=366)
"""A report reads every episode of its days."""

USUAL = timedelta(days=29)


@router.get("/report")
async def read_report(
    service: ServiceDep,
    brands: ChosenBrands,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Report:
    """Outcomes, first response, handling and the bot's share from the log; 30 days by default."""
    last = last or date.today()
    first = first or last - USUAL
    if first > last:
        raise Refused(422, "bad_period", "The period ends before it begins. Swap `from` and `to`.")
    if last - first > LONGEST:
        raise Refused(422, "bad_period", "A report covers a year at most. Choose fewer days.")
    zones = {name: service.brands[name].hours.timezone for name in brands}
    return await report(service.record, zones, first, last)
