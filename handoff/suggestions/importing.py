"""Past resolutions from a JSON Lines file into the record: `relais import resolutions FILE`.

The file is read twice, line by line, so that its size does not matter: once to check every line,
then, only if all are sound, to store them without particulars. Each batch is committed; an import
that was interrupted is run again, and what is there already is skipped.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
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
from handoff.suggestions.redaction import redact, redact_reply
from handoff.suggestions.resolutions_file import ImportRefused, ResolutionsFile, Row
from handoff.suggestions.store import Resolution

log = structlog.get_logger(__name__)

BATCH = 64

Progress = Callable[[int, int], None]
"""Called with the bytes done so far and the bytes in all (both readings together)."""


@dataclass(slots=True)
class Summary:
    """What an import did."""

    rows: int = 0
    added: int = 0
    duplicates: int = 0
    """Rows that the record, or an earlier line, held already."""
    redacted: Counter[str] = field(default_factory=Counter[str])
    """How many particulars were taken out, by placeholder."""
    unknown_fields: Counter[str] = field(default_factory=Counter[str])
    """Fields that the format does not have, and in how many lines: they were left out."""


async def import_resolutions(
    record: Record,
    encoder: Encoder,
    path: Path,
    brands: Mapping[str, Brand],
    brand: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Store the resolutions of `path`; a row without a brand gets `brand`, or the only one.

    Raises `ImportRefused` with all broken lines and stores nothing if there is one.
    """
    if brand is not None and brand not in brands:
        raise ImportRefused(f"There is no brand {brand!r}. Known: {', '.join(sorted(brands))}.")
    reader = ResolutionsFile(path, brands, brand)
    size = reader.size()

    def report(done: int) -> None:
        if progress:
            progress(done, 2 * size)

    broken = tuple(reader.broken(report))
    if broken:
        raise ImportRefused(
            f"{path}: {len(broken)} of {reader.lines} lines cannot be imported; nothing was "
            "stored. Correct them and import the file again.",
            broken,
        )
    if not reader.lines:
        raise ImportRefused(f"{path} holds no resolutions: one JSON object a line is expected.")
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
    batch = [_resolution(row, brands[row.brand], summary) for row in rows]
    async with record.transaction({row.brand for row in rows}) as connection:
        new = await store.new_among(connection, batch)
        meanings = await asyncio.to_thread(store.embed, encoder, new)
        added = await store.add(connection, encoder, new, meanings)
    summary.rows += len(rows)
    summary.added += added
    summary.duplicates += len(rows) - added


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
