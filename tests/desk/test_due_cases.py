"""A promise whose date has come wakes its team."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from handoff.conversations.cases import open_case, open_cases
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.conversations.people import CM
from handoff.desk import due_cases
from handoff.desk.desk import Desk
from handoff.desk.refusals import DeskRefusal
from handoff.storage.engine import Record

Promised = Callable[..., Awaitable[str]]


@pytest.fixture
async def desk(desk_of: Callable[..., Awaitable[Desk]]) -> Desk:
    """A desk that looks for cases when it is told to."""
    return await desk_of(loops=False)


@pytest.fixture
def promised(conversations: Conversations, conversation: Conversation) -> Promised:
    """Open a case in the conversation, due so many hours from now; gives its number."""

    async def promise(
        hours: float,
        team: str = "customer_care",
        order: str = "20418",
        where: Conversation = conversation,
    ) -> str:
        async with conversations.locked(where.id) as locked:
            case, _ = await open_case(
                locked,
                kind="lost_parcel",
                turn_id=uuid4(),
                action="lost",
                due_at=locked.now + timedelta(hours=hours),
                team=team,
                order_number=order,
                summary={"problem": "mon colis est perdu"},
            )
        return case.number

    return promise


async def _closed(conversations: Conversations, conversation_id: UUID, outcome: Outcome) -> None:
    async with conversations.locked(conversation_id) as locked:
        await locked.move(Move.CLOSE, outcome=outcome)


async def test_what_was_closed_as_promised_waits_again_in_the_same_episode_and_is_told(
    desk: Desk, conversations: Conversations, conversation: Conversation, promised: Promised
) -> None:
    number = await promised(-1)
    await _closed(conversations, conversation.id, Outcome.PROMISED)
    assert await desk.due_cases.wake() == 1
    woken = await conversations.get(conversation.id)
    assert (woken.owner, woken.episode, woken.reason) == (Owner.WAITING, 1, "case_due")
    assert (woken.urgency, woken.outcome) == ("high", None)
    assert woken.summary is not None
    assert woken.summary["problem"] == "mon colis est perdu"
    assert woken.summary["order"] == {"order_number": "20418"}
    told = (await conversations.events(conversation.id))[-1]
    assert (told.author, told.body["code"]) == ("service", "case_due")
    assert number in told.body["text"]
    assert await desk.due_cases.wake() == 0, "woken twice"


async def test_every_promise_whose_date_has_come_is_told(
    desk: Desk, conversations: Conversations, conversation: Conversation, promised: Promised
) -> None:
    numbers = [await promised(-2), await promised(-1, order="20425")]
    await promised(1, order="20417")
    await _closed(conversations, conversation.id, Outcome.PROMISED)
    await desk.due_cases.wake()
    woken = await conversations.get(conversation.id)
    assert woken.summary is not None
    assert woken.summary["order"] == {"order_number": "20418"}
    told = [event.body.get("text", "") for event in await conversations.events(conversation.id)]
    assert [number for text in told for number in numbers if number in text] == numbers


async def test_one_that_cannot_be_woken_holds_up_no_other(
    desk: Desk,
    record: Record,
    conversations: Conversations,
    conversation: Conversation,
    promised: Promised,
) -> None:
    session, _ = await create_anonymous(record, "gone")
    left = await conversations.open("gone", session.customer_id, "fr")
    await promised(-2, where=left)
    await promised(-1)
    for one in (left, conversation):
        await _closed(conversations, one.id, Outcome.PROMISED)
    assert await desk.due_cases.wake() == 1
    assert (await conversations.get(conversation.id)).owner is Owner.WAITING
    assert (await conversations.get(left.id)).owner is Owner.CLOSED


async def test_what_is_not_due_yet_wakes_nobody(
    desk: Desk, conversations: Conversations, conversation: Conversation, promised: Promised
) -> None:
    await promised(1)
    await _closed(conversations, conversation.id, Outcome.PROMISED)
    assert await desk.due_cases.wake() == 0


async def test_a_promise_left_open_in_a_closed_conversation_opens_an_episode_of_its_own(
    desk: Desk, conversations: Conversations, conversation: Conversation, promised: Promised
) -> None:
    await promised(-1)
    await _closed(conversations, conversation.id, Outcome.RESOLVED_BY_BOT)
    assert await desk.due_cases.wake() == 1
    woken = await conversations.get(conversation.id)
    assert (woken.owner, woken.episode, woken.reason) == (Owner.WAITING, 2, "case_due")


async def test_nobody_steps_in_while_a_customer_talks_with_the_bot(
    desk: Desk,
    conversations: Conversations,
    conversation: Conversation,
    promised: Promised,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await promised(-1)
    assert await desk.due_cases.wake() == 0
    monkeypatch.setattr(due_cases, "QUIET", timedelta())
    assert await desk.due_cases.wake() == 1
    assert (await conversations.get(conversation.id)).owner is Owner.WAITING


async def test_a_team_that_the_brand_does_not_have_means_its_first(
    desk: Desk, conversations: Conversations, conversation: Conversation, promised: Promised
) -> None:
    await promised(-1, team="astronauts")
    await _closed(conversations, conversation.id, Outcome.PROMISED)
    await desk.due_cases.wake()
    assert (await conversations.get(conversation.id)).team == "customer_care"


async def test_an_episode_is_not_closed_over_a_date_that_has_come(
    desk: Desk,
    conversations: Conversations,
    conversation: Conversation,
    promised: Promised,
    cm_of: Callable[..., Awaitable[CM]],
) -> None:
    number = await promised(-1)
    await _closed(conversations, conversation.id, Outcome.PROMISED)
    await desk.due_cases.wake()
    camille = await cm_of()
    claimed = await desk.claim(camille, conversation.id)
    with pytest.raises(DeskRefusal, match=number) as refused:
        await desk.close_episode(
            camille, conversation.id, version=claimed.version, outcome=Outcome.PROMISED
        )
    assert refused.value.code == "case_overdue"
    await desk.settle_case(camille, conversation.id, number)
    async with conversations.locked(conversation.id) as locked:
        assert await open_cases(locked) == []
    closed = await desk.close_episode(
        camille, conversation.id, version=claimed.version, outcome=Outcome.RESOLVED_BY_CM
    )
    assert closed.owner is Owner.CLOSED
