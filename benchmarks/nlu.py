"""Whether the bot understands: our configuration beside Rasa's default, same data, same run.

Run `.venv/bin/python -m benchmarks.nlu [--sets hint3,banking77,clinc150] [--ours-only]`. Each
configuration is trained by `rasa train nlu` on the published training rows, with the threshold that
it gives itself; each test row is parsed once. What is rejected (`nlu_fallback`) counts as out of
scope. Beside the calibration error stands what chance alone makes of as many rows. Rasa's default
pipeline needs an hour and more for the two larger sets on two cores.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from rich.console import Console
from rich.table import Table
from sklearn.metrics import (
    matthews_corrcoef,  # pyright: ignore[reportUnknownVariableType]
)

from benchmarks.bot_programs import BOT, Parsed, RasaFailed, parse, run
from benchmarks.sureness import calibration_error, error_by_chance
from handoff.replay.table import percentile
from handoff.settings import ROOT

OUTSIDE = "outside"
"""The label of what lies out of scope, whatever a set calls it."""

REJECTED = {"nlu_fallback", "out_of_scope"}
# The pipeline of `rasa init` in 3.6.
DEFAULT = """
recipe: default.v1
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: 100
    constrain_similarities: true
  - name: EntitySynonymMapper
  - name: ResponseSelector
    epochs: 100
    constrain_similarities: true
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
"""

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Understood:
    """What one configuration made of a set's test rows; `training` in seconds."""

    parsed: Parsed
    intents: list[str]
    """With what was rejected as `OUTSIDE`."""
    training: float


def hint3(folder: Path) -> tuple[Rows, Rows]:
    """A live mattress shop's questions; a third of the test rows lie out of scope."""
    train, test = (_table(folder / f"hint3_sofmattress_{part}.csv") for part in ("train", "test"))
    return train, [
        (text, OUTSIDE if label == "NO_NODES_DETECTED" else label) for text, label in test
    ]


def banking77(folder: Path) -> tuple[Rows, Rows]:
    """A bank's customers, 77 intents, nothing out of scope."""
    train, test = (_table(folder / f"banking77_{part}.csv") for part in ("train", "test"))
    return train, test


def clinc150(folder: Path) -> tuple[Rows, Rows]:
    """150 intents; the sentences out of scope are never trained on."""
    parts = json.loads((folder / "clinc150_full.json").read_text(encoding="utf-8"))
    outside = [(text, OUTSIDE) for text, _ in parts["oos_test"]]
    return [tuple(row) for row in parts["train"]], [*map(tuple, parts["test"]), *outside]


SETS: dict[str, Callable[[Path], tuple[Rows, Rows]]] = {
    "hint3": hint3,
    "banking77": banking77,
    "clinc150": clinc150,
}


def understood_by(config: Path, train: Rows, test: Rows, work: Path) -> Understood:
    """Train `config` on `train` and parse `test`, both in processes of their own.

    Raises `RasaFailed`.
    """
    data = work / "nlu.yml"
    data.write_text(_as_yaml(train), encoding="utf-8")
    began = time.monotonic()
    told = ["--config", config, "--nlu", data, "--out", work / "models"]
    run("rasa", ["train", "nlu", *told])
    training = time.monotonic() - began
    model = next((work / "models").glob("*.tar.gz"))
    parsed = parse(model, (text for text, _ in test))
    intents = [OUTSIDE if intent in REJECTED else intent for intent in parsed.intents]
    return Understood(parsed, intents, training)


def figures(one: Understood, labels: Sequence[str]) -> list[str]:
    """The cells of one row of the table."""
    truth, said = np.array(labels), np.array(one.intents)
    inside = truth != OUTSIDE
    accepted = said != OUTSIDE
    sure = np.array(one.parsed.confidences)[accepted]
    error = calibration_error(sure, (said == truth)[accepted])
    recall = f"{(said[~inside] == OUTSIDE).mean():.3f}" if (~inside).any() else "–"
    return [
        f"{(said[inside] == truth[inside]).mean():.3f}",
        recall,
        f"{matthews_corrcoef(truth, said):.3f}",
        f"{error:.3f} ({error_by_chance(sure):.3f})",
        f"{one.training:.0f}",
        f"{percentile(one.parsed.seconds, 50) * 1000:.1f}",
        f"{one.parsed.megabytes:.0f}",
    ]


def _table(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [(text, label) for text, label in rows]


def _as_yaml(rows: Rows) -> str:
    examples: dict[str, list[str]] = defaultdict(list)
    for text, label in rows:
        # Brackets would mark entities.
        plain = " ".join(text.translate({ord(c): " " for c in "[](){}"}).split())
        examples[label].append(f"- {plain}")
    nlu = [{"intent": name, "examples": "\n".join(found)} for name, found in examples.items()]
    return yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)


def _data() -> Path:
    folder = Path(os.environ.get("RELAIS_BENCH_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        sys.exit(
            "The benchmark data is not here. Name its folder in RELAIS_BENCH_DATA; it holds HINT3"
            " (github.com/hellohaptik/HINT3, v2), BANKING77 (github.com/PolyAI-LDN/"
            "task-specific-datasets) and CLINC150 (github.com/clinc/oos-eval)."
        )
    return folder


def main(names: Sequence[str], *, ours_only: bool) -> None:
    """Measure and print, set by set."""
    folder = _data()
    for name in names:
        train, test = SETS[name](folder)
        labels = [label for _, label in test]
        table = _figures_table(name)
        with tempfile.TemporaryDirectory() as work:
            default = Path(work) / "default.yml"
            default.write_text(DEFAULT, encoding="utf-8")
            configs = {"ours": BOT / "config.yml"} | ({} if ours_only else {"default": default})
            for title, config in configs.items():
                place = Path(work) / title
                place.mkdir()
                table.add_row(title, *figures(understood_by(config, train, test, place), labels))
        Console().print(table)


def _figures_table(name: str) -> Table:
    table = Table(title=f"Understanding, {name}", title_justify="left")
    table.add_column("configuration")
    for column in (
        *("accuracy in scope", "recall out of scope", "Matthews", "calibration error (by chance)"),
        *("training s", "parse p50 ms", "memory MB"),
    ):
        table.add_column(column, justify="right")
    return table


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", default=",".join(SETS), help="names, with commas between")
    arguments.add_argument("--ours-only", action="store_true", help="leave Rasa's default out")
    options = arguments.parse_args()
    try:
        main(options.sets.split(","), ours_only=options.ours_only)
    except RasaFailed as error:
        sys.exit(f"relais: {error}")
