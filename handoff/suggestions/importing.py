"""Past resolutions from a file into the record: `relais import resolutions FILE`.

The file is read twice, row by row, so that its size does not matter: once to check every row,
then, only if all are sound, to store them without particulars. Some batches are prepared while the
one before them is stored, in the file's order. Each is committed; an import that was interrupted is
run again, and what is there already is skipped.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import structlog

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions import store
from handoff.suggestions.body import body_of
from handoff.suggestions.encoder import Encoder, Vectors
from handoff.suggestions.indexing import reserved
from handoff.suggestions.lines import ImportRefused
from handoff.suggestions.redaction import redact, redact_reply
from handoff.suggestions.resolutions_file import ResolutionsFile, Row
from handoff.suggestions.store import Resolution

log = structlog.get_logger(__name__)

BATCH = 256
"""Rows; texts of like length share a run of the encoder, and more rows hold more of them."""

AHEAD = 3
"""Batches in hand at a time: while one is embedded, which leaves Python free, another is redacted
and a third stored."""

KNOWN_ID = "external_id known already"
KNOWN_TEXT = "same question and reply known already"

Progress = Callable[[int, int], None]
"""Called with the bytes done so far and the bytes in all (both readings together)."""


@dataclass(slots=True)
class Summary:
    """What an import did."""

    rows: int = 0
    added: int = 0
    skipped: Counter[str] = field(default_factory=Counter[str])
    """How many rows were not added, by the reason: the record or an earlier row had them."""
    redacted: Counter[str] = field(default_factory=Counter[str])
    """How many particulars were taken out, by placeholder."""
    unknown_fields: Counter[str] = field(default_factory=Counter[str])
    """Fields that the format does not have, and in how many lines: they were left out."""

    @property
    def duplicates(self) -> int:
        """All rows that were skipped."""
        return self.skipped.total()


async def import_resolutions(
    record: Record,
    encoder: Encoder,
    path: Path,
    brands: Mapping[str, Brand],
    brand: str | None = None,
    progress: Progress | None = None,
    columns: Mapping[str, str] | None = None,
) -> Summary:
    """Store the resolutions of `path`; a row without a brand gets `brand`, or the only one.

    `columns` gives the column of each field where the file is CSV. Raises `ImportRefused` with all
    broken lines and stores nothing if there is one.
    """
    if brand is not None and brand not in brands:
        raise ImportRefused(f"There is no brand {brand!r}. Known: {', '.join(sorted(brands))}.")
    reader = ResolutionsFile(path, brands, brand, columns)
    size = reader.size()

    def report(done: int) -> None:
        if progress:
            progress(done, 2 * size)

    broken = tuple(reader.broken(report))
    if broken:
        raise ImportRefused(
            f"{path}: {len(broken)} of {reader.count} rows cannot be imported; nothing was "
            "stored. Correct them and import the file again.",
            broken,
        )
    if not reader.count:
        raise ImportRefused(f"{path} holds no resolutions: one a line is expected.")
    importing = _Importing(record, encoder, brands, Summary(unknown_fields=reader.unknown_fields))
    async with reserved(record) as indexing:
        await importing.run(_batches(reader), lambda end: report(size + end))
        report(2 * size)
        if indexing is not None:
            await indexing.when_large(encoder)
    summary = importing.summary
    log.info("resolutions_imported", rows=summary.rows, added=summary.added)
    return summary


def _batches(reader: ResolutionsFile) -> Generator[tuple[int, list[Row]]]:
    """The rows of the file, `BATCH` at a time, each time with the position after them."""
    batch: list[Row] = []
    end = 0
    for end, row in reader.rows():
        batch.append(row)
        if len(batch) == BATCH:
            yield end, batch
            batch = []
    if batch:
        yield end, batch


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A batch that only has to be stored."""

    end: int
    rows: list[Row]
    new: list[Resolution]
    meanings: dict[str, Vectors]
    redacted: Counter[str]


class _Importing:
    """The rows of one file on their way into the record."""

    def __init__(
        self, record: Record, encoder: Encoder, brands: Mapping[str, Brand], summary: Summary
    ) -> None:
        self._record = record
        self._encoder = encoder
        self._brands = brands
        self.summary = summary

    async def run(
        self, batches: Generator[tuple[int, list[Row]]], stored: Callable[[int], None]
    ) -> None:
        """Store all batches in their order; calls `stored` with the position after each."""
        ahead: deque[asyncio.Task[_Prepared]] = deque()
        try:
            for end, rows in batches:
                ahead.append(asyncio.create_task(self._prepare(end, rows)))
                if len(ahead) == AHEAD:
                    stored(await self._store(await ahead.popleft()))
            while ahead:
                stored(await self._store(await ahead.popleft()))
        finally:
            for task in ahead:
                task.cancel()
            await asyncio.gather(*ahead, return_exceptions=True)

    async def _prepare(self, end: int, rows: list[Row]) -> _Prepared:
        brands = {row.brand for row in rows}
        async with self._record.transaction(brands) as connection:
            known = await store.known_ids(connection, rows)
        # First of all: an import that is run again reads over what it stored in a moment.
        fresh = _unknown(rows, known)
        batch, redacted = await asyncio.to_thread(_resolutions, fresh, self._brands)
        async with self._record.transaction(brands) as connection:
            new = await store.new_among(connection, batch)
        meanings = await asyncio.to_thread(store.embed, self._encoder, new)
        return _Prepared(end, rows, new, meanings, redacted)

    async def _store(self, batch: _Prepared) -> int:
        async with self._record.transaction({row.brand for row in batch.rows}) as connection:
            # The batches before it have been stored since it was prepared.
            known = await store.known_ids(connection, batch.rows)
            added = await store.add(connection, self._encoder, batch.new, batch.meanings)
        known_by_id = len(batch.rows) - len(_unknown(batch.rows, known))
        self.summary.rows += len(batch.rows)
        self.summary.added += added
        self.summary.redacted.update(batch.redacted)
        self.summary.skipped[KNOWN_ID] += known_by_id
        self.summary.skipped[KNOWN_TEXT] += len(batch.rows) - known_by_id - added
        return batch.end


def _unknown(rows: Sequence[Row], known: set[tuple[str, str | None]]) -> list[Row]:
    """Those whose id neither `known` nor an earlier one of `rows` has."""
    fresh: list[Row] = []
    for row in rows:
        key = (row.brand, row.external_id)
        if row.external_id is None or key not in known:
            fresh.append(row)
        known.add(key)
    return fresh


def _resolutions(
    rows: Sequence[Row], brands: Mapping[str, Brand]
) -> tuple[list[Resolution], Counter[str]]:
    """What can be kept of the rows, and what was taken out of them."""
    kept: list[Resolution] = []
    taken_out: Counter[str] = Counter()
    for row in rows:
        public = brands[row.brand].public_texts()
        question = redact(row.question, public=public)
        reply = redact_reply(body_of(row.reply), public=public)
        taken_out.update(question.kinds + reply.kinds)
        kept.append(
            Resolution(
                id=uuid4(),
                brand=row.brand,
                language=row.language,
                question=question.text,
                reply=reply.text,
                team=row.team,
                external_id=row.external_id,
                resolved_at=row.resolved_at,
                csat=row.csat,
            )
        )
    return kept, taken_out
