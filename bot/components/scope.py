"""Knowing what one does not know: the score below which a message is out of scope.

Threshold and confidence come from the training data alone. Besides a share of the sentences, whole
topics (intents that resemble each other) are held out and stand in for what nobody foresaw; a
single intent held out would leave its siblings, and what lies outside has none (the protocol of
open-set recognition, Scheirer et al. 2013, with classes grouped).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression

from bot.components.kernel_model import Fit, Floats, Rows

FOLDS = 5
TOPICS = 5

OUTSIDE = 0.12
"""Share of messages taken to be out of scope where confidences are calibrated."""

SHOWN = 0.3
"""The same where the threshold is chosen and the data has examples of what lies outside."""

GUESSED = 0.05
"""The same where it has none: topics held out are nearer to what is known than strangers are, so
they count for less. How all three were found: docs/decisions/0007."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Curve:
    """A logistic curve: the probability of something, given a score."""

    slope: float
    intercept: float

    def __call__(self, scores: Floats) -> Floats:
        """One probability for each score."""
        return 1 / (1 + np.exp(-(self.slope * scores + self.intercept)))

    @property
    def middle(self) -> float:
        """The score from which on it is likelier than not; below all where it does not rise."""
        return -self.intercept / self.slope if self.slope > 0 else -np.inf


@dataclass(frozen=True)
class Calibration:
    """`threshold` on the best score; `confidence`: how likely the best label is the right one."""

    threshold: float
    confidence: Curve


@dataclass(frozen=True)
class _HeldOut:
    """What models that never saw a sentence said of it."""

    scores: Floats
    """The best score of a label that is in scope."""
    dismissed: Bools
    """Whether the label of what is out of scope scored higher."""
    right: Bools
    outside: Bools


def calibrate(fit: Fit, outside: str) -> Calibration:
    """Choose threshold and confidence by cross-validation; deterministic.

    `outside` is the label of sentences that are out of scope by design, if there are any.
    """
    held = _cross_validate(fit, outside)
    taken = ~held.dismissed
    scores, right = held.scores[taken], held.right[taken]
    confidence = _curve(scores, right, _weights(held, OUTSIDE)[taken]) or _flat(right)
    share = SHOWN if outside in fit.model.labels else GUESSED
    inside = _curve(scores, ~held.outside[taken], _weights(held, share)[taken])
    threshold = inside.middle if inside else -np.inf
    return Calibration(threshold, confidence)


def _cross_validate(fit: Fit, outside: str) -> _HeldOut:
    columns = np.arange(len(fit.model.labels))
    inside = np.array([label != outside for label in fit.model.labels])
    parts: list[_HeldOut] = []
    for rows in _folds(fit):
        table = fit.without(rows)
        best = np.where(inside, table, -np.inf).argmax(axis=1)
        parts.append(
            _held_out(table, inside, best == fit.label_of[rows], ~inside[fit.label_of[rows]])
        )
    for topic in _topics(fit, np.flatnonzero(inside)):
        rows = np.flatnonzero(np.isin(fit.label_of, topic))
        left = ~np.isin(columns, topic)
        table = fit.without(rows)[:, left]
        none, all_ = np.zeros(len(rows), bool), np.ones(len(rows), bool)
        parts.append(_held_out(table, inside[left], none, all_))
    return _HeldOut(
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.dismissed for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.outside for part in parts]),
    )


def _held_out(table: Floats, inside: Bools, right: Bools, outside: Bools) -> _HeldOut:
    scores = table[:, inside].max(axis=1)
    elsewhere = table[:, ~inside].max(axis=1, initial=-np.inf)
    return _HeldOut(scores, elsewhere > scores, right, outside)


def _folds(fit: Fit) -> Iterator[Rows]:
    """Parts of the sentences with every label spread over all of them."""
    draw = np.random.default_rng(0)
    fold_of = np.zeros(len(fit.label_of), dtype=int)
    for column in range(len(fit.model.labels)):
        rows = np.flatnonzero(fit.label_of == column)
        fold_of[draw.permutation(rows)] = np.arange(len(rows)) % FOLDS
    for fold in range(FOLDS):
        rows = np.flatnonzero(fold_of == fold)
        if len(rows):
            yield rows


def _topics(fit: Fit, columns: Rows) -> Iterator[Rows]:
    """Groups of labels that resemble each other, of which none is all but everything."""
    count = min(TOPICS, len(columns) // 2)
    if count < 2:
        return
    likeness = fit.likeness[np.ix_(columns, columns)]
    grouping: Any = KMeans(count, n_init=10, random_state=0).fit_predict(likeness)
    for group in range(count):
        topic = columns[grouping == group]
        if len(topic) <= len(columns) - 2:
            yield topic


def _weights(held: _HeldOut, share: float) -> Floats:
    """Weights under which what lies outside makes up `share`; they add up to the rows."""
    strange = held.outside.sum()
    rest = len(held.outside) - strange
    each: Floats = np.where(held.outside, share / max(strange, 1), (1 - share) / max(rest, 1))
    return each * len(held.outside)


def _curve(scores: Floats, truths: Bools, weights: Floats) -> Curve | None:
    """Platt's calibration (1999); nothing where all truths are the same."""
    if len(np.unique(truths)) < 2:
        return None
    regression: Any = LogisticRegression(C=100.0)
    regression.fit(scores[:, None], truths, sample_weight=weights)
    return Curve(float(regression.coef_[0, 0]), float(regression.intercept_[0]))


def _flat(truths: Bools) -> Curve:
    """The same for any score: the share that is true, by the rule of succession."""
    return Curve(0.0, float(np.log((truths.sum() + 1) / ((~truths).sum() + 1))))
