"""Suggestions for a CM or a brand's own system, and what is remembered of their use."""

from pathlib import Path
from typing import Any
from uuid import uuid4

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
from tests.colleagues import PASSWORD, Person
from tests.front_door import FrontDoor, Opened, Waiting

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
    assert suggestion["agreeing"] == ["désolée"]
    assert suggestion["source"]["question"] == QUESTION
    assert answer.json()["abstained"] is False


async def test_nothing_comparable_is_an_abstention(camille: httpx.AsyncClient) -> None:
    answer = await camille.post(
        "/api/suggestions", json={"text": "Quel temps fera-t-il à Oslo ?", "brand": "demo"}
    )
    assert answer.json() == {"suggestions": [], "abstained": True, "reason": None}


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
    row, suggestion = await _suggested(camille, waiting)
    await _suggestions(camille, row["id"])
    inserted = f"/api/conversations/{row['id']}/suggestions/{suggestion['resolution_id']}/inserted"
    for _ in range(2):
        assert (await camille.post(inserted)).status_code == 204
    reply = _reply(row, suggestion["reply"] + " Bonne journée.", suggestion)
    for _ in range(2):
        sent = await camille.post(f"/api/conversations/{row['id']}/messages", json=reply)
        assert sent.status_code == 200
    # What follows is no answer instead of the suggestion.
    later = _reply(row, "À bientôt !")
    await camille.post(f"/api/conversations/{row['id']}/messages", json=later)
    assert await _kept(record) == ["shown", "inserted", "edited"]


async def test_an_answer_of_the_cms_own_ignores_what_was_shown_until_it_is_taken_up(
    camille: httpx.AsyncClient, waiting: Waiting, record: Record
) -> None:
    row, suggestion = await _suggested(camille, waiting)
    address = f"/api/conversations/{row['id']}/messages"
    for text in ("Je regarde.", "Un instant."):
        await camille.post(address, json=_reply(row, text))
    assert await _kept(record) == ["shown", "ignored"]
    await camille.post(address, json=_reply(row, suggestion["reply"], suggestion))
    assert await _kept(record) == ["shown", "sent"]


async def test_a_rejected_suggestion_is_shown_no_more_in_this_episode(
    camille: httpx.AsyncClient, waiting: Waiting, record: Record
) -> None:
    row, suggestion = await _suggested(camille, waiting)
    address = f"/api/conversations/{row['id']}/suggestions/{suggestion['resolution_id']}/rejected"
    vague = await camille.post(address, json={"reason": "bof"})
    assert vague.json()["error"]["code"] == "invalid"
    for _ in range(2):
        assert (await camille.post(address, json={"reason": "outdated"})).status_code == 204
    assert await _suggestions(camille, row["id"]) == []
    assert await _kept(record) == ["shown", "rejected", "abstained"]


async def test_what_was_never_shown_cannot_be_judged(
    camille: httpx.AsyncClient, waiting: Waiting
) -> None:
    conversation = await waiting()
    for verb, body in (("inserted", None), ("rejected", {"reason": "outdated"})):
        address = f"/api/conversations/{conversation.id}/suggestions/{uuid4()}/{verb}"
        assert (await camille.post(address, json=body)).status_code == 404


async def test_a_suggestion_with_a_gap_cannot_be_sent(
    camille: httpx.AsyncClient, waiting: Waiting, record: Record
) -> None:
    row, suggestion = await _suggested(camille, waiting, order_number=None)
    assert suggestion["missing"] == ["order_number"]
    address = f"/api/conversations/{row['id']}/messages"
    refused = await camille.post(address, json=_reply(row, suggestion["reply"], suggestion))
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "unfilled")
    assert "{order_number}" in refused.json()["error"]["message"]
    filled = suggestion["reply"].replace("{order_number}", "20417")
    sent = await camille.post(address, json=_reply(row, filled, suggestion))
    assert sent.status_code == 200
    assert await _kept(record) == ["shown", "edited"]


async def test_a_conversation_kept_without_suggestions_says_so(
    camille: httpx.AsyncClient, door: FrontDoor, waiting: Waiting, record: Record
) -> None:
    brand = door.service.brands["demo"]
    door.service.brands["demo"] = brand.model_copy(update={"suggestions_withheld": 1.0})
    conversation = await waiting(order_number="20417")
    for _ in range(2):
        asked = {"conversation_id": str(conversation.id)}
        answer = (await camille.post("/api/suggestions", json=asked)).json()
        assert answer == {"suggestions": [], "abstained": True, "reason": "withheld"}
    assert await _kept(record) == ["abstained"]


async def _suggested(
    camille: httpx.AsyncClient, waiting: Waiting, order_number: str | None = "20417"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A conversation of Camille's own, and what is suggested there."""
    await waiting(**({"order_number": order_number} if order_number else {}))
    row = (await camille.post("/api/queue/next", json={})).json()["row"]
    [suggestion] = await _suggestions(camille, row["id"])
    return row, suggestion


async def _suggestions(camille: httpx.AsyncClient, conversation: str) -> list[dict[str, Any]]:
    answer = await camille.post("/api/suggestions", json={"conversation_id": conversation})
    return answer.json()["suggestions"]


def _reply(
    row: dict[str, Any], text: str, suggestion: dict[str, Any] | None = None
) -> dict[str, Any]:
    used = suggestion and {"resolution_id": suggestion["resolution_id"], "edited": True}
    return {
        "client_id": str(uuid4()), "version": row["version"], "text": text, "suggestion": used,
    }  # fmt: skip


async def _kept(record: Record) -> list[str]:
    """The verdicts, in the order in which they were given."""
    f = suggestion_feedback.c
    async with record.transaction(EVERY_BRAND) as connection:
        return list(await connection.scalars(select(f.verdict).order_by(f.id)))


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
