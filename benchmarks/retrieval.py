"""Whether the right past resolution is found: ours beside BM25 and MiniLM cosine, same run.

Run `.venv/bin/python -m benchmarks.retrieval [--seeds N]`. Past rows are the published training
rows, the test set is read once and nothing is chosen on it. hit@k counts k distinct labels; AUROC
is how well the best one's grounds (for a baseline: its score) tell questions in scope from those
out of it. Behind each figure stands its 95 % interval. HINT3 and BANKING77 hold no replies: there
the reply is the label. The French set is the project's own (`tests/suggestions/french`).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.past import Matrix, Past, Row, label_id
from handoff.suggestions import ranking
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder

ROOT = Path(__file__).resolve().parents[1]
OUT_OF_SCOPE = "NO_NODES_DETECTED"
SOURCES = {
    "hint3_sofmattress_train.csv": "github.com/hellohaptik/HINT3, dataset v2, sofmattress",
    "hint3_sofmattress_test.csv": "github.com/hellohaptik/HINT3, dataset v2, sofmattress",
    "banking77_train.csv": "github.com/PolyAI-LDN/task-specific-datasets, banking_data",
    "banking77_test.csv": "github.com/PolyAI-LDN/task-specific-datasets, banking_data",
}

DRAWS = 1000

Rows = list[tuple[str, str]]
Ranking = list[list[tuple[float, str]]]
"""For each question the labels from the best down, each with what speaks for it."""


class Figure(NamedTuple):
    """A figure and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def data_folder() -> Path:
    """Where the public sets are: `RELAIS_BENCH_DATA`."""
    return Path(os.environ.get("RELAIS_BENCH_DATA") or ROOT.parent / "shared" / "data")


def read(name: str, text: str, label: str) -> Rows:
    """Texts and labels of one file of `data_folder`."""
    folder = data_folder()
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return [(row[text], row[label]) for row in csv.DictReader(file)]
    except FileNotFoundError:
        sys.exit(f"{folder / name} is missing: fetch it from {SOURCES[name]}, or set "
                 "RELAIS_BENCH_DATA to the folder that holds it.")  # fmt: skip


def few(rows: Rows, each: int, seed: int) -> Rows:
    """`each` rows of every label, drawn with `seed`."""
    drawn = random.Random(seed)
    by_label: dict[str, list[str]] = defaultdict(list)
    for text, label in rows:
        by_label[label].append(text)
    return [(t, label) for label, ts in sorted(by_label.items()) for t in drawn.sample(ts, each)]


def bm25(past: Sequence[str], asked: Sequence[str], k1: float = 1.2, b: float = 0.75) -> Matrix:
    """Okapi BM25 on lower-case words, with the usual constants (Robertson, Zaragoza 2009)."""
    bags = [Counter(re.findall(r"\w+", text.lower())) for text in past]
    mean = sum(map(Counter.total, bags)) / len(bags)
    holding = Counter(word for bag in bags for word in bag)
    scores = np.zeros((len(asked), len(past)))
    for row, text in enumerate(asked):
        for word in set(re.findall(r"\w+", text.lower())) & holding.keys():
            n = holding[word]
            idf = math.log(1 + (len(past) - n + 0.5) / (n + 0.5))
            for column, bag in enumerate(bags):
                if tf := bag[word]:
                    norm = k1 * (1 - b + b * bag.total() / mean)
                    scores[row, column] += idf * tf * (k1 + 1) / (tf + norm)
    return scores


def by_best_row(scores: Matrix, labels: Sequence[str]) -> Ranking:
    """A baseline's labels for each question: each by its best row."""
    ranked: Ranking = []
    for row in scores:
        best: dict[str, float] = {}
        for column in np.argsort(-row):
            best.setdefault(labels[column], float(row[column]))
        ranked.append([(score, label) for label, score in best.items()])
    return ranked


def by_ranking(past: Past, asked: Sequence[str], language: str) -> Ranking:
    """The product's labels for each question, each with its grounds: `ranking.rank`."""
    now = datetime.now(UTC)
    names = {label_id(row.label): row.label for row in past.rows}
    return [
        [(one.grounds, names[one.best.id]) for one in ranking.rank(found, language, now)]
        for found in past.candidates(asked)
    ]


