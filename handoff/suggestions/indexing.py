"""HNSW indexes over the vectors, once there are too many to compare with each (Malkov 2018).

A brand's resolutions of one language are searched exactly below `LARGE` (docs/decisions/0012). The
indexes are partial: one for each likeness, brand and language, as an index over all would have to
be read through the others' rows first; and one for each space, so that those of another encoder can
be built while these serve.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

import structlog
from sqlalchemy import text

from handoff.storage.engine import Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder

log = structlog.get_logger(__name__)

LARGE: Final = 1_000
"""Resolutions of one brand and language: from here on an exact search takes longer (decision 0012).
"""

KINDS: Final = ("meaning", "words")

BUILD_LIMIT: Final = 4 * 3600.0
"""Seconds of one index: a million vectors take less, and statements otherwise end after 30."""

_BUILDING: Final = 0x72656C61
"""Key of the advisory lock of whoever builds."""

_WHILE_BUILDING: Final = {
    # A graph that outgrows it is built on disk, many times as slowly; no more is taken than needed.
    "maintenance_work_mem": "1GB",
    # Workers share memory of that size at once, of which a container has 64 MB.
    "max_parallel_maintenance_workers": "0",
}

_VALID = """
    SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname = $1
"""


class Indexing:
    """The right to build, which one process at a time has; see `reserved`."""

    def __init__(self, record: Record, connection: Any) -> None:
        self._record = record
        self._connection = connection

    async def when_large(self, encoder: Encoder, large: int = LARGE) -> bool:
        """Build what is missing where a brand has `large` resolutions or more of one language.

        Writers go on meanwhile (CREATE INDEX CONCURRENTLY). Gives whether the rows are indexed.
        """
        found = await store.large(self._record, large)
        built = [
            await self.build(store.space(encoder, side), kind, encoder.dim, brand, language)
            for brand, language in found
            for side in store.SIDES
            for kind in KINDS
        ]
        if any(built):
            await self._run("ANALYZE resolution_vectors, resolutions")
            log.info("resolutions_indexed", encoder=encoder.identity)
        return bool(found)

    async def build(self, space: str, kind: str, dim: int, brand: str, language: str) -> bool:
        """Build the index over one likeness of these rows; False if it is there already."""
        name = f"{_prefix(space, kind)}_{_hash(f'{brand}/{language}', 8)}"
        valid = await self._connection.fetchval(_VALID, name)
        if valid:
            return False
        if valid is not None:
            # What a killed build has left: every writer keeps it up, and nobody reads it.
            await self._run(f"DROP INDEX CONCURRENTLY {name}")
        log.info("index_begun", over=kind, space=space, brand=brand, language=language)
        over = f"(CAST(meaning AS vector({dim})) vector_cosine_ops)"
        if kind == "words":
            over = "(words sparsevec_ip_ops)"
        await self._run(
            f"CREATE INDEX CONCURRENTLY {name} ON resolution_vectors USING hnsw {over}"
            f" WHERE space = {store.quoted(space)} AND brand = {store.quoted(brand)}"
            f" AND language = {store.quoted(language)}"
        )
        return True

    async def _run(self, statement: str) -> None:
        await self._connection.execute(statement, timeout=BUILD_LIMIT)


@asynccontextmanager
async def reserved(record: Record) -> AsyncGenerator[Indexing | None]:
    """The right to build until the end of the block; None while another process has it.

    Rows that come in a mass are indexed at their end by who has it: to add each of them to indexes
    that are there takes several times as long.
    """
    async with record.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        raw: Any = (await connection.get_raw_connection()).driver_connection
        # Never waited for: a waiting statement is one that CREATE INDEX CONCURRENTLY waits for.
        if not await raw.fetchval("SELECT pg_try_advisory_lock($1)", _BUILDING):
            yield None
            return
        try:
            for name, value in _WHILE_BUILDING.items():
                await raw.execute(f"SET {name} = '{value}'")
            yield Indexing(record, raw)
        finally:
            for name in _WHILE_BUILDING:
                await raw.execute(f"RESET {name}")
            await raw.fetchval("SELECT pg_advisory_unlock($1)", _BUILDING)


async def drop(record: Record, spaces: Sequence[str]) -> None:
    """Remove the indexes over these spaces, where there are any."""
    async with record.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for space in spaces:
            for kind in KINDS:
                known = await connection.scalars(_OF_SPACE, {"prefix": _prefix(space, kind)})
                for name in known.all():
                    await connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {name}"))


_OF_SPACE = text("SELECT relname FROM pg_class WHERE relkind = 'i' AND relname ^@ :prefix")


def _prefix(space: str, kind: str) -> str:
    return f"resolution_{kind}_{_hash(space, 16)}"


def _hash(name: str, digits: int) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:digits]
