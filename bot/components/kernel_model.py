"""The model behind intents: kernel ridge regression on words, characters and sentence vectors.

Each label against the rest, all from one factorisation. The same factorisation tells what a model
without certain sentences would have said of them (Rifkin and Lippert 2007, "Notes on regularized
least squares"), so that cross-validation costs no second fit. Measured beside logistic regression
on HINT3, BANKING77 and CLINC150: docs/decisions/0007.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from scipy.linalg import lapack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.elision import restored

sparse: Any = scipy.sparse  # neither carries types
positive: Any = lapack

Floats = npt.NDArray[np.floating[Any]]
Rows = npt.NDArray[np.integer[Any]]

WORD = r"(?u)\b\w+\b"
"""scikit-learn's own pattern drops words of one letter ("c pr mon colis")."""

# Chosen by cross-validation on training sentences: ours and those of the three public sets.
SPELLING = 0.5
"""Weight of the cosine of words, and of the cosine of characters."""
MEANING = 2.0
"""Weight of what the sentence vectors have in common, `exp((cosine - 1) / WIDTH)`."""
WIDTH = 0.5
RIDGE = 0.3
"""What is added to the kernel's diagonal."""


class KernelModel:
    """Texts with their vectors in; a score for each label out, about 1 for yes and -1 for no."""

    def __init__(self) -> None:
        self.words: Any = _vectorizer("word", (1, 2))
        self.characters: Any = _vectorizer("char_wb", (2, 5))
        self.labels: list[str] = []
        self.vectors: Floats = np.empty((0, 0), np.float32)
        self.weights: Floats = np.empty((0, 0), np.float32)
        """One row for each sentence trained on, one column for each label."""
        self.coefficients: Floats = np.empty((0, 0), np.float32)
        """One row for each word or run of characters, one column for each label."""

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """What was learnt, as plain arrays; `restored` makes the model again.

        scikit-learn's own way (skops) takes seconds to import before it reads a byte.
        """
        return {
            "words": self.words.get_feature_names_out().astype(str),
            "word_idf": self.words.idf_,
            "characters": self.characters.get_feature_names_out().astype(str),
            "character_idf": self.characters.idf_,
            "labels": np.array(self.labels, dtype=str),
            "vectors": self.vectors,
            "weights": self.weights,
            "coefficients": self.coefficients,
        }

    @classmethod
    def restored(cls, state: Mapping[str, npt.NDArray[Any]]) -> KernelModel:
        """The model whose `state` this is."""
        model = cls()
        for vectorizer, terms, idf in (
            (model.words, "words", "word_idf"),
            (model.characters, "characters", "character_idf"),
        ):
            vectorizer.vocabulary = {str(term): row for row, term in enumerate(state[terms])}
            vectorizer.idf_ = state[idf]
        model.labels = [str(label) for label in state["labels"]]
        model.vectors = state["vectors"]
        model.weights = state["weights"]
        model.coefficients = state["coefficients"]
        return model

    def scores(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """One row for each folded text with its unit vector, one column for each label."""
        texts = [restored(text, self.words.vocabulary_) for text in texts]
        spelling = _spelling(self.words.transform(texts), self.characters.transform(texts))
        meaning = _meaning(vectors, self.vectors)
        return spelling @ self.coefficients + meaning @ self.weights + self.weights.sum(axis=0)


class Fit:
    """A model with the sentences that it learnt from, so that it can be cross-validated.

    Attributes:
        model: what was learnt from all sentences.
        label_of: column of each sentence's label.
        likeness: mean kernel between the sentences of two labels, 1 for a label with itself;
            labels × labels.
    """

    def __init__(self, texts: Sequence[str], vectors: Floats, labels: Sequence[str]) -> None:
        """Learn `labels` (two different ones at least) from folded texts and unit vectors.

        Takes memory for three matrices of sentences × sentences, in single precision.
        """
        self.model = model = KernelModel()
        names, self.label_of = np.unique(labels, return_inverse=True)
        model.labels = names.tolist()
        model.vectors = np.asarray(vectors, dtype=np.float32)
        spelling = _spelling(
            model.words.fit_transform(texts), model.characters.fit_transform(texts)
        )
        members = np.eye(len(names), dtype=np.float32)[self.label_of]
        kernel = (spelling @ spelling.T).toarray() + _meaning(model.vectors, model.vectors) + 1
        self.likeness = _likeness(kernel, members)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        self._targets = 2 * members - 1
        self._inverse = _inverse(kernel)
        model.weights = self._inverse @ self._targets
        model.coefficients = spelling.T @ model.weights

    def without(self, rows: Rows) -> Floats:
        """The scores of the sentences `rows` by a model that has learnt from all others only."""
        block = self._inverse[np.ix_(rows, rows)]
        return self._targets[rows] - np.linalg.solve(block, self.model.weights[rows])


def _vectorizer(analyzer: str, lengths: tuple[int, int]) -> Any:
    # The pattern counts for words only.
    return TfidfVectorizer(
        analyzer=analyzer, ngram_range=lengths, sublinear_tf=True, token_pattern=WORD
    )


def _spelling(words: Any, characters: Any) -> Any:
    """Rows whose dot product is the weighted sum of both cosines."""
    joined = sparse.hstack([words, characters]).tocsr() * np.sqrt(SPELLING)
    return joined.astype(np.float32)


def _meaning(vectors: Floats, others: Floats) -> Floats:
    cosines: Floats = vectors @ others.T
    return np.float32(MEANING) * np.exp((cosines - 1) / np.float32(WIDTH))


def _likeness(kernel: Floats, members: Floats) -> Floats:
    means = members / members.sum(axis=0)
    between: Floats = means.T @ (kernel @ means)
    own = np.sqrt(np.diag(between))
    return between / own[:, None] / own[None, :]


def _inverse(kernel: Floats) -> Floats:
    """The inverse of a symmetric positive definite matrix, which is overwritten."""
    # Its transpose is the same matrix in the order that LAPACK works in: nothing is copied.
    factor, failed = positive.spotrf(kernel.T, lower=1, overwrite_a=True)
    if failed:
        raise ValueError("The kernel is not positive definite: are the sentence vectors finite?")
    inverse, _ = positive.spotri(factor, lower=1, overwrite_c=True)
    lower: Floats = np.tril(inverse)
    return lower + lower.T - np.diag(np.diag(lower))
