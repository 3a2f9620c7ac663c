"""What the bot's actions may ask, and nobody else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from tests.front_door import INTERNAL_TOKEN, FrontDoor

AUTHORISED = {"Authorization": f"Bearer {INTERNAL_TOKEN}"}

pytestmark = pytest.mark.usefixtures("shop")


def _url(conversation: Conversation, verb: str) -> str:
    return f"/internal/conversations/{conversation.id}/{verb}"


async def _an_order(door: FrontDoor) -> tuple[str, str]:
    """An order of the demo shop and its postcode."""
    order = await door.service.orders("demo").order("demo", "20417")
    assert order is not None
    return order.number, order.postcode


@pytest.mark.parametrize("shown", [None, "Bearer wrong", f"Basic {INTERNAL_TOKEN}", "Bearer é"])
async def test_nobody_without_the_token_is_answered(
    http: httpx.AsyncClient, conversation: Conversation, shown: str | None
) -> None:
    headers = {"Authorization": shown.encode("utf-8")} if shown else {}
    for method, verb in (("POST", "proof"), ("GET", "proofs"), ("POST", "cases")):
        answer = await http.request(method, _url(conversation, verb), json={}, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong_token")


async def test_the_right_postcode_opens_the_order_in_this_conversation_only(
    door: FrontDoor,
    http: httpx.AsyncClient,
    conversation: Conversation,
    conversations: Conversations,
) -> None:
    number, postcode = await _an_order(door)
    claimed = {"order_number": f"n° {number[:2]} {number[2:]}", "postcode": postcode}
    answer = await http.post(_url(conversation, "proof"), json=claimed, headers=AUTHORISED)
    assert answer.json() == {"granted": True, "limited": False}
    mine = await http.get(_url(conversation, "proofs"), headers=AUTHORISED)
    assert mine.json() == {"orders": [number]}
    other = await conversations.open("demo", conversation.customer_id, "fr")
    theirs = await http.get(_url(other, "proofs"), headers=AUTHORISED)
    assert theirs.json() == {"orders": []}


async def test_somebody_elses_order_and_one_that_does_not_exist_are_refused_alike(
    door: FrontDoor, http: httpx.AsyncClient, conversation: Conversation
) -> None:
    number, _ = await _an_order(door)
    answers = [
        await http.post(
            _url(conversation, "proof"),
            json={"order_number": claimed, "postcode": "99999"},
            headers=AUTHORISED,
        )
        for claimed in (number, "99998", "no number")
    ]
    assert [answer.json() for answer in answers] == [{"granted": False, "limited": False}] * 3


async def test_failed_proofs_of_an_order_are_counted_across_conversations(
    door: FrontDoor,
    http: httpx.AsyncClient,
    conversation: Conversation,
    conversations: Conversations,
) -> None:
    number, postcode = await _an_order(door)
    for _ in range(5):
        wrong = await conversations.open("demo", conversation.customer_id, "fr")
        await http.post(
            _url(wrong, "proof"),
            json={"order_number": number, "postcode": "99999"},
            headers=AUTHORISED,
        )
    right = {"order_number": number, "postcode": postcode}
    answer = await http.post(_url(conversation, "proof"), json=right, headers=AUTHORISED)
    assert answer.json() == {"granted": False, "limited": True}


async def test_a_case_is_opened_once_for_a_turn(
    http: httpx.AsyncClient, conversation: Conversation
) -> None:
    due = datetime.now(UTC) + timedelta(days=2)
    promise = {
        "turn_id": str(uuid4()),
        "action": "open_lost_case",
        "kind": "lost_parcel",
        "order_number": "20417",
        "tracking_number": "6A15602676300",
        "due_at": due.isoformat(),
        "summary": "No event for six working days.",
        "team": "customer_care",
    }
    first = await http.post(_url(conversation, "cases"), json=promise, headers=AUTHORISED)
    again = await http.post(_url(conversation, "cases"), json=promise, headers=AUTHORISED)
    assert (first.status_code, first.json()["created"]) == (200, True)
    assert first.json()["number"].startswith("D-")
    assert again.json() == {**first.json(), "created": False}


async def test_a_promise_without_a_date_is_no_promise(
    http: httpx.AsyncClient, conversation: Conversation
) -> None:
    promise = {"turn_id": str(uuid4()), "action": "a", "kind": "lost_parcel"}
    answer = await http.post(_url(conversation, "cases"), json=promise, headers=AUTHORISED)
    assert answer.status_code == 422
    assert "due_at" in answer.json()["error"]["message"]


async def test_the_rule_of_silence_ends_a_conversation_at_once(
    http: httpx.AsyncClient, conversation: Conversation, conversations: Conversations
) -> None:
    answer = await http.post(_url(conversation, "silence"), json={}, headers=AUTHORISED)
    assert answer.json() == {"outcome": "abandoned_with_bot"}
    assert (await conversations.get(conversation.id)).owner == "closed"


async def test_an_unknown_conversation_is_not_found(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"/internal/conversations/{uuid4()}/proofs", headers=AUTHORISED)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    answer = await http.get("/internal/conversations/20417/proofs", headers=AUTHORISED)
    assert answer.status_code == 422
