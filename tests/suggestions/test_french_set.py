"""The French set is large enough, leads somewhere, and repeats neither itself nor the lessons."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FRENCH = Path(__file__).parent / "french"

NEAR = 0.6
"""Two sentences that share this much of their words are one sentence written twice."""

FEWEST_WORDS = 4
"""Below this, sharing words says little: such sentences are only refused when they are the same."""

ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands, and its words in lower case without accents."""

    place: str
    key: str
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, place: str = "") -> Sentence:
        plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
        words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
        return cls(place, " ".join(words) or text.strip(), frozenset(words))

    def near(self, other: Sentence) -> bool:
        """The same words in the same order, or most of the words of two longer sentences."""
        if self.key == other.key:
            return True
        few, many = sorted((len(self.words), len(other.words)))
        # There are millions of pairs, and most of them differ in length enough to end here.
        if few < FEWEST_WORDS or few < NEAR * many:
            return False
        return len(self.words & other.words) >= NEAR * len(self.words | other.words)


def rows(path: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sentences(path: Path) -> list[Sentence]:
    """The questions of a file of resolutions or questions, each with its line."""
    return [
        Sentence.of(row["question"] or "", f"{path.name}:{line}")
        for line, row in enumerate(rows(path), start=1)
    ]


def examples(path: Path) -> Iterator[Sentence]:
    """What the bot is taught in a file, without the marks of the entities."""
    for entry in yaml.safe_load(path.read_text("utf-8")).get("nlu") or []:
        for line in str(entry.get("examples", "")).splitlines():
            text = line.strip().removeprefix("-").strip()
            if "intent" in entry and text:
                yield Sentence.of(ENTITY.sub(r"\1", text), path.name)


def near_ones(pairs: Iterable[tuple[Sentence, Sentence]]) -> list[str]:
    return [f"{one.place} and {other.place}" for one, other in pairs if one.near(other)]


@pytest.fixture(scope="module")
def resolutions() -> list[dict[str, str | None]]:
    return rows(FRENCH / "resolutions.jsonl")


@pytest.fixture(scope="module")
def questions() -> list[dict[str, str | None]]:
    return rows(FRENCH / "questions.jsonl")


@pytest.fixture(scope="module")
def written() -> list[Sentence]:
    """Every question of the set, those of the past resolutions among them."""
    return sentences(FRENCH / "resolutions.jsonl") + sentences(FRENCH / "questions.jsonl")


def test_the_set_is_large_enough(
    resolutions: list[dict[str, str | None]], questions: list[dict[str, str | None]]
) -> None:
    answered = [row for row in questions if row["resolution"] is not None]
    assert len(resolutions) >= 60
    assert len(answered) >= 400
    assert len(questions) - len(answered) >= 100


def test_every_line_says_what_it_must(
    resolutions: list[dict[str, str | None]], questions: list[dict[str, str | None]]
) -> None:
    assert all(row.keys() == {"external_id", "question", "reply"} for row in resolutions)
    assert all(row.keys() == {"question", "resolution"} for row in questions)
    assert all((value or "").strip() for row in resolutions for value in row.values())
    assert all((row["question"] or "").strip() for row in questions)


def test_every_resolution_is_another_one(resolutions: list[dict[str, str | None]]) -> None:
    assert len({row["external_id"] for row in resolutions}) == len(resolutions)
    replies = [Sentence.of(row["reply"] or "", row["external_id"] or "") for row in resolutions]
    assert near_ones(combinations(replies, 2)) == []


def test_every_question_leads_to_a_resolution_and_every_resolution_has_questions(
    resolutions: list[dict[str, str | None]], questions: list[dict[str, str | None]]
) -> None:
    asked = {row["resolution"] for row in questions if row["resolution"] is not None}
    assert asked == {row["external_id"] for row in resolutions}


def test_no_question_is_written_twice(written: list[Sentence]) -> None:
    assert near_ones(combinations(written, 2)) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data" / "resolutions").glob("*.jsonl")), ids=lambda path: path.stem
)
def test_no_question_is_near_to_a_past_question_of_the_brands(
    path: Path, written: list[Sentence]
) -> None:
    taught = sentences(path)
    assert taught
    assert near_ones(product(written, taught)) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data" / "bot" / "nlu").rglob("*.yml")), ids=lambda path: path.stem
)
def test_no_question_is_near_to_what_the_bot_is_taught(path: Path, written: list[Sentence]) -> None:
    taught = list(examples(path))
    assert taught
    assert near_ones(product(written, taught)) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data" / "meaning").glob("*.yml")), ids=lambda path: path.stem
)
def test_no_question_is_near_to_a_lesson_in_meaning(path: Path, written: list[Sentence]) -> None:
    """Nor one of the seeds, on which weights and thresholds are chosen."""
    taught = [
        Sentence.of(line, f"{path.name}, {entry['topic']}")
        for entry in yaml.safe_load(path.read_text("utf-8"))
        for line in entry["asked"].splitlines()
    ]
    seeds = [
        each
        for file in sorted((ROOT / "data" / "resolutions").glob("*.jsonl"))
        for each in sentences(file)
    ]
    assert taught
    assert near_ones(product([*written, *seeds], taught)) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Où est mon colis ?", "ou est mon COLIS", True),
        ("j’ai reçu un vase cassé", "J'ai reçu un vase, cassé !", True),
        ("le vase est arrivé cassé ce matin", "mon vase est arrivé cassé ce matin", True),
        ("le vase est arrivé cassé", "rien dans la boîte aux lettres", False),
        ("colis perdu", "mon colis perdu", False),
        ("👏👏", "👏👏", True),
        ("👏👏", "😡", False),
    ],
)
def test_near_is_what_differs_in_a_word_or_in_spelling(one: str, other: str, near: bool) -> None:
    assert Sentence.of(one).near(Sentence.of(other)) is near


def test_what_the_bot_is_taught_is_read_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(
        "nlu:\n"
        "- intent: parcel\n"
        "  examples: |\n"
        "    - où est la [20417](order_number)\n"
        '    - le [relais]{"entity": "place", "value": "r"} est fermé\n'
        "- synonym: r\n"
        "  examples: |\n"
        "    - point relais\n",
        "utf-8",
    )
    assert [one.key for one in examples(path)] == ["ou est la 20417", "le relais est ferme"]
