"""The past resolutions most like a problem, by meaning (vectors) and by words.

PostgreSQL does the searching: exactly while a brand has few resolutions, through HNSW indexes once
`indexing.py` has made them. A process keeps only how rare words are, counted anew when the record
says that the resolutions have changed.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.engine import Record
from handoff.suggestions import analysis, store
from handoff.suggestions.analysis import Rarity
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.tables import resolution_counts

log = structlog.get_logger(__name__)

NEAREST = 50
"""Rows taken by each of the two likenesses; ranking merges repeated replies among them."""

SAMPLE = 2_000
"""Rows over which the rarity of words is counted: more would hardly change it."""

RECOUNT = 0.05
"""Share by which the number of rows may change before words are counted anew."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A past resolution and how like the present problem its question is."""

    id: UUID
    language: str
    question: str
    reply: str
    resolved_at: datetime | None
    csat: int | None
    meaning: float
    """Cosine of the two sentence vectors, -1 to 1."""
    words: float
    """Likeness of the two lexical vectors (see `analysis.asked`), from 0 to about 1."""


class Retrieval:
    """Finds candidates among one brand's resolutions. Processes may run many side by side."""

    def __init__(self, record: Record, encoder: Encoder) -> None:
        self._record = record
        self._encoder = encoder
        self._space = store.space(encoder)
        self._nearest = text(_NEAREST.format(dim=encoder.dim))
        self._rarities: dict[tuple[str, str], tuple[int, Rarity]] = {}

    async def nearest(self, problem: str, brand: str, language: str) -> list[Candidate]:
        """Candidates for `problem` (redacted) among `brand`'s resolutions in `language`."""
        meaning = await asyncio.to_thread(self._encoder.encode, [analysis.plain(problem)])
        async with self._record.transaction([brand]) as connection:
            rarity = await self._rarity(connection, brand, language)
            if not rarity.rows:
                return []
            weights = analysis.asked(problem, language, rarity)
            rows = await connection.execute(
                self._nearest,
                {
                    "space": self._space,
                    "brand": brand,
                    "language": language,
                    "meaning": store.written(meaning[0]),
                    "words": analysis.sparse(weights),
                    "nearest": NEAREST,
                },
            )
            return [Candidate(*row) for row in rows]

    async def languages(self, brand: str) -> list[str]:
        """The languages that `brand` has resolutions in, the largest first."""
        c = resolution_counts.c
        async with self._record.transaction([brand]) as connection:
            rows = await connection.scalars(
                select(c.language).where(c.brand == brand, c.rows > 0).order_by(c.rows.desc())
            )
            return list(rows)

    async def _rarity(self, connection: AsyncConnection, brand: str, language: str) -> Rarity:
        c = resolution_counts.c
        rows = await connection.scalar(
            select(c.rows).where(c.brand == brand, c.language == language)
        )
        present = int(rows or 0)
        counted, rarity = self._rarities.get((brand, language), (0, Rarity()))
        if abs(present - counted) <= RECOUNT * counted:
            return rarity
        questions = await connection.scalars(
            text(_SAMPLE), {"brand": brand, "language": language, "sample": SAMPLE}
        )
        sample = list(questions)
        rarity = await asyncio.to_thread(Rarity.of, sample, language)
        self._rarities[brand, language] = (present, rarity)
        log.info("words_counted", brand=brand, language=language, rows=len(sample))
        return rarity


# Ids are random (UUID 4), so the first ones are a fair sample.
_SAMPLE = """
    SELECT question FROM resolutions
    WHERE brand = :brand AND language = :language AND retired_at IS NULL
    ORDER BY id LIMIT :sample
"""

# The casts to a fixed dimension are those of the HNSW indexes (see `indexing.py`).
_NEAREST = """
    WITH asked AS MATERIALIZED (
        SELECT CAST(CAST(:meaning AS text) AS vector({dim})) AS meaning,
               CAST(CAST(:words AS text) AS sparsevec) AS words
    ),
    near AS (
        (
            SELECT v.resolution_id FROM resolution_vectors v
            JOIN resolutions r ON r.id = v.resolution_id AND r.retired_at IS NULL
            WHERE v.space = :space AND v.brand = :brand AND v.language = :language
            ORDER BY CAST(v.meaning AS vector({dim})) <=> (SELECT meaning FROM asked)
            LIMIT :nearest
        )
        UNION
        (
            SELECT v.resolution_id FROM resolution_vectors v
            JOIN resolutions r ON r.id = v.resolution_id AND r.retired_at IS NULL
            WHERE v.space = :space AND v.brand = :brand AND v.language = :language
            ORDER BY v.words <#> (SELECT words FROM asked)
            LIMIT :nearest
        )
    )
    SELECT r.id, r.language, r.question, r.reply, r.resolved_at, r.csat,
           1 - (CAST(v.meaning AS vector({dim})) <=> asked.meaning) AS meaning,
           -(v.words <#> asked.words) AS words
    FROM near
    JOIN resolutions r ON r.id = near.resolution_id
    JOIN resolution_vectors v ON v.resolution_id = r.id AND v.space = :space
    CROSS JOIN asked
"""
