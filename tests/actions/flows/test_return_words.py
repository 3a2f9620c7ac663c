"""A declaration is told from a question, and what an exchange is for is read where it is said."""

from __future__ import annotations

import pytest

from actions.return_words import declares_withdrawal, wanted_instead


@pytest.mark.parametrize(
    ("said", "declares"),
    [
        ("Par la présente je vous notifie ma rétractation pour la commande 20460.", True),
        ("j'exerce mon droit de rétractation", True),
        ("je me rétracte", True),
        ("I hereby withdraw from the contract", True),
        ("I am exercising my right to withdraw", True),
        ("comment me rétracter ?", False),
        ("droit de rétractation", False),
        ("je voudrais renvoyer le vase", False),
        ("how do I withdraw from my purchase?", False),
    ],
)
def test_only_a_declaration_takes_effect_at_once(said: str, declares: bool) -> None:
    assert declares_withdrawal(said) is declares


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("je peux l'échanger contre un plus petit ?", "un plus petit"),
        ("exchange the green cushion for the beige one", "the beige one"),
        ("c'est trop grand", None),
    ],
)
def test_what_is_wanted_instead(said: str, wanted: str | None) -> None:
    assert wanted_instead(said) == wanted
