"""The linear model behind intents: TF-IDF of words and of characters beside sentence vectors.

Measured against Rasa's own classifiers on HINT3, BANKING77 and CLINC150; the regularisation
strength is the point: Rasa's LogisticRegressionClassifier ignores a `C` in its configuration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

sparse: Any = scipy.sparse  # it carries no types

Floats = npt.NDArray[np.floating[Any]]

STRENGTH = 10.0
"""Inverse regularisation strength C; 10 was best of 1, 3, 10, 30 by cross-validation."""

WORD = r"(?u)\b\w+\b"
"""scikit-learn's own pattern drops words of one letter ("c pr mon colis")."""

NEIGHBOURS = 5
"""Training sentences whose mean cosine says how familiar a text is."""


class LinearModel:
    """Texts with their vectors in, log-probabilities of the labels and familiarity out."""

    def __init__(self) -> None:
        self.words: Any = TfidfVectorizer(
            analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORD
        )
        self.characters: Any = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True
        )
        self.regression: Any = LogisticRegression(C=STRENGTH, max_iter=300, random_state=0)
        self.vectors: Floats = np.empty((0, 0))

    def fit(self, texts: Sequence[str], vectors: Floats, labels: Sequence[str]) -> LinearModel:
        """Learn `labels` (two different ones at least) from folded texts and unit vectors."""
        features = self._join(
            self.words.fit_transform(texts), self.characters.fit_transform(texts), vectors
        )
        self.regression.fit(features, labels)
        self.vectors = vectors
        return self

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """What was learnt, as plain arrays; `restored` makes the model again.

        scikit-learn's own way (skops) takes seconds to import before it reads a byte.
        """
        return {
            "words": self.words.get_feature_names_out().astype(str),
            "word_idf": self.words.idf_,
            "characters": self.characters.get_feature_names_out().astype(str),
            "character_idf": self.characters.idf_,
            "labels": np.array(self.regression.classes_, dtype=str),
            "coefficients": self.regression.coef_,
            "intercept": self.regression.intercept_,
            "vectors": self.vectors,
        }

    @classmethod
    def restored(cls, state: Mapping[str, npt.NDArray[Any]]) -> LinearModel:
        """The model whose `state` this is."""
        model = cls()
        for vectorizer, terms, idf in (
            (model.words, "words", "word_idf"),
            (model.characters, "characters", "character_idf"),
        ):
            vectorizer.vocabulary = {str(term): row for row, term in enumerate(state[terms])}
            vectorizer.idf_ = state[idf]
        model.regression.classes_ = state["labels"]
        model.regression.coef_ = state["coefficients"]
        model.regression.intercept_ = state["intercept"]
        model.vectors = state["vectors"]
        return model

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the columns of `log_probabilities`."""
        return self.regression.classes_.tolist()

    def log_probabilities(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """One row for each text, one column for each label."""
        features = self._join(
            self.words.transform(texts), self.characters.transform(texts), vectors
        )
        scores: Floats = np.asarray(self.regression.decision_function(features))
        if scores.ndim == 1:  # scikit-learn gives one column where there are two labels
            scores = np.stack([-scores / 2, scores / 2], axis=1)
        return log_softmax(scores)

    def familiarity(self, vectors: Floats) -> Floats:
        """Mean cosine of each text to its nearest training sentences."""
        count = min(NEIGHBOURS, len(self.vectors))
        cosines = vectors @ self.vectors.T
        return np.partition(cosines, -count, axis=1)[:, -count:].mean(axis=1)

    @staticmethod
    def _join(words: Any, characters: Any, vectors: Floats) -> Any:
        return sparse.hstack([words, characters, sparse.csr_matrix(vectors)]).tocsr()


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities of the rows of `scores`."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
