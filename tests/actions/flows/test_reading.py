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


@pytest.mark.parametrize(
    ("text", "numbers", "expected"),
    [
        ("59800, pardon c'est la 20423 et non la 20424", ["59800", "20423", "20424"], "20423"),
        ("ce n'est pas la 20424 mais la 20431", ["20424", "20431"], "20431"),
        ("pas 20424, 20431", ["20424", "20431"], "20431"),
        ("20431 instead of 20424", ["20431", "20424"], "20431"),
        ("sorry, it's 20431 not 20424", ["20431", "20424"], "20431"),
        ("je n'ai toujours pas ma commande 20424", ["20424"], "20424"),
    ],
)
def test_a_number_that_is_taken_back_gives_way_to_the_other(
    text: str, numbers: list[str], expected: str
) -> None:
    found = read([("number", number) for number in numbers], "proof", "20424", text)
    assert found.order_number == expected


def test_a_postcode_is_taken_back_like_an_order() -> None:
    found = read([("number", "75011"), ("number", "75012")], "proof", "20424", "pas 75011, 75012")
    assert found == Reading(postcode="75012")


def test_what_begins_with_a_zero_is_no_order() -> None:
    assert _read("06300", awaiting="order") == Reading(postcode="06300")
    assert _read("06300", "20425") == Reading("20425", postcode="06300", swappable=True)
