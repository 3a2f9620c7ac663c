"""The desk: what customers and CMs may do with who answers.

PostgreSQL decides every verb, under the lock on the conversation's row; Redis only helps to find
who is due next and who is there. So each verb works while Redis is away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from handoff.brands.brand import Brand
from handoff.brands.service_messages import ServiceMessages, service_messages
from handoff.conversations import people, standing
from handoff.conversations.cases import Case, close_case, open_cases, postpone_case
from handoff.conversations.log import Conversations, Locked, NotFound
from handoff.conversations.model import Conversation, Event, Urgency
from handoff.conversations.ownership import OUTCOMES, Move, Outcome, Owner
from handoff.conversations.people import CM
from handoff.desk.absence import Absence
from handoff.desk.deadlines import deadline
from handoff.desk.due_cases import DueCases
from handoff.desk.line import Line
from handoff.desk.presence import Presence
from handoff.desk.queue import Queue
from handoff.desk.refusals import DeskRefusal, check_open, check_owns, check_role, check_waits
from handoff.desk.telling import Telling
from handoff.desk.waits import Waits
from handoff.live.connection import REDIS_AWAY, TIME_LIMIT, connect
from handoff.live.hub import Hub
from handoff.live.loops import keep_running, stop
from handoff.live.signals import Wait
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import offers

SWEEP_EVERY: Final = 5.0
LOOK_EVERY: Final = 2.0
SERVICE_TIMES_EVERY: Final = 60.0
CASES_EVERY: Final = 60.0

FURTHEST_DATE: Final = timedelta(days=366)
NO_SUCH_CASE: Final = "This conversation has no open case of that number: look again."

ATTEMPTS: Final = 50
"""Hints that one request for the next conversation may try before it says that none waits."""


class Desk:
    """One process's desk.

    Args:
        record: the truth.
        redis_url: where the queue's index and presence are kept.
        brands: by name.
        hub: tells customers their new place.
    """

    def __init__(
        self,
        record: Record,
        redis_url: str,
        brands: Mapping[str, Brand],
        hub: Hub,
        texts: ServiceMessages | None = None,
    ) -> None:
        self._record = record
        self._redis = connect(redis_url)
        self._brands = brands
        self.queue = Queue(self._redis, record, {b.name: b.teams for b in brands.values()})
        self.presence = Presence(self._redis)
        texts = texts or service_messages()
        self._waits = Waits(record, brands, self.presence, hub, texts)
        self._telling = Telling(brands, self._waits, texts)
        self._line = Line(record, self.queue)
        self.absence = Absence(record, brands, self.presence, self._telling)
        self.due_cases = DueCases(record, brands, self._telling)
        self._to_index: asyncio.Queue[Conversation] = asyncio.Queue()
        self._acted: asyncio.Queue[CM] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to index, to sweep and to look who is there."""
        loops = [
            keep_running("queue_index", self._index_next, pause=0, limit=None),
            keep_running("queue_sweep", self.queue.sweep, pause=SWEEP_EVERY, limit=30),
            keep_running("presence_look", self.presence.look, pause=LOOK_EVERY, limit=5),
            keep_running("cms_gone", self.absence.take_back, pause=SWEEP_EVERY, limit=60),
            keep_running("cases_due", self.due_cases.wake, pause=CASES_EVERY, limit=60),
            keep_running("presence_acted", self._note_who_acted, pause=0, limit=None),
            keep_running("waits_tell", self._tell_waits, pause=LOOK_EVERY, limit=10),
            keep_running(
                "service_times",
                self._waits.learn_service_times,
                pause=SERVICE_TIMES_EVERY,
                limit=30,
            ),
        ]
        self._tasks = [asyncio.create_task(loop) for loop in loops]

    async def close(self) -> None:
        """End the loops and leave Redis."""
        await stop(self._tasks)
        await self._redis.aclose()

    async def heard(self, conversation: Conversation, events: list[Event]) -> None:
        """Index changes of owner; for `Record.listen`. Never waits for Redis."""
        if any(event.kind == "owner" for event in events):
            self._to_index.put_nowait(conversation)

    # What customers do.

    async def escalate(
        self,
        locked: Locked,
        *,
        reason: str,
        team: str | None = None,
        urgency: Urgency = "normal",
        summary: dict[str, Any] | None = None,
    ) -> None:
        """Put a conversation that the bot owns into the queue, within the caller's transaction.

        The customer reads place and estimate (or that nobody knows, or when the team is back) in
        the same transaction: whoever waits has been told.

        Args:
            locked: the conversation.
            reason: why, in a word: `asked_human`, `bot_failed`, …
            team: which team; one that the brand does not have means its first.
            urgency: shortens the deadline.
            summary: what is known, for the CM; what the bot offered in vain is added.
        """
        brand = self._brands[locked.conversation.brand]
        offered = await offers.handed_over(locked, reason)
        if offered is not None:
            summary = {**(summary or locked.conversation.summary), "offered": offered.as_json()}
        await locked.move(
            Move.ESCALATE,
            team=team if team in brand.teams else brand.teams[0],
            urgency=urgency,
            reason=reason,
            deadline=deadline(locked.now, brand.limits.waiting_minutes, urgency),
            summary=summary,
        )
        await self._telling.place(locked, "human_coming")

    async def ask_human(self, conversation_id: UUID) -> Conversation:
        """The customer asks for a human; harmless where one has it or is on the way."""
        async with self._any_brand(conversation_id) as locked:
            if locked.conversation.owner is Owner.CLOSED:
                await locked.move(Move.REOPEN)
            if locked.conversation.owner is Owner.BOT:
                await self.escalate(locked, reason="asked_human")
        return locked.conversation

    async def prefer_bot(self, conversation_id: UUID) -> Conversation:
        """The waiting customer goes back to the bot; harmless where nobody is waited for."""
        async with self._any_brand(conversation_id) as locked:
            if locked.conversation.owner is Owner.WAITING:
                await locked.move(Move.PREFER_BOT, author="customer")
                await self._telling.say(locked, "back_to_bot")
        return locked.conversation

    async def wait_of(self, conversation: Conversation) -> Wait:
        """Place, estimate and opening, as they are now."""
        now = datetime.now(UTC)
        if conversation.owner is Owner.WAITING:
            async with self._record.transaction(EVERY_BRAND) as connection:
                found = await standing.places(connection, [conversation.id])
            if conversation.id in found:
                return self._waits.wait(conversation.id, *found[conversation.id], now)
        return self._waits.not_waiting(conversation.id, conversation.brand, conversation.team, now)

    # What CMs do. Each raises NotFound for a conversation of a brand that the CM may not see,
    # and DeskRefusal where the conversation does not stand as the verb needs it.

    async def claim_next(self, cm: CM) -> Conversation | None:
        """Take whoever is due first in the CM's teams; None if nobody waits."""
        queues = [
            (name, team)
            for name in cm.brands
            for team in cm.teams
            if name in self._brands and team in self._brands[name].teams
        ]
        if not queues:
            return None
        for attempt in range(ATTEMPTS):
            hint = await self._line.next(queues, attempt)
            if hint is None:
                return None
            try:
                async with self._of(cm, hint) as locked:
                    check_waits(locked.conversation)
                    await self._give(locked, Move.CLAIM, by=cm, to=cm)
            except (DeskRefusal, NotFound):
                await self._line.forget(hint)
            except BaseException:
                await self._line.put_back(hint)
                raise
            else:
                return locked.conversation
        return None

    async def claim(self, cm: CM, conversation_id: UUID) -> Conversation:
        """Take this waiting conversation; harmless where the CM has it already."""
        async with self._of(cm, conversation_id) as locked:
            if locked.conversation.cm != cm.id:
                check_waits(locked.conversation)
                await self._give(locked, Move.CLAIM, by=cm, to=cm)
        return locked.conversation

    async def assign(self, by: CM, conversation_id: UUID, cm_id: UUID) -> Conversation:
        """A supervisor gives a conversation of the bot or of the queue to a CM."""
        async with self._of(by, conversation_id) as locked:
            check_role(by, locked.conversation)
            to = await self._colleague(locked.conversation, cm_id)
            if locked.conversation.owner is Owner.CM:
                await self._give(locked, Move.TRANSFER, by=by, to=to)
            else:
                check_open(locked.conversation)
                await self._give(locked, Move.ASSIGN, by=by, to=to, reason="assigned")
        return locked.conversation

    async def take_over(self, cm: CM, conversation_id: UUID) -> Conversation:
        """Take a conversation from the bot, from the queue or, as a supervisor, from a CM."""
        async with self._of(cm, conversation_id) as locked:
            conversation = locked.conversation
            check_open(conversation)
            if conversation.owner is Owner.WAITING:
                await self._give(locked, Move.CLAIM, by=cm, to=cm)
            elif conversation.owner is Owner.BOT:
                await self._give(locked, Move.TAKE_OVER, by=cm, to=cm, reason="taken_over")
            elif conversation.cm != cm.id:
                check_role(cm, conversation)
                await self._give(locked, Move.TAKE_OVER, by=cm, to=cm, reason="taken_over")
        return locked.conversation

    async def send(
        self,
        cm: CM,
        conversation_id: UUID,
        *,
        client_id: str,
        version: int,
        text: str,
        suggestion: dict[str, Any] | None = None,
    ) -> Event:
        """The CM's words to the customer; sending twice with one `client_id` stores once.

        Args:
            cm: who says it.
            conversation_id: to whom.
            client_id: made by the console.
            version: the conversation's, as the CM saw it; another one now is refused as stale.
            text: what the customer reads.
            suggestion: the resolution it came from and whether it was edited, if one was used.
        """
        async with self._of(cm, conversation_id) as locked:
            stored = await locked.stored("cm", client_id)
            if stored is None:
                check_owns(cm, locked.conversation, version)
            body: dict[str, Any] = {"text": text}
            if suggestion is not None:
                body["suggestion"] = suggestion
            return await locked.append(
                "message", "cm", body, author_id=cm.id, name=cm.name, client_id=client_id
            )

    async def note(self, cm: CM, conversation_id: UUID, *, client_id: str, text: str) -> Event:
        """A private note, which customers never see; any CM of the brand may write one."""
        async with self._of(cm, conversation_id) as locked:
            return await locked.append(
                "note", "cm", {"text": text}, author_id=cm.id, name=cm.name, client_id=client_id
            )

    async def hand_back(self, cm: CM, conversation_id: UUID, *, version: int) -> Conversation:
        """Back to the bot, in a new stint that knows the facts and none of the words."""
        async with self._of(cm, conversation_id) as locked:
            check_owns(cm, locked.conversation, version)
            await locked.move(Move.HAND_BACK, author="cm", author_id=cm.id)
            await self._telling.say(locked, "back_to_bot")
        return locked.conversation

    async def transfer(
        self,
        cm: CM,
        conversation_id: UUID,
        *,
        version: int,
        team: str | None = None,
        to: UUID | None = None,
        note: str | None = None,
    ) -> Conversation:
        """Pass it on to a team of the brand, or to a CM if `to` is given; the customer is told."""
        async with self._of(cm, conversation_id) as locked:
            check_owns(cm, locked.conversation, version)
            if to is not None:
                colleague = await self._colleague(locked.conversation, to)
                await self._give(locked, Move.TRANSFER, by=cm, to=colleague, note=note)
                return locked.conversation
            brand = self._brands[locked.conversation.brand]
            if team not in brand.teams:
                teams = ", ".join(brand.teams)
                raise DeskRefusal("unknown_team", f"Choose one of {teams}.", locked.conversation)
            await locked.move(
                Move.TRANSFER,
                author="cm",
                author_id=cm.id,
                team=team,
                # Somebody who has been answered before should not wait as long again.
                deadline=deadline(locked.now, brand.limits.waiting_minutes, "high"),
                waiting_since=locked.now,
                note=note,
            )
            await self._telling.place(locked, "other_team")
        return locked.conversation

    async def close_episode(
        self, cm: CM, conversation_id: UUID, *, version: int, outcome: Outcome
    ) -> Conversation:
        """End the episode; the customer's next message opens a new one."""
        async with self._of(cm, conversation_id) as locked:
            check_owns(cm, locked.conversation, version)
            if outcome not in OUTCOMES[Owner.CM]:
                possible = ", ".join(sorted(OUTCOMES[Owner.CM]))
                message = f"A CM closes with one of {possible}."
                raise DeskRefusal("wrong_outcome", message, locked.conversation)
            overdue = [c.number for c in await open_cases(locked) if c.due_at <= locked.now]
            if overdue:
                # It would wake somebody again within a minute.
                message = f"The date of {', '.join(overdue)} has come: settle it or set a new one."
                raise DeskRefusal("case_overdue", message, locked.conversation)
            await locked.move(Move.CLOSE, author="cm", author_id=cm.id, outcome=outcome)
            await self._telling.say(locked, "closed")
        return locked.conversation

    async def settle_case(self, cm: CM, conversation_id: UUID, number: str) -> Case:
        """What was promised has been done; any CM of the brand may say so."""
        async with self._of(cm, conversation_id) as locked:
            case = await close_case(locked, number, by=cm)
            if case is None:
                raise DeskRefusal("no_such_case", NO_SUCH_CASE, locked.conversation)
        return case

    async def postpone_case(
        self, cm: CM, conversation_id: UUID, number: str, due_at: datetime
    ) -> Case:
        """Promise another day, which lies ahead; the customer is told."""
        async with self._of(cm, conversation_id) as locked:
            if not locked.now < due_at <= locked.now + FURTHEST_DATE:
                message = "Choose a date that lies ahead, within a year."
                raise DeskRefusal("wrong_date", message, locked.conversation)
            case = await postpone_case(locked, number, due_at, by=cm)
            if case is None:
                raise DeskRefusal("no_such_case", NO_SUCH_CASE, locked.conversation)
            await self._telling.new_date(locked, number, due_at)
        return case

    # What happens by itself.

    async def _tell_waits(self) -> None:
        await self._waits.tell(datetime.now(UTC))

    async def _note_who_acted(self) -> None:
        await self.presence.seen(await self._acted.get())

    async def _index_next(self) -> None:
        conversation = await self._to_index.get()
        try:
            async with asyncio.timeout(TIME_LIMIT):
                await self.queue.index(conversation)
        except REDIS_AWAY:
            # The sweep mends all of it at once; a backlog would only grow.
            while not self._to_index.empty():
                self._to_index.get_nowait()
            raise

    async def _give(
        self,
        locked: Locked,
        move: Move,
        *,
        by: CM,
        to: CM,
        reason: str | None = None,
        note: str | None = None,
    ) -> None:
        await locked.move(
            move,
            author="cm",
            author_id=by.id,
            cm=to.id,
            cm_name=to.name,
            reason=reason,
            note=note,
        )
        await self._telling.say(locked, "joined", name=to.name)

    async def _colleague(self, conversation: Conversation, cm_id: UUID) -> CM:
        for cm in await people.everyone(self._record, [conversation.brand]):
            if cm.id == cm_id:
                return cm
        message = "Nobody with that id works for this brand."
        raise DeskRefusal("unknown_cm", message, conversation)

    @asynccontextmanager
    async def _of(self, cm: CM, conversation_id: UUID) -> AsyncGenerator[Locked]:
        self._acted.put_nowait(cm)
        async with Conversations(self._record, cm.brands).locked(conversation_id) as locked:
            yield locked

    @asynccontextmanager
    async def _any_brand(self, conversation_id: UUID) -> AsyncGenerator[Locked]:
        async with Conversations(self._record, EVERY_BRAND).locked(conversation_id) as locked:
            yield locked
