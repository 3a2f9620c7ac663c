"""What is said of a pick-up point, in the spelling of phones as well."""

from __future__ import annotations

import pytest

from actions.words.pickup import asks_opening, asks_until, went_in_vain


@pytest.mark.parametrize(
    ("said", "vain"),
    [
        ("g fé 3 foi le chemin", True),
        ("je me suis déplacée pour rien", True),
        ("le gars me dit quil a rien", True),
        ("they have nothing under that name", True),
        ("the clerk can't find it", True),
        ("il est dans quel relais ?", False),
        ("which shop is it at", False),
    ],
)
def test_who_went_in_vain_is_heard(said: str, vain: bool) -> None:
    assert went_in_vain(said) is vain


@pytest.mark.parametrize(
    ("said", "opening", "until"),
    [
        ("sa ferme a kel heure", True, False),
        ("ils le gardent jusk'a kan", False, True),
        ("til when is it there, and is it open late", True, True),
        ("vos boutiques sont ouvertes ?", False, False),
    ],
)
def test_opening_and_the_last_day_are_told_apart(said: str, opening: bool, until: bool) -> None:
    assert (asks_opening(said), asks_until(said)) == (opening, until)
