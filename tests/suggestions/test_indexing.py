"""With many resolutions the search goes through indexes and finds the same."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import text

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.importing import import_resolutions
from handoff.suggestions.indexing import index_when_large
from handoff.suggestions.retrieval import Retrieval

PROBLEM = "mon colis numéro sept n'est pas arrivé"


async def test_indexed_search_finds_what_exact_search_finds(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    numbers = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
    rows = [
        {"question": f"mon colis numéro {n} n'est pas arrivé", "reply": f"Réponse {n}."}
        for n in numbers
    ]
    file = tmp_path / "f.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    await import_resolutions(record, encoder, file, brands, "demo")
    retrieval = Retrieval(record, encoder)
    exact = await retrieval.nearest(PROBLEM, "fr", "demo", "fr")

    assert not await index_when_large(record, encoder)
    assert await index_when_large(record, encoder, large=10)
    async with record.engine.connect() as connection:
        built = await connection.scalar(
            text("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'")
        )
    assert built == 4

    async with record.engine.begin() as connection:
        # So few rows would be read without the indexes.
        database = await connection.scalar(text("SELECT current_database()"))
        for way in ("seqscan", "bitmapscan", "sort"):
            await connection.execute(text(f"ALTER DATABASE {database} SET enable_{way} = off"))
    await record.engine.dispose()
    indexed = await Retrieval(record, encoder).nearest(PROBLEM, "fr", "demo", "fr")
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
