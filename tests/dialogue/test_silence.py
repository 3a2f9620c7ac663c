"""How an episode ends when the customer says nothing more."""

from datetime import timedelta

import pytest

from handoff.conversations.cases import open_case
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.dialogue.silence import Silence
from handoff.storage.engine import EVERY_BRAND


async def talked(conversations, conversation, kind: str | None) -> None:
    """The customer wrote, and the bot's last turn was of that kind."""
    async with conversations.locked(conversation.id) as locked:
        said = await locked.append("message", "customer", {"text": "mon colis ?"})
        if kind is not None:
            await locked.append("message", "bot", {"text": "…"})
            locked.end_turn(cursor=said.number, kind=kind)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("answer", Outcome.ANSWERED_BY_BOT),
        ("offer", Outcome.ANSWERED_BY_BOT),
        ("done", Outcome.RESOLVED_BY_BOT),
        ("question", Outcome.ABANDONED_WITH_BOT),
        ("failure", Outcome.ABANDONED_WITH_BOT),
        ("smalltalk", Outcome.ABANDONED_WITH_BOT),
        ("goodbye", Outcome.ABANDONED_WITH_BOT),
    ],
)
async def test_silence_after_the_bots_last_turn(conversations, conversation, kind, outcome):
    await talked(conversations, conversation, kind)
    assert await Silence(conversations).apply(conversation.id) is outcome
    after = await conversations.get(conversation.id)
    assert (after.owner, after.outcome) == (Owner.CLOSED, outcome)


async def test_a_promise_stays_a_promise(record, conversations, conversation):
    await talked(conversations, conversation, "done")
    async with conversations.locked(conversation.id) as locked:
        await open_case(
            locked,
            kind="lost_parcel",
            turn_id=conversation.id,
            action="open_case",
            due_at=locked.now + timedelta(days=2),
            team="customer_care",
        )
    assert await Silence(conversations).apply(conversation.id) is Outcome.PROMISED


async def test_who_left_before_anybody_came_has_abandoned_waiting(conversations, conversation):
    await talked(conversations, conversation, "answer")
    async with conversations.locked(conversation.id) as locked:
        await locked.move(Move.ESCALATE, reason="asked_human", deadline=locked.now)
    assert await Silence(conversations).apply(conversation.id) is Outcome.ABANDONED_WAITING


async def test_an_episode_ends_once(conversations, conversation):
    await talked(conversations, conversation, "answer")
    silence = Silence(conversations)
    assert await silence.apply(conversation.id) is Outcome.ANSWERED_BY_BOT
    before = (await conversations.get(conversation.id)).last_number
    assert await silence.apply(conversation.id) is Outcome.ANSWERED_BY_BOT
    assert (await conversations.get(conversation.id)).last_number == before


async def test_an_unanswered_customer_is_never_closed(conversations, conversation):
    await talked(conversations, conversation, None)
    silence = Silence(conversations)
    assert await silence.apply(conversation.id) is None
    assert await silence.close_silent(timedelta(0)) == 0
    assert (await conversations.get(conversation.id)).owner is Owner.BOT


async def test_after_a_day_and_not_before(record, conversations, conversation):
    await talked(conversations, conversation, "answer")
    silence = Silence(conversations)
    assert await silence.close_silent() == 0
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.exec_driver_sql(
            "UPDATE conversations SET updated_at = updated_at - interval '24 hours 1 second'"
        )
    assert await silence.close_silent() == 1
    assert (await conversations.get(conversation.id)).outcome is Outcome.ANSWERED_BY_BOT


async def test_the_queue_is_never_closed_by_the_clock(conversations, conversation):
    """Who waits for a human is not sent away because nobody came."""
    await talked(conversations, conversation, "answer")
    async with conversations.locked(conversation.id) as locked:
        await locked.move(Move.ESCALATE, reason="asked_human", deadline=locked.now)
    assert await Silence(conversations).close_silent(timedelta(0)) == 0
