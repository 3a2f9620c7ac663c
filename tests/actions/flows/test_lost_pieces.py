"""What of an order was lost, in pieces: no more is made good, and no less."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest

from actions.carriers.diagnosis import Code, Diagnosis
from actions.parcels.status import Status
from actions.shop.aftersales import lines_with
from actions.shop.order import Customer, Line, Order, Parcel
from actions.talk.choice_flow import lost_pieces

VASE, CANDLES = Line("Vase", 1, Decimal(39)), Line("Bougie", 2, Decimal(24))
SHIPPED = datetime(2026, 11, 2, tzinfo=timezone.utc)


def _status(*parcels: tuple[Code, tuple[str, ...]]) -> Status:
    order = Order(
        brand="demo",
        number="20417",
        customer=Customer("demo", "a@example.com", "Anna", "Delmas"),
        postcode="75011",
        city="Paris",
        country="FR",
        lines=(VASE, CANDLES),
        total=Decimal(87),
        currency="EUR",
        placed_at=SHIPPED,
        promised_on=date(2026, 11, 6),
    )
    found = [
        Diagnosis(
            code,
            "20417",
            Parcel("demo", "20417", f"6A{n}", "colissimo", "home", SHIPPED, contents),
            order.promised_on,
        )
        for n, (code, contents) in enumerate(parcels)
    ]
    return Status(order, found)


LOST, CAME = Code.presumed_lost, Code.delivered


@pytest.mark.parametrize(
    ("parcels", "pieces"),
    [
        ([(LOST, ())], {"Vase": 1, "Bougie": 2}),
        ([(LOST, ()), (LOST, ())], {"Vase": 1, "Bougie": 2}),
        ([(LOST, ("Bougie", "Bougie")), (CAME, ("Vase",))], {"Bougie": 2}),
        ([(LOST, ("Bougie",)), (CAME, ("Vase", "Bougie"))], {"Bougie": 1}),
        # The candles are still to be sent: what is lost is the vase.
        ([(LOST, ("Vase",))], {"Vase": 1}),
        # Nobody noted what lies where: that is a human's to find out.
        ([(LOST, ()), (CAME, ())], {}),
        ([(LOST, ("Vase",)), (LOST, ()), (CAME, ())], {}),
    ],
)
def test_only_what_is_known_to_be_lost_is_made_good(
    parcels: list[tuple[Code, tuple[str, ...]]], pieces: dict[str, int]
) -> None:
    assert lost_pieces(_status(*parcels)) == pieces


def test_two_lines_of_one_title_share_the_pieces_that_are_wanted() -> None:
    dear = Line("Bougie", 1, Decimal(30))
    assert lines_with((CANDLES, dear), {"Bougie": 1}) == (Line("Bougie", 1, Decimal(24)),)
    assert lines_with((CANDLES, dear), {"Bougie": 3}) == (CANDLES, dear)
    assert lines_with((CANDLES, dear), {"Vase": 1}) == ()
