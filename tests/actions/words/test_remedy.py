"""What is wanted, and what is not, as people say it in one breath."""

from __future__ import annotations

import pytest

from actions.words.remedy import remedy_named, remedy_wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("je veux la réparation, pas un neuf", "repair"),
        ("je veux pas d'un autre je veux être remboursée", "refund"),
        ("je ne veux pas un remboursement mais un remplacement", "replacement"),
        ("I don't want a new one, I want it repaired", "repair"),
        ("I'd rather have my money back than another one", "refund"),
        ("le faire réparer me conviendrait très bien", "repair"),
        ("a repair is enough, no need for more", "repair"),
        ("c'est réparable ?", None),
        ("vous pouvez me rembourser ?", None),
        ("le vase est cassé", None),
        ("je ne veux pas de remboursement", None),
    ],
)
def test_what_a_message_asks_for_of_itself(said: str, wanted: str | None) -> None:
    assert remedy_wanted(said) == wanted


def test_an_answer_needs_no_verb() -> None:
    assert remedy_named("plutôt un neuf") == "replacement"
    assert remedy_named("la réparation") == "repair"
    assert remedy_named("ni l'un ni l'autre") is None


def test_of_two_remedies_the_first_choice_counts() -> None:
    assert remedy_named("l'échanger, sinon me rembourser") == "replacement"
    assert remedy_named("please swap it. If there is none left, my money back") == "replacement"
    assert remedy_named("si possible, un remplacement") == "replacement"
    assert remedy_named("s'il n'y en a plus, remboursez-moi") == "refund"
