"""A file of past resolutions is stored whole or refused with every reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.importing import BATCH, KNOWN_ID, KNOWN_TEXT, import_resolutions
from handoff.suggestions.lines import ImportRefused

ROOT = Path(__file__).resolve().parents[2]
SOUND = {"question": "où est mon colis ?", "reply": "Il arrive le {due_date}."}


def written(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{not json", "is not JSON"),
        ("[1, 2]", "is not a JSON object"),
        ({"reply": "x"}, "question is missing"),
        (SOUND | {"question": 3}, "question is not a text"),
        (SOUND | {"reply": "   "}, "reply is empty"),
        (SOUND | {"reply": "Bonjour,\nBonne journée"}, "nothing besides greeting"),
        (SOUND | {"reply": "x" * 10_001}, "reply has 10001 characters"),
        (SOUND | {"reply": "x" * 200_000}, "longer than 100000 bytes"),
        (SOUND | {"brand": "nobody"}, "brand 'nobody' is unknown"),
        (SOUND | {"language": "de"}, "language 'de' is not one of brand demo"),
        (SOUND | {"csat": 9}, "csat is not a number from 1 to 5"),
        (SOUND | {"resolved_at": "hier"}, "resolved_at is not a date"),
        (SOUND | {"external_id": 7}, "external_id is not a text"),
        (SOUND | {"reply": "a\x00b"}, "reply holds a character that is none"),
        ('{"question": "\\ud800", "reply": "x"}', "question holds a character that is none"),
        ("[" * 90_000, "is not JSON"),
    ],
)
async def test_one_broken_line_stores_nothing_and_says_where_and_why(
    record: Record,
    encoder: Encoder,
    brands: dict[str, Brand],
    tmp_path: Path,
    row: object,
    reason: str,
) -> None:
    file = written(tmp_path / "f.jsonl", *[SOUND | {"external_id": str(n)} for n in range(99)], row)
    with pytest.raises(ImportRefused, match="nothing was stored") as refused:
        await import_resolutions(record, encoder, file, brands, "demo")
    assert [broken.line for broken in refused.value.broken] == [100]
    assert reason in refused.value.broken[0].reason
    assert await store.count(record, "*") == 0


async def test_every_broken_line_is_listed(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    file = written(tmp_path / "f.jsonl", SOUND, "{", SOUND, "", "nonsense", {"question": "x"})
    with pytest.raises(ImportRefused) as refused:
        await import_resolutions(record, encoder, file, brands, "demo")
    assert [broken.line for broken in refused.value.broken] == [2, 5, 6]


async def test_a_row_without_a_brand_takes_the_option_or_is_refused(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    file = written(tmp_path / "f.jsonl", SOUND)
    with pytest.raises(ImportRefused) as refused:
        await import_resolutions(record, encoder, file, brands)
    assert "--brand" in str(refused.value.broken[0])
    only = {"demo": brands["demo"]}
    assert (await import_resolutions(record, encoder, file, only)).added == 1
    assert (await import_resolutions(record, encoder, file, brands, "kiosque")).added == 1


@pytest.mark.parametrize("content", [b"", b"\n\n", b'{"question": "\xe9t\xe9", "reply": "x"}\n'])
async def test_a_file_that_is_empty_or_not_utf8_is_refused(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "f.jsonl"
    file.write_bytes(content)
    with pytest.raises(ImportRefused):
        await import_resolutions(record, encoder, file, brands, "demo")


async def test_a_missing_file_or_brand_is_named(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused, match="cannot be read"):
        await import_resolutions(record, encoder, tmp_path / "none.jsonl", brands, "demo")
    with pytest.raises(ImportRefused, match="no brand 'x'"):
        await import_resolutions(record, encoder, written(tmp_path / "f", SOUND), brands, "x")


async def test_duplicates_by_id_or_by_content_are_skipped(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    rows = [
        SOUND | {"external_id": "a"},
        SOUND | {"external_id": "a", "reply": "Une autre réponse."},
        {"question": "OU EST  MON COLIS ?", "reply": "Bonjour,\nIl arrive le {due_date}."},
        {"question": "autre", "reply": "chose"},
    ]
    file = written(tmp_path / "f.jsonl", *rows)
    first = await import_resolutions(record, encoder, file, brands, "demo")
    assert (first.rows, first.added, first.duplicates) == (4, 2, 2)
    again = await import_resolutions(record, encoder, file, brands, "demo")
    assert (again.added, again.duplicates) == (0, 4)
    assert await store.count(record, ["demo"]) == 2


async def test_what_an_earlier_batch_brought_is_skipped_with_its_reason(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    rows = [
        {"question": f"{n} ?", "reply": f"Réponse {n}.", "external_id": f"id-{n}"}
        for n in range(BATCH)
    ]
    again = [
        {"question": "autre question", "reply": "Autre réponse.", "external_id": "id-7"},
        {"question": "9 ?", "reply": "Réponse 9."},
        {"question": "nouvelle question", "reply": "Nouvelle réponse."},
    ]
    file = written(tmp_path / "f.jsonl", *rows, *again)
    summary = await import_resolutions(record, encoder, file, brands, "demo")
    assert summary.added == BATCH + 1
    assert summary.skipped == {KNOWN_ID: 1, KNOWN_TEXT: 1}
    async with record.transaction(["demo"]) as connection:
        seventh = await connection.exec_driver_sql(
            "SELECT reply FROM resolutions WHERE external_id = 'id-7'"
        )
        assert seventh.scalar_one() == "Réponse 7."


async def test_nothing_personal_is_stored_and_the_summary_says_what_went(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    row = {
        "question": "je m'appelle Paul Martin, commande n° 20417, tel 06 12 34 56 78",
        "reply": "Bonjour Paul,\n\nColis 6A15602676300 parti, 45,90 € rendus.\n\nCordialement,"
        "\nLou",
        "note": "extra",
    }
    file = written(tmp_path / "f.jsonl", row)
    summary = await import_resolutions(record, encoder, file, brands, "demo")
    async with record.transaction(["demo"]) as connection:
        stored = (await connection.exec_driver_sql("SELECT question, reply FROM resolutions")).one()
    assert stored.reply == "Colis {tracking_number} parti, {amount} rendus."
    for datum in ("Paul", "Martin", "20417", "06 12", "Lou"):
        assert datum not in stored.question + stored.reply
    assert summary.redacted["order_number"] == 1
    assert summary.unknown_fields == {"note": 1}


async def test_progress_rises_to_the_end(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    rows = [{"question": f"question numéro {n} ?", "reply": f"réponse {n}"} for n in range(150)]
    reports: list[tuple[int, int]] = []
    await import_resolutions(
        record,
        encoder,
        written(tmp_path / "f.jsonl", *rows),
        brands,
        "demo",
        lambda done, total: reports.append((done, total)),
    )
    done = [each for each, _ in reports]
    assert done == sorted(done)
    assert reports[-1][0] == reports[-1][1]


@pytest.mark.timeout(170)
async def test_the_seed_files_import_and_are_french_first(
    record: Record, encoder: Encoder, brands: dict[str, Brand]
) -> None:
    folder = ROOT / "data" / "resolutions"
    demo = await import_resolutions(record, encoder, folder / "demo.jsonl", brands)
    kiosque = await import_resolutions(record, encoder, folder / "kiosque.jsonl", brands)
    assert demo.added >= 150
    assert demo.duplicates == kiosque.duplicates == 0
    assert kiosque.added >= 40
    assert not demo.redacted
    async with record.transaction("*") as connection:
        french = await connection.exec_driver_sql(
            "SELECT avg((language = 'fr')::int) FROM resolutions"
        )
        assert french.scalar_one() >= 0.65
