"""An address is read as people type it, or asked for again: never guessed."""

from __future__ import annotations

import time

import pytest

from actions.words.postal_address import numbers_of, read_address


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12 rue des Lilas, 69003 Lyon", "12 rue des Lilas, 69003 Lyon"),
        ("12 rue des Lilas 69003 Lyon", "12 rue des Lilas, 69003 Lyon"),
        ("12 rue des Lilas\n69 003 Lyon", "12 rue des Lilas, 69003 Lyon"),
        ("4 bis avenue de la Gare, bât. B, 13006 Marseille", None),
        ("mon adresse est 5 place du Pont, 44100 Nantes", "5 place du Pont, 44100 Nantes"),
        ("new address: 7 rue Charlot, 75003 Paris", "7 rue Charlot, 75003 Paris"),
        ("order 20470, postcode 75004, to 5 rue Lepic, 75018 Paris", "5 rue Lepic, 75018 Paris"),
        ("c'est 8, chemin du Lac, 74000 Annecy", "8, chemin du Lac, 74000 Annecy"),
        ("3 rue de l'Abbé-Grégoire 38000 Saint-Martin-d'Hères", None),
    ],
)
def test_street_postcode_and_town_are_found(typed: str, read: str | None) -> None:
    address = read_address(typed)
    assert address is not None
    if read is not None:
        assert address.one_line() == read


@pytest.mark.parametrize(
    "typed", ["", "Lyon", "rue des Lilas à Lyon", "69003 Lyon", "12 rue des Lilas", "20417 69003"]
)
def test_what_lacks_a_part_is_no_address(typed: str) -> None:
    assert read_address(typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "c'est pas 10 rue Victor Hugo 69002 Lyon mais 12 rue Victor Hugo 69002 Lyon",
            "12 rue Victor Hugo, 69002 Lyon",
        ),
        (
            "mon ancienne adresse 3 rue A 75011 Paris, la nouvelle 12 rue des Lilas 69003 Lyon",
            "12 rue des Lilas, 69003 Lyon",
        ),
        (
            "12 rue des Lilas 69003 Lyon au lieu de 3 rue A 75011 Paris",
            "12 rue des Lilas, 69003 Lyon",
        ),
        (
            "livrez au 12 rue des Lilas, 69003 Lyon et pas au 3 rue A, 75011 Paris",
            "12 rue des Lilas, 69003 Lyon",
        ),
        (
            "not 10 Hill Road 69002 Lyon but 12 Hill Road 69002 Lyon please",
            "12 Hill Road, 69002 Lyon",
        ),
        ("10 rue Victor Hugo, non, 12 rue Hugo 69002 Lyon", "12 rue Hugo, 69002 Lyon"),
        ("3 rue A 75011 Paris", "3 rue A, 75011 Paris"),
    ],
)
def test_of_an_old_and_a_new_address_the_new_one_is_read(typed: str, read: str) -> None:
    address = read_address(typed)
    assert address is not None
    assert address.one_line() == read


def test_an_address_that_is_only_said_to_be_wrong_is_not_taken() -> None:
    assert read_address("ce n'est pas 10 rue Victor Hugo 69002 Lyon") is None


@pytest.mark.parametrize(
    ("behind", "town"),
    [
        ("Lyon. C'est urgent", "Lyon"),
        ("Lyon c'est urgent", "Lyon"),
        ("Lyon merci", "Lyon"),
        ("lyon svp", "lyon"),
        ("Lyon pour la commande 20470", "Lyon"),
        ("Lyon et merci d'avance", "Lyon"),
        ("Lyon please, thanks", "Lyon"),
        ("Lyon\nmerci", "Lyon"),
        ("Lyon 3e", "Lyon"),
        ("La Roche sur Yon", "La Roche sur Yon"),
        ("Pont à Mousson", "Pont à Mousson"),
        ("Villeneuve d'Ascq", "Villeneuve d'Ascq"),
        ("Saint-Martin-d'Hères", "Saint-Martin-d'Hères"),
        ("St. Étienne", "St. Étienne"),
        ("Lyon Cedex 03", "Lyon Cedex 03"),
    ],
)
def test_the_town_ends_where_the_sentence_goes_on(behind: str, town: str) -> None:
    address = read_address(f"12 rue des Lilas, 69003 {behind}")
    assert address is not None
    assert address.city == town


def test_the_numbers_of_all_addresses_are_known() -> None:
    typed = "pas 3 rue A 75011 Paris, mais 12 rue du 8 Mai 1945, 69003 Lyon"
    assert numbers_of(typed) == ["3", "75011", "12", "8", "1945", "69003"]


def test_a_long_message_is_read_in_no_time() -> None:
    began = time.perf_counter()
    assert read_address("1 " * 2500) is None
    assert read_address("1 rue " * 800) is None
    assert time.perf_counter() - began < 0.5
