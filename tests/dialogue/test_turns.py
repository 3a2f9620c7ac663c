"""A customer's burst is answered once, wherever and whenever its turn is played."""

import asyncio
import time

import pytest

from handoff.conversations.ownership import Move, Owner
from handoff.dialogue import holds


def texts(events):
    return [event.body["text"] for event in events]


async def test_a_burst_gets_one_answer(process_of, conversation, log_of, rasa):
    process = await process_of(pause=0.4)
    for text in ("bonjour", "c pr mon colis", "tjr rien"):
        await process.says(conversation, text)
        await asyncio.sleep(0.15)
    assert texts(await log_of(conversation, "bot")) == [rasa.elements[0]["text"]]
    await asyncio.sleep(0.6)
    assert [turn.message for turn in rasa.turns] == ["bonjour\nc pr mon colis\ntjr rien"]


async def test_who_is_still_typing_is_not_interrupted(process_of, conversation, rasa, log_of):
    process = await process_of(pause=0.2)
    await process.says(conversation, "bonjour")
    await process.hub.typing(conversation.id, "customer")
    await asyncio.sleep(1)
    assert rasa.turns == []
    await process.says(conversation, "où est mon colis")
    await log_of(conversation, "bot")
    assert [turn.message for turn in rasa.turns] == ["bonjour\noù est mon colis"]


async def test_what_is_written_during_a_turn_is_answered_by_the_next(
    process, conversation, rasa, log_of
):
    rasa.delay = 0.6
    await process.says(conversation, "bonjour")
    await rasa.was_asked(1)
    assert len(rasa.turns) == 1
    await process.says(conversation, "vous êtes là ?")
    await log_of(conversation, "bot", count=2)
    assert [turn.message for turn in rasa.turns] == ["bonjour", "vous êtes là ?"]


async def test_a_stint_begins_with_facts_and_each_turn_is_named(
    process, conversation, rasa, log_of
):
    async with process.conversations.locked(conversation.id) as locked:
        await locked.learn({"order_number": "20417", "tracking_number": "6A1", "topic": "lost"})
    await process.says(conversation, "bonjour")
    after = await process.answered(conversation)
    await process.says(conversation, "merci")
    await process.turns.answer_now(conversation.id)
    sender = f"{conversation.id}.1"
    seeded = {e["name"]: e["value"] for e in rasa.slots[sender]}
    first_words = await log_of(conversation, "customer", count=2)
    assert seeded == {
        "asked_since": first_words[0].at.isoformat(),
        "brand": "demo",
        "voice": "vous",
        "language": "fr",
        "brand_name": "Maison Orme",
        "bot_name": "Ormeline",
        "order_digits": "5",
        "is_returning": False,
        "order_number": "20417",
    }
    assert len(rasa.slots[sender]) == len(seeded)
    first, second = rasa.turns
    assert first.sender == second.sender == sender
    assert first.metadata["turn_id"] != second.metadata["turn_id"]
    assert first.metadata["conversation"] == str(conversation.id)
    assert after.bot_cursor == 2


async def test_replies_carry_buttons_cards_and_what_was_understood(process, conversation, rasa):
    rasa.elements = [
        {"text": "Votre colis est à Lyon."},
        {"custom": {"card": {"kind": "parcel", "tracking_number": "6A1"}, "turn": "answer"}},
        {"text": "Autre chose ?", "buttons": [{"title": "Oui", "payload": "/affirm"}]},
        {
            "custom": {
                "facts": {"parcel_status": "delivered"},
                "language": "en",
                "understood": {"intent": "greet", "confidence": 0.97},
            }
        },
    ]
    await process.says(conversation, "bonjour")
    after = await process.answered(conversation)
    log = await process.conversations.events(conversation.id)
    _, parcel, more, facts = log
    assert parcel.body["card"]["tracking_number"] == "6A1"
    assert parcel.name == "Ormeline"
    assert more.body["buttons"] == [
        {"id": f"{more.number}.0", "title": "Oui", "payload": "/affirm"}
    ]
    assert more.body["meta"] == {"intent": "greet", "confidence": 0.97, "model": "m1"}
    assert facts.body == {"parcel_status": "delivered", "language": "en"}
    assert (after.language, after.last_turn) == ("en", "answer")


