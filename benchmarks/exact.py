"""What searching without a database would give: every vector in memory, compared with NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sqlalchemy import text

from benchmarks.past import sparse
from handoff.storage.engine import Record
from handoff.suggestions import analysis, store
from handoff.suggestions.analysis import Rarity
from handoff.suggestions.encoder import Encoder, Vectors
from handoff.suggestions.retrieval import NEAREST, SAMPLE

_ROWS = text(
    """
    SELECT v.resolution_id, vector_send(v.meaning), sparsevec_send(v.words)
    FROM resolution_vectors v WHERE v.space = :space AND v.language = :language
    ORDER BY v.resolution_id
    """
)
_TEXTS = text(
    "SELECT question, reply FROM resolutions WHERE language = :language ORDER BY id LIMIT :sample"
)


@dataclass(frozen=True, slots=True)
class Side:
    """The vectors of what was asked, or of what was answered; a row each."""

    meanings: Vectors
    words: csr_matrix
    rarity: Rarity


class Exact:
    """All resolutions of one language.

    Attributes:
        ids: of the rows, in their order.
        sides: by name.
    """

    def __init__(
        self, encoder: Encoder, language: str, ids: Sequence[UUID], sides: dict[str, Side]
    ) -> None:
        self.ids = ids
        self.sides = sides
        self._encoder = encoder
        self._language = language

    @classmethod
    async def read(cls, record: Record, encoder: Encoder, language: str) -> Exact:
        """The vectors that the record holds."""
        ids: list[UUID] = []
        sides: dict[str, Side] = {}
        async with record.transaction("*") as connection:
            sample = await connection.execute(_TEXTS, {"language": language, "sample": SAMPLE})
            texts = [tuple(row) for row in sample]
            for place, name in enumerate(store.SIDES):
                wanted = {"space": store.space(encoder, name), "language": language}
                ids, meanings, words = [], [], []
                async for row in await connection.stream(_ROWS, wanted):
                    ids.append(row[0])
                    meanings.append(np.frombuffer(row[1], ">f4", offset=4))
                    words.append(row[2])
                rarity = Rarity.of([each[place] for each in texts], language)
                rows = np.array(meanings, np.float32).reshape(-1, encoder.dim)
                sides[name] = Side(rows, _words(words), rarity)
        return cls(encoder, language, ids, sides)

    def nearest(self, question: str) -> set[int]:
        """The rows among the `NEAREST` by any of the four likenesses, as the product takes them."""
        meaning = self._meant(question)
        found: set[int] = set()
        for side in self.sides.values():
            asked = sparse([analysis.asked(question, self._language, side.rarity)])
            found.update(_best(side.meanings @ meaning))
            found.update(_best(np.asarray((side.words @ asked.T).todense()).ravel()))
        return found

    def cosines(self, question: str) -> npt.NDArray[np.floating]:
        """Of what was asked, with every row."""
        return self.sides["question"].meanings @ self._meant(question)

    def _meant(self, question: str) -> npt.NDArray[np.floating]:
        return self._encoder.meanings([analysis.plain(question)], self._language)[0]


def _best(scores: npt.NDArray[np.floating]) -> list[int]:
    if len(scores) <= NEAREST:
        return list(range(len(scores)))
    return np.argpartition(-scores, NEAREST)[:NEAREST].tolist()


def _words(binary: Sequence[bytes]) -> csr_matrix:
    """From pgvector's binary form: three numbers of four bytes, the second how many terms there
    are; then the terms; then their weights."""
    counts = [int.from_bytes(row[4:8], "big") for row in binary]
    ends = np.concatenate([[0], np.cumsum(counts)])
    terms = np.empty(ends[-1], np.int32)
    weights = np.empty(ends[-1], np.float32)
    for row, number, end in zip(binary, counts, ends[1:], strict=True):
        terms[end - number : end] = np.frombuffer(row, ">i4", number, offset=12)
        weights[end - number : end] = np.frombuffer(row, ">f4", number, offset=12 + 4 * number)
    return csr_matrix((weights, terms, ends), shape=(len(counts), analysis.DIMENSIONS))
