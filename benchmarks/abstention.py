"""When suggestions keep silent, and whether they know how sure they are.

Run `.venv/bin/python -m benchmarks.abstention [--picture abstention.png]`. English is HINT3
sofmattress (v2), past rows = train; French is the project's own set with 100 questions and more of
no resolution. A question that nothing resolves counts wherever something is shown for it. *Covered*
is the share of answerable questions for which anything is shown; *first right* the share of all
that was shown whose first reply is right, *one right* whose first three hold it. Beside the
product's own thresholds stands the one that training rows alone would choose: each is asked while
it is left out, and once more while its whole label is, as a stranger. In English these are the past
rows; in French, where each past row stands for itself, the demo brand's resolutions. The
calibration error is that of every probability shown, beside what chance alone makes of as many.
The last table is hit@3 with few resolutions, means of five draws.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import pyplot

from benchmarks.calibration import seeds
from benchmarks.intervals import wilson
from benchmarks.past import Past, Row, label_id
from benchmarks.retrieval import OUT_OF_SCOPE, ROOT, Rows, french, one_sided, read
from benchmarks.sureness import calibration_error, error_by_chance
from handoff.suggestions import ranking
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.retrieval import Candidate

PRECISION = 0.9
"""What the threshold is chosen for."""

SIZES = (50, 100, 200, 500)
DRAWS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What was ranked for one question; a CM would see the first `shown` of its replies."""

    answerable: bool
    grounds: float
    right: tuple[bool, ...]
    """Of the first three, likeliest first."""
    confidences: tuple[float, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """What a rule for silence does.

    `covered` is a share of 0 to 1; the others count questions: for which anything is `shown`, whose
    `first` reply is right then, and which have the right `one` among three.
    """

    covered: float
    first: int
    one: int
    shown: int


def told(candidates: Sequence[Candidate], label: str, language: str) -> Told:
    """How the product answers from `candidates` a question that is about `label`."""
    ranked = ranking.rank(candidates, language, datetime.now(UTC))
    best = ranked[:3]
    return Told(
        answerable=label != OUT_OF_SCOPE,
        grounds=best[0].grounds if best else 0.0,
        right=tuple(each.best.id == label_id(label) for each in best),
        confidences=tuple(each.confidence for each in best),
        shown=len(ranking.worth_showing(best)),
    )


def asked_of(past: Past, test: Rows, language: str) -> list[Told]:
    """What the product makes of the test questions."""
    found = past.candidates([text for text, _ in test])
    return [told(each, label, language) for each, (_, label) in zip(found, test, strict=True)]


def asked_of_itself(past: Past, language: str) -> list[Told]:
    """The past rows, each left out in turn, and each again as if nobody had asked the like."""
    found = past.candidates([row.question for row in past.rows], range(len(past.rows)))
    siblings = Counter(row.label for row in past.rows)
    known: list[Told] = []
    for row, candidates in zip(past.rows, found, strict=True):
        if siblings[row.label] > 1:
            known.append(told(candidates, row.label, language))
        others = [each for each in candidates if each.id != label_id(row.label)]
        known.append(told(others, OUT_OF_SCOPE, language))
    return known


def quiet_below(threshold: float, asked: Sequence[Told]) -> Quiet:
    """What is shown where the grounds reach `threshold`."""
    return _quiet(asked, [one.grounds >= threshold for one in asked])


def quiet_as_served(asked: Sequence[Told]) -> Quiet:
    """What the product shows."""
    return _quiet(asked, [one.shown > 0 for one in asked])


def _quiet(asked: Sequence[Told], is_shown: Sequence[bool]) -> Quiet:
    shown = [one for one, shown in zip(asked, is_shown, strict=True) if shown]
    answerable = sum(one.answerable for one in asked)
    return Quiet(
        covered=sum(one.answerable for one in shown) / answerable,
        first=sum(one.right[:1] == (True,) for one in shown),
        one=sum(any(one.right) for one in shown),
        shown=len(shown),
    )


def chosen_on(asked: Sequence[Told]) -> float | None:
    """The lowest grounds from which the first reply is right often enough; None where never."""
    for threshold in sorted({one.grounds for one in asked}):
        quiet = quiet_below(threshold, asked)
        if quiet.first >= PRECISION * quiet.shown:
            return threshold
    return None


def sureness(asked: Sequence[Told]) -> tuple[float, float]:
    """The calibration error of all probabilities shown, and that of perfect ones by chance."""
    pairs = [(one.confidences[rank], one.right[rank]) for one in asked for rank in range(one.shown)]
    sure = np.array([confidence for confidence, _ in pairs])
    right = np.array([right for _, right in pairs])
    return calibration_error(sure, right), error_by_chance(sure)


def report(title: str, past: Past, chosen: Past, test: Rows, language: str) -> list[Told]:
    """Print one set, with a threshold chosen on the rows of `chosen`; gives what was told."""
    asked = asked_of(past, test, language)
    print(f"\n{title}: {sum(one.answerable for one in asked)} answerable questions of {len(asked)}")
    _line("as served", quiet_as_served(asked))
    threshold = chosen_on(asked_of_itself(chosen, language))
    if threshold is None:
        print(f"  no threshold gives {PRECISION} on the training rows")
    else:
        _line(f"grounds from {threshold:.2f}", quiet_below(threshold, asked))
    error, chance = sureness(asked)
    print(f"  calibration error {error:.3f} (by chance {chance:.3f})")
    return asked


def _line(name: str, quiet: Quiet) -> None:
    if not quiet.shown:
        print(f"  {name}: nothing is shown")
        return
    shares = (
        f"{title} {right / quiet.shown:.3f} ({low:.3f}-{high:.3f})"
        for title, right in (("first right", quiet.first), ("one right", quiet.one))
        for low, high in [wilson(right, quiet.shown)]
    )
    print(f"  {name}: covered {quiet.covered:.3f}, " + ", ".join(shares))


def curve(title: str, encoder: Encoder, rows: Sequence[Row], test: Rows, language: str) -> None:
    """Print hit@3 with few resolutions; labels that were not drawn cannot be found."""
    asked = [(text, label) for text, label in test if label != OUT_OF_SCOPE]
    cells: list[str] = []
    for size in (size for size in SIZES if size <= len(rows)):
        hits: list[float] = []
        for seed in range(DRAWS):
            drawn = random.Random(seed).sample(list(rows), size)
            answered = asked_of(Past(encoder, drawn, language), asked, language)
            hits.append(float(np.mean([any(one.right) for one in answered])))
        cells.append(f"{size}: {np.mean(hits):.3f}")
    print(f"{title}, hit@3 from resolutions  " + "  ".join(cells))


def draw(picture: Path, sets: dict[str, list[Told]]) -> None:
    """Precision against coverage, as the threshold on the grounds goes down."""
    plots: Any = pyplot
    figure, axes = plots.subplots(figsize=(7, 5))
    for title, asked in sets.items():
        thresholds = sorted({one.grounds for one in asked}, reverse=True)
        steps = [quiet_below(each, asked) for each in thresholds]
        covered = [step.covered for step in steps]
        (line,) = axes.plot(covered, [s.first / s.shown for s in steps], label=f"{title}, first")
        one = [s.one / s.shown for s in steps]
        axes.plot(covered, one, linestyle="--", color=line.get_color(), label=f"{title}, one of 3")
        served = quiet_as_served(asked)
        if served.shown:
            at = (served.covered, served.first / served.shown)
            axes.plot(*at, marker="o", color=line.get_color())
    axes.axhline(PRECISION, color="grey", linewidth=0.5)
    axes.set(
        xlabel="answerable questions covered", ylabel="right, of what is shown", ylim=(0, 1.02)
    )
    axes.legend(loc="lower left")
    figure.savefig(picture, dpi=120, bbox_inches="tight")


def main() -> None:
    """Print and draw both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", type=Path, help="PNG to draw precision against coverage into")
    picture: Path | None = parser.parse_args().picture
    encoder = Encoder.load(encoder_folder(Path(os.environ.get("RELAIS_STATE") or ROOT / "var")))
    rows, asked = french()
    mattresses = one_sided(read("hint3_sofmattress_train.csv", "sentence", "label"))
    questions = read("hint3_sofmattress_test.csv", "sentence", "label")
    past = Past(encoder, mattresses, "en")
    seeded = Past(encoder, seeds("fr"), "fr")
    sets = {
        "French": report("French", Past(encoder, rows, "fr"), seeded, asked, "fr"),
        "HINT3": report("HINT3 sofmattress", past, past, questions, "en"),
    }
    if picture:
        draw(picture, sets)
    print()
    curve("HINT3", encoder, mattresses, questions, "en")
    bank = one_sided(read("banking77_train.csv", "text", "category"))
    test = random.Random(0).sample(read("banking77_test.csv", "text", "category"), 500)
    curve("BANKING77, 500 questions", encoder, bank, test, "en")
    curve("French", encoder, rows, asked, "fr")


if __name__ == "__main__":
    main()
