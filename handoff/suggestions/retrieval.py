"""The past resolutions most like a problem, by meaning (vectors) and by words.

PostgreSQL does the searching: exactly while a brand has few resolutions, through HNSW indexes once
`indexing.py` has made them. A process keeps only how rare words are, counted anew when the record
says that the resolutions have changed.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np
import structlog
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.engine import Record
from handoff.suggestions import analysis, store
from handoff.suggestions.analysis import Rarity
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.tables import resolution_counts
from handoff.suggestions.votes import Point

log = structlog.get_logger(__name__)

NEAREST = 50
"""Rows taken by each likeness; ranking merges repeated replies among them."""

SAMPLE = 2_000
"""Rows over which the rarity of words is counted: more would hardly change it."""

RECOUNT = 0.05
"""Share by which the number of rows may change before words are counted anew."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the present problem a past text is."""

    meaning: float
    """Cosine of the two sentence vectors, -1 to 1."""
    words: float
    """Likeness of the two lexical vectors (see `analysis.asked`), from 0 to about 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A past resolution, and how like the present problem its question and its reply are."""

    id: UUID
    language: str
    question: str
    reply: str
    resolved_at: datetime | None
    csat: int | None
    asked: Likeness
    answered: Likeness
    point: Point = field(compare=False, repr=False)
    """Its question, to be compared with those of other candidates."""


class Retrieval:
    """Finds candidates among one brand's resolutions. Processes may run many side by side."""

    def __init__(self, record: Record, encoder: Encoder) -> None:
        self._record = record
        self._encoder = encoder
        spaces = {side: store.literal(store.space(encoder, side)) for side in store.SIDES}
        self._nearest = text(_NEAREST.format(dim=encoder.dim, **spaces))
        self._rarities: dict[tuple[str, str], tuple[int, dict[str, Rarity]]] = {}

    async def nearest(
        self, problem: str, spoken: str, brand: str, language: str
    ) -> list[Candidate]:
        """Candidates for `problem` (redacted, told in `spoken`) among `brand`'s in `language`."""
        meaning = await asyncio.to_thread(self._encoder.encode, [analysis.plain(problem)])
        async with self._record.transaction([brand]) as connection:
            rarities = await self._counted(connection, brand, language)
            if not rarities:
                return []
            asked = {
                f"{side}_words": analysis.sparse(
                    analysis.asked(problem, spoken, rarity, across=spoken != language)
                )
                for side, rarity in rarities.items()
            }
            rows = await connection.execute(
                self._nearest,
                {
                    "brand": brand,
                    "language": language,
                    "nearest": NEAREST,
                    "meaning": store.written(meaning[0]),
                    **asked,
                },
            )
            return [
                Candidate(
                    *row[:6],
                    asked=Likeness(*row[6:8]),
                    answered=Likeness(*row[8:10]),
                    point=_point(*row[10:]),
                )
                for row in rows
            ]

    async def languages(self, brand: str) -> list[str]:
        """The languages that `brand` has resolutions in, the largest first."""
        c = resolution_counts.c
        async with self._record.transaction([brand]) as connection:
            rows = await connection.scalars(
                select(c.language).where(c.brand == brand, c.rows > 0).order_by(c.rows.desc())
            )
            return list(rows)

    async def _counted(
        self, connection: AsyncConnection, brand: str, language: str
    ) -> dict[str, Rarity]:
        """The rarity of words on each side; empty where there are no resolutions."""
        present = int(
            await connection.scalar(_PRESENT, {"brand": brand, "language": language}) or 0
        )
        counted, rarities = self._rarities.get((brand, language), (0, {}))
        if abs(present - counted) <= RECOUNT * counted:
            return rarities
        sample = list(
            await connection.execute(
                _SAMPLED, {"brand": brand, "language": language, "sample": SAMPLE}
            )
        )
        if not sample:
            # The last one went between the two statements; the next one may come at any moment.
            return {}
        rarities = {
            side: await asyncio.to_thread(Rarity.of, [row[place] for row in sample], language)
            for place, side in enumerate(store.SIDES)
        }
        self._rarities[brand, language] = (present, rarities)
        log.info("words_counted", brand=brand, language=language, rows=len(sample))
        return rarities


