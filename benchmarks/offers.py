"""From which confidence the bot may answer from a past resolution, on the project's own ones.

Run `.venv/bin/python -m benchmarks.offers`. Each seed resolution's question is asked in turn while
that resolution is left out, and the questions of `calibration.STRANGE`, which have no answer. The
bot would give the engine's first choice only; it is right when it answered the same topic. For
each language: the lowest confidence from which `WANTED` of the offers are right, chosen on four
fifths of the questions and measured on the fifth left out, beside what a CM is shown; and chosen
on all, for `handoff.suggestions.offers.OFFERED_FROM`. Last, what `OFFERED_FROM` does to questions
that nothing was chosen on: the French set of `benchmarks.retrieval`, and HINT3 sofmattress.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.calibration import ROOT, STRANGE, seeds
from benchmarks.intervals import wilson
from benchmarks.past import Past, Row, label_id
from benchmarks.retrieval import OUT_OF_SCOPE, french, one_sided, read
from handoff.suggestions import ranking
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.offers import OFFERED_FROM
from handoff.suggestions.retrieval import Candidate

FOLDS = 5
WANTED = 0.95
"""Share of the offers that has to be right; a CM is shown far less sure things, and reads them."""

FEWEST = 10
"""Offers on which a share is judged; of fewer, all have to be right."""


class Asked(NamedTuple):
    """The first choice for one question: how sure it is, whether such problems are known at all,
    and whether it is right."""

    confidence: float
    known: bool
    right: bool


def first_choices(encoder: Encoder, language: str) -> list[Asked]:
    """Of every seed question, and of every strange one."""
    rows = seeds(language)
    past = Past(encoder, rows, language)
    found = past.candidates([row.question for row in rows], range(len(rows)))
    known = [_first(each, row.label, language) for each, row in zip(found, rows, strict=True)]
    strange = past.candidates(STRANGE[language])
    return [*known, *(_first(each, OUT_OF_SCOPE, language) for each in strange)]


def _first(found: Sequence[Candidate], right: str, language: str) -> Asked:
    best = ranking.rank(found, language, datetime.now(UTC))[0]
    known = best.grounds >= ranking.WEIGHTS[language].known_from
    return Asked(best.confidence, known, best.best.id == label_id(right))


def lowest(asked: Sequence[Asked]) -> float:
    """The lowest confidence from which enough of the offers are right."""
    found = 1.0
    ordered = sorted(asked, key=lambda each: -each.confidence)
    for count in range(1, len(ordered) + 1):
        share = np.mean([each.right for each in ordered[:count]])
        if share >= (WANTED if count >= FEWEST else 1.0):
            found = ordered[count - 1].confidence
    return found


def report(language: str, asked: list[Asked]) -> None:
    """Print one language."""
    fold = np.random.default_rng(0).permutation(len(asked)) % FOLDS
    offered: list[Asked] = []
    for left_out in range(FOLDS):
        chosen = lowest([a for a, f in zip(asked, fold, strict=True) if f != left_out])
        offered += [
            a for a, f in zip(asked, fold, strict=True) if f == left_out and a.confidence >= chosen
        ]
    shown = [a for a in asked if a.known]
    chosen = lowest(asked)
    taken = [a for a in asked if a.confidence >= chosen]
    show(language, "first of what a CM is shown", shown, asked)
    show(language, "offered, chosen on the other folds", offered, asked)
    show(language, f"offered, chosen on all: from {chosen:.3f}", taken, asked)


def show(language: str, name: str, each: Sequence[Asked], asked: Sequence[Asked]) -> None:
    """Print how many of the first choices are right, and of how many questions they are."""
    right = sum(one.right for one in each)
    low, high = wilson(right, len(each))
    print(
        f"{language} {name:45} right {right}/{len(each)} = {right / len(each):.2f} "
        f"({low:.2f}-{high:.2f}), of all questions {len(each) / len(asked):.2f}"
    )


def unseen(encoder: Encoder, language: str, rows: list[Row], test: list[tuple[str, str]]) -> None:
    """Print what the figures that were chosen do to other questions."""
    found = Past(encoder, rows, language).candidates([text for text, _ in test])
    asked = [_first(each, right, language) for each, (_, right) in zip(found, test, strict=True)]
    show(language, "unseen: first of what a CM is shown", [a for a in asked if a.known], asked)
    offered = [a for a in asked if a.confidence >= OFFERED_FROM[language]]
    show(language, f"unseen: offered from {OFFERED_FROM[language]:.2f}", offered, asked)


def main() -> None:
    """Print both languages."""
    encoder = Encoder.load(encoder_folder(Path(os.environ.get("RELAIS_STATE") or ROOT / "var")))
    for language in ("fr", "en"):
        report(language, first_choices(encoder, language))
    unseen(encoder, "fr", *french())
    past = one_sided(read("hint3_sofmattress_train.csv", "sentence", "label"))
    unseen(encoder, "en", past, read("hint3_sofmattress_test.csv", "sentence", "label"))


if __name__ == "__main__":
    sys.exit(main())
