"""Apostrophes that customers leave out are read as if they were there."""

from __future__ import annotations

import pytest

from bot.components.elision import restored

LEARNT = {"je", "sans", "qu une", "s occupe", "j ai", "l autre", "s ans", "lorsqu il", "all"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("je veux quune personne soccupe de moi", "je veux qu'une personne s'occupe de moi"),
        ("jai recu lautre lorsquil pleuvait", "j'ai recu l'autre lorsqu'il pleuvait"),
        ("j'ai recu l'autre", "j'ai recu l'autre"),
    ],
)
def test_a_pair_that_was_learnt_is_found_without_its_apostrophe(typed: str, meant: str) -> None:
    assert restored(typed, LEARNT) == meant


@pytest.mark.parametrize("typed", ["sans rien", "tall glasses", "quelle taille", "lampe", ""])
def test_words_of_their_own_stay_as_they_are(typed: str) -> None:
    assert restored(typed, LEARNT) == typed
