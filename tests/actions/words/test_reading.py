"""What bare numbers mean, given what was asked."""

from __future__ import annotations

import pytest

from actions.shop.place import OrderDigits
from actions.words.reading import Reading, read


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


@pytest.mark.parametrize(
    ("numbers", "awaiting", "expected"),
    [
        (["727"], "order", Reading(order_number="727")),
        (["1234567"], None, Reading(order_number="1234567")),
        # Too short to be meant where nothing was asked: a price, a year.
        (["727"], None, Reading()),
        (["2026"], None, Reading()),
        (["1000"], "proof", Reading(postcode="1000", maybe_order="1000")),
        (["727", "01000"], "order", Reading("727", postcode="01000", swappable=True)),
        (["01000", "727"], "order", Reading("727", postcode="01000", swappable=True)),
        (["727", "1204"], "order", Reading("727", postcode="1204", swappable=True)),
        (["12345678"], "order", Reading()),
    ],
)
def test_a_brand_may_number_its_orders_otherwise(
    numbers: list[str], awaiting: str | None, expected: Reading
) -> None:
    found = [("number", number) for number in numbers]
    assert read(found, awaiting, "727", "", OrderDigits(least=3, most=7)) == expected


LONG = OrderDigits(least=3, most=11)


@pytest.mark.parametrize("number", ["12345678", "1234567890", "12345678901"])
def test_digits_as_long_as_the_brands_orders_are_an_orders_before_a_parcels(number: str) -> None:
    found = [("tracking_number", number)]
    assert read(found, None, None, "", LONG) == Reading(number)
    assert read([*found, ("number", "1000")], None, None, "", LONG) == Reading(
        number, postcode="1000"
    )
    assert read(found, None, None) == Reading(tracking_number=number)


def test_what_cannot_be_an_order_or_stands_beside_one_is_a_parcel() -> None:
    for number in ("01234567", "6A15602676300", "123456789012"):
        found = [("tracking_number", number)]
        assert read(found, None, None, "", LONG) == Reading(tracking_number=number)
    both = [("order_number", "12345678"), ("tracking_number", "87654321")]
    assert read(both, None, None, "", LONG) == Reading("12345678", tracking_number="87654321")


def test_a_long_number_is_taken_back_like_a_short_one() -> None:
    found = [("tracking_number", "12345678"), ("tracking_number", "12345687")]
    text = "pas 12345678, 12345687"
    assert read(found, "proof", "12345678", text, LONG).order_number == "12345687"


def test_a_number_of_a_length_that_the_brand_does_not_know_is_no_order() -> None:
    assert read([("number", "727")], "order", None) == Reading()
    assert read([("number", "123456"), ("number", "20417")], "order", None) == Reading("20417")
    assert read([("order_number", "12")], None, None, "", OrderDigits(least=3)) == Reading(
        misshapen_order="12"
    )


def test_a_number_put_right_in_the_same_breath_is_the_one_that_counts() -> None:
    entities = [("number", "20412"), ("number", "69003"), ("number", "20421")]
    text = "20412, 69003\noups, c'est 20421"
    assert read(entities, "order", None, text).order_number == "20421"
    both = [("order_number", "20417"), ("order_number", "20418")]
    told = read(both, "order", None, "commandes 20417 et 20418, pardon")
    assert (told.order_number, told.other_order) == ("20417", "20418")


def test_the_postcode_of_a_street_is_no_other_order() -> None:
    text = "plutôt à Dole, 7 rue des Arènes, 39100"
    assert not read([("number", "39100")], "resend_or_refund", "20445", text).identifies


def test_a_number_before_a_name_answers_what_was_asked() -> None:
    assert read([("postcode", "20437")], "order", None, "20437 MARTEL").order_number == "20437"
    assert read([("postcode", "76000")], "order", None, "76000 Rouen").postcode == "76000"