def figures(ranked: Ranking, right: Sequence[str]) -> dict[str, Figure]:
    """hit@1 and hit@3 over questions in scope; AUROC where some are not."""
    known = np.array([label != OUT_OF_SCOPE for label in right])
    found: dict[str, Figure] = {}
    for k in (1, 3):
        hits = [
            label in [name for _, name in row[:k]]
            for row, label in zip(ranked, right, strict=True)
            if label != OUT_OF_SCOPE
        ]
        found[f"hit@{k}"] = _with_interval(np.array(hits), np.mean)
    if not known.all():
        best = np.array([row[0][0] if row else 0.0 for row in ranked])
        pairs = np.stack([known, best], axis=1)
        found["AUROC"] = _with_interval(pairs, lambda p: roc_auc_score(p[:, 0], p[:, 1]))
    return found


def _with_interval(sample: Matrix, measure: Callable[[Matrix], float]) -> Figure:
    """The figure and its 95 % interval over `DRAWS` bootstrap samples (Efron 1979)."""
    draw = np.random.default_rng(0)
    drawn = [measure(sample[draw.integers(len(sample), size=len(sample))]) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(float(measure(sample)), float(low), float(high))


def compare(
    encoder: Encoder, rows: Sequence[Row], test: Rows, language: str
) -> dict[str, dict[str, Figure]]:
    """The three methods on one set."""
    past = Past(encoder, rows, language)
    labels = [row.label for row in rows]
    asked, right = [text for text, _ in test], [label for _, label in test]
    cosines = encoder.encode(asked) @ encoder.encode([row.question for row in rows]).T
    words = bm25([row.question for row in rows], asked)
    return {
        "BM25": figures(by_best_row(words, labels), right),
        "MiniLM cosine": figures(by_best_row(cosines, labels), right),
        "Relais": figures(by_ranking(past, asked, language), right),
    }


def show(title: str, runs: Sequence[dict[str, dict[str, Figure]]]) -> None:
    """Means over the runs of one set."""
    print(f"\n{title}")
    for method in runs[0]:
        cells: list[str] = []
        for name in runs[0][method]:
            each = [run[method][name] for run in runs]
            mean, low, high = (statistics.fmean(values) for values in zip(*each, strict=True))
            cells.append(f"{name} {mean:.3f} ({low:.3f}-{high:.3f})")
        print(f"{method:15} " + "   ".join(cells))


def french() -> tuple[list[Row], Rows]:
    """70 resolutions and 550 questions, written before anything was tuned on them."""
    folder = ROOT / "tests" / "suggestions" / "french"
    rows = [
        Row(row["question"], row["reply"], row["external_id"])
        for row in _lines(folder / "resolutions.jsonl")
    ]
    asked = [
        (row["question"], row["resolution"] or OUT_OF_SCOPE)
        for row in _lines(folder / "questions.jsonl")
    ]
    return rows, asked


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def one_sided(rows: Rows) -> list[Row]:
    """Resolutions of a set that holds no replies."""
    return [Row(text, label, label) for text, label in rows if label != OUT_OF_SCOPE]


def main() -> None:
    """Print all sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10, help="draws of 5 rows an intent")
    seeds: int = parser.parse_args().seeds
    encoder = Encoder.load(encoder_folder(Path(os.environ.get("RELAIS_STATE") or ROOT / "var")))
    rows, asked = french()
    show("French", [compare(encoder, rows, asked, "fr")])
    past = one_sided(read("hint3_sofmattress_train.csv", "sentence", "label"))
    test = read("hint3_sofmattress_test.csv", "sentence", "label")
    show("HINT3 sofmattress (v2)", [compare(encoder, past, test, "en")])
    train = read("banking77_train.csv", "text", "category")
    test = read("banking77_test.csv", "text", "category")
    runs = [compare(encoder, one_sided(few(train, 5, seed)), test, "en") for seed in range(seeds)]
    show(f"BANKING77, 5 rows an intent, {seeds} draws", runs)


if __name__ == "__main__":
    main()
