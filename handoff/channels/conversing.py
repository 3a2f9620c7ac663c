"""One open widget: what the customer sends goes into the log, what the log gains goes out.

The log is the truth and the socket a view on it. Every event goes out once and in order: a signal
carries it if it is the next one, else what is missing is read from the record.
"""

import asyncio
from uuid import UUID

from handoff.channels import arrival, intake
from handoff.channels.arrival import Visitor
from handoff.channels.frames import (
    READER,
    Bot,
    ClientFrame,
    Fetch,
    Hello,
    Human,
    Pong,
    Pressed,
    Restart,
    Said,
)
from handoff.channels.frames import Typing as TypingFrame
from handoff.channels.state import State, brand_view, state_of
from handoff.conversations.model import Conversation, Event
from handoff.conversations.ownership import Owner
from handoff.conversations.views import customer_view
from handoff.doors.budget import Budget
from handoff.doors.errors import Refused
from handoff.doors.service import Service
from handoff.doors.shielded import shielded
from handoff.doors.sockets import SESSION_REFUSED, TOO_MANY, Closing, Line, until_one_ends
from handoff.live.signals import Head, Refetch, Signal, Typing, Wait, Written

PING_EVERY = 15.0
"""Seconds; each ping carries the newest number, so that a lost signal is noticed."""

AT_A_TIME = 200
"""Events in one frame."""

ABUSE = 200
"""Refused frames in one window after which the connection is closed."""

MESSAGES_A_MINUTE = 600
"""Of one network address."""


