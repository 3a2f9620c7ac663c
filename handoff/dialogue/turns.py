"""A bot's turn: from a burst of the customer's messages to replies in the log.

The record holds the turn: who plays it (`turn_id`, with a lease) and how far the bot has answered
(`bot_cursor`). Replies, cursor, facts and escalation commit together, fenced by owner and version;
what comes late is dropped. A process that dies leaves a lease that runs out, and the sweep of any
other plays the turn to its end, from the tracker if Rasa had answered already.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Protocol
from uuid import UUID

import structlog

from handoff.brands.brand import Brand
from handoff.brands.service_messages import ServiceMessages, service_messages
from handoff.conversations import standing
from handoff.conversations.log import Conversations, Locked
from handoff.conversations.model import Conversation, Event, Urgency
from handoff.dialogue import buttons
from handoff.dialogue.answers import BotAnswer, Reply
from handoff.dialogue.asking import Asking
from handoff.dialogue.fallback import Fallback
from handoff.dialogue.holds import Hold, Holds
from handoff.dialogue.mailbox import Left, Mailbox
from handoff.dialogue.measures import TURN_SECONDS, TURNS
from handoff.dialogue.rasa import BotError, BotFailed, BotSlow, BotUnavailable, Rasa
from handoff.live.hub import Hub
from handoff.live.loops import keep_running, stop
from handoff.storage.engine import EVERY_BRAND
from handoff.suggestions import offers

log = structlog.get_logger(__name__)

RENEW_EVERY: Final = 3.0
"""Seconds between two renewals of a hold; well below `holds.LEASE`."""

BUTTON_PAUSE: Final = 0.2
"""Seconds after a button: who presses one has finished."""

SWEEP_EVERY: Final = 2.0

SUBSTANTIAL: Final = frozenset({"answer", "question", "failure", "done"})
"""Kinds of turn that silence is judged by; thanks and goodbyes do not change it."""


CONFIRMING: Final = frozenset({"affirm", "thanks", "praise"})
"""What says yes to "did that help?"; what else ends a turn as done is something else."""


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


class Turns:
    """One process's part in the bot's turns.

    Args:
        conversations: those of every brand.
        rasa: who answers.
        hub: knows who is typing.
        brands: by name.
        escalate: the desk's.
        fallback: what may be said where the bot did not understand.
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
        fallback: Fallback,
        pause: float = 2.0,
        texts: ServiceMessages | None = None,
    ) -> None:
        self._conversations = conversations
        self._holds = Holds(conversations)
        self._asking = Asking(rasa, self._holds, texts or service_messages())
        self._hub = hub
        self._brands = brands
        self._escalate = escalate
        self._fallback = fallback
        self._pause = pause
        self._mailboxes: dict[UUID, tuple[Mailbox, asyncio.Task[Left]]] = {}
        self._sweeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look for turns that another process left unfinished."""
        self._sweeping = asyncio.create_task(
            keep_running("turns_sweep", self.sweep, pause=SWEEP_EVERY, limit=30)
        )

    async def close(self) -> None:
        """End every turn; what is unfinished is found by another process, or at the next start."""
        tasks: list[asyncio.Task[Any]] = [task for _, task in self._mailboxes.values()]
        if self._sweeping is not None:
            tasks.append(self._sweeping)
        await stop(tasks)

    async def heard(self, conversation: Conversation, events: list[Event]) -> None:
        """Answer what the customer wrote, after a pause; for `Record.listen`."""
        if not conversation.bot_owes_an_answer:
            return
        said = [e for e in events if e.kind == "message" and e.author == "customer"]
        if said:
            pressed = "button" in said[-1].body
            pause = min(BUTTON_PAUSE, self._pause) if pressed else self._pause
            self._mailbox(conversation.id)[0].said(pause)

    async def answer_now(self, conversation_id: UUID, *, limit: float = 45.0) -> None:
        """Play what the bot owes at once and wait for it; for doors that answer in one response.

        Wherever it is played, its events are in the log afterwards, unless `limit` passed.

        Args:
            conversation_id: whose turn.
            limit: seconds to wait; longer than a turn and than Rasa's start.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit):
                while True:
                    mailbox, task = self._mailbox(conversation_id)
                    mailbox.hurry()
                    # Shielded: a client that hangs up does not end the turn.
                    if await asyncio.shield(task) is Left.NOTHING:
                        return
                    await asyncio.sleep(0.1)

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

    def _mailbox(self, conversation_id: UUID) -> tuple[Mailbox, asyncio.Task[Left]]:
        found = self._mailboxes.get(conversation_id)
        if found is not None:
            return found
        mailbox = Mailbox(conversation_id, types_for=self._hub.customer_types_for, turn=self._turn)
        task = asyncio.create_task(self._run(conversation_id, mailbox))
        self._mailboxes[conversation_id] = mailbox, task
        return mailbox, task

    async def _run(self, conversation_id: UUID, mailbox: Mailbox) -> Left:
        try:
            return await mailbox.run()
        except Exception:
            # The record is out of reach: the sweep finds the conversation when it is back.
            log.exception("turn_broken_off", conversation=str(conversation_id))
            return Left.MORE
        finally:
            self._mailboxes.pop(conversation_id, None)

    async def _turn(self, conversation_id: UUID) -> Left:
        """Play one turn, if there is one to play here."""
        hold = await self._holds.take(conversation_id)
        if isinstance(hold, Left):
            return hold
        with TURN_SECONDS.time():
            try:
                answer = await self._while_held(hold)
            except BotError as error:
                return await self._fail(hold, error)
            except Exception:
                # A defect of ours must not leave the customer alone with silence.
                log.exception("turn_failed", conversation=str(conversation_id))
                return await self._fail(hold, BotFailed("The turn could not be played."))
            return await self._store(hold, answer)

    async def _store(self, hold: Hold, answer: BotAnswer) -> Left:
        try:
            return await self._commit(hold, answer, await self._asking.model())
        except Exception:
            if not hold.resumed:
                # The record may be away: whoever resumes the turn finds its answer in the tracker.
                raise
            log.exception("answer_not_stored", conversation=str(hold.conversation.id))
            return await self._fail(hold, BotFailed("The bot's answer cannot be stored."))

    async def _while_held(self, hold: Hold) -> BotAnswer:
        """The answer, with the lease renewed meanwhile; given up once nobody may hear it."""
        brand = self._brands[hold.conversation.brand]
        await self._hub.typing(hold.conversation.id, "bot", brand.bot_name)
        answering = asyncio.create_task(self._answer(hold, brand))
        try:
            while True:
                done, _ = await asyncio.wait({answering}, timeout=RENEW_EVERY)
                if done:
                    return answering.result()
                if not await self._holds.renew(hold):
                    return BotAnswer(silent=True)
        finally:
            answering.cancel()

    async def _answer(self, hold: Hold, brand: Brand) -> BotAnswer:
        answer = await self._asking.answer(hold, brand)
        return await self._fallback.better(hold, answer)

    async def _commit(self, hold: Hold, answer: BotAnswer, model: str | None) -> Left:
        """Replies, cursor, facts and escalation at once, or nothing."""
        async with self._holds.fenced(hold) as locked:
            if locked is None:
                return _drop(hold)
            brand = self._brands[hold.conversation.brand]
            meta = {"intent": answer.intent, "confidence": answer.confidence, "model": model}
            for reply in answer.replies:
                await _say(locked, reply, meta, brand.bot_name)
            if answer.facts:
                await locked.learn(answer.facts)
            if _confirms(hold.conversation, answer):
                await offers.helped(locked)
            if answer.escalation is not None:
                asked = answer.escalation
                await self._escalate(
                    locked,
                    reason=asked.reason,
                    team=asked.team,
                    urgency=asked.urgency,
                    summary={"problem": hold.problem, **_known(asked.summary)},
                )
            locked.end_turn(cursor=hold.upto, kind=_kind(hold.conversation, answer))
            TURNS.labels("escalated" if answer.escalation else "answered").inc()
            return _left(locked.conversation)

    async def _fail(self, hold: Hold, error: BotError) -> Left:
        """A turn without an answer means a human, with the reason."""
        reason = _reason(error)
        log.warning(
            reason, conversation=str(hold.conversation.id), turn=str(hold.turn_id), why=str(error)
        )
        async with self._holds.fenced(hold) as locked:
            if locked is None:
                return _drop(hold)
            locked.end_turn(cursor=hold.upto, kind="failure")
            await self._escalate(locked, reason=reason, summary={"problem": hold.problem})
            TURNS.labels(reason).inc()
            return _left(locked.conversation)


