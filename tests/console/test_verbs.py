"""What a CM does with a conversation, and what is refused."""

from uuid import UUID, uuid4

import httpx
import pytest

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from tests.front_door import ConsoleOf, Frame, FrontDoor, Waiting


async def _post(console: httpx.AsyncClient, id: UUID, verb: str, **body: object) -> httpx.Response:
    return await console.post(f"/api/conversations/{id}/{verb}", json=body)


async def _claimed(console: httpx.AsyncClient) -> Frame:
    answer = await console.post("/api/queue/next", json={})
    assert answer.status_code == 200, answer.text
    return answer.json()["row"]


async def test_the_next_in_the_queue_comes_with_everything_known(
    console_of: ConsoleOf, waiting: Waiting, shop: None
) -> None:
    conversation = await waiting(order_number="20417", problem="mon colis n'est jamais arrivé")
    camille = await console_of()
    detail = (await camille.post("/api/queue/next", json={})).json()
    assert detail["row"]["id"] == str(conversation.id)
    assert detail["row"]["owner"] == "cm"
    assert detail["row"]["cm"]["name"] == "Camille"
    assert detail["summary"]["problem"] == "mon colis n'est jamais arrivé"
    assert detail["summary"]["reason"] == "asked_human"
    assert detail["summary"]["offered"] is None
    assert detail["summary"]["order"]["number"] == "20417"
    assert detail["summary"]["order"]["proven"] is False
    assert detail["summary"]["parcel"]["tracking_number"] == "6A20417554291"
    assert [event["number"] for event in detail["events"]] == list(range(1, detail["head"] + 1))


async def test_an_empty_queue_gives_nothing(console_of: ConsoleOf) -> None:
    answer = await (await console_of()).post("/api/queue/next", json={})
    assert (answer.status_code, answer.content) == (204, b"")


async def test_claiming_what_a_colleague_has_is_refused_with_the_row_as_it_is(
    console_of: ConsoleOf, waiting: Waiting
) -> None:
    conversation = await waiting()
    camille, noe = await console_of("camille"), await console_of("noe")
    assert (await _post(camille, conversation.id, "claim")).status_code == 200
    late = await _post(noe, conversation.id, "claim")
    assert (late.status_code, late.json()["error"]["code"]) == (409, "already_claimed")
    assert late.json()["row"]["cm"]["name"] == "Camille"


async def test_a_reply_sent_twice_is_said_once(
    door: FrontDoor, console_of: ConsoleOf, waiting: Waiting
) -> None:
    await waiting()
    camille = await console_of()
    row = await _claimed(camille)
    reply = {"client_id": str(uuid4()), "version": row["version"], "text": "Bonjour."}
    first = await _post(camille, row["id"], "messages", **reply)
    again = await _post(camille, row["id"], "messages", **reply)
    assert first.json() == again.json()
    assert (await door.texts(row["id"])).count("Bonjour.") == 1
    other = await _post(camille, row["id"], "messages", **{**reply, "text": "Autre chose."})
    assert (other.status_code, other.json()["error"]["code"]) == (409, "id_reused")


async def test_a_reply_at_an_old_version_or_of_somebody_else_is_refused(
    door: FrontDoor, console_of: ConsoleOf, waiting: Waiting
) -> None:
    await waiting()
    camille, noe = await console_of("camille"), await console_of("noe")
    row = await _claimed(camille)
    reply = {"client_id": str(uuid4()), "version": row["version"] - 1, "text": "Bonjour."}
    stale = await _post(camille, row["id"], "messages", **reply)
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "stale")
    assert stale.json()["row"]["version"] == row["version"]
    theirs = await _post(noe, row["id"], "messages", **{**reply, "version": row["version"]})
    assert (theirs.status_code, theirs.json()["error"]["code"]) == (409, "not_yours")
    assert "Bonjour." not in await door.texts(row["id"])


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("", 422, "empty_message"),
        ("  ", 422, "empty_message"),
        ("a" * 4001, 413, "message_too_long"),
    ],
)
async def test_a_bad_reply_is_refused(
    console_of: ConsoleOf, waiting: Waiting, text: str, status: int, code: str
) -> None:
    await waiting()
    camille = await console_of()
    row = await _claimed(camille)
    reply = {"client_id": str(uuid4()), "version": row["version"], "text": text}
    answer = await _post(camille, row["id"], "messages", **reply)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


