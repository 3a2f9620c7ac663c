"""The heart: a conversation is a numbered log, written under a lock on its row.

Every writer locks the conversation, takes the next number and inserts in that one transaction, so
numbers have no gaps and readers can resume from any of them. Whoever listens to the record
(`Record.listen`) hears of the events after the commit, never before.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations import ownership, tables
from handoff.conversations.model import Author, Conversation, Event, Kind, Urgency
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.storage.engine import Brands, Record


class ConversationError(Exception):
    """Base of what this room refuses."""


class NotFound(ConversationError):
    """No such conversation, or one of a brand that the asker may not see."""


class ClientIdReused(ConversationError):
    """A message id came again with another text."""


class Conversations:
    """The conversations of `brands` (or of every brand, for the service itself)."""

    def __init__(self, record: Record, brands: Brands) -> None:
        self.record = record
        self.brands = brands

    async def open(
        self,
        brand: str,
        customer_id: UUID,
        language: str,
        *,
        channel: str = "widget",
        sender: str | None = None,
        address: str | None = None,
    ) -> Conversation:
        """Begin a conversation, owned by the bot; its log is empty.

        Args:
            brand: name of the brand.
            customer_id: of an existing customer of that brand.
            language: what the page speaks, `fr` or `en`; the customer's words decide later.
            channel: `widget` or `rest`.
            sender: the name that a client of the REST door gave.
            address: a keyed hash of the network address, to limit attempts at proof.
        """
        new = uuid4()
        async with self.record.transaction(self.brands) as connection:
            row = (
                (
                    await connection.execute(
                        insert(tables.conversations)
                        .values(
                            id=new,
                            brand=brand,
                            customer_id=customer_id,
                            channel=channel,
                            sender=sender,
                            address=address,
                            language=language,
                            owner=Owner.BOT,
                        )
                        .returning(*tables.conversations.c)
                    )
                )
                .mappings()
                .one()
            )
            await _open_episode(connection, brand, new, 1, row["created_at"])
        return _conversation(row)

    async def get(self, conversation_id: UUID) -> Conversation:
        """The conversation as it stands; raises `NotFound`."""
        async with self.record.transaction(self.brands) as connection:
            return await read_conversation(connection, conversation_id)

    async def of_sender(self, brand: str, channel: str, sender: str) -> Conversation | None:
        """The newest conversation of a client's sender on that channel."""
        c = tables.conversations.c
        query = (
            select(*c)
            .where(c.brand == brand, c.channel == channel, c.sender == sender)
            .order_by(c.created_at.desc())
            .limit(1)
        )
        async with self.record.transaction(self.brands) as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return _conversation(row) if row else None

    async def events(
        self, conversation_id: UUID, *, after: int = 0, limit: int = 500
    ) -> list[Event]:
        """Up to `limit` events numbered above `after`, in order; raises `NotFound`."""
        async with self.record.transaction(self.brands) as connection:
            await read_conversation(connection, conversation_id)
            return await read_events(connection, conversation_id, after=after, limit=limit)

    async def heads(self, conversation_ids: list[UUID]) -> dict[UUID, int]:
        """The newest number of each of these conversations that exist."""
        c = tables.conversations.c
        async with self.record.transaction(self.brands) as connection:
            rows = await connection.execute(
                select(c.id, c.last_number).where(c.id.in_(conversation_ids))
            )
            return {row.id: row.last_number for row in rows}

    @asynccontextmanager
    async def locked(self, conversation_id: UUID) -> AsyncGenerator[Locked]:
        """Hold the conversation's row; what is appended commits at a clean exit, then is announced.

        Raises:
            NotFound: no such conversation among these brands.
        """
        async with self.record.transaction(self.brands) as connection:
            locked = Locked(connection, *await _lock(connection, conversation_id))
            yield locked
            await locked.flush()
        if locked.appended:
            await self.record.announce(locked.conversation, locked.appended)


