"""Past resolutions as the product would fetch them for a question, without a database.

Likenesses, candidates and ranking are the product's own; only the searching is exact NumPy, which
is what PostgreSQL does as well while a brand has few resolutions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from handoff.suggestions import analysis
from handoff.suggestions.analysis import Rarity, Weights
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.retrieval import NEAREST, Candidate, Likeness
from handoff.suggestions.store import SIDES
from handoff.suggestions.votes import Point

Matrix = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Row:
    """A past resolution; `label` names what it resolves, whatever its words."""

    question: str
    reply: str
    label: str


class Past:
    """Resolutions of one language with both sides' vectors.

    Attributes:
        rows: as given.
    """

    def __init__(self, encoder: Encoder, rows: Sequence[Row], language: str) -> None:
        self.rows = list(rows)
        self._encoder = encoder
        self._language = language
        texts = {side: [getattr(row, side) for row in rows] for side in SIDES}
        self._rarities = {side: Rarity.of(each, language) for side, each in texts.items()}
        self._meanings = {side: self._meant(each) for side, each in texts.items()}
        stored = {s: [analysis.stored(t, language) for t in each] for s, each in texts.items()}
        self._words = {side: sparse(each) for side, each in stored.items()}
        self._points = [
            Point(meaning, np.fromiter(words, int), np.fromiter(words.values(), float))
            for meaning, words in zip(self._meanings["question"], stored["question"], strict=True)
        ]
        self._ids = [label_id(row.label) for row in rows]

    def likenesses(self, asked: Sequence[str]) -> dict[str, tuple[Matrix, Matrix]]:
        """Of meaning and of words with both sides, each (asked, rows)."""
        meanings = self._meant(asked)
        return {
            side: (
                meanings @ self._meanings[side].T,
                (self._asked_words(asked, side) @ self._words[side].T).toarray(),
            )
            for side in SIDES
        }

    def candidates(
        self, asked: Sequence[str], left_out: Sequence[int] | None = None
    ) -> list[list[Candidate]]:
        """What is fetched for each question; `left_out` is a row that it must not find."""
        alike = self.likenesses(asked)
        tables = [table for side in SIDES for table in alike[side]]
        found: list[list[Candidate]] = []
        for number in range(len(asked)):
            near: set[int] = set()
            for table in tables:
                near.update(np.argsort(-table[number])[: NEAREST + 1].tolist())
            near.discard(left_out[number] if left_out else -1)
            found.append([self._candidate(row, [t[number, row] for t in tables]) for row in near])
        return found

    def _candidate(self, row: int, likeness: Sequence[float]) -> Candidate:
        known = self.rows[row]
        return Candidate(
            id=self._ids[row],
            language=self._language,
            question=known.question,
            reply=known.reply,
            resolved_at=None,
            csat=None,
            shown=0,
            used=0,
            asked=Likeness(float(likeness[0]), float(likeness[1])),
            answered=Likeness(float(likeness[2]), float(likeness[3])),
            point=self._points[row],
        )

    def _meant(self, texts: Sequence[str]) -> Matrix:
        plain = [analysis.plain(text) for text in texts]
        return self._encoder.meanings(plain, self._language)

    def _asked_words(self, asked: Sequence[str], side: str) -> csr_matrix:
        rarity = self._rarities[side]
        return sparse([analysis.asked(text, self._language, rarity) for text in asked])


def label_id(label: str) -> UUID:
    """The id of the candidates with that label."""
    return uuid5(NAMESPACE_URL, label)


def sparse(rows: Sequence[Weights]) -> csr_matrix:
    """Rows of weights as one matrix."""
    places = [(row, term, weight) for row, each in enumerate(rows) for term, weight in each.items()]
    data = [weight for _, _, weight in places]
    where = ([row for row, _, _ in places], [term for _, term, _ in places])
    return csr_matrix((data, where), shape=(len(rows), analysis.DIMENSIONS))