async def test_hand_back_transfer_and_close(
    console_of: ConsoleOf, waiting: Waiting, conversations: Conversations
) -> None:
    camille = await console_of()
    handed = await waiting()
    row = await _claimed(camille)
    back = (await _post(camille, handed.id, "hand-back", version=row["version"])).json()["row"]
    assert back["owner"] == "bot"

    moved = await waiting()
    row = await _claimed(camille)
    to = {"version": row["version"], "team": "quality", "note": "allergie ?"}
    there = (await _post(camille, moved.id, "transfer", **to)).json()["row"]
    assert (there["owner"], there["team"]) == ("waiting", "quality")

    ended = await waiting()
    row = await _claimed(camille)
    how = {"version": row["version"], "outcome": "resolved_by_cm"}
    closed = (await _post(camille, ended.id, "close", **how)).json()["row"]
    assert (closed["owner"], closed["outcome"]) == ("closed", "resolved_by_cm")
    again = await _post(camille, ended.id, "close", **how)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "closed")


async def test_an_outcome_that_is_not_a_cms_or_none_at_all_is_refused(
    console_of: ConsoleOf, waiting: Waiting
) -> None:
    await waiting()
    camille = await console_of()
    row = await _claimed(camille)
    for outcome, code in (("resolved_by_bot", "wrong_outcome"), ("fine", "invalid")):
        how = {"version": row["version"], "outcome": outcome}
        answer = await _post(camille, row["id"], "close", **how)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


async def test_a_transfer_names_one_receiver_who_exists(
    console_of: ConsoleOf, waiting: Waiting
) -> None:
    await waiting()
    camille = await console_of()
    row = await _claimed(camille)
    for to, code in (
        ({}, "invalid"),
        ({"team": "quality", "cm": str(uuid4())}, "invalid"),
        ({"team": "nobody"}, "unknown_team"),
        ({"cm": str(uuid4())}, "unknown_cm"),
    ):
        answer = await _post(camille, row["id"], "transfer", version=row["version"], **to)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


async def test_a_cm_takes_over_from_the_bot_and_a_colleague_only_as_supervisor(
    console_of: ConsoleOf, conversation: Conversation, door: FrontDoor
) -> None:
    camille = await console_of("camille")
    noe = await console_of("noe")
    salome = await console_of("salome", role="supervisor")
    taken = (await _post(camille, conversation.id, "take-over", version=1)).json()["row"]
    assert (taken["owner"], taken["reason"]) == ("cm", "taken_over")
    refused = await _post(noe, conversation.id, "take-over")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")
    assert (await _post(salome, conversation.id, "take-over")).json()["row"]["cm"][
        "name"
    ] == "Salome"


async def test_a_note_is_read_by_colleagues_and_never_by_the_customer(
    console_of: ConsoleOf, conversation: Conversation, door: FrontDoor
) -> None:
    camille = await console_of()
    note = {"client_id": str(uuid4()), "text": "cliente fidèle"}
    event = (await _post(camille, conversation.id, "notes", **note)).json()["event"]
    assert (event["kind"], event["body"]["text"]) == ("note", "cliente fidèle")
    assert "cliente fidèle" not in await door.texts(str(conversation.id))


async def test_the_inbox_is_paged_without_gaps_or_doubles(
    console_of: ConsoleOf, waiting: Waiting
) -> None:
    expected = {str((await waiting()).id) for _ in range(53)}
    camille = await console_of()
    first = (await camille.get("/api/conversations?view=waiting")).json()
    query = {"view": "waiting", "cursor": first["next"]}
    second = (await camille.get("/api/conversations", params=query)).json()
    found = [row["id"] for row in first["rows"] + second["rows"]]
    assert (len(found), set(found)) == (53, expected)
    assert second["next"] is None
    assert first["counts"] == {"waiting": 53, "mine": 0, "bot": 0}
    deadlines = [row["deadline"] for row in first["rows"] + second["rows"]]
    assert deadlines == sorted(deadlines)


@pytest.mark.parametrize("query", ["cursor=rubbish", "cursor=w6k=", "view=none", "cursor=YQ=="])
async def test_a_bad_page_is_refused(console_of: ConsoleOf, query: str) -> None:
    answer = await (await console_of()).get(f"/api/conversations?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