class Conversing:
    """A visit as long as its socket is open."""

    def __init__(
        self, service: Service, line: Line, visitor: Visitor, conversation: Conversation
    ) -> None:
        self._service = service
        self._line = line
        self._visitor = visitor
        self._conversation = conversation
        self._sent = 0
        self._news = service.hub.listen()
        # Frames of the log leave one at a time: reader and pump both send them.
        self._order = asyncio.Lock()
        self._frames = Budget(100, 10.0)
        self._messages = Budget(20, 10.0)
        self._keystrokes = Budget(2, 1.0)
        self._patience = Budget(ABUSE, 10.0)

    async def run(self, after: int) -> None:
        """Serve the visit, from the event after `after`, until either side ends it.

        Raises `Closing` or `WebSocketDisconnect`.
        """
        with self._service.sessions.watch("customer", self._visitor.token) as ended:
            async with self._news:
                await self._enter(self._conversation.id, after)
                await until_one_ends(
                    self._read(), self._pump(), self._ping(), self._until_ended(ended)
                )

    async def _enter(self, conversation_id: UUID, after: int) -> None:
        """Go on with a conversation: watch it first, then read it, so nothing falls between."""
        async with self._order:
            self._news.unwatch(self._conversation.id)
            await self._news.watch(conversation_id)
            self._conversation = await self._service.conversations.get(conversation_id)
            head = self._conversation.last_number
            self._sent = after if after <= head else 0  # numbers of another conversation
            events = await self._next_events(self._sent)
            await self._line.send(
                {
                    "type": "welcome",
                    "token": self._visitor.token,
                    "conversation": str(conversation_id),
                    "head": head,
                    "brand": brand_view(self._visitor.brand),
                    "owner": self._conversation.owner,
                    "events": [customer_view(event) for event in events],
                    "state": (await self._state()).frame(),
                }
            )
            self._note_sent(events)
            await self._refill()

    async def _read(self) -> None:
        while True:
            raw = await self._line.receive()
            try:
                if not self._frames.spend():
                    message = "Too many frames at once. Wait a few seconds, then go on."
                    raise Refused(429, "too_many", message)
                await self._take(READER.read(raw))
            except Closing:
                raise
            except Refused as refused:
                if not self._patience.spend():
                    raise Closing(TOO_MANY, "too_many", "Too many frames were refused.") from None
                await self._line.refuse(refused)

    async def _take(self, frame: ClientFrame) -> None:
        match frame:
            case Said() | Pressed():
                await self._write(frame)
            case TypingFrame():
                if self._keystrokes.spend():
                    await self._service.hub.typing(self._conversation.id, "customer")
            case Fetch():
                await self._fetch(frame.after)
            case Human():
                await shielded(self._service.desk.ask_human(self._conversation.id))
            case Bot():
                await shielded(self._service.desk.prefer_bot(self._conversation.id))
            case Restart():
                await self._restart()
            case Hello():
                raise Refused(400, "hello_twice", "This connection has said hello already.")
            case Pong():
                pass

    async def _write(self, frame: Said | Pressed) -> None:
        client_id = str(frame.id)
        await self._admit(client_id)
        conversation = await self._present()
        try:
            if isinstance(frame, Said):
                event = await intake.say(self._service, conversation, frame.text, client_id)
            else:
                event = await intake.press(self._service, conversation, frame.button, client_id)
        except Refused as refused:
            raise refused.about(client_id) from None
        await self._line.send({"type": "ack", "id": client_id, "number": event.number})

    async def _admit(self, client_id: str) -> None:
        admitted = self._messages.spend() and await self._service.admits(
            "widget_message", self._line.socket, limit=MESSAGES_A_MINUTE
        )
        if not admitted:
            message = "Too many messages at once. Wait a few seconds, then send this one again."
            raise Refused(429, "too_many", message, beside={"id": client_id})

    async def _present(self) -> Conversation:
        """This conversation, or the newer one that another tab has begun meanwhile."""
        if self._conversation.owner is Owner.CLOSED:
            present = await arrival.present_conversation(
                self._service, self._visitor, self._line.socket
            )
            if present.id != self._conversation.id:
                await self._enter(present.id, 0)
        return self._conversation

    async def _fetch(self, after: int) -> None:
        events = await self._next_events(after)
        head = max(self._conversation.last_number, events[-1].number if events else 0)
        await self._line.send(
            {"type": "events", "events": [customer_view(one) for one in events], "head": head}
        )

    async def _restart(self) -> None:
        begun = await arrival.start_again(
            self._service, self._visitor, self._line.socket, self._conversation.id
        )
        await self._enter(begun.id, 0)

    async def _pump(self) -> None:
        async for signal in self._news:
            async with self._order:
                await self._pass_on(signal)

    async def _pass_on(self, signal: Signal) -> None:
        here = self._conversation.id
        match signal:
            case Written(conversation, events) if conversation.id == here:
                await self._written(conversation, events)
            case Head(conversation, number) if conversation == here and number > self._sent:
                await self._catch_up()
            case Refetch():
                await self._catch_up()
            case Typing(conversation, who, name) if conversation == here and who != "customer":
                await self._line.send({"type": "typing", "who": who, "name": name})
            case Wait() if signal.conversation == here:
                state = await self._state(signal)
                await self._line.send({"type": "state", **state.frame()})
            case _:
                pass

    async def _written(self, conversation: Conversation, events: list[Event]) -> None:
        for event in events:
            if event.number > self._sent + 1:
                await self._refill()
                break
            if event.number == self._sent + 1:
                await self._line.send({"type": "event", "event": customer_view(event)})
                self._sent = event.number
        if conversation.last_number >= self._conversation.last_number:
            changed = conversation.version != self._conversation.version
            self._conversation = conversation
            if changed:
                await self._send_state()

    async def _catch_up(self) -> None:
        """Read what signals did not bring."""
        self._conversation = await self._service.conversations.get(self._conversation.id)
        await self._refill()
        await self._send_state()

    async def _refill(self) -> None:
        while events := await self._next_events(self._sent):
            await self._line.send(
                {
                    "type": "events",
                    "events": [customer_view(event) for event in events],
                    "head": max(self._conversation.last_number, events[-1].number),
                }
            )
            self._note_sent(events)

    async def _next_events(self, after: int) -> list[Event]:
        return await self._service.conversations.events(
            self._conversation.id, after=after, limit=AT_A_TIME
        )

    def _note_sent(self, events: list[Event]) -> None:
        if events:
            self._sent = events[-1].number

    async def _send_state(self) -> None:
        await self._line.send({"type": "state", **(await self._state()).frame()})

    async def _state(self, wait: Wait | None = None) -> State:
        return await state_of(self._service, self._conversation, wait)

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(PING_EVERY)
            head = max(self._service.hub.head(self._conversation.id), self._sent)
            await self._line.send({"type": "ping", "head": head})

    async def _until_ended(self, ended: asyncio.Event) -> None:
        await ended.wait()
        message = "This session has ended. Drop its token and say hello without one."
        raise Closing(SESSION_REFUSED, "token_refused", message)
