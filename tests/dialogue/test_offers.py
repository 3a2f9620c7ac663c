"""Where the bot does not understand, the team's experience answers: approved, once, and checked."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.conversations.people import create
from handoff.dialogue.silence import Silence
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import feedback, revising, store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.export import export_encoder
from handoff.suggestions.feedback import Verdict
from handoff.suggestions.offers import OFFERED_FROM
from handoff.suggestions.store import Resolution

ROOT = Path(__file__).resolve().parents[2]

WASHING = "À quelle température laver le linge de lit en lin ?"
ASKED = "à quelle température je lave le linge de lit en lin"
REPLY = "Le lin se lave à 40 °C sur l'envers et sèche à l'air libre. L'étiquette fait foi."
OTHERS = {
    "mon colis est perdu, le suivi ne bouge plus": "J'ouvre un dossier auprès du transporteur.",
    "je voudrais une facture": "Votre facture est dans votre compte, à côté de la commande.",
    "livrez-vous en Suisse ?": "Oui, nous livrons en Europe et en Suisse.",
    "la lampe est arrivée cassée": "Je vous en renvoie une neuve.",
}

INTRODUCTION = "Bonjour, je suis Ormeline, un robot."
FROM_TEAM = "Voici ce que notre équipe a répondu à une demande proche de la vôtre :"
HELPED = "Cela répond-il à votre question ?"
REPHRASE = "Pouvez-vous le dire autrement ?"

UNDERSTOOD = {"intent": "nlu_fallback", "confidence": 0.7}
NOT_UNDERSTOOD = [
    {"text": INTRODUCTION},
    {"custom": {"fallback": True}},
    {"text": REPHRASE},
    {"custom": {"turn": "failure", "language": "fr", "understood": UNDERSTOOD}},
]
AGAIN_NOT_UNDERSTOOD = [
    {"custom": {"fallback": True}},
    {"text": "Je vous passe un conseiller."},
    {"custom": {"turn": "answer", "escalate": {"reason": "not_understood"}}},
]
GLAD = [
    {"text": "Avec plaisir."},
    {"custom": {"turn": "done", "understood": {"intent": "affirm", "confidence": 1}}},
]
A_HUMAN = [
    {"text": "Je vous passe un conseiller."},
    {"custom": {"turn": "answer", "escalate": {"reason": "asked_human", "summary": {"done": []}}}},
]

Approved = Callable[..., Awaitable[UUID]]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    folder, _ = export_encoder(Path(os.environ.get("RELAIS_STATE") or ROOT / "var"))
    return Encoder.load(folder)


@pytest.fixture
async def engine(record: Record, encoder: Encoder, brands) -> Suggestions:
    """What suggests from a few resolutions, none of them approved."""
    await known(record, encoder, *OTHERS.items())
    return Suggestions(record, encoder, brands)


@pytest.fixture
def approved(record: Record, encoder: Encoder) -> Approved:
    """Store a resolution that a supervisor allows the bot to say."""

    async def run(question: str = WASHING, reply: str = REPLY, language: str = "fr") -> UUID:
        (id,) = await known(record, encoder, (question, reply), language=language)
        supervisor = await create(
            record,
            login=f"sasha-{uuid4().hex}",
            name="Sasha",
            password="a long password",
            role="supervisor",
            brands=["demo"],
            teams=["customer_care"],
        )
        await revising.approve(record, ["demo"], id, by=supervisor.id, seen=None)
        return id

    return run


async def known(
    record: Record, encoder: Encoder, *pairs: tuple[str, str], language: str = "fr"
) -> list[UUID]:
    batch = [Resolution(uuid4(), "demo", language, question, reply) for question, reply in pairs]
    async with record.transaction(["demo"]) as connection:
        await store.add(connection, encoder, batch, store.embed(encoder, batch))
    return [each.id for each in batch]


async def said_by_the_bot(conversations: Conversations, conversation: Conversation) -> list[str]:
    log = await conversations.events(conversation.id)
    return [e.body["text"] for e in log if e.kind == "message" and e.author == "bot"]


async def verdicts(record: Record) -> dict[Verdict, int]:
    return await feedback.tally(record, EVERY_BRAND)


async def offered(process, conversation: Conversation, rasa) -> Conversation:
    """The bot has offered the reply about washing."""
    rasa.elements = NOT_UNDERSTOOD
    await process.says(conversation, ASKED)
    return await process.answered(conversation)


async def pressed(process, conversation: Conversation, title: str) -> None:
    """The customer presses the button with that title under the bot's last message."""
    log = await process.conversations.events(conversation.id)
    button = next(
        b for e in reversed(log) for b in e.body.get("buttons", []) if b["title"] == title
    )
    await process.says(conversation, title, button=button["id"])


