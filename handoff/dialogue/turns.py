"""A bot's turn: from a burst of the customer's messages to replies in the log.

The record holds the turn: who plays it (`turn_id`, with a lease) and how far the bot has answered
(`bot_cursor`). Replies, cursor, facts and escalation commit together, fenced by owner and version;
what comes late is dropped. A process that dies leaves a lease that runs out, and the sweep of any
other plays the turn to its end, from the tracker if Rasa had answered already.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Any, Final, Protocol
from uuid import UUID, uuid5

import structlog
from prometheus_client import Counter, Histogram

from handoff.brands import Brand
from handoff.conversations import standing
from handoff.conversations.log import Conversations, Locked, read_events
from handoff.conversations.model import Conversation, Event, Urgency
from handoff.conversations.ownership import Owner
from handoff.dialogue import buttons
from handoff.dialogue.answers import BadAnswer, BotAnswer, parse
from handoff.dialogue.mailbox import Mailbox
from handoff.dialogue.rasa import (
    BotError,
    BotFailed,
    BotInterrupted,
    BotSlow,
    BotUnavailable,
    Rasa,
    Understanding,
    plain,
)
from handoff.live.hub import Hub
from handoff.live.loops import keep_running
from handoff.service_messages import ServiceMessages, service_messages
from handoff.storage.engine import EVERY_BRAND

log = structlog.get_logger(__name__)

LEASE: Final = 8.0
"""Seconds that a hold on a turn lasts without being renewed."""

RENEW_EVERY: Final = 3.0

START_LIMIT: Final = 30.0
"""Seconds for which a Rasa that refuses connections is waited for."""

ONE_MOMENT_AFTER: Final = 1.0
"""Seconds of refusals after which the customer reads "one moment"."""

TRY_AGAIN_EVERY: Final = 0.3

BUTTON_PAUSE: Final = 0.2
"""Seconds after a button: who presses one has finished."""

SWEEP_EVERY: Final = 2.0

LONGEST_TURN_TEXT: Final = 4000
"""Characters of a burst that the bot reads."""

SEEDED_FACTS: Final = ("order_number", "tracking_number", "first_name")
"""What a new stint knows from the one before, as far as the bot has slots for it."""

SUBSTANTIAL: Final = frozenset({"answer", "question", "failure", "done"})
"""Kinds of turn that silence is judged by; thanks and goodbyes do not change it."""

TURNS: Final = Counter("relais_turns_total", "Bot turns, by how they ended.", ["ended"])
TURN_SECONDS: Final = Histogram(
    "relais_turn_seconds", "From the hold on a turn to its commit, in seconds."
)


class Escalate(Protocol):
    """Puts a conversation into the queue within the caller's transaction (the desk's)."""

    async def __call__(
        self,
        locked: Locked,
        *,
        reason: str,
        team: str | None = None,
        urgency: Urgency = "normal",
        summary: dict[str, Any] | None = None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Hold:
    """A turn that this process plays.

    `upto` is the number of the last message it answers; `resumed` says that another process may
    have sent it already.
    """

    conversation: Conversation
    turn_id: UUID
    upto: int
    message: str
    problem: str
    resumed: bool

    @property
    def sender(self) -> str:
        """Rasa's sender id: each return to the bot is a stranger to the stint before."""
        return f"{self.conversation.id}.{self.conversation.stint}"

    def still_holds(self, now: Conversation) -> bool:
        """The fence: whether nothing has happened that this turn may not speak after."""
        return (
            now.owner is Owner.BOT
            and now.version == self.conversation.version
            and now.turn_id == self.turn_id
        )


