"""What a French sentence means is learnt beside the encoder, and survives haste and spelling."""

from __future__ import annotations

import numpy as np
import pytest

from handoff.suggestions.encoder import Encoder


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        (
            "le facteur prétend que je n'étais pas chez moi, c'est faux",
            "aucun coup de sonnette alors que j'attendais le livreur",
            "je voudrais la même chemise une taille au-dessus",
        ),
        (
            "ma théière est sortie du carton en morceaux",
            "reçu une tasse cassée",
            "reçu une tasse rouge au lieu d'une verte",
        ),
        (
            "quand verrai-je la somme revenir sur mon compte ?",
            "date de mon remboursement",
            "date de ma livraison",
        ),
    ],
)
def test_other_words_for_a_problem_are_nearer_than_another_problem(
    encoder: Encoder, asked: str, same: str, other: str
) -> None:
    told, alike, apart = encoder.meanings([asked, same, other], "fr")
    assert told @ alike > told @ apart + 0.1


def test_a_misspelt_question_means_what_it_means_when_spelt(encoder: Encoder) -> None:
    spelt = "Je n'ai toujours pas reçu mon colis, il est bloqué depuis deux semaines."
    hurried = "g tjr pa recu mon coli il é bloké depui 2 semène"
    told, alike, apart = encoder.meanings([spelt, hurried, "je veu anulé ma comande"], "fr")
    assert told @ alike > 0.6
    assert told @ alike > told @ apart + 0.2


def test_english_stays_as_the_encoder_has_it(encoder: Encoder) -> None:
    texts = ["Where is my parcel?", "I want a refund"]
    assert np.array_equal(encoder.meanings(texts, "en"), encoder.encode(texts))


def test_any_text_has_a_vector_of_unit_length(encoder: Encoder) -> None:
    told = encoder.meanings(["", "😀", "你好", "12345", "colis " * 3_000], "fr")
    assert told.shape == (5, encoder.dim)
    assert np.allclose(np.linalg.norm(told, axis=1), 1, atol=1e-5)


def test_a_text_means_the_same_alone_and_among_others(encoder: Encoder) -> None:
    texts = ["mon colis est perdu", "je voudrais une facture"]
    alone = np.concatenate([encoder.meanings([text], "fr") for text in texts])
    assert np.allclose(encoder.meanings(texts, "fr"), alone, atol=1e-5)
