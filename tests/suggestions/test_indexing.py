"""With many resolutions the search goes through indexes and finds the same."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import text

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.importing import import_resolutions
from handoff.suggestions.indexing import reserved
from handoff.suggestions.retrieval import Retrieval

PROBLEM = "mon colis numéro sept n'est pas arrivé"
NUMBERS = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
HNSW = "SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'"


async def _import_ten(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    rows = [
        {"question": f"mon colis numéro {n} n'est pas arrivé", "reply": f"Réponse {n}."}
        for n in NUMBERS
    ]
    file = tmp_path / "f.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    await import_resolutions(record, encoder, file, brands, "demo")


async def _index(record: Record, encoder: Encoder, large: int) -> bool:
    async with reserved(record) as building:
        assert building is not None
        return await building.when_large(encoder, large)


async def test_indexed_search_finds_what_exact_search_finds(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    await _import_ten(record, encoder, brands, tmp_path)
    exact = await Retrieval(record, encoder).nearest(PROBLEM, "fr", "demo", "fr")

    assert not await _index(record, encoder, large=11)
    assert await _index(record, encoder, large=10)
    async with record.engine.connect() as connection:
        assert await connection.scalar(text(HNSW)) == 4

    async with record.engine.begin() as connection:
        # So few rows would be read without the indexes.
        database = await connection.scalar(text("SELECT current_database()"))
        for way in ("seqscan", "bitmapscan", "sort"):
            await connection.execute(text(f"ALTER DATABASE {database} SET enable_{way} = off"))
    await record.engine.dispose()
    indexed = await Retrieval(record, encoder, large=10).nearest(PROBLEM, "fr", "demo", "fr")
    assert {each.id: each for each in indexed} == {each.id: each for each in exact}
    best = max(indexed, key=lambda each: each.asked.words)
    assert best.reply == "Réponse sept."

    # A connection reports what it used when it closes.
    await record.engine.dispose()
    async with record.engine.connect() as connection:
        used = await connection.execute(
            text(
                "SELECT indexrelname FROM pg_stat_user_indexes WHERE idx_scan > 0"
                " AND indexrelname ~ '^resolution_(meaning|words)_'"
            )
        )
        assert len(list(used)) == 4


async def test_what_a_killed_build_left_is_built_again(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    await _import_ten(record, encoder, brands, tmp_path)
    assert await _index(record, encoder, large=10)
    async with record.engine.begin() as connection:
        # As PostgreSQL marks an index whose build has not come to its end.
        await connection.execute(
            text(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid IN (SELECT oid FROM"
                " pg_class WHERE relname LIKE 'resolution_words_%')"
            )
        )
    assert await _index(record, encoder, large=10)
    async with record.engine.connect() as connection:
        broken = text("SELECT count(*) FROM pg_index WHERE NOT indisvalid")
        assert await connection.scalar(broken) == 0
        assert await connection.scalar(text(HNSW)) == 4


async def test_one_process_at_a_time_builds(record: Record) -> None:
    async with reserved(record) as first:
        assert first is not None
        async with reserved(record) as second:
            assert second is None
    async with reserved(record) as again:
        assert again is not None
