"""Past resolutions from a file into the record: `relais import resolutions FILE`.

The file is read twice, row by row, so that its size does not matter: once to check every row,
then, only if all are sound, to store them without particulars. Each batch is committed; an import
that was interrupted is run again, and what is there already is skipped.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import structlog

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions import store
from handoff.suggestions.body import body_of
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.indexing import index_when_large
from handoff.suggestions.lines import ImportRefused
from handoff.suggestions.redaction import redact, redact_reply
from handoff.suggestions.resolutions_file import ResolutionsFile, Row
from handoff.suggestions.store import Resolution

log = structlog.get_logger(__name__)

BATCH = 256
"""Rows; texts of like length share a run of the encoder, and more rows hold more of them."""

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
    summary = Summary(unknown_fields=reader.unknown_fields)
    batch: list[Row] = []
    for end, row in reader.rows():
        batch.append(row)
        if len(batch) == BATCH:
            await _store(record, encoder, batch, brands, summary)
            report(size + end)
            batch = []
    await _store(record, encoder, batch, brands, summary)
    report(2 * size)
    await index_when_large(record, encoder)
    log.info("resolutions_imported", rows=summary.rows, added=summary.added)
    return summary


async def _store(
    record: Record,
    encoder: Encoder,
    rows: list[Row],
    brands: Mapping[str, Brand],
    summary: Summary,
) -> None:
    if not rows:
        return
    summary.rows += len(rows)
    async with record.transaction({row.brand for row in rows}) as connection:
        known = await store.known_ids(connection, rows)
    # First of all: an import that is run again reads over what it stored in a moment.
    fresh = _unknown(rows, known)
    batch = await asyncio.to_thread(_resolutions, fresh, brands, summary)
    async with record.transaction({row.brand for row in rows}) as connection:
        new = await store.new_among(connection, batch)
    meanings = await store.embed_apart(encoder, new)
    async with record.transaction({row.brand for row in rows}) as connection:
        added = await store.add(connection, encoder, new, meanings)
    summary.added += added
    summary.skipped[KNOWN_ID] += len(rows) - len(fresh)
    summary.skipped[KNOWN_TEXT] += len(fresh) - added


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
    rows: Sequence[Row], brands: Mapping[str, Brand], summary: Summary
) -> list[Resolution]:
    return [_resolution(row, brands[row.brand], summary) for row in rows]


def _resolution(row: Row, brand: Brand, summary: Summary) -> Resolution:
    public = brand.public_texts()
    question = redact(row.question, public=public)
    reply = redact_reply(body_of(row.reply), public=public)
    summary.redacted.update(question.kinds + reply.kinds)
    return Resolution(
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
