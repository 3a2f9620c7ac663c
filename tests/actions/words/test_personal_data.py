"""What is asked for of one's own data, as people write it."""

from __future__ import annotations

import pytest

from actions.words.personal_data import asks_about_erasure, chosen, wishes


@pytest.mark.parametrize(
    "typed",
    [
        "supprimez mon compte",
        "je veux que mon compte soit supprimé",
        "pouvez-vous effacer toutes mes données ?",
        "can you delete my account please",
        "I want my account deleted",
        "suprimer mon conte",
        "wipe whatever you have on me",
        "effacez tout ce que vous savez de moi",
    ],
)
def test_a_plain_request_is_erasure(typed: str) -> None:
    assert wishes(typed) == ["erase"]


@pytest.mark.parametrize(
    "typed",
    [
        "Comment supprimer une adresse de mon compte ?",
        "effacer ma carte bleue de mon compte",
        "delete the card saved on my account",
        "mon compte a été supprimé, pourquoi ?",
        "why was my account deleted?",
        "vous avez supprimé mon compte",
        "please don't delete my account",
        "si je supprime mon compte je perds mes points ?",
        "comment supprimer mon compte ?",
        "Arrêtez de transmettre mes données",
    ],
)
def test_neither_a_question_nor_what_happened_nor_a_detail_erases_anything(typed: str) -> None:
    assert wishes(typed) == []


def test_who_asks_how_an_account_is_erased_is_asked_whether_to() -> None:
    assert asks_about_erasure("comment supprimer mon compte ?")
    assert not asks_about_erasure("mon compte a été supprimé, pourquoi ?")
    assert chosen("l'effacement") == ["erase"]
    assert chosen("une copie") == ["copy"]


def test_a_copy_is_sent_to_who_asks_for_it_and_not_to_others() -> None:
    assert wishes("transmettez-moi mes données") == ["copy"]
    assert wishes("vous transmettez mes données à des tiers ?") == []
