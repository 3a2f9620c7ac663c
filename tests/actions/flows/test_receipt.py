"""An order is received with its last parcel, where anybody can say when that was."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

from actions.carriers.diagnosis import Code, Diagnosis
from actions.parcels.receipt import Receipt, is_whole, receipt
from actions.shop.order import Line, Parcel

LINES = (Line("Vase", 1, Decimal(39)), Line("Plaid", 2, Decimal(59)))


def _parcel(code: Code, day: int | None = None, *contents: str) -> Diagnosis:
    at = datetime(2026, 11, day, 23, 30, tzinfo=timezone.utc) if day else None
    sent = datetime(2026, 11, 1, tzinfo=timezone.utc)
    parcel = Parcel("demo", "20417", "6A1", "colissimo", "home", sent, contents)
    return Diagnosis(code, "20417", parcel, date(2026, 11, 1), delivered_at=at)


def test_the_last_parcel_decides_by_the_day_in_paris() -> None:
    found = receipt([_parcel(Code.delivered, 3), _parcel(Code.delivered, 5)], LINES)
    assert found == Receipt(date(2026, 11, 6), pending=False)


def test_a_parcel_on_its_way_keeps_the_window_open() -> None:
    found = receipt([_parcel(Code.delivered, 3), _parcel(Code.in_transit_late)], LINES)
    assert found == Receipt(None, pending=True)


def test_where_no_carrier_can_say_nobody_knows() -> None:
    found = receipt([_parcel(Code.delivered, 3), _parcel(Code.carrier_down)], LINES)
    assert found == Receipt(None, pending=False)


def test_an_order_whose_rest_has_not_left_yet_is_still_to_be_received() -> None:
    first = _parcel(Code.delivered, 3, "Vase")
    assert receipt([first], LINES) == Receipt(None, pending=True)
    both = [first, _parcel(Code.delivered, 5, "Plaid", "Plaid")]
    assert receipt(both, LINES) == Receipt(date(2026, 11, 6), pending=False)


def test_parcels_of_which_nobody_says_what_they_hold_are_taken_for_all() -> None:
    assert is_whole([_parcel(Code.delivered, 3)], LINES)
    assert is_whole([_parcel(Code.delivered, 3, "Vase"), _parcel(Code.delivered, 5)], LINES)
    assert is_whole([_parcel(Code.delivered, 3, "VASE-01", "PLAID-02")], LINES)
