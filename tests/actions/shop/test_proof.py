"""Proof is understood the way people type it, and never given for the wrong words."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.order import Customer, Order
from actions.shop.place import OrderDigits
from actions.shop.proof import order_number, proves, same_email, same_postcode

ORDER = Order(
    brand="demo",
    number="20417",
    customer=Customer("demo", "anna.delmas@example.com", "Anna", "Delmas"),
    postcode="01000",
    city="Bourg-en-Bresse",
    country="FR",
    lines=(),
    total=Decimal("63.90"),
    currency="EUR",
    placed_at=datetime(2026, 3, 2, tzinfo=timezone.utc),
    promised_on=date(2026, 3, 9),
)


@pytest.mark.parametrize(
    "text",
    [
        "20417",
        "20 417",
        "20.417",
        "2 0 4 1 7",
        "20\u202f417",
        "#20417",
        "n°20417",
        "No20417",
        "N° 20-417.",
        "commande 20417 svp",
        "2O417",
        "ma commande 20417 du 3 mars 2026",
        "20417 / 20417",
        "20417 1000",
        "20 417 pour 2 vases",
    ],
)
def test_an_order_number_is_read_as_people_write_it(text: str) -> None:
    assert order_number(text, OrderDigits()) == "20417"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bonjour",
        "2041",
        "204178",
        "20417 ou 20418",
        "6A15602676300",
        "20417 01000",
        "20 417 01000",
        "06 12 34 56 78",
    ],
)
def test_no_order_number_is_guessed(text: str) -> None:
    assert order_number(text, OrderDigits()) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("727", "727"),
        ("n° 1 204", "1204"),
        ("commande 20 417", "20417"),
        ("204178", "204178"),
        ("12", None),
        ("2041789", None),
        ("727 01000", None),
    ],
)
def test_a_brands_numbers_may_be_of_several_lengths(text: str, number: str | None) -> None:
    assert order_number(text, OrderDigits(least=3, most=6)) == number


@pytest.mark.parametrize(
    ("known", "typed", "country", "same"),
    [
        ("01000", "01000", "FR", True),
        ("01000", "1000", "FR", True),
        ("01000", "01 000", "FR", True),
        ("01000", "O1OOO", "FR", True),
        ("01000", "F-01000", "FR", True),
        ("01000", "10000", "FR", False),
        ("01000", "100", "FR", False),
        ("01000", "", "FR", False),
        ("1000", "1000", "BE", True),
        ("1000", "B-1000", "BE", True),
        ("1000", "01000", "BE", False),
        ("8001", "CH-8001", "CH", True),
        ("EC1A 1BB", "ec1a1bb", "GB", True),
        ("97410", "97410", "FR", True),
    ],
)
def test_a_postcode_may_lack_its_zero_in_france_only(
    known: str, typed: str, country: str, same: bool
) -> None:
    assert same_postcode(known, typed, country) is same


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("anna.delmas@example.com", True),
        ("  Anna.Delmas@Example.COM. ", True),
        ("<anna.delmas@example.com>", True),
        ("anna.delmas@example.org", False),
        ("annadelmas@example.com", False),
        ("", False),
    ],
)
def test_an_address_is_compared_whatever_its_case(typed: str, same: bool) -> None:
    assert same_email("anna.delmas@example.com", typed) is same


def test_one_right_half_proves_and_a_wrong_half_beside_it_does_not() -> None:
    mail = "anna.delmas@example.com"
    assert proves(ORDER, postcode="1000")
    assert proves(ORDER, email=mail)
    assert proves(ORDER, postcode="1000", email=mail)
    assert not proves(ORDER, postcode="75011", email=mail)
    assert not proves(ORDER, postcode="1000", email="someone@example.com")


def test_nothing_given_proves_nothing() -> None:
    assert not proves(ORDER)
    assert not proves(ORDER, postcode="", email="")


@given(st.text(max_size=12).filter(lambda text: "1000" not in text))
def test_nothing_else_typed_proves_an_order(text: str) -> None:
    assert not proves(ORDER, postcode=text) or text.upper().replace("O", "0").count("0") >= 3
