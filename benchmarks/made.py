"""A million vectors: how long the index takes, how fast it answers, and what it misses.

The vectors are made, since to embed so many texts takes an hour: drawn around random topics in few
dimensions, as sentences lie. They go straight into the table (COPY), in a space that nothing else
uses and without resolutions: the search by one likeness is measured, not the whole of a suggestion.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import asyncpg
import numpy as np

from benchmarks.neighbours import Neighbours, found
from handoff.storage.engine import Record
from handoff.suggestions import analysis
from handoff.suggestions.encoder import Vectors
from handoff.suggestions.indexing import reserved

SPACE = "made/question"
DIM = 384
INNER = 64
"""Dimensions in which the topics lie."""
A_TOPIC = 100
"""Vectors of each topic, about."""
AT_ONCE = 20_000
ASKED = 300

_SIZE = """
    SELECT sum(pg_relation_size(indexrelid)) FROM pg_index
    WHERE pg_get_expr(indpred, indrelid) LIKE '%made/question%'
"""


@dataclass(frozen=True, slots=True)
class Searched:
    """Seconds of each part and each search, megabytes of the index, share of the ten nearest."""

    copied: float
    indexed: float
    megabytes: float
    searches: list[float]
    recall: float


async def measure(record: Record, url: str, number: int) -> Searched:
    """Store `number` vectors, index and search them. `url` is that of a superuser."""
    draw = _Draw(number)
    stored = np.empty((number, DIM), np.float32)
    connection = await asyncpg.connect(url)
    try:
        await _prepare(connection)
        began = time.perf_counter()
        for start in range(0, number, AT_ONCE):
            some = draw.vectors(min(AT_ONCE, number - start))
            stored[start : start + len(some)] = some
            await connection.copy_records_to_table(
                "resolution_vectors", records=_rows(start, some), columns=list(_COLUMNS)
            )
        copied = time.perf_counter() - began
        began = time.perf_counter()
        async with reserved(record) as indexing:
            if indexing is None:
                raise SystemExit("Another process builds indexes: nothing to measure.")
            await indexing.build(SPACE, "meaning", DIM, "demo", "fr")
        indexed = time.perf_counter() - began
        await connection.execute("ANALYZE resolution_vectors")
        searches, recall = await _search(connection, stored, draw.vectors(ASKED))
        size = await connection.fetchval(_SIZE)
    finally:
        await connection.close()
    return Searched(copied, indexed, int(size) / 2**20, searches, recall)


_COLUMNS = ("resolution_id", "space", "brand", "language", "meaning", "words")


def _rows(start: int, vectors: Vectors) -> Iterator[tuple[object, ...]]:
    for number, vector in enumerate(vectors, start):
        yield UUID(int=number), SPACE, "demo", "fr", vector, ()


async def _prepare(connection: asyncpg.Connection) -> None:
    # There are no resolutions to refer to.
    await connection.execute("SET session_replication_role = replica")
    # Binary forms: a vector's dimension and two spare bytes, then its values; a sparsevec's
    # dimension, how many values it has, four spare bytes, and here none.
    await connection.set_type_codec(
        "vector",
        encoder=lambda vector: struct.pack(">hh", DIM, 0) + vector.astype(">f4").tobytes(),
        decoder=bytes,
        format="binary",
    )
    await connection.set_type_codec(
        "sparsevec",
        encoder=lambda _: struct.pack(">iii", analysis.DIMENSIONS, 0, 0),
        decoder=bytes,
        format="binary",
    )


class _Draw:
    """Vectors of unit length around `number / A_TOPIC` topics."""

    def __init__(self, number: int) -> None:
        self._draw = np.random.default_rng(0)
        self._topics = self._draw.standard_normal((max(number // A_TOPIC, 1), INNER))
        self._outwards = self._draw.standard_normal((INNER, DIM))

    def vectors(self, number: int) -> Vectors:
        topics = self._topics[self._draw.integers(len(self._topics), size=number)]
        inner = topics + 0.7 * self._draw.standard_normal((number, INNER))
        vectors = (inner @ self._outwards).astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


async def _search(
    connection: asyncpg.Connection, stored: Vectors, asked: Vectors
) -> tuple[list[float], float]:
    """Seconds of each search, and the share found of the ten nearest."""
    neighbours = Neighbours(connection, SPACE, DIM)
    await neighbours.prepare()
    for vector in asked:
        await neighbours.of(vector, "fr")  # warm
    row_of = {UUID(int=number): number for number in range(len(stored))}
    taken: list[float] = []
    shares: list[float] = []
    for vector in asked:
        began = time.perf_counter()
        ids = await neighbours.of(vector, "fr")
        taken.append(time.perf_counter() - began)
        shares.append(found(ids, stored @ vector, row_of))
    return taken, float(np.mean(shares))
