"""The end-to-end stories, told to the trained bot: which are right, and how well it understands.

Run `.venv/bin/python -m benchmarks.stories [--picture FILE]`. `rasa test` is the judge of a story:
intent, entities and action of every step have to be as written. Intents are counted for French and
for English apart, and FILE becomes a picture of which are taken for which. Exit code 1 if a story
is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rich.console import Console
from rich.markup import escape

from benchmarks.bot_programs import BOT, RasaFailed, parse, run
from handoff.settings import ROOT

STORIES = ROOT / "tests" / "bot" / "stories"
LANGUAGES = {"fr": "French", "en": "English"}

_ANNOTATED = re.compile(r"\[([^\]]*)\]\{[^}]*\}")


@dataclass(frozen=True)
class Told:
    """What `rasa test` made of the stories; `failed` holds the wrong ones as Rasa writes them."""

    right: int
    total: int
    failed: str


@dataclass(frozen=True)
class Sentence:
    """What a customer of a story writes, and the intent that a person reads in it."""

    language: str
    text: str
    intent: str


@dataclass(frozen=True)
class Heard:
    """A sentence, and the intent that the bot reads in it."""

    sentence: Sentence
    intent: str

    @property
    def right(self) -> bool:
        """Whether bot and person agree."""
        return self.intent == self.sentence.intent


def tell(results: Path) -> Told:
    """Run `rasa test` on all stories with the newest model; Rasa's reports land in `results`.

    Raises `RasaFailed`, among others where no model is trained yet.
    """
    told = ["--model", BOT / "models", "--stories", STORIES, "--out", results]
    run("rasa", ["test", "core", "--e2e", "--no-plot", *told])
    report = results / "story_report.json"
    if not report.exists():
        raise RasaFailed("rasa test left no report: is a model trained (make train)?")
    counted = json.loads(report.read_text(encoding="utf-8"))["conversation_accuracy"]
    failed = (results / "failed_test_stories.yml").read_text(encoding="utf-8")
    return Told(counted["correct"], counted["total"], failed)


def sentences() -> Iterator[Sentence]:
    """Whatever is written to the bot in the stories, without annotations."""
    for file in sorted(STORIES.glob("*.yml")):
        language = file.stem.rpartition("_")[2]
        for story in yaml.safe_load(file.read_text(encoding="utf-8"))["stories"]:
            for step in story["steps"]:
                if "user" in step:
                    text = _ANNOTATED.sub(r"\1", step["user"].strip())
                    yield Sentence(language, text, step["intent"])


def hear(said: Sequence[Sentence]) -> list[Heard]:
    """What the newest model understands; raises `RasaFailed`."""
    models = sorted((BOT / "models").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        raise RasaFailed("no model is trained yet: run `make train`")
    intents = parse(models[-1], (sentence.text for sentence in said)).intents
    return [Heard(sentence, intent) for sentence, intent in zip(said, intents, strict=True)]


def accuracy(heard: Sequence[Heard], language: str) -> float:
    """Share of the sentences in `language` ("fr", "en") whose intent was understood."""
    own = [one for one in heard if one.sentence.language == language]
    return sum(one.right for one in own) / len(own)


def draw(heard: Sequence[Heard], picture: Path) -> None:
    """Write the confusion matrix of intents to `picture` (PNG); raises `RasaFailed`."""
    pairs = json.dumps([(one.sentence.intent, one.intent) for one in heard])
    run("python", [ROOT / "benchmarks/beside_rasa/confusion.py", picture.resolve()], pairs)


def main(picture: Path | None) -> int:
    """Measure and print; 1 if a story is wrong."""
    console = Console()
    with tempfile.TemporaryDirectory() as results:
        told = tell(Path(results))
    heard = hear(list(sentences()))
    if told.right < told.total:
        console.print(escape(told.failed))
    for one in heard:
        if not one.right:
            console.print(
                f"[red]{one.sentence.intent} → {one.intent}[/] {escape(repr(one.sentence.text))}"
            )
    console.print(f"stories right: {told.right} of {told.total}")
    for language, name in LANGUAGES.items():
        count = sum(one.sentence.language == language for one in heard)
        console.print(f"intents right, {name}: {accuracy(heard, language):.1%} of {count}")
    if picture:
        draw(heard, picture)
        console.print(f"confusion matrix: {picture}")
    return 0 if told.right == told.total else 1


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--picture", type=Path, help="where to draw the confusion matrix (PNG)")
    try:
        sys.exit(main(arguments.parse_args().picture))
    except RasaFailed as error:
        sys.exit(f"relais: {error}")
