"""The bot was wrong there."""

from __future__ import annotations

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from tests.front_door import ConsoleOf


async def test_a_cm_marks_a_message_of_the_bot_and_takes_the_mark_back(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": "où est mon colis ?"})
        await locked.append("message", "bot", {"text": "Nos boutiques ouvrent à 10 h."})
    camille = await console_of("camille")
    address = f"/api/conversations/{conversation.id}"
    for _ in "twice":
        marked = await camille.put(f"{address}/events/2/wrong", json={"wrong": True})
        assert marked.json() == {"mistakes": [2]}
    assert (await camille.get(address)).json()["mistakes"] == [2]
    taken_back = await camille.put(f"{address}/events/2/wrong", json={"wrong": False})
    assert taken_back.json() == {"mistakes": []}


async def test_only_what_the_bot_said_can_be_marked(
    console_of: ConsoleOf, conversations: Conversations, conversation: Conversation
) -> None:
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": "bonjour"})
    camille = await console_of("camille")
    address = f"/api/conversations/{conversation.id}/events"
    own = await camille.put(f"{address}/1/wrong", json={"wrong": True})
    assert (own.status_code, own.json()["error"]["code"]) == (422, "not_the_bots")
    assert (await camille.put(f"{address}/9/wrong", json={"wrong": True})).status_code == 404
