"""A client made for Rasa's REST channel, at our door."""

from uuid import UUID, uuid4

import httpx
import pytest

from handoff.conversations import keys
from handoff.storage.engine import Record
from tests.channels.test_arrival import SECRETS
from tests.front_door import ConsoleOf, FrontDoor, Opened

DOOR = "/webhooks/rest/webhook"
EVENTS = "/webhooks/rest/events"


async def test_a_client_made_for_rasa_gets_the_bots_answer_in_rasas_form(
    http: httpx.AsyncClient,
) -> None:
    answer = await http.post(DOOR, json={"sender": "anna", "message": "bonjour"})
    assert answer.status_code == 200
    [reply] = answer.json()
    assert reply["recipient_id"] == "anna"
    assert reply["text"] == "Bonjour, je suis un assistant automatique."
    assert "buttons" not in reply


async def test_a_button_is_offered_and_pressed_in_rasas_form(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    door.bot.elements = [
        {"text": "Que puis-je faire ?", "buttons": [{"title": "Suivre", "payload": "/track"}]}
    ]
    [reply] = (await http.post(DOOR, json={"sender": "anna", "message": "bonjour"})).json()
    [button] = reply["buttons"]
    assert button["title"] == "Suivre"
    await http.post(DOOR, json={"sender": "anna", "message": button["payload"]})
    assert door.bot.turns[-1].message == "/track"


@pytest.mark.parametrize("message", ["/restart", '/track{"order_number":"20417"}', "/99.0x"])
async def test_a_command_of_rasas_is_a_text_here(
    door: FrontDoor, http: httpx.AsyncClient, message: str
) -> None:
    await http.post(DOOR, json={"sender": "anna", "message": message})
    assert not door.bot.turns[-1].message.startswith("/")


async def test_the_clients_metadata_is_not_believed(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    lie = {"brand": "kiosque", "conversation": str(uuid4()), "turn_id": "mine"}
    await http.post(DOOR, json={"sender": "anna", "message": "bonjour", "metadata": lie})
    told = door.bot.turns[-1].metadata
    assert told["brand"] == "demo"
    assert told["conversation"] != lie["conversation"]
    assert told["turn_id"] != "mine"


async def test_a_hand_over_is_told_and_the_humans_words_come_with_the_next_request(
    door: FrontDoor, http: httpx.AsyncClient, console_of: ConsoleOf
) -> None:
    door.bot.elements = [
        {"text": "Je demande à quelqu'un."},
        {"custom": {"escalate": {"reason": "asked_human", "team": "customer_care"}}},
    ]
    replies = (await http.post(DOOR, json={"sender": "anna", "message": "un humain svp"})).json()
    assert [reply["author"] for reply in replies] == ["bot", "service"]

    camille = await console_of()
    row = (await camille.post("/api/queue/next", json={})).json()["row"]
    reply = {"client_id": str(uuid4()), "version": row["version"], "text": "Bonjour Anna."}
    await camille.post(f"/api/conversations/{row['id']}/messages", json=reply)

    since = (await http.post(DOOR, json={"sender": "anna", "message": "toujours là ?"})).json()
    assert "Bonjour Anna." in [reply["text"] for reply in since]
    assert [reply["name"] for reply in since if reply["author"] == "cm"] == ["Camille"]
    again = await http.post(DOOR, json={"sender": "anna", "message": "merci"})
    assert again.json() == []


async def test_the_humans_words_can_be_read_without_writing(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    [reply] = (await http.post(DOOR, json={"sender": "anna", "message": "bonjour"})).json()
    [conversation] = await _conversations(door)
    await door.bot_says(conversation, "encore moi")
    query = {"sender": "anna", "after": reply["number"]}
    read = (await http.get(EVENTS, params=query)).json()
    assert [event["text"] for event in read["events"]] == ["encore moi"]
    assert read["head"] == reply["number"] + 1
    # What was read so does not come again with the next request.
    door.bot.elements = [{"text": "oui"}]
    replies = (await http.post(DOOR, json={"sender": "anna", "message": "tu es là ?"})).json()
    assert [reply["text"] for reply in replies] == ["oui"]


async def test_a_sender_nobody_has_heard_of_has_no_events(http: httpx.AsyncClient) -> None:
    answer = await http.get(EVENTS, params={"sender": "nobody"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


async def test_two_first_messages_at_once_begin_one_conversation(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    import asyncio

    said = [http.post(DOOR, json={"sender": "anna", "message": f"mot {n}"}) for n in range(5)]
    answers = await asyncio.gather(*said)
    assert {answer.status_code for answer in answers} == {200}
    assert len(await _conversations(door)) == 1


async def test_senders_of_two_keys_are_two_people(
    door: FrontDoor, http: httpx.AsyncClient, record: Record
) -> None:
    secrets = [(await keys.issue(record, "demo", name))[1] for name in ("site", "app")]
    for secret in secrets:
        await http.post(
            DOOR,
            json={"sender": "anna", "message": "bonjour"},
            headers={"Authorization": f"Bearer {secret}"},
        )
    assert len(await _conversations(door)) == 2


async def test_a_sender_cannot_name_a_widgets_conversation(
    http: httpx.AsyncClient, widget_at, door: FrontDoor
) -> None:
    widget = await widget_at()
    await widget.say("à moi")
    for sender in (widget.conversation, f"{widget.conversation}.1"):
        assert (await http.get(EVENTS, params={"sender": sender})).status_code == 404
        await http.post(DOOR, json={"sender": sender, "message": "à qui ?"})
    assert "à qui ?" not in await door.texts(widget.conversation)


async def test_a_key_opens_its_own_brand(
    door: FrontDoor, http: httpx.AsyncClient, record: Record
) -> None:
    _, secret = await keys.issue(record, "kiosque", "site")
    await http.post(
        DOOR,
        json={"sender": "anna", "message": "salut"},
        headers={"Authorization": f"Bearer {secret}"},
    )
    [conversation] = await _conversations(door)
    assert (await door.conversations.get(UUID(conversation))).brand == "kiosque"


@pytest.mark.parametrize("shown", ["Bearer wrong", "Basic d3Jvbmc6d3Jvbmc="])
async def test_a_wrong_key_is_refused(http: httpx.AsyncClient, shown: str, record: Record) -> None:
    answer = await http.post(
        DOOR, json={"sender": "anna", "message": "bonjour"}, headers={"Authorization": shown}
    )
    if shown.startswith("Bearer"):
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong_key")
    else:
        assert answer.status_code in {200, 401}


async def test_a_revoked_key_is_refused(http: httpx.AsyncClient, record: Record) -> None:
    key, secret = await keys.issue(record, "demo", "site")
    await keys.revoke(record, ["demo"], key.id)
    answer = await http.post(
        DOOR,
        json={"sender": "anna", "message": "bonjour"},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 401


async def test_outside_development_the_door_needs_a_key(open_door: Opened, record: Record) -> None:
    door = await open_door(**{**SECRETS, "bot_token": "fedcba9876543210" * 4})
    async with httpx.AsyncClient(base_url=door.url) as client:
        answer = await client.post(DOOR, json={"sender": "anna", "message": "bonjour"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "no_key")
    assert "Authorization" in answer.json()["error"]["message"]


BAD = {
    "no sender": {"message": "bonjour"},
    "an empty sender": {"sender": "", "message": "bonjour"},
    "a sender without end": {"sender": "a" * 201, "message": "bonjour"},
    "a sender that no database stores": {"sender": "a\x00b", "message": "bonjour"},
    "no message": {"sender": "anna"},
    "a message that is no text": {"sender": "anna", "message": {"text": "bonjour"}},
    "an empty message": {"sender": "anna", "message": "  "},
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
async def test_bad_input_is_refused_in_the_one_shape(http: httpx.AsyncClient, body: dict) -> None:
    answer = await http.post(DOOR, json=body)
    assert answer.status_code == 422
    assert answer.json()["error"].keys() == {"code", "message"}


async def test_a_body_that_is_no_json_is_refused(http: httpx.AsyncClient) -> None:
    answer = await http.post(DOOR, content="bonjour", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_json")


async def test_a_message_of_100_kb_is_refused(http: httpx.AsyncClient) -> None:
    answer = await http.post(DOOR, json={"sender": "anna", "message": "a" * 100_000})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "message_too_long")


async def _conversations(door: FrontDoor) -> list[str]:
    from sqlalchemy import select

    from handoff.conversations.tables import conversations
    from handoff.storage.engine import EVERY_BRAND

    query = select(conversations.c.id).where(conversations.c.channel == "rest")
    async with door.service.record.transaction(EVERY_BRAND) as connection:
        return [str(id) for id in (await connection.execute(query)).scalars()]