class Turns:
    """One process's part in the bot's turns.

    Args:
        conversations: those of every brand.
        rasa: who answers.
        hub: knows who is typing.
        brands: by name.
        escalate: the desk's.
        pause: seconds without a message or keystroke after which a burst is answered.
    """

    def __init__(
        self,
        conversations: Conversations,
        rasa: Rasa,
        hub: Hub,
        brands: Mapping[str, Brand],
        escalate: Escalate,
        *,
        pause: float = 2.0,
        texts: ServiceMessages | None = None,
    ) -> None:
        self._conversations = conversations
        self._rasa = rasa
        self._hub = hub
        self._brands = brands
        self._escalate = escalate
        self._pause = pause
        self._texts = texts or service_messages()
        self._mailboxes: dict[UUID, tuple[Mailbox, asyncio.Task[None]]] = {}
        self._sweeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look for turns that another process left unfinished."""
        self._sweeping = asyncio.create_task(
            keep_running("turns_sweep", self.sweep, pause=SWEEP_EVERY, limit=30)
        )

    async def close(self) -> None:
        """End every turn; what is unfinished is found by another process, or at the next start."""
        tasks = [task for _, task in self._mailboxes.values()]
        if self._sweeping is not None:
            tasks.append(self._sweeping)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def heard(self, conversation: Conversation, events: list[Event]) -> None:
        """Answer what the customer wrote, after a pause; for `Record.listen`."""
        if not conversation.bot_owes_an_answer:
            return
        said = [e for e in events if e.kind == "message" and e.author == "customer"]
        if said:
            pressed = "button" in said[-1].body
            pause = min(BUTTON_PAUSE, self._pause) if pressed else self._pause
            self._mailbox(conversation.id)[0].said(pause)

    async def answer_now(self, conversation_id: UUID, *, limit: float = 45.0) -> Conversation:
        """Play what the bot owes at once and wait for it; for doors that answer in one response.

        Args:
            conversation_id: whose turn.
            limit: seconds to wait; longer than a turn and than Rasa's start.

        Returns:
            The conversation after the turn, wherever it was played; read its events from the log.
            If `limit` passed, as it stands then.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit):
                while (await self._conversations.get(conversation_id)).bot_owes_an_answer:
                    mailbox, task = self._mailbox(conversation_id)
                    mailbox.hurry()
                    # Shielded: a client that hangs up does not end the turn.
                    await asyncio.shield(task)
                    # Somebody else may be playing it.
                    await asyncio.sleep(0.1)
        return await self._conversations.get(conversation_id)

    async def sweep(self) -> int:
        """Play what nobody plays; gives how many were found."""
        quiet = timedelta(seconds=self._pause + 1.5)
        async with self._conversations.record.transaction(EVERY_BRAND) as connection:
            owed = await standing.owed_a_turn(connection, quiet, 100)
        found = 0
        for conversation_id in owed:
            if conversation_id in self._mailboxes:
                continue
            if await self._hub.customer_types_for(conversation_id) > 0:
                continue
            found += 1
            log.info("turn_recovered", conversation=str(conversation_id))
            self._mailbox(conversation_id)[0].hurry()
        return found

    def _mailbox(self, conversation_id: UUID) -> tuple[Mailbox, asyncio.Task[None]]:
        found = self._mailboxes.get(conversation_id)
        if found is not None:
            return found
        mailbox = Mailbox(conversation_id, types_for=self._hub.customer_types_for, turn=self._turn)
        task = asyncio.create_task(self._run(conversation_id, mailbox))
        self._mailboxes[conversation_id] = mailbox, task
        return mailbox, task

    async def _run(self, conversation_id: UUID, mailbox: Mailbox) -> None:
        try:
            await mailbox.run()
        except Exception:
            # The record is out of reach: the sweep finds the conversation when it is back.
            log.exception("turn_broken_off", conversation=str(conversation_id))
        finally:
            self._mailboxes.pop(conversation_id, None)

    async def _turn(self, conversation_id: UUID) -> bool:
        """Play one turn; False if there is none, or if somebody else plays it."""
        hold = await self._take(conversation_id)
        if hold is None:
            return False
        with TURN_SECONDS.time():
            try:
                answer = await self._while_held(hold)
            except BotError as error:
                await self._fail(hold, error)
            except Exception:
                # A defect of ours must not leave the customer alone with silence.
                log.exception("turn_failed", conversation=str(conversation_id))
                await self._fail(hold, BotFailed("The turn could not be played."))
            else:
                await self._commit(hold, *answer)
        return True

    async def _take(self, conversation_id: UUID) -> Hold | None:
        """Hold the next turn, or the one whose player is gone."""
        async with self._conversations.locked(conversation_id) as locked:
            conversation = locked.conversation
            if not conversation.bot_owes_an_answer:
                return None
            if conversation.turn_lease is not None and conversation.turn_lease > locked.now:
                return None
            after = max(conversation.bot_cursor, conversation.stint_started)
            events = await read_events(locked.connection, conversation_id, after=after)
            said = [e for e in events if e.kind == "message" and e.author == "customer"]
            batch, resumed = _batch(conversation, said)
            hold = Hold(
                conversation=conversation,
                turn_id=_turn_id(conversation, batch),
                upto=batch[-1].number,
                message=await _message(locked, batch),
                problem="\n".join(str(event.body.get("text", "")) for event in batch),
                resumed=resumed,
            )
            locked.hold_turn(hold.turn_id, locked.now + timedelta(seconds=LEASE))
        return hold

    async def _while_held(self, hold: Hold) -> tuple[BotAnswer, Understanding | None]:
        """The answer, with the lease renewed meanwhile; given up once nobody may hear it."""
        answering = asyncio.create_task(self._answer(hold))
        try:
            while True:
                done, _ = await asyncio.wait({answering}, timeout=RENEW_EVERY)
                if done:
                    return answering.result()
                if not await self._renew(hold):
                    return BotAnswer(silent=True), None
        finally:
            answering.cancel()

    async def _renew(self, hold: Hold) -> bool:
        async with self._conversations.locked(hold.conversation.id) as locked:
            if not hold.still_holds(locked.conversation):
                return False
            locked.hold_turn(hold.turn_id, locked.now + timedelta(seconds=LEASE))
            return True

    async def _answer(self, hold: Hold) -> tuple[BotAnswer, Understanding | None]:
        """Ask until there is an answer or no hope of one; raises BotError."""
        brand = self._brands[hold.conversation.brand]
        await self._hub.typing(hold.conversation.id, "bot", brand.bot_name)
        loop = asyncio.get_running_loop()
        refused_at: float | None = None
        interrupted = told = False
        while True:
            try:
                return await self._ask(hold, brand, look_first=hold.resumed or interrupted)
            except BotInterrupted:
                if interrupted:
                    raise
                interrupted = True
            except BotUnavailable:
                refused_at = refused_at if refused_at is not None else loop.time()
                if loop.time() - refused_at > START_LIMIT:
                    raise
                if not told and loop.time() - refused_at > ONE_MOMENT_AFTER:
                    told = await self._say_one_moment(hold, brand)
            await asyncio.sleep(TRY_AGAIN_EVERY)

    async def _ask(
        self, hold: Hold, brand: Brand, *, look_first: bool
    ) -> tuple[BotAnswer, Understanding | None]:
        elements: Any = None
        if look_first:
            elements = await self._rasa.replay(hold.sender, str(hold.turn_id))
        if elements is None:
            if hold.conversation.bot_cursor <= hold.conversation.stint_started:
                await self._rasa.seed(hold.sender, _slots(hold.conversation, brand))
            elements = await self._rasa.turn(hold.sender, hold.message, _metadata(hold, brand))
        try:
            answer = parse(elements)
        except BadAnswer as error:
            raise BotFailed(f"The bot's answer is not understood: {error}") from error
        if answer.empty:
            raise BotFailed("The bot answered nothing.")
        return answer, await self._understanding(hold)

    async def _understanding(self, hold: Hold) -> Understanding | None:
        """For the CM's eyes only: the answer stands without it."""
        try:
            return await self._rasa.understanding(hold.sender)
        except BotError:
            return None

    async def _say_one_moment(self, hold: Hold, brand: Brand) -> bool:
        async with self._conversations.locked(hold.conversation.id) as locked:
            conversation = locked.conversation
            if not hold.still_holds(conversation):
                # Nobody needs this turn any more: it ends as one that comes late.
                return True
            since = await read_events(locked.connection, conversation.id, after=hold.upto)
            if not any(event.body.get("code") == "one_moment" for event in since):
                text = self._texts.say("one_moment", conversation.language, brand.voice.address)
                await locked.append("message", "service", {"text": text, "code": "one_moment"})
        return True

    async def _commit(
        self, hold: Hold, answer: BotAnswer, understanding: Understanding | None
    ) -> None:
        """Replies, cursor, facts and escalation at once, or nothing."""
        async with self._fenced(hold) as locked:
            if locked is None:
                return
            brand = self._brands[hold.conversation.brand]
            meta = _meta(understanding)
            for reply in answer.replies:
                number = locked.conversation.last_number + 1
                body: dict[str, Any] = {"text": reply.text, "meta": meta}
                if reply.buttons:
                    body["buttons"] = buttons.issued(number, reply.buttons)
                if reply.card is not None:
                    body["card"] = reply.card
                await locked.append("message", "bot", body, name=brand.bot_name)
            if answer.facts:
                await locked.learn(answer.facts)
            locked.end_turn(cursor=hold.upto, kind=_kind(hold.conversation, answer))
            if answer.escalation is not None:
                asked = answer.escalation
                await self._escalate(
                    locked,
                    reason=asked.reason,
                    team=asked.team,
                    urgency=asked.urgency,
                    summary={"problem": hold.problem, **_known(asked.summary)},
                )
            TURNS.labels("escalated" if answer.escalation else "answered").inc()

    async def _fail(self, hold: Hold, error: BotError) -> None:
        """A turn without an answer means a human, with the reason."""
        reason = _reason(error)
        log.warning(
            reason, conversation=str(hold.conversation.id), turn=str(hold.turn_id), why=str(error)
        )
        async with self._fenced(hold) as locked:
            if locked is None:
                return
            locked.end_turn(cursor=hold.upto, kind="failure")
            await self._escalate(locked, reason=reason, summary={"problem": hold.problem})
            TURNS.labels(reason).inc()

    @asynccontextmanager
    async def _fenced(self, hold: Hold) -> AsyncGenerator[Locked | None]:
        """The lock, if the turn may still speak; None if it comes late, which is logged."""
        async with self._conversations.locked(hold.conversation.id) as locked:
            if hold.still_holds(locked.conversation):
                yield locked
                return
            TURNS.labels("late").inc()
            log.info(
                "late_reply_dropped",
                conversation=str(hold.conversation.id),
                turn=str(hold.turn_id),
                owner=locked.conversation.owner.value,
            )
            yield None


