"""Whether the right past resolution is found: ours beside BM25 and MiniLM cosine, same run.

Run `.venv/bin/python -m benchmarks.retrieval [--seeds N]`. Past rows are the published training
rows, the test set is read once and nothing is chosen on it. hit@k counts k distinct labels; AUROC
is how well the best score tells questions in scope from those out of it. These sets hold no
replies, so both sides of a resolution are its question.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.metrics import roc_auc_score

from handoff.suggestions import analysis, ranking
from handoff.suggestions.analysis import Rarity, Weights
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.retrieval import NEAREST, Candidate, Likeness

ROOT = Path(__file__).resolve().parents[1]
OUT_OF_SCOPE = "NO_NODES_DETECTED"
SOURCES = {
    "hint3_sofmattress_train.csv": "github.com/hellohaptik/HINT3, dataset v2, sofmattress",
    "hint3_sofmattress_test.csv": "github.com/hellohaptik/HINT3, dataset v2, sofmattress",
    "banking77_train.csv": "github.com/PolyAI-LDN/task-specific-datasets, banking_data",
    "banking77_test.csv": "github.com/PolyAI-LDN/task-specific-datasets, banking_data",
}

Rows = list[tuple[str, str]]
Matrix = np.ndarray


def read(name: str, text: str, label: str) -> Rows:
    """Texts and labels of one file of `RELAIS_BENCH_DATA`."""
    folder = Path(os.environ.get("RELAIS_BENCH_DATA") or ROOT.parent / "shared" / "data")
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


def likenesses(encoder: Encoder, past: list[str], asked: list[str]) -> tuple[Matrix, Matrix]:
    """Of meaning and of words, as the product measures them, each (asked, past)."""
    rarity = Rarity.of(past, "en")
    words = sparse([analysis.asked(text, "en", rarity) for text in asked])
    stored = sparse([analysis.stored(text, "en") for text in past])
    meaning = encoder.encode(asked) @ encoder.encode(past).T
    return meaning, (words @ stored.T).toarray()


def sparse(rows: list[Weights]) -> csr_matrix:
    """Rows of weights as one matrix."""
    places = [(row, term, weight) for row, each in enumerate(rows) for term, weight in each.items()]
    data = [weight for _, _, weight in places]
    where = ([row for row, _, _ in places], [term for _, term, _ in places])
    return csr_matrix((data, where), shape=(len(rows), analysis.DIMENSIONS))


def by_best_row(scores: Matrix, labels: Sequence[str]) -> list[list[tuple[float, str]]]:
    """A baseline's labels for each question: each by its best row."""
    ranked: list[list[tuple[float, str]]] = []
    for row in scores:
        best: dict[str, float] = {}
        for column in np.argsort(-row):
            best.setdefault(labels[column], float(row[column]))
        ranked.append([(score, label) for label, score in best.items()])
    return ranked


def by_ranking(
    meaning: Matrix, words: Matrix, labels: Sequence[str]
) -> list[list[tuple[float, str]]]:
    """The product's labels for each question: `ranking.rank` over the rows it would fetch."""
    now = datetime.now(UTC)
    names = {uuid5(NAMESPACE_URL, label): label for label in labels}
    ids = {label: id_ for id_, label in names.items()}
    ranked: list[list[tuple[float, str]]] = []
    for means, says in zip(meaning, words, strict=True):
        near = set(np.argsort(-means)[:NEAREST]) | set(np.argsort(-says)[:NEAREST])
        found = [
            Candidate(
                id=ids[labels[column]],
                language="en",
                question="",
                reply=labels[column],
                resolved_at=None,
                csat=None,
                asked=(each := Likeness(float(means[column]), float(says[column]))),
                answered=each,
            )
            for column in near
        ]
        ranked.append([(x.score, names[x.best.id]) for x in ranking.rank(found, "en", now)])
    return ranked


def figures(ranked: list[list[tuple[float, str]]], right: Sequence[str]) -> tuple[float, ...]:
    """hit@1, hit@3 over questions in scope, and AUROC (NaN where all are)."""
    known = [label != OUT_OF_SCOPE for label in right]
    in_scope = [(r, label) for r, label, ok in zip(ranked, right, known, strict=True) if ok]
    hits = [
        sum(label in [name for _, name in r[:k]] for r, label in in_scope) / len(in_scope)
        for k in (1, 3)
    ]
    best = [r[0][0] if r else 0.0 for r in ranked]
    return (*hits, roc_auc_score(known, best) if not all(known) else math.nan)


def compare(encoder: Encoder, past: Rows, test: Rows) -> dict[str, tuple[float, ...]]:
    """The three methods on one set."""
    texts, labels = [text for text, _ in past], [label for _, label in past]
    asked, right = [text for text, _ in test], [label for _, label in test]
    meaning, words = likenesses(encoder, texts, asked)
    return {
        "BM25": figures(by_best_row(bm25(texts, asked), labels), right),
        "MiniLM cosine": figures(by_best_row(meaning, labels), right),
        "Relais": figures(by_ranking(meaning, words, labels), right),
    }


def show(title: str, results: list[dict[str, tuple[float, ...]]]) -> None:
    """Means over the runs of one set."""
    print(f"\n{title}\n{'':16}hit@1   hit@3   AUROC")
    for method in results[0]:
        means = np.mean([result[method] for result in results], axis=0)
        print(f"{method:15} " + "   ".join("  –  " if math.isnan(m) else f"{m:.3f}" for m in means))


def main() -> None:
    """Print both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="draws of 5 rows an intent")
    seeds: int = parser.parse_args().seeds
    encoder = Encoder.load(encoder_folder(Path(os.environ.get("RELAIS_STATE") or ROOT / "var")))
    past = [row for row in read("hint3_sofmattress_train.csv", "sentence", "label")]
    test = read("hint3_sofmattress_test.csv", "sentence", "label")
    in_scope = [row for row in past if row[1] != OUT_OF_SCOPE]
    show("HINT3 sofmattress (v2)", [compare(encoder, in_scope, test)])
    train = read("banking77_train.csv", "text", "category")
    test = read("banking77_test.csv", "text", "category")
    runs = [compare(encoder, few(train, 5, seed), test) for seed in range(seeds)]
    show(f"BANKING77, 5 rows an intent, {seeds} draws", runs)


if __name__ == "__main__":
    main()
