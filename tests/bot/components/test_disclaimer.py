"""What a customer says that a message is not."""

import pytest

from bot.components.disclaimer import without_disclaimer
from bot.components.folding import core
from bot.components.sentences import sentences


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Pas une plainte du tout, juste un bravo", "juste un bravo"),
        ("pour une fois je ne viens pas râler : quel bel accueil", "quel bel accueil"),
        ("c pa pr me plaindre hein, il est top", "il est top"),
        ("I’m not complaining, the box was lovely", "the box was lovely"),
        ("nothing to moan about this time, well done", "well done"),
        ("aucune réclamation", ""),
    ],
)
def test_who_says_it_is_no_complaint_is_not_heard_complaining(text: str, rest: str) -> None:
    assert without_disclaimer(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "toujours pas de réponse à ma réclamation",
        "je ne suis pas contente et je porte plainte",
        "is there no complaint form",
        "I have never had an answer to my complaint",
        "à qui me plaindre ?",
    ],
)
def test_a_complaint_stays_one(text: str) -> None:
    assert without_disclaimer(text) == text


def test_words_that_say_nothing_else_stay_whole() -> None:
    assert core("aucune réclamation") == "aucune réclamation"


def test_what_a_message_is_not_is_no_part_of_it() -> None:
    assert sentences("Ce n'est pas une réclamation. Votre vendeur est parfait, merci à lui") == [
        "Votre vendeur est parfait,",
        "merci à lui",
    ]
