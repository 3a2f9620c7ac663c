"""Words that tell of somebody in danger, and those that only sound like it."""

from pathlib import Path

import pytest

from bot.components.figures import without_figures
from bot.components.harm import tells_of_harm
from bot.components.importer import DATA, ProjectImporter

PROBES = Path(__file__).with_name("probes")
CONFIG = Path(__file__).parents[3] / "bot" / "config.yml"


def _probes(name: str) -> list[str]:
    lines = (PROBES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace(" / ", "\n") for line in lines]


def test_nearly_every_danger_is_heard_from_its_words_alone() -> None:
    dangers = _probes("dangers")
    missed = [text for text in dangers if not tells_of_harm(text)]
    assert len(dangers) >= 80
    assert len(missed) <= len(dangers) * 0.03, missed


def test_what_sounds_like_harm_calls_nobody() -> None:
    harmless = _probes("harmless")
    heard = [text for text in harmless if tells_of_harm(text)]
    assert len(harmless) >= 80
    assert len(heard) <= len(harmless) * 0.05, heard


def test_hardly_any_sentence_about_something_else_is_heard_as_harm() -> None:
    data = ProjectImporter(str(CONFIG), None, [str(DATA / "nlu")]).get_nlu_data()
    texts = [m.get("text") for m in data.intent_examples if m.get("intent") != "danger"]
    heard = [text for text in texts if tells_of_harm(text)]
    assert len(heard) <= len(texts) * 0.001, heard


@pytest.mark.parametrize(
    "text",
    [
        "personne n'est blessé mais la lampe a pris feu",
        "j'ai peur que mon fils ait avalé la pile",
        "what can I do, my son is choking",
        "I can smell burning from the lamp",
        "je brûle d'envie de vous répondre : ma fille s'est coupé la main",
        "she can't swallow, her throat is swelling",
    ],
)
def test_a_figure_a_fear_or_a_denial_beside_it_hides_no_danger(text: str) -> None:
    assert tells_of_harm(text)


def test_a_figure_of_speech_is_left_out_and_the_rest_stays_as_written() -> None:
    assert without_figures("Je brûle d’impatience : où est ma Lampe ?") == "Je : où est ma Lampe ?"


def test_words_without_figures_stay_as_they_are() -> None:
    assert without_figures("  Où est ma lampe ? ") == "  Où est ma lampe ? "