class Locked:
    """A conversation under its lock: the only place where its log grows."""

    def __init__(
        self, connection: AsyncConnection, conversation: Conversation, now: datetime
    ) -> None:
        self.connection = connection
        self.conversation = conversation
        self.now = now
        """The database's clock, so that several machines write one time."""
        self.appended: list[Event] = []
        self._stored = conversation

    async def append(
        self,
        kind: Kind,
        author: Author,
        body: dict[str, Any],
        *,
        author_id: UUID | None = None,
        name: str | None = None,
        client_id: str | None = None,
    ) -> Event:
        """Add an event, or give the stored one if `client_id` came before with the same text.

        A customer's message to a closed conversation opens a new episode with the bot, unless the
        caller has already moved it elsewhere.

        Raises:
            ClientIdReused: `client_id` came before with another text.
        """
        if client_id is not None:
            stored = await self.stored(author, client_id)
            if stored is not None:
                if stored.body.get("text") != body.get("text"):
                    raise ClientIdReused(
                        "This message id was used for another text: send it with a new id."
                    )
                return stored
        says = kind == "message"
        if says and author == "customer" and self.conversation.owner is Owner.CLOSED:
            await self.move(Move.REOPEN)
        event = await self._insert(kind, author, body, author_id, name, client_id)
        if says and author == "customer":
            self._change(last_customer_number=event.number)
        elif says and author in {"bot", "cm"}:
            self._change(last_answer_number=event.number)
        return event

    async def stored(self, author: Author, client_id: str) -> Event | None:
        """The event that came with this client-made id before, if any."""
        e = tables.events.c
        row = (
            (
                await self.connection.execute(
                    select(*e).where(
                        e.conversation_id == self.conversation.id,
                        e.author == author,
                        e.client_id == client_id,
                    )
                )
            )
            .mappings()
            .one_or_none()
        )
        return _event(row) if row else None

    async def move(
        self,
        move: Move,
        *,
        author: Author = "service",
        author_id: UUID | None = None,
        cm: UUID | None = None,
        cm_name: str | None = None,
        team: str | None = None,
        urgency: Urgency | None = None,
        reason: str | None = None,
        deadline: datetime | None = None,
        waiting_since: datetime | None = None,
        outcome: Outcome | None = None,
        note: str | None = None,
        summary: dict[str, Any] | None = None,
    ) -> Event:
        """Change the owner by the table in `ownership`, and write down why.

        Moves that lead to `waiting` need a `deadline`, unless the conversation still has the one
        it waited with before ("back at the old place").

        Raises:
            ownership.IllegalMove: the table does not allow it.
        """
        before = self.conversation
        state = ownership.apply(before.state, move, cm=str(cm) if cm else None, outcome=outcome)
        waits = state.owner is Owner.WAITING
        self._change(
            owner=state.owner,
            version=state.version,
            stint=state.stint,
            episode=state.episode,
            cm=UUID(state.cm) if state.cm else None,
            outcome=state.outcome,
            team=team or before.team,
            urgency=urgency or before.urgency,
            reason=reason or before.reason,
            summary=summary if summary is not None else before.summary,
            turn_id=None,
            turn_lease=None,
        )
        if waits:
            self._change(
                deadline=deadline or before.deadline,
                waiting_since=waiting_since or before.waiting_since or self.now,
            )
        elif state.owner in {Owner.BOT, Owner.CLOSED}:
            self._change(deadline=None, waiting_since=None)
        event = await self._insert(
            "owner",
            author,
            {
                "move": move.value,
                "from": before.owner.value,
                "to": state.owner.value,
                "version": state.version,
                "cm": state.cm,
                "team": self.conversation.team,
                "urgency": self.conversation.urgency,
                "reason": reason,
                "outcome": outcome.value if outcome else None,
                "note": note,
                "summary": summary,
            },
            author_id,
            cm_name,
            None,
        )
        if state.stint != before.stint:
            self._change(
                stint_started=event.number, bot_cursor=event.number, last_turn=None, reason=None
            )
        await self._record_episode(move, before, state, event)
        return event

    async def learn(self, facts: dict[str, Any], *, author: Author = "bot") -> Event | None:
        """Keep what is new of `facts`; a value of None forgets one. None if nothing is new."""
        known = self.conversation.facts
        new = {key: value for key, value in facts.items() if known.get(key) != value}
        if not new:
            return None
        event = await self._insert("facts", author, new, None, None, None)
        merged = {key: value for key, value in {**known, **new}.items() if value is not None}
        self._change(facts=merged)
        language = new.get("language")
        if isinstance(language, str):
            self._change(language=language)
        return event

    def hold_turn(self, turn_id: UUID, lease: datetime) -> None:
        """Note that a bot's turn runs, until `lease` at most."""
        self._change(turn_id=turn_id, turn_lease=lease)

    def end_turn(self, *, cursor: int | None = None, kind: str | None = None) -> None:
        """Note that the turn is over; `cursor` is the last customer message it answered."""
        self._change(
            turn_id=None,
            turn_lease=None,
            bot_cursor=cursor if cursor is not None else self.conversation.bot_cursor,
            last_turn=kind or self.conversation.last_turn,
        )

    async def flush(self) -> None:
        """Write the conversation's row, if anything of it changed."""
        changed = {
            column: getattr(self.conversation, column)
            for column in _MUTABLE
            if getattr(self.conversation, column) != getattr(self._stored, column)
        }
        if not changed:
            return
        # A hold on a turn is no activity: the inbox sorts by what people see.
        if changed.keys() - {"turn_id", "turn_lease"}:
            self._change(updated_at=self.now)
            changed["updated_at"] = self.now
        await self.connection.execute(
            update(tables.conversations)
            .where(tables.conversations.c.id == self.conversation.id)
            .values(**changed)
        )
        self._stored = self.conversation

    async def _insert(
        self,
        kind: Kind,
        author: Author,
        body: dict[str, Any],
        author_id: UUID | None,
        name: str | None,
        client_id: str | None,
    ) -> Event:
        event = Event(
            conversation=self.conversation.id,
            number=self.conversation.last_number + 1,
            kind=kind,
            author=author,
            author_id=author_id,
            name=name,
            body=body,
            client_id=client_id,
            at=self.now,
            episode=self.conversation.episode,
            stint=self.conversation.stint,
        )
        await self.connection.execute(
            insert(tables.events).values(
                conversation_id=event.conversation,
                number=event.number,
                brand=self.conversation.brand,
                kind=kind,
                author=author,
                author_id=author_id,
                name=name,
                body=body,
                client_id=client_id,
                at=event.at,
                episode=event.episode,
                stint=event.stint,
            )
        )
        self._change(last_number=event.number)
        self.appended.append(event)
        return event

    async def _record_episode(
        self, move: Move, before: Conversation, state: ownership.State, event: Event
    ) -> None:
        conversation = self.conversation
        if move is Move.REOPEN:
            await _open_episode(
                self.connection, conversation.brand, conversation.id, state.episode, event.at
            )
        elif move in {Move.CLOSE, Move.CASE_DUE}:
            closes = move is Move.CLOSE
            e = tables.episodes.c
            await self.connection.execute(
                update(tables.episodes)
                .where(e.conversation_id == conversation.id, e.episode == conversation.episode)
                .values(
                    closed_at=event.at if closes else None,
                    closed_by=before.owner.value if closes else None,
                    outcome=state.outcome.value if state.outcome else None,
                    topic=conversation.facts.get("topic"),
                )
            )
            if closes:
                await _mark_recontacted(self.connection, conversation)

    def _change(self, **columns: Any) -> None:
        self.conversation = replace(self.conversation, **columns)