async def test_a_button_sends_its_payload_as_a_turn_of_its_own(process, conversation, rasa, log_of):
    rasa.elements = [{"text": "Oui ?", "buttons": [{"title": "Oui", "payload": '/affirm{"a":1}'}]}]
    await process.says(conversation, "bonjour")
    (asked,) = await log_of(conversation, "bot")
    button = asked.body["buttons"][0]["id"]
    async with process.conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": "Oui", "button": button})
        await locked.append("message", "customer", {"text": "et merci"})
    await log_of(conversation, "bot", count=3)
    assert [t.message for t in rasa.turns] == ["bonjour", '/affirm{"a":1}', "et merci"]


@pytest.mark.parametrize("text", ["/restart", "  /restart", "\n//\t/restart", "\x1c/restart"])
async def test_typed_commands_reach_the_bot_as_words(process, conversation, rasa, text):
    await process.says(conversation, text)
    await process.turns.answer_now(conversation.id)
    assert rasa.turns[0].message == "restart"


async def test_a_button_that_was_never_issued_is_only_its_words(process, conversation, rasa):
    await process.says(conversation, "/restart", button="1.0")
    await process.turns.answer_now(conversation.id)
    assert rasa.turns[0].message == "restart"


async def test_an_escalation_commits_with_the_replies(process, conversation, rasa):
    rasa.elements = [
        {"text": "Je vous passe un collègue."},
        {
            "custom": {
                "escalate": {
                    "reason": "angry",
                    "team": "quality",
                    "urgency": "high",
                    "summary": {"done": ["tracked"], "problem": None},
                }
            }
        },
    ]
    await process.says(conversation, "c'est une honte")
    after = await process.answered(conversation)
    assert (after.owner, after.team, after.urgency, after.reason) == (
        Owner.WAITING,
        "quality",
        "high",
        "angry",
    )
    assert after.summary == {"problem": "c'est une honte", "done": ["tracked"]}
    log = await process.conversations.events(conversation.id)
    assert [(e.kind, e.author) for e in log] == [
        ("message", "customer"),
        ("message", "bot"),
        ("owner", "service"),
        ("message", "service"),
    ]
    assert log[3].body["code"] == "place"
    assert len({event.at for event in log[1:]}) == 1


async def test_silence_on_purpose_is_no_failure(process, conversation, rasa):
    rasa.elements = [{"custom": {"silent": True}}]
    await process.says(conversation, "ok")
    after = await process.answered(conversation)
    assert (after.owner, after.bot_cursor) == (Owner.BOT, 1)


async def test_thanks_do_not_change_what_silence_will_mean(process, conversation, rasa):
    rasa.elements = [{"text": "Remboursé."}, {"custom": {"turn": "done"}}]
    await process.says(conversation, "remboursez-moi")
    await process.turns.answer_now(conversation.id)
    rasa.elements = [{"text": "Avec plaisir."}, {"custom": {"turn": "smalltalk"}}]
    await process.says(conversation, "merci")
    assert (await process.answered(conversation)).last_turn == "done"


async def test_a_late_bot_reply_is_dropped_after_takeover(process, conversation, rasa, log_of):
    rasa.delay = 0.6
    await process.says(conversation, "bonjour")
    await rasa.was_asked(1)
    assert len(rasa.turns) == 1
    async with process.conversations.locked(conversation.id) as locked:
        await locked.move(Move.ESCALATE, reason="asked_human", deadline=locked.now)
    await asyncio.sleep(1.2)
    log = await process.conversations.events(conversation.id)
    assert [e.author for e in log if e.kind == "message"] == ["customer"]


async def test_a_reply_of_the_stint_before_is_dropped(process, conversation, rasa):
    """To a human and back while the turn was playing: the bot owns it, at another version."""
    rasa.delay = 0.6
    await process.says(conversation, "bonjour")
    await rasa.was_asked(1)
    async with process.conversations.locked(conversation.id) as locked:
        await locked.move(Move.ESCALATE, reason="asked_human", deadline=locked.now)
        await locked.move(Move.PREFER_BOT)
    await asyncio.sleep(1.2)
    log = await process.conversations.events(conversation.id)
    assert [e.author for e in log if e.kind == "message"] == ["customer"]
    assert len(rasa.turns) == 1


async def test_a_new_stint_hears_nothing_of_what_was_said_before(
    process, conversation, rasa, log_of
):
    await process.says(conversation, "bonjour")
    await process.turns.answer_now(conversation.id)
    await process.desk.ask_human(conversation.id)
    await process.says(conversation, "c'est pour l'humain")
    await process.desk.prefer_bot(conversation.id)
    await process.says(conversation, "finalement, mon colis ?")
    await process.turns.answer_now(conversation.id)
    assert [(t.sender.split(".")[1], t.message) for t in rasa.turns] == [
        ("1", "bonjour"),
        ("2", "finalement, mon colis ?"),
    ]
    seeded = {e["name"]: e["value"] for e in rasa.slots[f"{conversation.id}.2"]}
    assert seeded["is_returning"] is True
    # Nor is what it asks dated from what was asked before.
    said = await log_of(conversation, "customer", count=3)
    assert seeded["asked_since"] == said[-1].at.isoformat()


