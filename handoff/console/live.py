"""The console's live line, `/api/live`: rows of my brands, and the conversation I look at."""

import asyncio
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from handoff.console.dependencies import COOKIE, check_origin, person_of
from handoff.console.frames import READER, ConsoleFrame, Pong, Presence, Unwatch, Watch
from handoff.console.frames import Typing as TypingFrame
from handoff.console.login import me
from handoff.console.rows import counts, rows_of
from handoff.conversations.log import Conversations, NotFound
from handoff.conversations.model import Conversation, Event
from handoff.conversations.people import CM
from handoff.conversations.views import cm_view
from handoff.doors import metrics
from handoff.doors.budget import Budget
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import Service, ServiceDep
from handoff.doors.sockets import (
    GOING_AWAY,
    ORIGIN_REFUSED,
    SESSION_REFUSED,
    TOO_MANY,
    Closing,
    Line,
    until_one_ends,
)
from handoff.live.signals import Head, Refetch, Row, Signal, Typing, Written

router = APIRouter()

PING_EVERY = 15.0
"""Seconds; each answer renews the CM's presence."""

ROWS_EVERY = 0.25
"""Seconds in which changed rows are gathered: a burst of changes is read once."""

AT_A_TIME = 200


@router.websocket("/live")
async def live(socket: WebSocket, service: ServiceDep) -> None:
    """Keep a console up to date."""
    await socket.accept()
    line = Line(socket)
    with metrics.open_socket("console"):
        try:
            person, token = await _admitted(service, socket)
            await Watching(service, line, person).run(token)
        except Closing as closing:
            await line.refuse(closing)
            await line.close(closing.closing)
        except WebSocketDisconnect:
            pass
        finally:
            await line.close(GOING_AWAY)


async def _admitted(service: Service, socket: WebSocket) -> tuple[CM, str]:
    try:
        check_origin(socket, service)
    except Refused as refused:
        raise Closing(ORIGIN_REFUSED, refused.code, refused.message) from refused
    try:
        return await person_of(socket, service), socket.cookies[COOKIE]
    except Refused as refused:
        raise Closing(SESSION_REFUSED, refused.code, refused.message) from refused


