"""Another encoder is brought in while the one before serves, and nothing is ever missing."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from handoff.brands.brand import Brand
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import store
from handoff.suggestions.encoder import DESCRIPTION_FILE, Encoder
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.serving import Serving
from handoff.suggestions.store import Resolution

PROBLEM = "mon colis est marqué livré mais je n'ai rien reçu"
NOW = timedelta(0)


@pytest.fixture
def folder(encoder_folder: Path, tmp_path: Path) -> Path:
    """Two encoders, `a` and `b`, as set-up leaves them."""
    for name in ("a", "b"):
        shutil.copytree(encoder_folder, tmp_path / name)
        described = json.loads((tmp_path / name / DESCRIPTION_FILE).read_text())
        changed = described | {"name": name, "hash": name * 64}
        (tmp_path / name / DESCRIPTION_FILE).write_text(json.dumps(changed))
    return tmp_path


def resolution(number: int) -> Resolution:
    return Resolution(uuid4(), "demo", "fr", f"{PROBLEM} {number}", f"Enquête numéro {number}.")


async def stored(record: Record, encoder: Encoder, number: int) -> None:
    batch = [resolution(each) for each in range(number)]
    async with record.transaction("*") as connection:
        await store.add(connection, encoder, batch, store.embed(encoder, batch))


async def started(record: Record, folder: Path, name: str, grace: timedelta = NOW) -> Serving:
    serving = Serving(record, Encoder.load(folder / name), folder, grace)
    await serving.look()
    return serving


async def families(record: Record) -> dict[str, int]:
    """How many vectors there are of each encoder."""
    async with record.transaction(EVERY_BRAND) as connection:
        rows = await connection.execute(
            text("SELECT split_part(space, '@', 1), count(*) FROM resolution_vectors GROUP BY 1")
        )
        return {name: number for name, number in rows}


async def test_the_first_encoder_serves_at_once(record: Record, folder: Path) -> None:
    serving = await started(record, folder, "a")
    assert serving.encoder.name == "a"
    await stored(record, serving.encoder, 3)
    await serving.fill()
    assert (await serving.look()).name == "a"
    assert await families(record) == {"a": 6}


async def test_the_old_index_serves_until_the_new_one_is_whole_and_then_goes(
    record: Record, folder: Path, brands: dict[str, Brand]
) -> None:
    before = await started(record, folder, "a")
    await stored(record, before.encoder, 5)
    await before.fill()

    after = await started(record, folder, "b")
    assert after.encoder.name == "a"
    assert [encoder.name for encoder in after.encoders] == ["a", "b"]
    engine = Suggestions(record, after.encoder, brands)
    assert not (await engine.suggest(PROBLEM, "demo", "fr", {})).abstained
    # One that only the new encoder's vectors know: imported by a process that knows no other.
    await stored(record, Encoder.load(folder / "b"), 6)

    await after.fill()
    assert (await after.look()).name == (await before.look()).name == "b"
    assert await families(record) == {"a": 12, "b": 12}
    await after.fill()
    assert await families(record) == {"b": 12}
    engine = Suggestions(record, after.encoder, brands)
    assert not (await engine.suggest(PROBLEM, "demo", "fr", {})).abstained


async def test_old_vectors_stay_until_every_process_has_changed_over(
    record: Record, folder: Path
) -> None:
    before = await started(record, folder, "a")
    await stored(record, before.encoder, 2)
    await before.fill()
    after = await started(record, folder, "b", grace=timedelta(hours=1))
    for _ in range(2):
        await after.fill()
        await after.look()
    assert await families(record) == {"a": 4, "b": 4}


async def test_who_dies_while_embedding_is_made_up_for_from_where_it_stopped(
    record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await started(record, folder, "a")
    await stored(record, before.encoder, 4)
    await before.fill()
    dying = Encoder.load(folder / "b")
    run, calls = dying.meanings, 0

    def meanings(texts: list[str], language: str) -> store.Vectors:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise MemoryError
        return run(texts, language)

    monkeypatch.setattr(dying, "meanings", meanings)
    with pytest.raises(MemoryError):
        await store.embed_missing(record, dying, batch=1)
    assert await families(record) == {"a": 8, "b": 4}
    after = await started(record, folder, "b")
    assert after.encoder.name == "a"
    await after.fill()
    assert (await after.look()).name == "b"


async def test_an_old_encoder_that_is_not_on_this_machine_leaves_the_new_one_to_serve(
    record: Record, folder: Path
) -> None:
    before = await started(record, folder, "a")
    await stored(record, before.encoder, 2)
    await before.fill()
    shutil.rmtree(folder / "a")
    assert (await started(record, folder, "b")).encoder.name == "b"


async def test_an_encoder_that_comes_back_begins_anew(record: Record, folder: Path) -> None:
    for name in ("a", "b"):
        serving = await started(record, folder, name, grace=timedelta(hours=1))
        await stored(record, serving.encoder, 2)
        await serving.fill()
        assert (await serving.look()).name == name
    await stored(record, serving.encoder, 5)
    again = await started(record, folder, "a")
    assert again.encoder.name == "b"
    await again.fill()
    assert (await again.look()).name == "a"
