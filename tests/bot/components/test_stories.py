"""The end-to-end stories of `rasa test` measure what the bot understands, not what it remembers.

They were written without a look at the training data; whoever writes training data later must not
bring the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data import entities_parser

from bot.components.importer import DATA, ProjectImporter

ROOT = Path(__file__).parents[3]
CONFIG = str(ROOT / "bot" / "config.yml")
FILES = sorted((ROOT / "tests" / "bot" / "stories").glob("*.yml"))

NEAR = 0.8
"""Share of words, or of runs of three characters, that two sentences have in common (Dice)."""


def stories() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The language and the steps of each story."""
    for file in FILES:
        for story in yaml.safe_load(file.read_text(encoding="utf-8"))["stories"]:
            yield file.stem.rpartition("_")[2], story["steps"]


def sentences() -> Iterator[str]:
    """What the customers of the stories write, without annotations."""
    for _, steps in stories():
        for step in steps:
            if "user" in step:
                yield entities_parser.replace_entities(step["user"].strip())


def folded(text: str) -> str:
    """Lower case, without accents, punctuation and figures: what is learnt of a sentence."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W\d_]+", letters))


def dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right))


@cache
def parts(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """Its words, and its runs of three characters."""
    padded = f" {sentence} "
    runs = frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
    return frozenset(sentence.split()), runs


def near(left: str, right: str) -> bool:
    """Whether two folded sentences are the same, or as good as the same."""
    return any(dice(a, b) >= NEAR for a, b in zip(parts(left), parts(right), strict=True))


def tells_by_words(sentence: str) -> bool:
    """Whether there is more to it than a number with a word or two: "20417 et 01000"."""
    words = folded(sentence).split()
    return len(words) > 2 if any(char.isdigit() for char in sentence) else bool(words)


def neighbours(sentences: Iterable[str], trained: Iterable[str]) -> list[str]:
    """Those of `sentences` that are near to one that is trained on, with it."""
    known = {folded(sentence) for sentence in trained} - {""}
    return [
        f"{sentence!r} is near to {other!r}"
        for sentence in filter(tells_by_words, sentences)
        for other in known
        if near(folded(sentence), other)
    ]


@pytest.mark.parametrize(
    ("written", "trained"),
    [
        ("Où est mon colis ?", "ou est mon colis"),
        ("où est mon colis 20417", "OU EST MON COLIS!!"),
        ("mon colis est parti où au juste", "au juste, mon colis est parti où"),
        ("je n'ai jamais reçu mon colis", "jé n'ai jamais reçus mon coli"),
    ],
)
def test_the_same_in_other_clothes_is_near(written: str, trained: str) -> None:
    assert neighbours([written], ["un autre sujet", trained])


@pytest.mark.parametrize(
    ("written", "trained"),
    [
        ("mon colis se balade où", "où est passé mon colis"),
        ("je ne veux plus le plaid", "je veux un plaid"),
        ("20417 et 75011", "20418 et 57000"),
    ],
)
def test_the_same_thing_in_other_words_is_not(written: str, trained: str) -> None:
    assert not neighbours([written], [trained])


def test_no_sentence_of_a_story_is_near_to_a_training_sentence() -> None:
    trained = [m.get("text") for m in ProjectImporter(CONFIG).get_nlu_data().training_examples]
    assert len(trained) > 1000
    found = neighbours(sentences(), [text for text in trained if text])
    assert not found, "\n".join(found)


def test_no_two_stories_say_the_same() -> None:
    said = [folded(sentence) for sentence in sentences() if tells_by_words(sentence)]
    assert len(said) == len(set(said))


def test_there_are_two_hundred_two_thirds_of_them_french() -> None:
    languages = [language for language, _ in stories()]
    assert len(languages) >= 200
    assert languages.count("fr") / len(languages) >= 2 / 3
    assert set(languages) == {"fr", "en"}


def test_rasa_takes_them_for_test_stories() -> None:
    assert FILES
    assert all(YAMLStoryReader.is_test_stories_file(str(file)) for file in FILES)


def test_each_step_is_answered_by_the_action_of_its_rule() -> None:
    ruled: dict[str, str] = {}
    for file in sorted((DATA / "rules").glob("*.yml")):
        rules: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
        ruled |= {r["steps"][0]["intent"]: r["steps"][1]["action"] for r in rules}
    wrong = {
        f"{said['intent']}: {answered['action']}, the rule says {ruled.get(said['intent'])}"
        for _, steps in stories()
        for said, answered in zip(steps[::2], steps[1::2], strict=True)
        if ruled.get(said["intent"]) != answered["action"]
    }
    assert not wrong, "\n".join(sorted(wrong))


def test_every_intent_is_heard_in_both_languages() -> None:
    heard = {(lang, step["intent"]) for lang, steps in stories() for step in steps[::2]}
    expected = set(ProjectImporter(CONFIG).get_domain().intents) - {
        *("out_of_scope", "back", "restart", "session_start")
    }
    missing = {f"{lang} {name}" for lang in ("fr", "en") for name in expected} - {
        f"{lang} {name}" for lang, name in heard
    }
    assert not missing, sorted(missing)