class Watching:
    """One console as long as its line is open."""

    def __init__(self, service: Service, line: Line, person: CM) -> None:
        self._service = service
        self._line = line
        self._person = person
        self._brands = service.brands_of(person)
        self._conversations = Conversations(service.record, self._brands)
        self._news = service.hub.listen()
        self._status: Literal["online", "away"] = "online"
        self._watched: Conversation | None = None
        self._sent = 0
        # Events of the watched conversation leave one at a time: reader and pump both send them.
        self._order = asyncio.Lock()
        self._changed: set[UUID] = set()
        self._any_changed = asyncio.Event()
        self._frames = Budget(200, 10.0)

    async def run(self, token: str) -> None:
        """Serve the console until either side ends it; raises `Closing`, `WebSocketDisconnect`."""
        with self._service.sessions.watch("cm", token) as ended:
            async with self._news:
                for brand in self._brands:
                    await self._news.follow(brand)
                hello = me(self._person, self._service).model_dump(mode="json")
                await self._line.send({"type": "hello", "me": hello})
                await self._service.desk.presence.renew(self._person, self._status)
                await self._send_rows()
                await until_one_ends(
                    self._read(),
                    self._pump(),
                    self._ping(),
                    self._rows(),
                    self._until_ended(ended),
                )

    async def _read(self) -> None:
        while True:
            raw = await self._line.receive()
            try:
                if not self._frames.spend():
                    raise Closing(TOO_MANY, "too_many", "Too many frames at once. Connect again.")
                await self._take(READER.read(raw))
            except Closing:
                raise
            except Refused as refused:
                await self._line.refuse(refused)

    async def _take(self, frame: ConsoleFrame) -> None:
        match frame:
            case Watch():
                await self._watch(frame.conversation, frame.after)
            case Unwatch():
                await self._unwatch()
            case TypingFrame():
                await self._type(frame.conversation)
            case Presence():
                self._status = frame.status
                await self._service.desk.presence.renew(self._person, self._status)
            case Pong():
                await self._service.desk.presence.renew(self._person, self._status)

    async def _watch(self, conversation_id: UUID, after: int) -> None:
        try:
            conversation = await self._conversations.get(conversation_id)
        except NotFound as error:
            raise not_found("conversation") from error
        async with self._order:
            if self._watched is not None and self._watched.id != conversation_id:
                self._news.unwatch(self._watched.id)
            await self._news.watch(conversation_id)
            self._watched, self._sent = conversation, after
            await self._refill(conversation_id)

    async def _unwatch(self) -> None:
        async with self._order:
            if self._watched is not None:
                self._news.unwatch(self._watched.id)
                self._watched = None

    async def _type(self, conversation_id: UUID) -> None:
        """Tell the customer, if this CM is the one who answers."""
        watched = self._watched
        if watched is not None and watched.id == conversation_id and watched.cm == self._person.id:
            await self._service.hub.typing(conversation_id, "cm", self._person.name)

    async def _pump(self) -> None:
        async for signal in self._news:
            if isinstance(signal, Refetch):
                return  # the console comes back and reads everything again
            async with self._order:
                await self._pass_on(signal)

    async def _pass_on(self, signal: Signal) -> None:
        here = self._watched.id if self._watched else None
        match signal:
            case Row(conversation):
                self._changed.add(conversation.id)
                self._any_changed.set()
            case Written(conversation, events) if conversation.id == here:
                self._watched = conversation
                await self._written(conversation.id, events)
            case Head(conversation, number) if conversation == here and number > self._sent:
                await self._refill(conversation)
            case Typing(conversation, who, name) if conversation == here and not self._mine(signal):
                typing = {"type": "typing", "conversation": str(here), "who": who, "name": name}
                await self._line.send(typing)
            case _:
                pass

    def _mine(self, typing: Typing) -> bool:
        return typing.who == "cm" and typing.name == self._person.name

    async def _written(self, conversation_id: UUID, events: list[Event]) -> None:
        for event in events:
            if event.number > self._sent + 1:
                await self._refill(conversation_id)
                return
            if event.number == self._sent + 1:
                await self._send_event(event)

    async def _refill(self, conversation_id: UUID) -> None:
        while events := await self._conversations.events(
            conversation_id, after=self._sent, limit=AT_A_TIME
        ):
            for event in events:
                await self._send_event(event)

    async def _send_event(self, event: Event) -> None:
        conversation = str(event.conversation)
        await self._line.send(
            {"type": "event", "conversation": conversation, "event": cm_view(event)}
        )
        self._sent = event.number

    async def _rows(self) -> None:
        while True:
            await self._any_changed.wait()
            await asyncio.sleep(ROWS_EVERY)
            self._any_changed.clear()
            await self._send_rows()

    async def _send_rows(self) -> None:
        changed, self._changed = self._changed, set()
        async with self._service.record.transaction(self._brands) as connection:
            rows = await rows_of(connection, changed)
            counted = await counts(connection, self._person.id, self._brands)
        for row in rows.values():
            await self._line.send({"type": "row", "row": row.model_dump(mode="json")})
        await self._line.send({"type": "counts", "counts": counted.model_dump()})

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(PING_EVERY)
            watched = self._watched
            heads = {}
            if watched is not None:
                heads[str(watched.id)] = max(self._service.hub.head(watched.id), self._sent)
            await self._line.send({"type": "ping", "heads": heads})

    async def _until_ended(self, ended: asyncio.Event) -> None:
        await ended.wait()
        await self._service.desk.presence.leave(self._person.id)
        raise Closing(SESSION_REFUSED, "not_logged_in", "Your session has ended. Log in again.")
