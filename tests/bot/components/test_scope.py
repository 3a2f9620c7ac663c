"""What is taken to lie outside, chosen from the training data alone."""

import numpy as np
import pytest

from bot.components.kernel_model import Fit
from bot.components.scope import calibrate

TOPICS = {
    "parcel": ["lost", "late"],
    "money": ["invoice", "refund"],
    "shop": ["hours", "address"],
}
EACH = 12
SIZE = 32


def _fit() -> tuple[Fit, np.random.Generator]:
    """Three topics of two intents each, told apart by their vectors alone."""
    draw = np.random.default_rng(3)
    directions = iter(np.eye(SIZE))
    vectors, labels = [], []
    for intents in TOPICS.values():
        topic = next(directions)
        for intent in intents:
            own = next(directions)
            labels += [intent] * EACH
            vectors.append(2 * topic + own + draw.normal(scale=0.15, size=(EACH, SIZE)))
    return Fit(["x y"] * len(labels), _unit(np.concatenate(vectors)), labels), draw


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_a_stranger_scores_below_the_threshold_and_a_known_thing_above() -> None:
    fit, draw = _fit()
    threshold = calibrate(fit, "elsewhere").threshold
    known = fit.model.scores(["x y"] * len(fit.label_of), fit.model.vectors).max(axis=1)
    strange = _unit(draw.normal(size=(40, SIZE)))
    assert (known >= threshold).mean() > 0.95
    assert (fit.model.scores(["x y"] * 40, strange).max(axis=1) < threshold).mean() > 0.8


def test_what_was_learnt_is_surer_than_what_is_strange() -> None:
    fit, draw = _fit()
    confidence = calibrate(fit, "elsewhere").confidence
    known = fit.model.scores(["x y"] * len(fit.label_of), fit.model.vectors).max(axis=1)
    strange = fit.model.scores(["x y"] * 40, _unit(draw.normal(size=(40, SIZE)))).max(axis=1)
    assert np.median(confidence(known)) > 0.8
    assert np.median(confidence(strange)) < 0.5


def test_the_same_data_gives_the_same_threshold() -> None:
    assert calibrate(_fit()[0], "") == calibrate(_fit()[0], "")


@pytest.mark.parametrize("labels", [["a", "b"], ["a", "a", "b", "b", "c"]])
def test_with_too_little_to_judge_by_nothing_is_turned_away(labels: list[str]) -> None:
    texts = [f"text {number}" for number in range(len(labels))]
    vectors = _unit(np.random.default_rng(0).normal(size=(len(labels), 4)))
    assert calibrate(Fit(texts, vectors, labels), "outside").threshold == -np.inf
