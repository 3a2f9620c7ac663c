"""The numbered log under concurrent writers."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from handoff.conversations.cases import close_case, open_case, open_cases
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import ClientIdReused, Conversations, NotFound
from handoff.conversations.model import Conversation, Event
from handoff.conversations.ownership import IllegalMove, Move, Outcome, Owner
from handoff.storage.engine import Record
from tests.colleagues import Person


async def say(
    conversations: Conversations, conversation: Conversation, text: str, client_id: str
) -> Event:
    async with conversations.locked(conversation.id) as locked:
        return await locked.append("message", "customer", {"text": text}, client_id=client_id)


async def test_fifty_writers_at_once_leave_no_gap_and_no_double(
    conversations: Conversations, conversation: Conversation
) -> None:
    await asyncio.gather(
        *(say(conversations, conversation, f"n° {n}", str(n)) for n in range(50)),
        *(say(conversations, conversation, f"n° {n}", str(n)) for n in range(50)),
    )
    events = await conversations.events(conversation.id)
    assert [e.number for e in events] == list(range(1, 51))
    assert {e.body["text"] for e in events} == {f"n° {n}" for n in range(50)}
    assert (await conversations.get(conversation.id)).last_number == 50


async def test_sending_twice_gives_the_stored_event(
    conversations: Conversations, conversation: Conversation
) -> None:
    first = await say(conversations, conversation, "Bonjour", "a")
    assert await say(conversations, conversation, "Bonjour", "a") == first


async def test_the_same_id_with_another_text_is_refused_and_stores_nothing(
    conversations: Conversations, conversation: Conversation
) -> None:
    await say(conversations, conversation, "Bonjour", "a")
    with pytest.raises(ClientIdReused, match="new id"):
        await say(conversations, conversation, "Bonsoir", "a")
    assert len(await conversations.events(conversation.id)) == 1


async def test_what_fails_half_way_leaves_nothing_and_tells_nobody(
    record: Record, conversations: Conversations, conversation: Conversation
) -> None:
    heard: list[Event] = []

    async def listener(_conversation: Conversation, events: list[Event]) -> None:
        heard.extend(events)

    record.listen(listener)
    with pytest.raises(IllegalMove):
        async with conversations.locked(conversation.id) as locked:
            await locked.append("message", "customer", {"text": "Bonjour"})
            await locked.move(Move.CLAIM, cm=uuid4())
    assert await conversations.events(conversation.id) == []
    assert heard == []
    await say(conversations, conversation, "Bonjour", "a")
    assert [e.number for e in heard] == [1]


async def test_a_failing_listener_does_not_undo_what_was_stored(
    record: Record, conversations: Conversations, conversation: Conversation
) -> None:
    async def listener(_conversation: Conversation, _events: list[Event]) -> None:
        raise ConnectionError("Redis is away")

    record.listen(listener)
    await say(conversations, conversation, "Bonjour", "a")
    assert len(await conversations.events(conversation.id)) == 1


async def test_owner_changes_raise_the_version_and_are_written_down(
    person: Person, conversations: Conversations, conversation: Conversation
) -> None:
    cm = await person("anna")
    async with conversations.locked(conversation.id) as locked:
        await locked.move(
            Move.ESCALATE,
            team="customer_care",
            urgency="high",
            reason="asked_human",
            deadline=locked.now + timedelta(minutes=5),
            summary={"problem": "colis"},
        )
    waiting = await conversations.get(conversation.id)
    assert (waiting.owner, waiting.version, waiting.urgency) == (Owner.WAITING, 2, "high")
    async with conversations.locked(conversation.id) as locked:
        await locked.move(Move.CLAIM, cm=cm.id, cm_name=cm.name, author="cm", author_id=cm.id)
    async with conversations.locked(conversation.id) as locked:
        await locked.move(Move.HAND_BACK, author="cm", author_id=cm.id)
    with_bot = await conversations.get(conversation.id)
    assert (with_bot.owner, with_bot.stint, with_bot.cm) == (Owner.BOT, 2, None)
    assert with_bot.stint_started == with_bot.bot_cursor == with_bot.last_number
    assert not with_bot.bot_owes_an_answer
    moves = [e.body["move"] for e in await conversations.events(conversation.id)]
    assert moves == ["escalate", "claim", "hand_back"]


async def test_a_closed_conversation_opens_a_new_episode_when_the_customer_writes(
    conversations: Conversations, conversation: Conversation
) -> None:
    async with conversations.locked(conversation.id) as locked:
        await locked.move(Move.CLOSE, outcome=Outcome.ANSWERED_BY_BOT)
    event = await say(conversations, conversation, "Encore moi", "b")
    again = await conversations.get(conversation.id)
    assert (again.owner, again.episode, again.stint) == (Owner.BOT, 2, 2)
    assert event.episode == 2
    assert again.bot_owes_an_answer


async def test_another_brand_finds_no_conversation(
    record: Record, conversations: Conversations, conversation: Conversation
) -> None:
    await say(conversations, conversation, "Bonjour", "a")
    stranger = Conversations(record, ["kiosque"])
    with pytest.raises(NotFound):
        await stranger.get(conversation.id)
    with pytest.raises(NotFound):
        await stranger.events(conversation.id)
    with pytest.raises(NotFound):
        async with stranger.locked(conversation.id):
            pass
    session, _ = await create_anonymous(record, "kiosque")
    with pytest.raises(Exception, match="row-level security"):
        await stranger.open("demo", session.customer_id, "fr")


async def test_facts_are_kept_once_and_can_be_forgotten(
    conversations: Conversations, conversation: Conversation
) -> None:
    async with conversations.locked(conversation.id) as locked:
        assert await locked.learn({"order_number": "20417", "language": "en"}) is not None
        assert await locked.learn({"order_number": "20417"}) is None
        await locked.learn({"order_number": None})
    stored = await conversations.get(conversation.id)
    assert stored.facts == {"language": "en"}
    assert stored.language == "en"


async def test_a_case_is_one_for_a_turn_and_one_for_a_promise(
    person: Person, conversations: Conversations, conversation: Conversation
) -> None:
    camille = await person()
    turn, later_turn = uuid4(), uuid4()
    for turn_id in (turn, turn, later_turn):
        async with conversations.locked(conversation.id) as locked:
            case, new = await open_case(
                locked,
                kind="investigation",
                turn_id=turn_id,
                action="open_investigation",
                due_at=locked.now + timedelta(days=2),
                team="customer_care",
                order_number="20417",
            )
            assert new == (not locked.conversation.facts.get("case_number") or new)
    async with conversations.locked(conversation.id) as locked:
        assert [c.number for c in await open_cases(locked)] == [case.number]
        assert await close_case(locked, case.number, by=camille) is not None
        assert await open_cases(locked) == []
        assert await close_case(locked, case.number, by=camille) is None
    kinds = [e.kind for e in await conversations.events(conversation.id)]
    assert kinds == ["case", "facts", "case"]


async def test_a_second_contact_about_the_same_thing_marks_the_first_as_recontacted(
    record: Record, conversations: Conversations, conversation: Conversation
) -> None:
    async def episode(topic: str) -> None:
        await say(conversations, conversation, topic, str(uuid4()))
        async with conversations.locked(conversation.id) as locked:
            await locked.learn({"topic": topic})
            await locked.move(Move.CLOSE, outcome=Outcome.RESOLVED_BY_BOT)

    for topic in ("parcel", "invoice", "parcel"):
        await episode(topic)
    async with record.transaction(["demo"]) as connection:
        rows = await connection.execute(
            text("SELECT topic, recontacted, outcome FROM episodes ORDER BY episode")
        )
        assert [tuple(row) for row in rows] == [
            ("parcel", True, "resolved_by_bot"),
            ("invoice", False, "resolved_by_bot"),
            ("parcel", False, "resolved_by_bot"),
        ]
