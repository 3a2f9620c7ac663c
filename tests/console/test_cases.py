"""What is owed to customers, as the console lists it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from handoff.conversations.cases import open_case
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from tests.front_door import ConsoleOf

NOW = datetime.now(UTC)


async def test_what_is_due_first_comes_first_and_what_was_closed_last_among_the_closed(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    late, soon, kept = [
        await _promised(conversations, conversation, kind, hours)
        for kind, hours in (("refund", 48), ("lost_parcel", 2), ("exchange", 24))
    ]
    camille = await console_of("camille")

    async def listed(status: str) -> list[str]:
        answer = await camille.get("/api/cases", params={"status": status})
        return [case["number"] for case in answer.json()["cases"]]

    assert await listed("open") == [soon, kept, late]
    for number in (soon, late):
        settled = await camille.post(
            f"/api/conversations/{conversation.id}/cases/{number}/settle", json={}
        )
        assert settled.json()["case"]["status"] == "closed"
    assert await listed("open") == [kept]
    assert await listed("closed") == [late, soon]


async def test_a_promise_gets_another_date_and_its_customer_is_told(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    number = await _promised(conversations, conversation, "refund", 24)
    camille = await console_of("camille")
    place = f"/api/conversations/{conversation.id}/cases/{number}/date"
    new = datetime(NOW.year + 1, 1, 4, 8, 0, tzinfo=UTC)
    answer = await camille.post(place, json={"due_at": new.isoformat()})
    assert datetime.fromisoformat(answer.json()["case"]["due_at"]) == new
    told = (await conversations.events(conversation.id))[-1]
    assert (told.author, told.body["code"]) == ("service", "case_postponed")
    assert number in told.body["text"]
    assert "04/01" in told.body["text"]


async def test_what_cannot_be_settled_or_dated_is_refused_with_what_to_do(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    number = await _promised(conversations, conversation, "refund", 24)
    camille = await console_of("camille")
    place = f"/api/conversations/{conversation.id}/cases"
    past = {"due_at": (NOW - timedelta(days=1)).isoformat()}
    refused = await camille.post(f"{place}/{number}/date", json=past)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "wrong_date")
    without_zone = await camille.post(
        f"{place}/{number}/date", json={"due_at": "2031-01-01T09:00:00"}
    )
    assert without_zone.status_code == 422
    unknown = await camille.post(f"{place}/D-999999/settle", json={})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "no_such_case")
    elsewhere = await console_of("elsewhere", brands=["kiosque"])
    assert (await elsewhere.post(f"{place}/{number}/settle", json={})).status_code == 404


async def _promised(
    conversations: Conversations, conversation: Conversation, kind: str, hours: int
) -> str:
    async with conversations.locked(conversation.id) as locked:
        case, _ = await open_case(
            locked,
            kind=kind,
            turn_id=uuid4(),
            action=kind,
            due_at=NOW + timedelta(hours=hours),
            team="customer_care",
        )
    return case.number