async def _say(locked: Locked, reply: Reply, meta: dict[str, Any], bot_name: str) -> None:
    """Store one message of the bot."""
    body: dict[str, Any] = {"text": reply.text, "meta": meta}
    if reply.buttons:
        number = locked.conversation.last_number + 1
        body["buttons"] = buttons.issued(number, reply.buttons)
    if reply.card is not None:
        body["card"] = reply.card
    if reply.offer is not None:
        body["offer"] = reply.offer.as_json()
        await offers.made(locked, reply.offer)
    await locked.append("message", "bot", body, name=bot_name)


def _confirms(before: Conversation, answer: BotAnswer) -> bool:
    """Whether the customer says that what was offered last has helped."""
    return (
        before.last_turn == offers.OFFER and answer.kind == "done" and answer.intent in CONFIRMING
    )


def _left(conversation: Conversation) -> Left:
    return Left.MORE if conversation.bot_owes_an_answer else Left.NOTHING


def _drop(hold: Hold) -> Left:
    """Note that nobody heard the turn; what is left depends on what came between."""
    TURNS.labels("late").inc()
    conversation = str(hold.conversation.id)
    log.info("late_reply_dropped", conversation=conversation, turn=str(hold.turn_id))
    return Left.MORE


def _known(summary: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in summary.items() if value is not None}


def _kind(conversation: Conversation, answer: BotAnswer) -> str:
    kind = answer.kind or "answer"
    if kind in SUBSTANTIAL or conversation.last_turn is None:
        return kind
    return conversation.last_turn


def _reason(error: BotError) -> str:
    if isinstance(error, BotUnavailable):
        return "bot_unavailable"
    return "bot_slow" if isinstance(error, BotSlow) else "bot_failed"
