"""HNSW indexes over the vectors, once there are too many to compare with each (Malkov 2018).

Below `LARGE` rows an exact search is as fast and finds everything. The indexes are partial, one for
each space and likeness, so that those of another encoder can be built while these serve.
"""

from __future__ import annotations

import hashlib

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


def _statements(space: str, dim: int) -> list[str]:
    name = hashlib.sha256(space.encode()).hexdigest()[:16]
    where = f"WHERE space = {store.literal(space)}"
    return [
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS resolution_meaning_{name} ON resolution_vectors"
        f" USING hnsw (CAST(meaning AS vector({dim})) vector_cosine_ops) {where}",
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS resolution_words_{name} ON resolution_vectors"
        f" USING hnsw (words sparsevec_ip_ops) {where}",
    ]
