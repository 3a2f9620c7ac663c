"""One spelling for what people type in many."""

import pytest

from bot.components.folding import core, fold
from bot.components.sentences import joined, sentences


def test_accents_case_and_apostrophes_make_no_difference() -> None:
    assert fold("J’AI PAS REÇU MON COLIS") == fold("j'ai pas recu mon colis")


def test_the_shape_of_a_number_is_kept_and_its_value_is_not() -> None:
    assert fold("commande 20417") == fold("commande 20418") != fold("commande 1000")


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Bonjour, où est mon colis ? Merci", "où est mon colis ?"),
        ("hello there, where is my parcel please", "where is my parcel"),
        ("Bonjour madame, je veux un remboursement svp", "je veux un remboursement"),
        ("bonjour", "bonjour"),
        ("ok merci", "ok merci"),
        ("merci de me rembourser", "merci de me rembourser"),
    ],
)
def test_greeting_and_thanks_do_not_hide_what_is_meant(text: str, understood: str) -> None:
    assert core(text).rstrip(" ?") == understood.rstrip(" ?")


def test_a_burst_is_read_line_by_line() -> None:
    assert sentences("bonjour\nc pr mon colis\ntjr rien") == [
        "bonjour",
        "c pr mon colis",
        "tjr rien",
    ]


def test_clauses_are_read_but_no_single_word_before_a_comma() -> None:
    assert sentences("sorry, I don't speak French") == ["I don't speak French"]
    assert sentences("vous êtes nuls, commande 20417") == ["vous êtes nuls,", "commande 20417"]


def test_numbers_and_addresses_are_not_cut() -> None:
    assert sentences("c'est 45,90 € chez jean.dupont@example.com") == [
        "c'est 45,90 € chez jean.dupont@example.com"
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "le vase est cassé et le plaid n'est jamais venu",
            ["le vase est cassé", "le plaid n'est jamais venu"],
        ),
        (
            "my lamp is broken and also I need an invoice",
            ["my lamp is broken", "I need an invoice"],
        ),
        ("deux vases et un plaid", []),
        ("où est mon colis", []),
    ],
)
def test_what_an_and_joins_is_read_apart_where_each_side_says_something(
    sentence: str, parts: list[str]
) -> None:
    assert joined(sentence) == parts
