"""Playing recorded dialogues: customers through the widget's door, CMs through the console's."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

import httpx

from handoff.conversations import people
from handoff.conversations.log import Conversations
from handoff.conversations.ownership import Outcome, Owner
from handoff.replay.cm import CM, Refused
from handoff.replay.customer import Customer, NoAnswer
from handoff.replay.dialogues import Dialogue
from handoff.replay.table import Tally
from handoff.storage.engine import EVERY_BRAND, Record

ANSWER_LIMIT = 45.0
"""Seconds that a customer waits for the bot: ten for its turn, thirty while it starts, and some."""

READING = 0.3
"""Seconds between a reply and the customer's next words, at least."""

CM_LIMIT = 300.0
"""Seconds that a customer waits for a CM before leaving."""


@dataclass(frozen=True, slots=True)
class Running:
    """The service that is played against, as its `run.json` says."""

    url: str
    database_url: str
    internal_token: str


@dataclass(slots=True)
class Stage:
    """What customers and CMs of one replay share."""

    running: Running
    brand: str
    language: str
    cms: int
    tally: Tally = field(default_factory=Tally)
    waiting: asyncio.Queue[Scene] = field(default_factory=asyncio.Queue["Scene"])


@dataclass(slots=True)
class Scene:
    """One dialogue being played, and how far it has got."""

    dialogue: Dialogue
    customer: Customer
    burst: int = 0
    handed_over_at: float | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)


async def replay(
    running: Running,
    dialogues: list[Dialogue],
    *,
    brand: str,
    language: str,
    concurrency: int,
    cms: int,
    progress: Callable[[], None],
) -> Tally:
    """Play `dialogues`, `concurrency` at a time, with `cms` CMs; calls `progress` after each.

    The CMs claim only conversations of this replay, never a real customer's. The end of a dialogue
    applies the rule of silence at once.
    """
    record = Record(running.database_url)
    stage = Stage(running, brand, language, cms)
    gate = asyncio.Semaphore(concurrency)
    try:
        async with _team(stage, record):

            async def one(dialogue: Dialogue) -> None:
                async with gate:
                    await _play(stage, record, dialogue)
                progress()

            await asyncio.gather(*(one(dialogue) for dialogue in dialogues))
    finally:
        await record.close()
    return stage.tally


async def _play(stage: Stage, record: Record, dialogue: Dialogue) -> None:
    customer = Customer(stage.running.url, stage.brand, stage.language)
    try:
        async with customer:
            scene = Scene(dialogue, customer)
            try:
                await _speak(stage, scene)
            except NoAnswer as problem:
                stage.tally.failures.append(f"{dialogue.id}: {problem}")
            await _end(stage, record, scene)
    except (NoAnswer, OSError, httpx.HTTPError) as problem:
        stage.tally.failures.append(f"{dialogue.id}: {type(problem).__name__}: {problem}")


async def _speak(stage: Stage, scene: Scene) -> None:
    customer = scene.customer
    for number, burst in enumerate(scene.dialogue.customer):
        scene.burst = number
        for text in burst:
            await customer.say(text)
        sent, at = customer.head, time.monotonic()
        if customer.owner == "bot":
            await customer.until(
                lambda sent=sent: bool(customer.said_since(sent, "bot")) or customer.owner != "bot",
                ANSWER_LIMIT,
                "an answer of the bot",
            )
            # What commits with the reply, a hand-over above all, arrives in frames of its own.
            await asyncio.sleep(READING)
            replies = customer.said_since(sent, "bot")
            if replies:
                stage.tally.bot_replies.append(customer.arrived[replies[0]["number"]] - at)
        if customer.owner == "waiting" and scene.handed_over_at is None:
            scene.handed_over_at = time.monotonic()
            if not stage.cms:
                return
            stage.waiting.put_nowait(scene)
        if scene.handed_over_at is not None and not await _heard_a_cm(scene, sent):
            return
    if scene.handed_over_at is not None:
        await _leave_last(scene)


async def _heard_a_cm(scene: Scene, sent: int) -> bool:
    """Wait for the CM's answer to this burst; False once the CM has closed."""
    customer = scene.customer
    if not scene.dialogue.cm[scene.burst]:
        await _leave_last(scene)
        return False
    await customer.until(
        lambda: bool(customer.said_since(sent, "cm")) or customer.owner == "closed",
        CM_LIMIT,
        "an answer of a CM",
    )
    return customer.owner != "closed"