_MUTABLE = (
    "language",
    "owner",
    "cm",
    "version",
    "last_number",
    "last_customer_number",
    "last_answer_number",
    "stint",
    "stint_started",
    "episode",
    "team",
    "urgency",
    "reason",
    "summary",
    "waiting_since",
    "deadline",
    "outcome",
    "bot_cursor",
    "turn_id",
    "turn_lease",
    "last_turn",
    "facts",
)


RECONTACT_WITHIN = timedelta(days=7)
"""A new contact about the same thing within this time marks the earlier episode."""


async def _mark_recontacted(connection: AsyncConnection, conversation: Conversation) -> None:
    """Mark earlier episodes of this customer about the same topic: their answer did not hold.

    Done when the later one closes, because only then is its topic known.
    """
    topic = conversation.facts.get("topic")
    if topic is None:
        return
    e, c = tables.episodes.c, tables.conversations.c
    this = select(e.opened_at).where(
        e.conversation_id == conversation.id, e.episode == conversation.episode
    )
    opened = this.scalar_subquery()
    await connection.execute(
        update(tables.episodes)
        .where(
            e.conversation_id.in_(select(c.id).where(c.customer_id == conversation.customer_id)),
            e.topic == topic,
            e.closed_at <= opened,
            e.closed_at > opened - RECONTACT_WITHIN,
        )
        .values(recontacted=True)
    )


