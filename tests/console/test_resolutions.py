"""What the team has learnt to answer: found, revised, merged, allowed to the bot; and who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from handoff.settings import ROOT
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import feedback, listing, store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import export_encoder
from handoff.suggestions.feedback import Occasion, Reason
from handoff.suggestions.store import Resolution
from tests.front_door import ConsoleOf, FrontDoor, Opened

ASKED = "Le lin, je le lave à combien ?"
REPLY = "Le lin se lave à 40 °C sur l'envers et sèche à l'air libre."

Learnt = Callable[..., Awaitable[str]]


@pytest.fixture(scope="session")
def state() -> Path:
    """A state folder with the exported encoder."""
    folder = ROOT / "var"
    export_encoder(folder)
    return folder


@pytest.fixture(scope="session")
def encoder(state: Path) -> Encoder:
    return Encoder.load(state / "encoder" / "all-MiniLM-L6-v2")


@pytest.fixture
async def door(open_door: Opened, state: Path) -> FrontDoor:
    """A front door whose suggestions are ready."""
    door = await open_door(state=state)
    await door.service.suggesting.loaded()
    return door


@pytest.fixture
def learnt(record: Record, encoder: Encoder) -> Learnt:
    """Resolutions in the record; gives their ids."""

    async def learn(question: str = ASKED, reply: str = REPLY, **fields: Any) -> str:
        known = {"brand": "demo", "language": "fr", **fields}
        one = Resolution(uuid4(), question=question, reply=reply, **known)
        async with record.transaction(EVERY_BRAND) as connection:
            await store.add(connection, encoder, [one], store.embed(encoder, [one]))
        return str(one.id)

    return learn


@pytest.fixture
async def solange(console_of: ConsoleOf) -> httpx.AsyncClient:
    """A supervisor of the demo brand."""
    return await console_of("solange", role="supervisor")


async def test_a_cm_finds_a_resolution_by_words_of_question_or_reply(
    console_of: ConsoleOf, learnt: Learnt
) -> None:
    linen = await learnt()
    await learnt("Où est mon colis ?", "Le suivi le dit.", team="quality")
    camille = await console_of("camille")
    for words in ("lin", "LAVE l’envers", "seche a l'air", "40 °c"):
        found = (await camille.get("/api/resolutions", params={"q": words})).json()
        assert [one["id"] for one in found["resolutions"]] == [linen], words
        assert found["total"] == 1
    for words in ("100%", "l_n", "introuvable"):
        found = (await camille.get("/api/resolutions", params={"q": words})).json()
        assert found == {"resolutions": [], "next": None, "total": 0}, words
    by_team = (await camille.get("/api/resolutions", params={"team": "quality"})).json()
    assert [one["team"] for one in by_team["resolutions"]] == ["quality"]
    english = (await camille.get("/api/resolutions", params={"language": "en"})).json()
    assert english["resolutions"] == []


async def test_pages_show_every_resolution_once_newest_first(
    console_of: ConsoleOf, learnt: Learnt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2, 3, 4, 5)]
    ids = [await learnt(f"question {day.day}", REPLY, resolved_at=day) for day in days]
    camille = await console_of("camille")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        params = {"cursor": cursor} if cursor else {}
        page = (await camille.get("/api/resolutions", params=params)).json()
        seen += [one["id"] for one in page["resolutions"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == ids[::-1]
    broken = await camille.get("/api/resolutions", params={"cursor": "x"})
    assert broken.json()["error"]["code"] == "bad_cursor"


async def test_one_resolution_says_what_became_of_it(
    console_of: ConsoleOf, learnt: Learnt, record: Record
) -> None:
    one, merged = await learnt(), await learnt("Comment laver du lin ?", REPLY + " Bien sûr.")
    camille = await console_of("camille")
    occasion = Occasion("demo")
    await feedback.inserted(record, occasion, UUID(one))
    await feedback.sent(record, occasion, UUID(one), "un deux trois quatre", "un deux trois cinq")
    await feedback.sent(record, occasion, UUID(merged), "un deux", "un deux")
    await feedback.rejected(record, occasion, UUID(one), Reason.OUTDATED)
    solange = await console_of("solange", role="supervisor")
    await solange.post(f"/api/resolutions/{one}/merge", json={"others": [merged]})
    uses = (await camille.get(f"/api/resolutions/{one}")).json()["uses"]
    assert uses == {
        "merged": 1, "shown": 0, "inserted": 1, "sent": 1, "edited": 1, "ignored": 0,
        "rejected": 1, "offered": 0, "helped": 0, "not_helped": 0,
        "reasons": {"outdated": 1}, "changed": pytest.approx(0.25),
    }  # fmt: skip


async def test_an_edit_is_redacted_with_a_warning_and_found_by_its_new_words(
    solange: httpx.AsyncClient, learnt: Learnt
) -> None:
    one = await learnt()
    await solange.post(f"/api/resolutions/{one}/approve", json={})
    edit = {
        "question": "Ma lampe grésille, mon numéro : 06 12 34 56 78",
        "reply": "Bonjour Camille,\n\nDébranchez la lampe et gardez son emballage.",
        "edited_at": None,
    }
    answer = await solange.post(f"/api/resolutions/{one}/edit", json=edit)
    edited = answer.json()
    assert edited["taken_out"] == ["phone"]
    assert "06 12" not in edited["question"]
    assert edited["reply"] == "Débranchez la lampe et gardez son emballage."
    assert edited["approved_at"] is None
    asked = {"text": "ma lampe grésille, que faire ?", "brand": "demo"}
    suggested = (await solange.post("/api/suggestions", json=asked)).json()["suggestions"]
    assert suggested[0]["resolution_id"] == one
    asked = {"text": ASKED, "brand": "demo"}
    assert (await solange.post("/api/suggestions", json=asked)).json()["abstained"]


async def test_who_read_older_words_neither_overwrites_nor_approves_the_newer(
    solange: httpx.AsyncClient, learnt: Learnt
) -> None:
    one = await learnt()
    edit = {"question": ASKED, "reply": "À 30 °C, sur l'envers.", "edited_at": None}
    first = (await solange.post(f"/api/resolutions/{one}/edit", json=edit)).json()
    late = await solange.post(
        f"/api/resolutions/{one}/edit", json=edit | {"reply": "À 60 °C, à l'endroit."}
    )
    assert (late.status_code, late.json()["error"]["code"]) == (409, "edited_meanwhile")
    blind = await solange.post(f"/api/resolutions/{one}/approve", json={"edited_at": None})
    assert blind.json()["error"]["code"] == "edited_meanwhile"
    seen = {"edited_at": first["edited_at"]}
    approved = await solange.post(f"/api/resolutions/{one}/approve", json=seen)
    assert approved.json()["approved_by"] == "Solange"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reply": "Bonjour,"}, "no_reply_left"),
        ({"question": "  "}, "no_question_left"),
        ({"reply": "x" * 10_001}, "invalid"),
        ({"question": "a\x00b"}, "invalid"),
        ({"question": "Où est mon colis ?", "reply": "Le suivi le dit."}, "already_there"),
    ],
)
async def test_an_edit_that_makes_no_resolution_is_refused(
    solange: httpx.AsyncClient, learnt: Learnt, change: dict[str, str], code: str
) -> None:
    one = await learnt()
    await learnt("Où est mon colis ?", "Le suivi le dit.")
    edit = {"question": ASKED, "reply": REPLY} | change
    answer = await solange.post(f"/api/resolutions/{one}/edit", json=edit)
    assert answer.json()["error"]["code"] == code
    assert (await solange.get(f"/api/resolutions/{one}")).json()["reply"] == REPLY


async def test_a_retired_resolution_is_suggested_no_more_until_it_is_restored(
    solange: httpx.AsyncClient, learnt: Learnt
) -> None:
    one = await learnt()
    asked = {"text": ASKED, "brand": "demo"}
    for _ in range(2):
        retired = await solange.post(f"/api/resolutions/{one}/retire", json={})
        assert retired.json()["retired_at"] is not None
    assert (await solange.post("/api/suggestions", json=asked)).json()["abstained"]
    assert await _states(solange, one) == {"retired", "all"}
    edit = {"question": ASKED, "reply": "Autre chose."}
    refused = await solange.post(f"/api/resolutions/{one}/edit", json=edit)
    assert refused.json()["error"]["code"] == "resolution_retired"
    for _ in range(2):
        restored = await solange.post(f"/api/resolutions/{one}/restore", json={})
        assert restored.json()["retired_at"] is None
    suggested = (await solange.post("/api/suggestions", json=asked)).json()["suggestions"]
    assert [each["resolution_id"] for each in suggested] == [one]


async def test_a_resolution_holds_until_its_day(
    solange: httpx.AsyncClient, learnt: Learnt, record: Record
) -> None:
    one = await learnt()
    today = datetime.now(UTC).date()
    address = f"/api/resolutions/{one}/hold"
    past = await solange.post(address, json={"until": str(today - timedelta(days=1))})
    assert past.json()["error"]["code"] == "date_past"
    held = await solange.post(address, json={"until": str(today)})
    assert held.json()["holds_until"] == str(today)
    assert await _states(solange, one) == {"suggested", "all"}
    await _set(record, one, holds_until=today - timedelta(days=1))
    assert await _states(solange, one) == {"expired", "all"}
    assert (await solange.post(address, json={"until": None})).json()["holds_until"] is None


async def test_several_that_say_the_same_become_one(
    solange: httpx.AsyncClient, learnt: Learnt
) -> None:
    one = await learnt()
    two = await learnt("Comment laver une nappe en lin ?", REPLY)
    three = await learnt("Le lin passe-t-il en machine ?", REPLY)
    other = await learnt("Can linen be washed?", "At 40 °C, inside out.", language="en")
    near = (await solange.get(f"/api/resolutions/{one}/near")).json()["near"]
    assert {each["resolution"]["id"] for each in near} == {two, three}
    await solange.post(f"/api/resolutions/{two}/merge", json={"others": [three]})
    merged = await solange.post(f"/api/resolutions/{one}/merge", json={"others": [two, one]})
    assert merged.json()["uses"]["merged"] == 2
    assert (await solange.get(f"/api/resolutions/{three}")).json()["merged_into"] == one
    for others, code in (([other], "not_comparable"), ([one], "nothing_to_merge")):
        refused = await solange.post(f"/api/resolutions/{one}/merge", json={"others": others})
        assert refused.json()["error"]["code"] == code
    unknown = await solange.post(f"/api/resolutions/{one}/merge", json={"others": [str(uuid4())]})
    assert unknown.status_code == 404
    asked = {"text": ASKED, "brand": "demo"}
    suggested = (await solange.post("/api/suggestions", json=asked)).json()["suggestions"]
    assert [each["resolution_id"] for each in suggested] == [one]
    apart = await solange.post(f"/api/resolutions/{two}/restore", json={})
    assert apart.json()["merged_into"] is None


async def test_the_bot_may_say_what_a_supervisor_approved_and_nothing_of_one_case(
    solange: httpx.AsyncClient, learnt: Learnt
) -> None:
    one = await learnt()
    mine = await learnt("Où est mon colis ?", "Je vous rembourse {amount} avant vendredi.")
    approved = await solange.post(f"/api/resolutions/{one}/approve", json={})
    assert approved.json()["approved_by"] == "Solange"
    assert await _states(solange, one) == {"suggested", "approved", "all"}
    refused = (await solange.post(f"/api/resolutions/{mine}/approve", json={})).json()
    assert refused["error"]["code"] == "not_for_the_bot"
    assert refused["reasons"] == ["promise", "date", "placeholder"]
    assert (await solange.get(f"/api/resolutions/{mine}")).json()["barred"] == refused["reasons"]
    back = await solange.post(f"/api/resolutions/{one}/unapprove", json={})
    assert back.json()["approved_at"] is None


async def test_a_cm_reads_a_trainer_edits_and_a_supervisor_approves(
    console_of: ConsoleOf, learnt: Learnt
) -> None:
    one = await learnt()
    camille = await console_of("camille")
    tariq = await console_of("tariq", role="trainer")
    bodies: dict[str, dict[str, Any]] = {
        "edit": {"question": ASKED, "reply": "À 30 °C."},
        "hold": {"until": None},
        "retire": {},
        "restore": {},
        "merge": {"others": [str(uuid4())]},
        "approve": {},
        "unapprove": {},
    }
    for verb, body in bodies.items():
        refused = await camille.post(f"/api/resolutions/{one}/{verb}", json=body)
        assert refused.json()["error"]["code"] == "role_too_low", verb
        trained = await tariq.post(f"/api/resolutions/{one}/{verb}", json=body)
        assert (trained.status_code == 403) == (verb in {"approve", "unapprove"}), verb
    assert (await camille.get(f"/api/resolutions/{one}")).json()["reply"] == "À 30 °C."


async def _states(console: httpx.AsyncClient, id: str) -> set[str]:
    """The lists that show a resolution."""
    found: set[str] = set()
    for state in ("suggested", "approved", "expired", "retired", "all"):
        page = (await console.get("/api/resolutions", params={"state": state})).json()
        if id in {one["id"] for one in page["resolutions"]}:
            found.add(state)
    return found


async def _set(record: Record, id: str, *, holds_until: date) -> None:
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(
            text("UPDATE resolutions SET holds_until = :day WHERE id = :id"),
            {"day": holds_until, "id": UUID(id)},
        )
