"""The past resolutions most like a problem, by meaning (vectors) and by words.

PostgreSQL does the searching: exactly while a brand has few resolutions of a language, through HNSW
indexes once `indexing.py` has made them. A process keeps only how rare words are, counted anew when
the record says that the resolutions have changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np
import structlog
from sqlalchemy import TextClause, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.engine import Record
from handoff.suggestions import analysis, store
from handoff.suggestions.analysis import Rarity
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.indexing import KINDS, LARGE
from handoff.suggestions.tables import resolution_counts
from handoff.suggestions.votes import Point

log = structlog.get_logger(__name__)

NEAREST = 50
"""Rows taken by each likeness; ranking merges repeated replies among them."""

SAMPLE = 2_000
"""Rows over which the rarity of words is counted: more would hardly change it."""

RECOUNT = 0.05
"""Share by which the number of rows may change before words are counted anew; where there are more
than a sample, what was counted before serves until then."""

SEARCHING = {
    # An index is read on until enough rows are not past their date.
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.ef_search": "100",
    # A plan for every brand and language could use none of the indexes, which are of one each.
    "plan_cache_mode": "force_custom_plan",
}
"""Settings of PostgreSQL and pgvector for a search."""


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
    shown: int
    """How many episodes' CMs saw it, and in how many of them it was sent, changed or not."""
    used: int
    asked: Likeness
    answered: Likeness
    point: Point = field(compare=False, repr=False)
    """Its question, to be compared with those of other candidates."""