def _batch(conversation: Conversation, said: list[Event]) -> tuple[list[Event], bool]:
    """The messages of the next turn, and whether that turn was begun before.

    A button's payload is a command, so it is a turn of its own.
    """
    if conversation.turn_id is not None:
        for count in range(1, len(said) + 1):
            if _turn_id(conversation, said[:count]) == conversation.turn_id:
                return said[:count], True
    if "button" in said[0].body:
        return said[:1], False
    return list(takewhile(lambda event: "button" not in event.body, said)), False


def _turn_id(conversation: Conversation, batch: list[Event]) -> UUID:
    """The same messages make the same turn, whoever plays it."""
    return uuid5(conversation.id, f"{conversation.stint}:{batch[-1].number}")


async def _message(locked: Locked, batch: list[Event]) -> str:
    """What Rasa is sent: a button's payload, or the texts together and harmless."""
    button_id = batch[0].body.get("button")
    if button_id is not None:
        button = await buttons.pressed(locked.connection, locked.conversation.id, button_id)
        if button is not None:
            return button.payload
    texts = [str(event.body.get("text", "")) for event in batch]
    return plain("\n".join(texts))[:LONGEST_TURN_TEXT]


def _slots(conversation: Conversation, brand: Brand) -> dict[str, Any]:
    known = {name: conversation.facts[name] for name in SEEDED_FACTS if name in conversation.facts}
    return {
        "brand": brand.name,
        "voice": brand.voice.address,
        "language": conversation.language,
        "brand_name": brand.display_name,
        "bot_name": brand.bot_name,
        "is_returning": conversation.stint > 1 or conversation.episode > 1,
        **known,
    }


def _metadata(hold: Hold, brand: Brand) -> dict[str, Any]:
    return {
        "turn_id": str(hold.turn_id),
        "brand": brand.name,
        "conversation": str(hold.conversation.id),
        "language": hold.conversation.language,
        "voice": brand.voice.address,
    }


def _known(summary: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in summary.items() if value is not None}


def _meta(understanding: Understanding | None) -> dict[str, Any]:
    if understanding is None:
        return {}
    return {
        "intent": understanding.intent,
        "confidence": understanding.confidence,
        "model": understanding.model,
    }


def _kind(conversation: Conversation, answer: BotAnswer) -> str:
    kind = answer.kind or "answer"
    if kind in SUBSTANTIAL or conversation.last_turn is None:
        return kind
    return conversation.last_turn


def _reason(error: BotError) -> str:
    if isinstance(error, BotUnavailable):
        return "bot_unavailable"
    return "bot_slow" if isinstance(error, BotSlow) else "bot_failed"
