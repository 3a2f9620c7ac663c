"""Spellings that sound alike are told to be alike, and haste is imitated by rule."""

from __future__ import annotations

import random

import pytest

from handoff.suggestions.spelling import misspelt, sound


@pytest.mark.parametrize(
    ("spelt", "written"),
    [
        ("que", "ke"),
        ("quand", "kan"),
        ("ça", "sa"),
        ("colis", "coli"),
        ("commande", "comande"),
        ("rembourser", "remboursé"),
        ("cassée", "casser"),
        ("bloqué", "bloké"),
        ("livraison", "livraizon"),
        ("téléphone", "telefone"),
    ],
)
def test_a_word_sounds_like_its_usual_misspelling(spelt: str, written: str) -> None:
    assert sound(spelt) == sound(written)


@pytest.mark.parametrize(
    ("one", "other"), [("colis", "code"), ("retour", "retard"), ("taille", "table")]
)
def test_different_words_sound_different(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_what_is_no_word_has_no_sound() -> None:
    assert sound("12345") == ""


def test_a_hurried_sentence_is_recognisable_and_often_another() -> None:
    sentence = "Je n'ai toujours pas reçu le remboursement de ma commande"
    chance = random.Random(0)
    written = [misspelt(sentence, chance) for _ in range(50)]
    assert len(set(written)) > 30
    assert all("ma" in each.split() for each in written)
    assert written == [misspelt(sentence, again) for again in [random.Random(0)] for _ in range(50)]
