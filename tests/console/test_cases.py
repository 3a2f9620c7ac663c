"""What is owed to customers, as the console lists it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from handoff.conversations.cases import close_case, open_case
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
        async with conversations.locked(conversation.id) as locked:
            await close_case(locked, number)
    assert await listed("open") == [kept]
    assert await listed("closed") == [late, soon]


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