async def _leave_last(scene: Scene) -> None:
    """Stay until the CM has said everything and closed: nobody hangs up on an answer."""
    try:
        await asyncio.wait_for(scene.over.wait(), CM_LIMIT)
    except TimeoutError:
        raise NoAnswer(f"a CM to close did not come within {CM_LIMIT:.0f} s") from None


@asynccontextmanager
async def _team(stage: Stage, record: Record) -> AsyncGenerator[None]:
    """The CMs of the replay at work, with logins that only live as long."""
    logins = [f"replay-{secrets.token_hex(4)}" for _ in range(stage.cms)]
    async with AsyncExitStack() as stack:
        for number, login in enumerate(logins, 1):
            password = secrets.token_urlsafe(24)
            await people.create(
                record,
                login=login,
                name=f"Replay {number}",
                password=password,
                role="cm",
                brands=[stage.brand],
                teams=["customer_care", "marketing", "communication", "quality"],
            )
            stack.push_async_callback(people.disable, record, login)
            cm = await stack.enter_async_context(CM(stage.running.url, login, password))
            worker = asyncio.create_task(_work(stage, cm))
            stack.push_async_callback(_stopped, worker)
        yield


async def _stopped(worker: asyncio.Task[None]) -> None:
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def _work(stage: Stage, cm: CM) -> None:
    while True:
        scene = await stage.waiting.get()
        try:
            await _handle(stage, cm, scene)
        except (Refused, NoAnswer, httpx.HTTPError) as problem:
            stage.tally.failures.append(f"{scene.dialogue.id}: {problem}")
        finally:
            scene.over.set()


async def _handle(stage: Stage, cm: CM, scene: Scene) -> None:
    customer, conversation = scene.customer, scene.customer.conversation
    version = await cm.claim(conversation)
    claimed = time.monotonic()
    if scene.handed_over_at is not None:
        stage.tally.waits.append(claimed - scene.handed_over_at)
    for burst in range(scene.burst, len(scene.dialogue.customer)):
        await customer.until(
            lambda burst=burst: _has_said(scene, burst), CM_LIMIT, "the customer's next words"
        )
        for text in scene.dialogue.cm[burst]:
            number, sent = await cm.answer(conversation, version, text)
            await customer.until(
                lambda number=number: customer.head >= number, 30, "a CM's answer on the screen"
            )
            stage.tally.deliveries.append(customer.arrived[number] - sent)
    await cm.close(conversation, version)
    stage.tally.handling.append(time.monotonic() - claimed)


def _has_said(scene: Scene, burst: int) -> bool:
    """Whether the customer's burst `burst` is stored completely."""
    through = sum(len(texts) for texts in scene.dialogue.customer[: burst + 1])
    return len(scene.customer.ack_seconds) >= through


async def _end(stage: Stage, record: Record, scene: Scene) -> None:
    customer, tally = scene.customer, stage.tally
    conversations = Conversations(record, EVERY_BRAND)
    conversation = await conversations.get(customer.conversation)
    if conversation.owner is not Owner.CLOSED:
        await _fall_silent(stage.running, customer.conversation)
        conversation = await conversations.get(customer.conversation)
    if conversation.outcome is not None:
        tally.outcomes[conversation.outcome] += 1
        if scene.dialogue.is_negative:
            tally.negative_outcomes[conversation.outcome] += 1
            if conversation.outcome is Outcome.RESOLVED_BY_BOT:
                tally.wrongly_resolved.append(scene.dialogue.id)
    await _compare(tally, conversations, scene)


async def _fall_silent(running: Running, conversation: UUID) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        response = await client.post(
            f"{running.url}/internal/conversations/{conversation}/silence",
            headers={"Authorization": f"Bearer {running.internal_token}"},
        )
        response.raise_for_status()


async def _compare(tally: Tally, conversations: Conversations, scene: Scene) -> None:
    """Hold what the customer was told is stored against the record."""
    customer = scene.customer
    events = await conversations.events(customer.conversation, limit=10_000)
    stored = [e.client_id for e in events if e.author == "customer" and e.kind == "message"]
    times = Counter(stored)
    tally.sent += len(customer.ack_seconds) - len(customer.refused)
    tally.failures += [f"{scene.dialogue.id}: refused: {reason}" for reason in customer.refused]
    if not customer.refused:
        tally.lost += sum(times[message] == 0 for message in customer.sent)
        tally.out_of_order += stored != list(customer.sent)
    tally.doubled += sum(times[message] > 1 for message in customer.sent)
    tally.acknowledgements += customer.ack_seconds
    tally.reasons.update(
        e.body["reason"] for e in events if e.kind == "owner" and e.body["move"] == "escalate"
    )
