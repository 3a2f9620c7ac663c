"""Numbers as people type them."""

import pytest

from bot.components.numbers import find


def _found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "commande 20417",
        "ma commande n° 20 417 svp",
        "COMMANDE: 20417",
        "#20417",
        "n°20417",
        "numéro de commande : 20417",
        "la commande c'est le 20417",
        "order no 20417",
        "my order number is 20417",
        "order #20417",
        "cmd 20417",
        "numéro : 2 0 4 1 7",
        "commande 2 0 4 1 7",
    ],
)
def test_an_order_number_is_read_however_it_is_announced(text: str) -> None:
    assert _found(text) == [("order_number", "20417")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20417", "20417"),
        ("20 417", "20417"),
        ("c'est le 20.417", "20417"),
        ("2 0 4 1 7", "20417"),
        ("1000", "1000"),
    ],
)
def test_a_bare_number_is_left_to_the_dialogue(text: str, number: str) -> None:
    assert _found(text) == [("number", number)]


@pytest.mark.parametrize("typed", ["20417,69003", "20417.69003", "20.417,69003", "20417;69003"])
def test_two_numbers_without_a_blank_are_two(typed: str) -> None:
    assert _found(typed) == [("number", "20417"), ("number", "69003")]


@pytest.mark.parametrize("typed", ["12,50", "1234,5", "1.234,50", "20417,50"])
def test_decimals_are_no_numbers_of_ours(typed: str) -> None:
    assert _found(typed) == []


@pytest.mark.parametrize("typed", ["1012 LG", "1012lg", "1012 LG Amsterdam"])
def test_a_dutch_postcode_keeps_its_letters(typed: str) -> None:
    assert _found(typed) == [("postcode", "1012LG")]


def test_a_short_word_after_four_digits_is_no_part_of_a_postcode() -> None:
    assert _found("LE 1012 JE SUIS LA") == [("number", "1012")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1234567 01000", [("number", "1234567"), ("number", "01000")]),
        ("12345678 1000", [("tracking_number", "12345678"), ("number", "1000")]),
        ("75011 1234567890", [("number", "75011"), ("tracking_number", "1234567890")]),
        ("123456789", [("number", "123456789")]),
        # The groups in which carriers write theirs.
        ("6104 3912 7755", [("tracking_number", "610439127755")]),
        ("0520 4113 7855 95", [("tracking_number", "05204113785595")]),
    ],
)
def test_a_long_number_and_a_postcode_are_two(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


def test_the_letter_o_is_read_as_a_zero_where_it_stands_among_digits() -> None:
    assert _found("commande 2O426 cp 75O11") == [("order_number", "20426"), ("postcode", "75011")]
    assert _found("c'est 2o426") == [("number", "20426")]
    assert _found("OOO où est-il ? j'ai 2o ans") == []


def test_the_number_of_a_case_is_no_order_and_no_postcode() -> None:
    assert _found("mon dossier D-1042 avance ?") == []
    assert _found("dossier D-1042, commande 20417") == [("order_number", "20417")]


def test_one_sentence_may_hold_an_order_and_a_postcode() -> None:
    assert _found("bonjour, mon colis 20417 75011 n'est jamais arrivé") == [
        ("number", "20417"),
        ("number", "75011"),
    ]
    assert _found("20 417 75011") == [("number", "20417"), ("number", "75011")]
    assert _found("commande 20417, code postal 1000") == [
        ("order_number", "20417"),
        ("postcode", "1000"),
    ]


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("code postal 75 011", "75011"),
        ("cp 1000", "1000"),
        ("my postcode is 1204", "1204"),
        ("zip code: 10115", "10115"),
        ("postcode ec1a 1bb", "EC1A 1BB"),
        ("SW1A1AA", "SW1A1AA"),
    ],
)
def test_postcodes_of_several_countries_are_read(text: str, postcode: str) -> None:
    assert _found(text) == [("postcode", postcode)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6A15602676300", "6A15602676300"),
        ("6a 15602676300", "6A15602676300"),
        ("6A156O26763OO", "6A15602676300"),
        ("rb123456785gb", "RB123456785GB"),
        ("RB 123 456 785 GB", "RB123456785GB"),
        ("RB12345678OGB", "RB123456780GB"),
        ("87001234567890", "87001234567890"),
        ("suivi 8700 1234 5678 90", "87001234567890"),
        ("mondial relay 20453001", "20453001"),
        ("1Z 999AA10123456784", "1Z999AA10123456784"),
    ],
)
def test_tracking_numbers_are_read_with_blanks_small_letters_and_o_for_zero(
    text: str, number: str
) -> None:
    assert _found(text) == [("tracking_number", number)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mon mail : Jean.Dupont@Example.FR", "jean.dupont@example.fr"),
        ("jean @example.fr", "jean@example.fr"),
        ("jean arobase example.fr", "jean@example.fr"),
    ],
)
def test_an_address_is_read_and_put_in_small_letters(text: str, address: str) -> None:
    assert _found(text) == [("email", address)]


@pytest.mark.parametrize(
    "text",
    [
        "appelez-moi au 06 12 34 56 78",
        "+33 6 12 34 56 78",
        "payé 12345 €",
        "une lampe à 45,90 €",
        "commandé le 24/11/2026",
        "depuis 3 semaines",
        "la commande du 12 novembre",
        "https://example.com/20417",
    ],
)
def test_telephones_amounts_and_dates_are_no_numbers_of_ours(text: str) -> None:
    assert _found(text) == []


def test_an_order_number_of_a_wrong_length_is_kept_so_that_it_can_be_said() -> None:
    assert _found("commande 2041") == [("order_number", "2041")]


def test_places_are_those_of_the_text() -> None:
    text = "commande 20 417, merci"
    (one,) = find(text)
    assert text[one.start : one.end] == "20 417"


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("12 rue du Renard, bâtiment C, 76000 Rouen", "76000"),
        ("Yves Castel 31000 Toulouse", "31000"),
        ("jhabite 31000 tlse", "31000"),
        ("3 place Drouet, 14600 Honfleur", "14600"),
    ],
)
def test_what_stands_before_a_town_is_a_postcode(text: str, postcode: str) -> None:
    assert _found(text) == [("postcode", postcode)]


@pytest.mark.parametrize(
    "text",
    ["20431 Merci d'avance", "c'est 20431 Je ne l'ai pas", "20431 svp", "20431 toujours rien"],
)
def test_what_stands_before_another_word_is_left_open(text: str) -> None:
    assert _found(text) == [("number", "20431")]
