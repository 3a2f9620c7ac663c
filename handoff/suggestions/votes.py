"""Which of the replies the likest past questions speak for, where replies were given several times.

The nearest questions of one reply resemble each other, and those of another reply may lie between
them: so the replies are told apart by kernel ridge regression on the few candidates alone (local
learning, Bottou and Vapnik 1992). It needs replies that answered more than one question; what each
was given once is ranked by likeness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]

# As in the bot's classifier (docs/decisions/0007), where both kernels were compared.
MEANING = 2.0
"""Weight of what two sentence vectors have in common, `exp((cosine - 1) / WIDTH)`."""
WIDTH = 0.5
RIDGE = 0.3
"""What is added to the kernel's diagonal."""

CAUTION = 3
"""Power of the share of candidates whose reply was given more than once: votes need such replies,
and with few of them they only take places from those given once (measured on the seed resolutions,
where the share is about .2, and nothing may be lost)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A past question as it is stored: its unit vector, and its words' terms and weights."""

    meaning: Floats
    terms: npt.NDArray[np.integer]
    weights: Floats


def votes(
    points: Sequence[Point], meanings: Floats, words: Floats, groups: Sequence[int | None]
) -> dict[int, float]:
    """For each group of candidates how far they speak for it, about -1 to 1.

    Nothing where every reply was given once.

    Args:
        points: the candidates' questions.
        meanings: cosine of each with the present problem.
        words: likeness of each one's words with it.
        groups: which candidates gave the same reply; None for those that no group was kept for.
    """
    counted = Counter(group for group in groups if group is not None)
    shared = sum(number for number in counted.values() if number > 1) / max(len(points), 1)
    if not shared:
        return {}
    names = sorted(counted)
    targets = np.array([[1.0 if group == name else -1.0 for name in names] for group in groups])
    kernel = _meaning(_cosines(points)) + _common_words(points) + 1
    kernel[np.diag_indices_from(kernel)] += RIDGE
    asked = _meaning(meanings) + words + 1
    told = asked @ np.linalg.solve(kernel, targets)
    return {name: shared**CAUTION * float(value) for name, value in zip(names, told, strict=True)}


def _meaning(cosines: Floats) -> Floats:
    return MEANING * np.exp((cosines - 1) / WIDTH)


def _cosines(points: Sequence[Point]) -> Floats:
    meanings = np.stack([point.meaning for point in points]).astype(np.float64)
    return meanings @ meanings.T


def _common_words(points: Sequence[Point]) -> Floats:
    """Inner products of the words' vectors, over the terms that two of them have."""
    weights = np.concatenate([point.weights for point in points]).astype(np.float64)
    rows = np.repeat(np.arange(len(points)), [len(point.terms) for point in points])
    _, columns, counts = np.unique(
        np.concatenate([point.terms for point in points]), return_inverse=True, return_counts=True
    )
    shared = counts > 1
    kept = shared[columns]
    table = np.zeros((len(points), int(shared.sum())))
    table[rows[kept], (np.cumsum(shared) - 1)[columns[kept]]] = weights[kept]
    products = table @ table.T
    products[np.diag_indices_from(products)] = np.bincount(rows, weights**2, len(points))
    return products
