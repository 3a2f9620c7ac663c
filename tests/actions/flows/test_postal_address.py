"""An address is read as people type it, or asked for again: never guessed."""

from __future__ import annotations

import pytest

from actions.postal_address import numbers_of, read_address


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


def test_the_numbers_of_an_address_are_known() -> None:
    address = read_address("12 rue du 8 Mai 1945, 69003 Lyon")
    assert address is not None
    assert numbers_of(address) == ["12", "8", "1945", "69003"]
