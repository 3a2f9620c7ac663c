"""What is fetched for a problem."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.importing import import_resolutions
from handoff.suggestions.retrieval import NEAREST, Retrieval

SEASONS = ["printemps", "été", "automne", "hiver", "soldes", "rentrée"]


@pytest.mark.parametrize("large", [1, 10_000])
async def test_what_is_past_its_date_takes_no_place_among_the_nearest(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path, large: int
) -> None:
    dated = [
        {
            "question": f"jusqu'à quand dure la promotion {SEASONS[n % 6]} numéro {n} ?",
            "reply": f"La promotion {SEASONS[n % 6]} dure encore {n} jours.",
            "external_id": f"dated-{n}",
        }
        for n in range(NEAREST + 5)
    ]
    holds = {"question": "vous livrez où ?", "reply": "En France.", "external_id": "holds"}
    file = tmp_path / "f.jsonl"
    file.write_text("\n".join(map(json.dumps, [*dated, holds])), encoding="utf-8")
    await import_resolutions(record, encoder, file, brands, "demo")
    async with record.transaction("*") as connection:
        await connection.execute(
            text(
                "UPDATE resolutions SET holds_until = current_date - 1"
                " WHERE external_id LIKE 'dated-%'"
            )
        )
    found = await Retrieval(record, encoder, large).nearest(
        "jusqu'à quand dure la promotion d'été ?", "fr", "demo", "fr"
    )
    assert [each.reply for each in found] == ["En France."]
