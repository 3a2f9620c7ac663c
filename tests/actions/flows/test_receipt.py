"""An order is received with its last parcel, where anybody can say when that was."""

from __future__ import annotations

from datetime import date, datetime, timezone

from actions.carriers.diagnosis import Code, Diagnosis
from actions.receipt import Receipt, receipt


def _parcel(code: Code, day: int | None = None) -> Diagnosis:
    at = datetime(2026, 11, day, 23, 30, tzinfo=timezone.utc) if day else None
    return Diagnosis(code, "20417", None, date(2026, 11, 1), delivered_at=at)


def test_the_last_parcel_decides_by_the_day_in_paris() -> None:
    found = receipt([_parcel(Code.delivered, 3), _parcel(Code.delivered, 5)])
    assert found == Receipt(date(2026, 11, 6), pending=False)


def test_a_parcel_on_its_way_keeps_the_window_open() -> None:
    found = receipt([_parcel(Code.delivered, 3), _parcel(Code.in_transit_late)])
    assert found == Receipt(None, pending=True)


def test_where_no_carrier_can_say_nobody_knows() -> None:
    found = receipt([_parcel(Code.delivered, 3), _parcel(Code.carrier_down)])
    assert found == Receipt(None, pending=False)