async def read_episode(
    connection: AsyncConnection, conversation_id: UUID, episode: int
) -> list[Event]:
    """Every event of one episode, in order."""
    e = tables.events.c
    rows = await connection.execute(
        select(*e)
        .where(e.conversation_id == conversation_id, e.episode == episode)
        .order_by(e.number)
    )
    return [_event(row) for row in rows.mappings()]


async def read_events(
    connection: AsyncConnection, conversation_id: UUID, *, after: int = 0, limit: int = 500
) -> list[Event]:
    """Events of one conversation numbered above `after`, in order."""
    e = tables.events.c
    rows = await connection.execute(
        select(*e)
        .where(e.conversation_id == conversation_id, e.number > after)
        .order_by(e.number)
        .limit(limit)
    )
    return [_event(row) for row in rows.mappings()]


async def asked_since(connection: AsyncConnection, conversation: Conversation) -> datetime | None:
    """When the customer wrote the first sentence of the bot's present stint: it counts in law.

    Earlier ones were somebody else's to answer: an episode that a promise wakes lasts for weeks.
    """
    e = tables.events.c
    return await connection.scalar(
        select(func.min(e.at)).where(
            e.conversation_id == conversation.id,
            e.number > conversation.stint_started,
            e.kind == "message",
            e.author == "customer",
        )
    )


async def read_conversation(connection: AsyncConnection, conversation_id: UUID) -> Conversation:
    """The conversation as it stands; raises `NotFound`."""
    query = select(*tables.conversations.c).where(tables.conversations.c.id == conversation_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such conversation.")
    return _conversation(row)


async def _lock(
    connection: AsyncConnection, conversation_id: UUID
) -> tuple[Conversation, datetime]:
    """The conversation with its row locked, and the time.

    Who had to wait for another writer gets the time after it: PostgreSQL reads a row that has
    changed meanwhile again, clock included.
    """
    c = tables.conversations.c
    query = select(func.clock_timestamp().label("now"), *c).where(c.id == conversation_id)
    row = (await connection.execute(query.with_for_update())).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such conversation.")
    fields = dict(row)
    now: datetime = fields.pop("now")
    return _conversation(fields), now


async def _open_episode(
    connection: AsyncConnection, brand: str, conversation: UUID, episode: int, at: datetime
) -> None:
    await connection.execute(
        insert(tables.episodes).values(
            conversation_id=conversation, episode=episode, brand=brand, opened_at=at
        )
    )


def _conversation(row: Mapping[Any, Any]) -> Conversation:
    fields = dict(row)
    fields["owner"] = Owner(fields["owner"])
    fields["outcome"] = Outcome(fields["outcome"]) if fields["outcome"] else None
    return Conversation(**fields)


def _event(row: RowMapping) -> Event:
    fields = dict(row)
    fields.pop("brand")
    fields["conversation"] = fields.pop("conversation_id")
    return Event(**fields)
