"""What one brand's CM may not see, no address shows."""

from uuid import uuid4

import httpx
import pytest
from sqlalchemy import insert

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions.store import Resolution
from handoff.suggestions.tables import resolutions
from tests.front_door import ConsoleOf, FrontDoor, LiveAt, Waiting

BODIES = {
    "messages": {"client_id": str(uuid4()), "version": 1, "text": "x"},
    "notes": {"client_id": str(uuid4()), "text": "x"},
    "transfer": {"version": 1, "team": "quality"},
    "date": {"due_at": "2031-01-06T09:00:00+01:00"},
    "close": {"version": 1, "outcome": "resolved_by_cm"},
    "hand-back": {"version": 1},
    "assign": {"cm": str(uuid4())},
    "edit": {"question": "x", "reply": "x"},
    "hold": {"until": None},
    "rejected": {"reason": "outdated"},
    "merge": {"others": [str(uuid4())]},
}


@pytest.fixture
async def past(record: Record) -> Resolution:
    """A resolution of the demo brand; nothing here looks for it by meaning."""
    past = Resolution(
        uuid4(), "demo", "fr", "le suivi ne bouge plus", "La livraison est notre affaire."
    )
    row = {name: getattr(past, name) for name in ("id", "brand", "language", "question", "reply")}
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(insert(resolutions).values(**row, content_hash=past.content_hash))
    return past


def _routes(door: FrontDoor) -> list[tuple[str, str]]:
    """Method and address of every route of the console."""
    paths = door.app.openapi()["paths"]
    return [
        (method.upper(), path)
        for path, methods in paths.items()
        if path.startswith("/api/")
        for method in methods
    ]


async def test_every_route_hides_another_brands_conversation_customer_and_resolution(
    door: FrontDoor, console_of: ConsoleOf, waiting: Waiting, past: Resolution
) -> None:
    conversation = await waiting(order_number="20417")
    stranger = await console_of("stranger", role="admin", brands=("kiosque",))
    ids = {"customers": conversation.customer_id, "resolutions": past.id}
    walked = [route for route in _routes(door) if "{id}" in route[1]]
    assert len(walked) >= 12
    for method, path in walked:
        id = ids.get(path.split("/")[2], conversation.id)
        body = BODIES.get(path.rsplit("/", 1)[-1], {})
        answer = await stranger.request(method, path.replace("{id}", str(id)), json=body)
        assert answer.status_code == 404, (method, path, answer.text)
        # Indistinguishable from what does not exist.
        nobody = await stranger.request(method, path.replace("{id}", str(uuid4())), json=body)
        assert (nobody.status_code, nobody.json()) == (404, answer.json())


async def test_no_list_shows_another_brands_rows(
    console_of: ConsoleOf, waiting: Waiting, past: Resolution
) -> None:
    conversation = await waiting(problem="le mien")
    stranger = await console_of("stranger", role="admin", brands=("kiosque",))
    for view in ("waiting", "mine", "bot", "closed", "all"):
        page = (await stranger.get(f"/api/conversations?view={view}")).json()
        assert page["rows"] == []
        assert page["counts"] == {"waiting": 0, "mine": 0, "bot": 0}
    assert (await stranger.post("/api/queue/next", json={})).status_code == 204
    assert (await stranger.get("/api/cases")).json() == {"cases": []}
    assert (await stranger.get("/api/report")).json()["episodes"] == 0
    assert (await stranger.get("/api/resolutions")).json()["resolutions"] == []
    for path in ("/api/conversations", "/api/cases", "/api/report", "/api/resolutions"):
        answer = await stranger.get(path, params={"brand": "demo"})
        assert answer.status_code == 404
    asked = {"conversation_id": str(conversation.id)}
    assert (await stranger.post("/api/suggestions", json=asked)).status_code == 404
    asked = {"text": "mon colis", "brand": "demo"}
    assert (await stranger.post("/api/suggestions", json=asked)).status_code == 404


async def test_no_frame_shows_another_brands_conversation(
    door: FrontDoor, console_of: ConsoleOf, live_at: LiveAt, conversation: Conversation
) -> None:
    stranger = await live_at(await console_of("stranger", brands=("kiosque",)))
    mine = await live_at(await console_of("camille", brands=("demo",)))
    for line in (stranger, mine):
        await line.send({"type": "watch", "conversation": str(conversation.id), "after": 0})
    await door.bot_says(str(conversation.id), "pour demo seulement")
    assert (await mine.next("event"))["event"]["body"]["text"] == "pour demo seulement"
    assert (await stranger.next("error"))["code"] == "not_found"
    assert await stranger.silent_for(1.0, "event", "row", "typing")


@pytest.mark.parametrize("path", ["/api/conversations", "/api/report", "/api/cases", "/api/me"])
async def test_nobody_reads_without_logging_in(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_logged_in")


async def test_every_route_of_the_console_needs_a_person(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    walked = [route for route in _routes(door) if route[1] not in {"/api/login", "/api/logout"}]
    assert len(walked) >= 18
    for method, path in walked:
        body = BODIES.get(path.rsplit("/", 1)[-1], {})
        answer = await http.request(method, path.replace("{id}", str(uuid4())), json=body)
        assert answer.status_code == 401, (method, path)


async def test_only_admins_export_and_erase(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": "c'est moi, Ninon"})
        await locked.learn({"first_name": "Ninon"})
    camille = await console_of("camille", role="supervisor")
    url = f"/api/customers/{conversation.customer_id}"
    assert (await camille.get(f"{url}/export")).json()["error"]["code"] == "role_too_low"
    assert (await camille.post(f"{url}/erase", json={})).status_code == 403
    ada = await console_of("ada", role="admin")
    exported = (await ada.get(f"{url}/export")).json()
    assert exported["conversations"][0]["id"] == str(conversation.id)
    assert (await ada.post(f"{url}/erase", json={})).json() == {"conversations": 1}
    # What is left to read is that something was erased, and who owned the conversation when.
    detail = (await ada.get(f"/api/conversations/{conversation.id}")).json()
    # A bot that was asked may have said something since.
    assert [event["kind"] for event in detail["events"]][:2] == ["erased", "erased"]
    assert "Ninon" not in str(detail)