async def test_what_the_bot_does_not_understand_is_answered_from_an_approved_resolution(
    process_of, conversation, conversations, record, engine, approved, rasa
):
    id = await approved()
    process = await process_of(engine=engine)
    after = await offered(process, conversation, rasa)
    log = await conversations.events(conversation.id)
    words = [e for e in log if e.kind == "message" and e.author == "bot"]
    assert [e.body["text"] for e in words] == [INTRODUCTION, FROM_TEAM, REPLY, HELPED]
    assert [b["title"] for b in words[-1].body["buttons"]] == [
        "Oui, merci",
        "Non, parler à un conseiller",
    ]
    assert words[2].body["offer"]["resolution_id"] == str(id)
    assert words[2].body["offer"]["confidence"] >= OFFERED_FROM["fr"]
    assert (after.owner, after.last_turn) == (Owner.BOT, "offer")
    assert await verdicts(record) == {Verdict.OFFERED: 1}
    assert await Silence(conversations).apply(conversation.id) is Outcome.ANSWERED_BY_BOT


async def test_in_the_language_of_the_conversation(
    process_of, conversation, conversations, engine, rasa, approved
):
    await approved("How do I wash linen bed sheets?", "Wash linen at 40 °C.", language="en")
    process = await process_of(engine=engine)
    rasa.elements = [
        *NOT_UNDERSTOOD[1:3],
        {"custom": {"turn": "failure", "language": "en", "understood": UNDERSTOOD}},
    ]
    await process.says(conversation, "how do I wash linen bed sheets")
    await process.answered(conversation)
    assert await said_by_the_bot(conversations, conversation) == [
        "Here is what our team answered to a question close to yours:",
        "Wash linen at 40 °C.",
        "Does that answer your question?",
    ]


