"""What bare numbers mean, given what was asked."""

from __future__ import annotations

import pytest

from actions.reading import Reading, read


def _read(*numbers: str, awaiting: str | None = None, known: str | None = None) -> Reading:
    return read([("number", number) for number in numbers], awaiting, known)


def test_the_first_of_two_is_the_order_unless_it_looks_like_a_postcode() -> None:
    assert _read("20417", "75011") == Reading("20417", postcode="75011", swappable=True)
    assert _read("75011", "20417") == Reading("20417", postcode="75011", swappable=True)
    assert _read("20418", "57000") == Reading("20418", postcode="57000", swappable=True)


def test_four_digits_beside_five_are_a_postcode() -> None:
    assert _read("20417", "1000") == Reading("20417", postcode="1000")
    assert _read("1000", "20417") == Reading("20417", postcode="1000")


@pytest.mark.parametrize(
    ("number", "awaiting", "known", "expected"),
    [
        ("20417", None, None, Reading("20417")),
        ("20417", "order", None, Reading("20417")),
        ("75011", "order", None, Reading(postcode="75011")),
        ("75011", "proof", "20417", Reading(postcode="75011")),
        ("1000", "proof", "20417", Reading(postcode="1000")),
        ("1000", None, None, Reading()),
        ("20418", "proof", "20417", Reading("20418")),
        ("24017", "proof", "20417", Reading("24017")),
        ("20417", "proof", "20417", Reading("20417")),
        ("20433", "helped", "20417", Reading("20433")),
    ],
)
def test_one_bare_number_is_what_was_asked_for_or_a_correction(
    number: str, awaiting: str | None, known: str | None, expected: Reading
) -> None:
    assert _read(number, awaiting=awaiting, known=known) == expected


def test_what_is_named_is_not_guessed() -> None:
    found = [("postcode", "20417"), ("order_number", "75011")]
    assert read(found, None, None) == Reading("75011", postcode="20417")


def test_a_year_is_no_postcode() -> None:
    assert read([("order_number", "20417"), ("number", "2026")], None, None) == Reading("20417")


def test_an_address_leaves_the_number_to_the_order() -> None:
    found = [("number", "75011"), ("email", "a@example.com")]
    assert read(found, "proof", "20417") == Reading("75011", email="a@example.com")


def test_an_order_number_of_a_wrong_length_is_told_apart() -> None:
    assert read([("order_number", "2041")], None, None) == Reading(misshapen_order="2041")