class Retrieval:
    """Finds candidates among one brand's resolutions. Processes may run many side by side.

    Fewer than `large` resolutions of a language are searched exactly.
    """

    def __init__(self, record: Record, encoder: Encoder, large: int = LARGE) -> None:
        self._record = record
        self._encoder = encoder
        self._large = large
        self._exactly = _nearest(encoder, exactly=True)
        self._indexed = _nearest(encoder, exactly=False)
        self._rarities: dict[tuple[str, str], tuple[int, dict[str, Rarity]]] = {}
        self._counting: dict[tuple[str, str], asyncio.Task[dict[str, Rarity]]] = {}

    async def nearest(
        self, problem: str, spoken: str, brand: str, language: str
    ) -> list[Candidate]:
        """Candidates for `problem` (redacted, told in `spoken`) among `brand`'s in `language`."""
        # The encoder leaves Python free: PostgreSQL is asked meanwhile. The question is read in the
        # language of what is searched, since vectors of two languages are not comparable.
        encoding = asyncio.create_task(
            asyncio.to_thread(self._encoder.meanings, [analysis.plain(problem)], language)
        )
        try:
            async with self._record.transaction([brand]) as connection:
                present, rarities = await self._counted(connection, brand, language)
                if not rarities:
                    return []
                asked = {
                    f"{side}_words": analysis.sparse(
                        analysis.asked(problem, spoken, rarity, across=spoken != language)
                    )
                    for side, rarity in rarities.items()
                }
                rows = await connection.execute(
                    self._exactly if present < self._large else self._indexed,
                    {
                        "brand": brand,
                        "language": language,
                        "nearest": NEAREST,
                        "meaning": store.written((await encoding)[0]),
                        **asked,
                    },
                )
        finally:
            encoding.cancel()
        return [
            Candidate(
                *row[:8],
                asked=Likeness(*row[8:10]),
                answered=Likeness(*row[10:12]),
                point=_point(*row[12:]),
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
    ) -> tuple[int, dict[str, Rarity]]:
        """How many resolutions there are; if there are any, how rare words are on each side."""
        present = int(
            await connection.scalar(_PRESENT, {"brand": brand, "language": language}) or 0
        )
        counted, rarities = self._rarities.get((brand, language), (0, {}))
        if abs(present - counted) <= RECOUNT * counted:
            return present, rarities
        counting = self._counting.get((brand, language))
        if counting is None:
            wanted = {"brand": brand, "language": language, "sample": SAMPLE}
            sample = [tuple(row) for row in await connection.execute(_SAMPLED, wanted)]
            if not sample:
                # The last one went between two statements; the next one may come at any moment.
                return 0, {}
            counting = self._count(brand, language, present, sample)
        if min(counted, present) < SAMPLE:
            # Another request that waits and gives up must not take the count with it.
            rarities = await asyncio.shield(counting)
        return present, rarities

    def _count(
        self, brand: str, language: str, present: int, sample: Sequence[tuple[str, str]]
    ) -> asyncio.Task[dict[str, Rarity]]:
        """Begin to count words, which takes seconds: once for all who ask meanwhile."""

        async def count() -> dict[str, Rarity]:
            try:
                rarities = await asyncio.to_thread(_rarities, sample, language)
            finally:
                del self._counting[brand, language]
            self._rarities[brand, language] = (present, rarities)
            log.info("words_counted", brand=brand, language=language, rows=len(sample))
            return rarities

        known = self._counting.get((brand, language))
        if known is None:
            known = self._counting[brand, language] = asyncio.create_task(count())
        return known


def _rarities(sample: Sequence[tuple[str, str]], language: str) -> dict[str, Rarity]:
    """How rare words are on each side of these questions and replies."""
    return {
        side: Rarity.of([row[place] for row in sample], language)
        for place, side in enumerate(store.SIDES)
    }


def _point(meaning: bytes, words: bytes) -> Point:
    """From pgvector's binary form: big-endian, a vector's values after four bytes; a sparsevec's
    dimension, count and a reserved word of four bytes each, then its indices, then its values."""
    count = int.from_bytes(words[4:8], "big")
    return Point(
        meaning=np.frombuffer(meaning, ">f4", offset=4),
        terms=np.frombuffer(words, ">i4", count, offset=12),
        weights=np.frombuffer(words, ">f4", count, offset=12 + 4 * count),
    )


_SET = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in SEARCHING.items())
_PRESENT = text(
    f"""
    SELECT rows FROM (SELECT {_SET}) AS set
    LEFT JOIN resolution_counts ON brand = :brand AND language = :language
    """  # noqa: S608 - constants
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
    expired AS MATERIALIZED (
        SELECT id FROM resolutions WHERE holds_until < current_date
    ),
    near AS ({near})
    SELECT r.id, r.language, r.question, r.reply, r.resolved_at, r.csat,
           coalesce(uses.shown, 0), coalesce(uses.used, 0),
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
    LEFT JOIN resolution_uses uses ON uses.resolution_id = r.id
    CROSS JOIN asked
    WHERE r.retired_at IS NULL AND r.merged_into IS NULL
"""

_NEAR = """(
        SELECT resolution_id FROM resolution_vectors v
        WHERE space = {space} AND brand = :brand AND language = :language
            AND resolution_id NOT IN (SELECT id FROM expired)
        ORDER BY {distance} LIMIT :nearest
    )"""


_DISTANCE = {
    "meaning": "CAST(v.meaning AS vector({dim})) <=> (SELECT meaning FROM asked)",
    "words": "v.words <#> (SELECT {side}_words FROM asked)",
}


def _nearest(encoder: Encoder, *, exactly: bool) -> TextClause:
    """The statement that finds candidates, whether or not there are indexes to go through."""
    spaces = {side: store.literal(store.space(encoder, side)) for side in store.SIDES}
    # No index is over a sum, so that none can leave out a row.
    sort = "({distance}) + 0" if exactly else "{distance}"
    near = [
        _NEAR.format(
            space=space,
            distance=sort.format(distance=_DISTANCE[kind].format(dim=encoder.dim, side=side)),
        )
        for side, space in spaces.items()
        for kind in KINDS
    ]
    return text(_NEAREST.format(dim=encoder.dim, near=" UNION ".join(near), **spaces))
