"""Only what is wrong is compared with past questions."""

import pytest

from handoff.suggestions.language import language_of
from handoff.suggestions.problem import found_out, problem_of


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("Bonjour\nmon colis est perdu\nje veux parler à quelqu'un", "mon colis est perdu"),
        ("I want to talk to a real person. My vase is broken!", "My vase is broken!"),
        ("je voudrais parler au directeur", ""),
        ("un conseiller svp", ""),
        ("ok merci", ""),
        ("👏", ""),
        ("personne ne me répond", "personne ne me répond"),
        ("ok merci mais ça répond pas", "ok merci mais ça répond pas"),
        ("impossible de joindre le relais, personne ne répond",) * 2,
        ("une autre personne peut passer prendre le colis ?",) * 2,
    ],
)
def test_greetings_and_calls_for_a_human_are_no_problem(said: str, problem: str) -> None:
    assert problem_of(said) == problem


def test_what_the_bot_found_out_is_part_of_the_problem() -> None:
    assert "livré" in found_out({"parcel_status": "delivered"}, "fr")
    assert "back to the sender" in found_out({"parcel_status": "returning"}, "en")
    assert found_out({"parcel_status": "in_transit_on_time"}, "fr") == ""
    assert found_out({}, "fr") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("où est mon colis ?", "fr"),
        ("c pr mon colis jai rien recu", "fr"),
        ("where is my parcel", "en"),
        ("20417", None),
        ("", None),
        ("你好", None),
    ],
)
def test_the_language_is_told_by_common_words_or_not_at_all(
    text: str, language: str | None
) -> None:
    assert language_of(text) == language
