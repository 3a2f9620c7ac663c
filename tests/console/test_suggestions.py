"""Suggestions for a CM or a brand's own system, and what is remembered of their use."""

from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from handoff.conversations import keys
from handoff.settings import ROOT
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import export_encoder
from handoff.suggestions.store import Resolution
from handoff.suggestions.tables import suggestion_feedback
from tests.front_door import PASSWORD, FrontDoor, Opened, Person, Waiting

QUESTION = "Mon colis n'est jamais arrivé, où est-il ?"
REPLY = "Je suis désolée pour ce retard : votre commande {order_number} a été relancée."


@pytest.fixture(scope="session")
def state() -> Path:
    """A state folder with the exported encoder."""
    folder = ROOT / "var"
    export_encoder(folder)
    return folder


@pytest.fixture
async def door(open_door: Opened, state: Path, record: Record) -> FrontDoor:
    """A front door whose suggestions are ready, and one past resolution."""
    door = await open_door(state=state)
    encoder = Encoder.load(state / "encoder" / "all-MiniLM-L6-v2")
    past = Resolution(uuid4(), "demo", "fr", QUESTION, REPLY)
    async with record.transaction(EVERY_BRAND) as connection:
        await store.add(connection, encoder, [past], store.embed(encoder, [past]))
    await door.service.suggesting.loaded()
    return door


@pytest.fixture
async def camille(door: FrontDoor, person: Person):
    await person("camille")
    async with httpx.AsyncClient(base_url=door.url, headers={"Origin": door.url}) as client:
        await client.post("/api/login", json={"login": "camille", "password": PASSWORD})
        yield client


async def test_a_cm_gets_a_reply_filled_in_from_the_conversations_facts(
    camille: httpx.AsyncClient, waiting: Waiting
) -> None:
    conversation = await waiting(order_number="20417")
    answer = await camille.post("/api/suggestions", json={"conversation_id": str(conversation.id)})
    [suggestion] = answer.json()["suggestions"]
    assert "20417" in suggestion["reply"]
    assert suggestion["missing"] == []
    assert suggestion["source"]["question"] == QUESTION
    assert answer.json()["abstained"] is False


async def test_nothing_comparable_is_an_abstention(camille: httpx.AsyncClient) -> None:
    answer = await camille.post(
        "/api/suggestions", json={"text": "Quel temps fera-t-il à Oslo ?", "brand": "demo"}
    )
    assert answer.json() == {"suggestions": [], "abstained": True}


@pytest.mark.parametrize("body", [{}, {"text": "  "}])
async def test_a_question_without_words_is_refused(camille: httpx.AsyncClient, body: dict) -> None:
    answer = await camille.post("/api/suggestions", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "no_text")


async def test_a_brands_key_opens_suggestions_of_its_own_brand_only(
    door: FrontDoor, record: Record
) -> None:
    for brand, status in (("demo", 200), ("kiosque", 404)):
        _, secret = await keys.issue(record, brand, "site")
        async with httpx.AsyncClient(base_url=door.url) as client:
            answer = await client.post(
                "/api/suggestions",
                json={"text": QUESTION, "brand": "demo"},
                headers={"Authorization": f"Bearer {secret}"},
            )
        assert answer.status_code == status


async def test_a_reply_made_from_a_suggestion_is_remembered_once(
    camille: httpx.AsyncClient, waiting: Waiting, record: Record
) -> None:
    await waiting(order_number="20417")
    row = (await camille.post("/api/queue/next", json={})).json()["row"]
    asked = {"conversation_id": row["id"]}
    [suggestion] = (await camille.post("/api/suggestions", json=asked)).json()["suggestions"]
    reply = {
        "client_id": str(uuid4()),
        "version": row["version"],
        "text": suggestion["reply"] + " Bonne journée.",
        "suggestion": {"resolution_id": suggestion["resolution_id"], "edited": True},
    }
    for _ in range(2):
        sent = await camille.post(f"/api/conversations/{row['id']}/messages", json=reply)
        assert sent.status_code == 200
    f = suggestion_feedback.c
    async with record.transaction(EVERY_BRAND) as connection:
        kept = (await connection.execute(select(f.verdict, f.resolution_id).order_by(f.id))).all()
    resolution = UUID(suggestion["resolution_id"])
    assert [tuple(each) for each in kept] == [("shown", resolution), ("edited", resolution)]


async def test_without_an_encoder_the_desk_works_and_suggestions_say_why_not(
    open_door: Opened, person: Person
) -> None:
    door = await open_door()
    await person("noe")
    async with httpx.AsyncClient(base_url=door.url, headers={"Origin": door.url}) as client:
        await client.post("/api/login", json={"login": "noe", "password": PASSWORD})
        answer = await client.post("/api/suggestions", json={"text": QUESTION})
        assert (answer.status_code, answer.json()["error"]["code"]) == (
            503,
            "suggestions_not_ready",
        )
        assert (await client.get("/api/conversations")).status_code == 200