def _point(meaning: bytes, words: bytes) -> Point:
    """From pgvector's binary form: big-endian, a vector's values after four bytes; a sparsevec's
    dimension, count and a reserved word of four bytes each, then its indices, then its values."""
    count = int.from_bytes(words[4:8], "big")
    return Point(
        meaning=np.frombuffer(meaning, ">f4", offset=4),
        terms=np.frombuffer(words, ">i4", count, offset=12),
        weights=np.frombuffer(words, ">f4", count, offset=12 + 4 * count),
    )


# Brand and language are filtered after the index: it is read on until enough rows are found.
_PRESENT = text(
    """
    SELECT rows FROM resolution_counts,
        set_config('hnsw.iterative_scan', 'relaxed_order', true) AS scan,
        set_config('hnsw.ef_search', '100', true) AS width
    WHERE brand = :brand AND language = :language
    """
)

# Ids are random (UUID 4), so the first ones are a fair sample.
_SAMPLED = text(
    """
    SELECT question, reply FROM resolutions
    WHERE brand = :brand AND language = :language AND retired_at IS NULL
    ORDER BY id LIMIT :sample
    """
)


# The nearest by each of the four likenesses, then all four of each row that was found.
# The casts to a fixed dimension are those of the HNSW indexes (see `indexing.py`).
_NEAREST = """
    WITH asked AS MATERIALIZED (
        SELECT CAST(CAST(:meaning AS text) AS vector({dim})) AS meaning,
               CAST(CAST(:question_words AS text) AS sparsevec) AS question_words,
               CAST(CAST(:reply_words AS text) AS sparsevec) AS reply_words
    ),
    near AS (
        (
            SELECT resolution_id FROM resolution_vectors v
            WHERE space = {question} AND brand = :brand AND language = :language
            ORDER BY CAST(v.meaning AS vector({dim})) <=> (SELECT meaning FROM asked)
            LIMIT :nearest
        )
        UNION
        (
            SELECT resolution_id FROM resolution_vectors v
            WHERE space = {question} AND brand = :brand AND language = :language
            ORDER BY v.words <#> (SELECT question_words FROM asked)
            LIMIT :nearest
        )
        UNION
        (
            SELECT resolution_id FROM resolution_vectors v
            WHERE space = {reply} AND brand = :brand AND language = :language
            ORDER BY CAST(v.meaning AS vector({dim})) <=> (SELECT meaning FROM asked)
            LIMIT :nearest
        )
        UNION
        (
            SELECT resolution_id FROM resolution_vectors v
            WHERE space = {reply} AND brand = :brand AND language = :language
            ORDER BY v.words <#> (SELECT reply_words FROM asked)
            LIMIT :nearest
        )
    )
    SELECT r.id, r.language, r.question, r.reply, r.resolved_at, r.csat,
           1 - (CAST(question.meaning AS vector({dim})) <=> asked.meaning),
           -(question.words <#> asked.question_words),
           1 - (CAST(reply.meaning AS vector({dim})) <=> asked.meaning),
           -(reply.words <#> asked.reply_words),
           vector_send(CAST(question.meaning AS vector({dim}))), sparsevec_send(question.words)
    FROM near
    JOIN resolutions r ON r.id = near.resolution_id
    JOIN resolution_vectors question
        ON question.resolution_id = r.id AND question.space = {question}
    JOIN resolution_vectors reply ON reply.resolution_id = r.id AND reply.space = {reply}
    CROSS JOIN asked
    WHERE r.retired_at IS NULL AND r.merged_into IS NULL
        AND (r.holds_until IS NULL OR r.holds_until >= current_date)
"""