async def test_nothing_reaches_the_bot_while_a_human_owns_it(process, conversation, rasa):
    await process.desk.ask_human(conversation.id)
    await process.says(conversation, "il y a quelqu'un ?")
    await process.turns.answer_now(conversation.id, limit=1)
    await asyncio.sleep(0.4)
    assert rasa.turns == []


async def test_two_processes_play_one_turn_once(process_of, conversation, rasa, log_of):
    one, two = await process_of(pause=0), await process_of(pause=0)
    rasa.delay = 0.2
    await one.says(conversation, "bonjour")
    await asyncio.gather(*(p.turns.answer_now(conversation.id) for p in (one, two) for _ in "abc"))
    assert len(rasa.turns) == 1
    assert len(await log_of(conversation, "bot")) == 1


async def test_a_post_does_not_wait_for_the_pause(process_of, conversation):
    process = await process_of(pause=5)
    await process.says(conversation, "bonjour")
    started = time.monotonic()
    after = await process.answered(conversation)
    assert time.monotonic() - started < 1.5
    assert after.last_answer_number == 2


async def test_a_client_that_hangs_up_does_not_end_the_turn(process, conversation, rasa, log_of):
    rasa.delay = 0.5
    await process.says(conversation, "bonjour")
    waiting = asyncio.create_task(process.turns.answer_now(conversation.id))
    await asyncio.sleep(0.2)
    waiting.cancel()
    assert len(await log_of(conversation, "bot")) == 1


async def test_a_turn_is_recovered_after_a_crash_from_the_tracker(
    process_of, conversation, rasa, log_of, monkeypatch
):
    """The process dies after Rasa answered and before the replies were stored."""
    monkeypatch.setattr(holds, "LEASE", 1.0)
    rasa.elements = [{"text": "Un.\n\nDeux.", "custom": {"turn": "answer"}}]
    dying = await process_of(pause=0.05, loops=False)

    async def killed(*_):
        await asyncio.sleep(3600)

    monkeypatch.setattr(dying.turns, "_commit", killed)
    await dying.says(conversation, "bonjour")
    async with asyncio.timeout(5):
        await rasa.answered.wait()
    await asyncio.sleep(0.2)
    await dying.turns.close()
    await process_of(pause=0.05)
    found = await log_of(conversation, "bot", count=2)
    assert texts(found) == ["Un.", "Deux."]
    await asyncio.sleep(1)
    assert len(rasa.turns) == 1
    assert len(await log_of(conversation, "bot")) == 2


async def test_a_turn_that_rasa_never_saw_is_sent_again(
    process_of, conversation, rasa, log_of, monkeypatch
):
    """The process dies between the hold and the request; meanwhile the customer writes more."""
    monkeypatch.setattr(holds, "LEASE", 1.0)
    dying = await process_of(pause=0.05, loops=False)

    async def killed(*_):
        await asyncio.sleep(3600)

    monkeypatch.setattr(dying.turns._asking, "answer", killed)
    await dying.says(conversation, "bonjour")
    await asyncio.sleep(0.3)
    await dying.turns.close()
    other = await process_of(pause=0.05)
    await other.says(conversation, "encore moi")
    await log_of(conversation, "bot", count=2)
    assert [turn.message for turn in rasa.turns] == ["bonjour", "encore moi"]


async def test_a_message_stored_by_a_process_that_died_at_once_is_answered(
    process_of, conversation, conversations, log_of
):
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": "bonjour"})
    await process_of()
    assert len(await log_of(conversation, "bot")) == 1


async def test_an_answer_that_cannot_be_stored_ends_with_a_human(
    process_of, conversation, conversations, rasa, monkeypatch
):
    """PostgreSQL keeps no NUL: trying again for ever would leave the customer in silence."""
    monkeypatch.setattr(holds, "LEASE", 1.0)
    process = await process_of(pause=0.05)
    rasa.elements = [{"text": "nul: \x00"}]
    await process.says(conversation, "bonjour")
    async with asyncio.timeout(15):
        while True:
            now = await conversations.get(conversation.id)
            if now.owner is Owner.WAITING:
                break
            await asyncio.sleep(0.05)
    assert now.reason == "bot_failed"
    assert len(rasa.turns) == 1