async def test_yes_resolves_the_episode(
    process_of, conversation, conversations, record, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    await offered(process, conversation, rasa)
    rasa.elements = GLAD
    await pressed(process, conversation, "Oui, merci")
    assert (await process.answered(conversation)).last_turn == "done"
    assert (rasa.turns[-1].message, rasa.turns[-1].metadata["offered"]) == ("/affirm", True)
    assert await verdicts(record) == {Verdict.OFFERED: 1, Verdict.HELPED: 1}
    rasa.elements = A_HUMAN
    await process.says(conversation, "autre chose : un conseiller svp")
    assert "offered" not in (await process.answered(conversation)).summary


async def test_who_is_helped_and_leaves_counts_as_resolved_by_the_bot(
    process_of, conversation, conversations, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    await offered(process, conversation, rasa)
    rasa.elements = GLAD
    await process.says(conversation, "super, merci")
    await process.answered(conversation)
    assert await Silence(conversations).apply(conversation.id) is Outcome.RESOLVED_BY_BOT


@pytest.mark.parametrize("how", ["no", "typed", "menu"])
async def test_no_hands_over_with_what_did_not_help(
    process_of, conversation, record, engine, approved, rasa, how
):
    id = await approved()
    process = await process_of(engine=engine)
    await offered(process, conversation, rasa)
    rasa.elements = A_HUMAN
    if how == "no":
        await pressed(process, conversation, "Non, parler à un conseiller")
    elif how == "typed":
        await process.says(conversation, "je veux parler à quelqu'un")
    else:
        await process.desk.ask_human(conversation.id)
    after = await process.answered(conversation)
    assert (after.owner, after.reason) == (Owner.WAITING, "asked_human")
    assert after.summary["offered"] == {"resolution_id": str(id), "reply": REPLY, "refused": True}
    assert await verdicts(record) == {Verdict.OFFERED: 1, Verdict.NOT_HELPED: 1}


async def test_another_problem_goes_on_as_usual_and_a_later_human_reads_what_was_offered(
    process_of, conversation, conversations, record, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    await offered(process, conversation, rasa)
    rasa.elements = [{"text": "Votre numéro ?"}, {"custom": {"turn": "question"}}]
    await process.says(conversation, "et mon colis ?")
    assert (await process.answered(conversation)).last_turn == "question"
    rasa.elements = A_HUMAN
    await process.says(conversation, "un humain")
    after = await process.answered(conversation)
    assert after.summary["offered"]["reply"] == REPLY
    assert after.summary["offered"]["refused"] is False
    assert rasa.turns[-1].metadata["offered"] is False
    assert await verdicts(record) == {Verdict.OFFERED: 1}


async def test_an_offer_stands_in_for_a_hand_over_too(
    process_of, conversation, conversations, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    rasa.elements = AGAIN_NOT_UNDERSTOOD
    await process.says(conversation, ASKED)
    assert (await process.answered(conversation)).owner is Owner.BOT
    assert (await said_by_the_bot(conversations, conversation))[1] == REPLY


async def test_nothing_is_offered_twice_in_an_episode_but_again_in_the_next(
    process_of, conversation, conversations, record, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    await offered(process, conversation, rasa)
    rasa.elements = NOT_UNDERSTOOD[1:]
    await process.says(conversation, ASKED)
    await process.answered(conversation)
    assert (await said_by_the_bot(conversations, conversation))[-1] == REPHRASE
    await Silence(conversations).apply(conversation.id)
    await process.says(conversation, ASKED)
    await process.answered(conversation)
    assert (await said_by_the_bot(conversations, conversation))[-1] == HELPED
    assert await verdicts(record) == {Verdict.OFFERED: 2}


async def test_who_was_on_the_way_to_a_human_is_offered_nothing(
    process_of, conversation, conversations, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    await process.desk.ask_human(conversation.id)
    await process.desk.prefer_bot(conversation.id)
    await offered(process, conversation, rasa)
    assert await said_by_the_bot(conversations, conversation) == [INTRODUCTION, REPHRASE]


async def as_the_bot_said(process, conversation, rasa) -> None:
    """The bot's own words reach the customer, unchanged."""
    after = await offered(process, conversation, rasa)
    assert await said_by_the_bot(process.conversations, conversation) == [INTRODUCTION, REPHRASE]
    assert after.last_turn == "failure"


async def test_what_no_supervisor_approved_is_not_said(
    process_of, conversation, record, engine, encoder, rasa
):
    await known(record, encoder, (WASHING, REPLY))
    await as_the_bot_said(await process_of(engine=engine), conversation, rasa)
    assert await verdicts(record) == {}


async def test_what_the_bot_understands_is_the_bots_to_answer(
    process_of, conversation, conversations, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    rasa.elements = [{"text": "Le voici."}, {"custom": {"turn": "answer"}}]
    await process.says(conversation, ASKED)
    await process.answered(conversation)
    assert await said_by_the_bot(conversations, conversation) == ["Le voici."]


async def test_without_an_engine_everything_is_as_it_was(
    process_of, conversation, engine, approved, rasa
):
    await approved()
    await as_the_bot_said(await process_of(), conversation, rasa)


async def test_an_engine_that_fails_changes_nothing(
    process_of, conversation, record, encoder, approved, brands, rasa
):
    await approved()
    # It knows no such brand, and says so.
    failing = Suggestions(record, encoder, {"kiosque": brands["kiosque"]})
    await as_the_bot_said(await process_of(engine=failing), conversation, rasa)


async def test_an_engine_that_is_slow_changes_nothing(
    process_of, conversation, record, engine, approved, rasa
):
    """Somebody holds the table of resolutions."""
    await approved()
    process = await process_of(engine=engine)
    async with record.engine.begin() as connection:
        await connection.execute(text("LOCK TABLE resolutions IN ACCESS EXCLUSIVE MODE"))
        await as_the_bot_said(process, conversation, rasa)


async def test_an_offer_that_comes_late_is_dropped_with_its_figures(
    process_of, conversation, conversations, record, engine, approved, rasa
):
    await approved()
    process = await process_of(engine=engine)
    rasa.elements, rasa.delay = NOT_UNDERSTOOD, 0.6
    await process.says(conversation, ASKED)
    await rasa.was_asked(1)
    async with conversations.locked(conversation.id) as locked:
        await locked.move(Move.ESCALATE, reason="asked_human", deadline=locked.now)
    await asyncio.wait_for(process.turns.answer_now(conversation.id), 10)
    assert await said_by_the_bot(conversations, conversation) == []
    assert await verdicts(record) == {}
