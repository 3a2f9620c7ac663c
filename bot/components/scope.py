"""Knowing what one does not know: the threshold below which a message is out of scope.

A message's score is the log-probability of its best intent plus its mean cosine to the five
nearest training sentences. The threshold comes from the training data alone: cross-validation in
which, besides a share of the sentences, whole intents are held out and stand in for what nobody
foresaw (the leave-classes-out protocol of open-set recognition; Scheirer et al. 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.components.linear_model import Floats, LinearModel, log_softmax

FOLDS = 3
OUTSIDE = 0.25
"""Share of messages taken to be out of scope, between a shop bot's log (HINT3) and CLINC150."""

_TEMPERATURES = np.geomspace(0.3, 3.0, 31)


@dataclass(frozen=True)
class Calibration:
    """`threshold` on the score of `scope_score`; `temperature` for the probabilities."""

    threshold: float
    temperature: float


@dataclass(frozen=True)
class _HeldOut:
    """What models that never saw a sentence said of it."""

    log_probabilities: list[Floats]
    answers: list[int]
    scores: Floats
    right: npt.NDArray[np.bool_]
    outside: npt.NDArray[np.bool_]


def scope_score(log_probabilities: Floats, familiarity: Floats) -> Floats:
    """How far inside what the bot knows each message lies; higher is further inside."""
    return log_probabilities.max(axis=1) + familiarity


def calibrate(
    texts: Sequence[str], vectors: Floats, labels: Sequence[str], outside: str
) -> Calibration:
    """Choose threshold and temperature by cross-validation; deterministic.

    `outside` is the label of sentences that are out of scope by design, if there are any.
    """
    held = _cross_validate(np.array(texts, dtype=object), vectors, np.array(labels), outside)
    return Calibration(_best_threshold(held), _best_temperature(held))


def _cross_validate(
    texts: npt.NDArray[np.object_], vectors: Floats, labels: npt.NDArray[np.str_], outside: str
) -> _HeldOut:
    draw = np.random.default_rng(0)
    names = np.unique(labels)
    group_of = dict(zip(names, draw.permutation(len(names)) % FOLDS, strict=True))
    fold_of = np.zeros(len(labels), dtype=int)
    for name in names:
        rows = np.flatnonzero(labels == name)
        fold_of[draw.permutation(rows)] = np.arange(len(rows)) % FOLDS
    group_of_row = np.array([group_of[label] for label in labels])
    tables: list[Floats] = []
    answers: list[int] = []
    scores: list[Floats] = []
    right: list[npt.NDArray[np.bool_]] = []
    strange: list[npt.NDArray[np.bool_]] = []
    for fold in range(FOLDS):
        absent = group_of_row == fold
        known = (fold_of != fold) & ~absent
        if len(np.unique(labels[known])) < 2:
            continue
        model = LinearModel().fit(list(texts[known]), vectors[known], list(labels[known]))
        tested = (fold_of == fold) | absent
        table = model.log_probabilities(list(texts[tested]), vectors[tested])
        columns = {label: column for column, label in enumerate(model.labels)}
        truth = np.array([columns.get(label, -1) for label in labels[tested]])
        best = table.argmax(axis=1)
        guessed_outside = np.array(model.labels)[best] == outside
        beyond = absent[tested] | (labels[tested] == outside)
        score = scope_score(table, model.familiarity(vectors[tested]))
        scores.append(np.where(guessed_outside, -np.inf, score))
        right.append(~beyond & (best == truth))
        strange.append(beyond)
        tables += [table[row] for row in np.flatnonzero(truth >= 0)]
        answers += [int(column) for column in truth[truth >= 0]]
    if not scores:
        return _HeldOut([], [], np.empty(0), np.empty(0, bool), np.empty(0, bool))
    return _HeldOut(
        tables, answers, np.concatenate(scores), np.concatenate(right), np.concatenate(strange)
    )


def _best_threshold(held: _HeldOut) -> float:
    """The threshold with the most messages treated rightly, a quarter of them out of scope."""
    strange = int(held.outside.sum())
    familiar = len(held.outside) - strange
    if not strange or not familiar:
        return -np.inf
    weights: Floats = np.where(held.outside, OUTSIDE / strange, (1 - OUTSIDE) / familiar)
    finite = held.scores[np.isfinite(held.scores)]
    candidates = np.quantile(finite, np.linspace(0, 0.9, 91))

    def treated_rightly(threshold: float) -> float:
        accepted = held.scores >= threshold
        good: Floats = weights[np.where(accepted, held.right, held.outside)]
        return float(good.sum())

    return float(max(candidates, key=treated_rightly))


def _best_temperature(held: _HeldOut) -> float:
    """Temperature scaling (Guo et al. 2017): the one under which held-out labels are likeliest."""
    if not held.answers:
        return 1.0

    def loss(temperature: float) -> float:
        picked = [
            log_softmax(table[None, :] / temperature)[0, answer]
            for table, answer in zip(held.log_probabilities, held.answers, strict=True)
        ]
        return -float(np.mean(picked))

    return float(min(_TEMPERATURES, key=loss))
