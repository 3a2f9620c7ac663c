"""HNSW indexes over the vectors, once there are too many to compare with each (Malkov 2018).

Below `LARGE` rows an exact search is as fast and finds everything. The indexes are partial, one for
each space and likeness, so that those of another encoder can be built while these serve.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import structlog
from sqlalchemy import text

from handoff.storage.engine import Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder

log = structlog.get_logger(__name__)

LARGE = 20_000
"""Resolutions; exact search over 100,000 sparse vectors takes 48 ms, HNSW 1.8 ms (field notes)."""


async def index_when_large(record: Record, encoder: Encoder, large: int = LARGE) -> bool:
    """Build the indexes that are missing where there are `large` resolutions or more.

    Writers go on meanwhile (CREATE INDEX CONCURRENTLY). Gives whether the rows are indexed.
    """
    if await store.count(record, "*") < large:
        return False
    async with record.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for side in store.SIDES:
            for statement in _statements(store.space(encoder, side), encoder.dim):
                await connection.execute(text(statement))
    log.info("resolutions_indexed", encoder=encoder.identity)
    return True


async def drop(record: Record, spaces: Sequence[str]) -> None:
    """Remove the indexes over these spaces, where there are any."""
    async with record.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for space in spaces:
            for kind in ("meaning", "words"):
                name = f"resolution_{kind}_{_name(space)}"
                await connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {name}"))


def _name(space: str) -> str:
    return hashlib.sha256(space.encode()).hexdigest()[:16]


def _statements(space: str, dim: int) -> list[str]:
    name = _name(space)
    where = f"WHERE space = {store.literal(space)}"
    return [
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS resolution_meaning_{name} ON resolution_vectors"
        f" USING hnsw (CAST(meaning AS vector({dim})) vector_cosine_ops) {where}",
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS resolution_words_{name} ON resolution_vectors"
        f" USING hnsw (words sparsevec_ip_ops) {where}",
    ]
