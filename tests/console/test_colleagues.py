"""To whom a conversation may be passed on."""

from handoff.conversations.model import Conversation
from tests.front_door import ConsoleOf, LiveAt, Waiting


async def test_colleagues_of_the_brand_are_listed_who_is_online_first(
    console_of: ConsoleOf, live_at: LiveAt
) -> None:
    camille = await console_of("camille")
    await console_of("alix")
    await live_at(await console_of("yanis"))
    await console_of("stranger", brands=("kiosque",))
    found = (await camille.get("/api/colleagues", params={"brand": "demo"})).json()["colleagues"]
    assert [(one["name"], one["online"]) for one in found] == [("Yanis", True), ("Alix", False)]


async def test_a_brand_that_is_not_mine_has_no_colleagues_to_show(console_of: ConsoleOf) -> None:
    await console_of("stranger", brands=("kiosque",))
    camille = await console_of("camille")
    answer = await camille.get("/api/colleagues", params={"brand": "kiosque"})
    assert answer.status_code == 404
    assert (await camille.get("/api/colleagues")).json() == {"colleagues": []}


async def test_a_conversation_goes_to_the_colleague_chosen(
    console_of: ConsoleOf, waiting: Waiting
) -> None:
    conversation: Conversation = await waiting()
    camille = await console_of("camille")
    await console_of("yanis")
    row = (await camille.post(f"/api/conversations/{conversation.id}/claim", json={})).json()["row"]
    [yanis] = (await camille.get("/api/colleagues")).json()["colleagues"]
    passed_on = await camille.post(
        f"/api/conversations/{conversation.id}/transfer",
        json={"version": row["version"], "cm": yanis["id"], "note": "Tu connais la cliente."},
    )
    assert passed_on.json()["row"]["cm"] == {"id": yanis["id"], "name": "Yanis"}
