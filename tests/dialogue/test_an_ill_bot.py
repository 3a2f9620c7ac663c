"""Rasa or its actions down, slow or wrong means a human, with the reason on the conversation."""

import asyncio
import time

import pytest

from handoff.conversations.ownership import Owner
from handoff.dialogue import asking, holds
from handoff.dialogue import turns as turns_module


async def escalated(process, conversation, within: float):
    async with asyncio.timeout(within):
        while True:
            now = await process.conversations.get(conversation.id)
            if now.owner is Owner.WAITING:
                return now
            await asyncio.sleep(0.02)


async def codes(process, conversation):
    events = await process.conversations.events(conversation.id)
    return [e.body.get("code") for e in events if e.kind == "message" and e.author == "service"]


@pytest.mark.parametrize(
    "elements",
    [
        [],
        [{"custom": {"turn": "answer"}}],
        [{"custom": {"facts": {"topic": "lost"}}}],
        {"status": "failure"},
        "bonjour",
        None,
        [{"text": 12}],
        [{"text": "ok", "buttons": [{"title": "Oui"}]}],
        [{"text": "ok", "custom": {"escalte": {"reason": "angry"}}}],
        [{"text": "ok", "custom": {"escalate": {"reason": "angry", "urgency": "very"}}}],
        [{"text": "ok", "custom": {"turn": "maybe"}}],
        [{"custom": {"card": {"kind": "parcel", "tracking_number": "1", "url": "javascript:1"}}}],
    ],
    ids=str,
)
async def test_an_answer_that_says_nothing_or_rubbish_means_a_human(
    process, conversation, rasa, elements
):
    rasa.elements = elements if isinstance(elements, list) else []
    rasa.body = None if isinstance(elements, list) else repr(elements).encode()
    await process.says(conversation, "mon colis n'est jamais arrivé")
    now = await escalated(process, conversation, within=5)
    assert now.reason == "bot_failed"
    assert now.summary["problem"] == "mon colis n'est jamais arrivé"
    assert await codes(process, conversation) == ["place"]
    assert len(rasa.turns) == 1


@pytest.mark.parametrize("body", [b"<html>", b"\xff\xfe", b"", b'[{"text"'])
async def test_an_answer_that_is_not_json_means_a_human(process, conversation, rasa, body):
    rasa.body = body or b" "
    await process.says(conversation, "bonjour")
    assert (await escalated(process, conversation, within=5)).reason == "bot_failed"


@pytest.mark.parametrize("status", [401, 404, 409, 500, 503])
async def test_an_error_status_means_a_human(process, conversation, rasa, status):
    rasa.status = status
    await process.says(conversation, "bonjour")
    assert (await escalated(process, conversation, within=5)).reason == "bot_failed"


async def test_a_slow_bot_means_a_human_and_the_turn_is_not_sent_again(
    process_of, conversation, rasa
):
    process = await process_of(turn_timeout=0.8)
    rasa.delay = 20
    started = time.monotonic()
    await process.says(conversation, "bonjour")
    now = await escalated(process, conversation, within=5)
    assert now.reason == "bot_slow"
    assert time.monotonic() - started < 2.5
    await asyncio.sleep(1)
    assert len(rasa.turns) == 1


async def test_a_turn_longer_than_its_lease_is_played_once(
    process_of, conversation, rasa, log_of, monkeypatch
):
    """The lease is renewed while the turn runs, and nobody else begins it."""
    monkeypatch.setattr(holds, "LEASE", 1.0)
    monkeypatch.setattr(turns_module, "RENEW_EVERY", 0.3)
    one, _ = await process_of(), await process_of()
    rasa.delay = 4
    await one.says(conversation, "bonjour")
    assert len(await log_of(conversation, "bot", within=9)) == 1
    assert len(rasa.turns) == 1


async def test_while_the_bot_starts_the_customer_reads_one_moment_then_the_answer(
    process, conversation, rasa, log_of
):
    await rasa.stop()
    await process.says(conversation, "bonjour")
    (moment,) = await log_of(conversation, "service")
    assert moment.body["code"] == "one_moment"
    assert "instant" in moment.body["text"]
    await asyncio.sleep(1)
    await rasa.start()
    assert len(await log_of(conversation, "bot")) == 1
    assert await codes(process, conversation) == ["one_moment"]
    assert (await process.conversations.get(conversation.id)).owner is Owner.BOT


async def test_a_bot_that_does_not_start_means_a_human(process, conversation, rasa, monkeypatch):
    monkeypatch.setattr(asking, "START_LIMIT", 2.0)
    await rasa.stop()
    await process.says(conversation, "bonjour")
    now = await escalated(process, conversation, within=8)
    assert now.reason == "bot_unavailable"
    assert await codes(process, conversation) == ["one_moment", "place"]


async def test_a_bot_killed_in_mid_turn_answers_when_it_is_back(
    process, conversation, rasa, log_of
):
    rasa.breaks_off = 1
    await process.says(conversation, "bonjour")
    assert len(await log_of(conversation, "bot")) == 1
    assert len(rasa.turns) == 2
    assert rasa.turns[0].metadata["turn_id"] == rasa.turns[1].metadata["turn_id"]


async def test_a_message_that_kills_the_bot_is_not_sent_for_ever(process, conversation, rasa):
    rasa.breaks_off = 100
    await process.says(conversation, "poison")
    assert (await escalated(process, conversation, within=5)).reason == "bot_failed"
    assert len(rasa.turns) == 2


async def test_who_takes_over_need_not_wait_for_a_dead_bot(
    process, conversation, rasa, log_of, monkeypatch
):
    """The customer goes to a human and back while the first turn still waits for Rasa."""
    monkeypatch.setattr(turns_module, "RENEW_EVERY", 0.3)
    await rasa.stop()
    await process.says(conversation, "bonjour")
    await asyncio.sleep(0.5)
    await process.desk.ask_human(conversation.id)
    await process.desk.prefer_bot(conversation.id)
    await process.says(conversation, "me revoilà")
    await asyncio.sleep(0.6)
    await rasa.start()
    await log_of(conversation, "bot", within=5)
    assert [turn.message for turn in rasa.turns] == ["me revoilà"]


async def test_a_bot_that_drips_its_answer_is_slow(process_of, conversation, rasa, monkeypatch):
    process = await process_of(turn_timeout=0.5)

    async def drip(_, writer):
        writer.write(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n")
        for _ in range(200):
            writer.write(b"[")
            await asyncio.sleep(0.1)

    monkeypatch.setattr(rasa, "_play", drip)
    await process.says(conversation, "bonjour")
    assert (await escalated(process, conversation, within=6)).reason == "bot_slow"
