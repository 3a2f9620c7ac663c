"""Turns as a service process plays them, against a server that speaks Rasa's HTTP API.

The server injects what a real Rasa does only when it is ill: slowness, refusal, emptiness,
rubbish. Healthy conversations with the real Rasa are the stack tests'.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from handoff.brands.brand import Brand, load_brands
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation, Event
from handoff.desk.desk import Desk
from handoff.dialogue.fallback import Fallback
from handoff.dialogue.rasa import Rasa
from handoff.dialogue.turns import Turns
from handoff.live.hub import Hub
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions.engine import Suggestions

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "the bot's token"

HELLO = [{"recipient_id": "x", "text": "Bonjour, je suis un assistant automatique."}]


@dataclass
class Turn:
    """A turn that the server played."""

    sender: str
    message: str
    metadata: dict[str, Any]
    at: float


@dataclass
class IllRasa:
    """Rasa's HTTP API with the illnesses that a test gives it; keeps trackers as Rasa does."""

    port: int = 0
    elements: list[Any] = field(default_factory=lambda: list(HELLO))
    delay: float = 0
    body: bytes | None = None
    status: int = 200
    breaks_off: int = 0
    turns: list[Turn] = field(default_factory=list)
    slots: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    trackers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    server: asyncio.Server | None = None
    serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self.server is not None:
            self.server.close()
            for task in self.serving:
                task.cancel()
            await asyncio.gather(*self.serving, return_exceptions=True)
            await self.server.wait_closed()
            self.server = None

    async def was_asked(self, turns: int) -> None:
        """Wait until that many turns have reached it."""
        async with asyncio.timeout(20):
            while len(self.turns) < turns:
                await asyncio.sleep(0.02)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self.serving.add(task)
        task.add_done_callback(self.serving.discard)
        try:
            await self._serve_one(reader, writer)
        finally:
            writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            line, *lines = head.split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (x.partition(":") for x in lines)}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            method, target, _ = line.split(" ")
            await self._answer(method, urlsplit(target), body, writer)

    async def _answer(self, method, target, body: bytes, writer: asyncio.StreamWriter) -> None:
        if parse_qs(target.query).get("token") != [TOKEN]:
            return _send(writer, 401, b'{"status":"failure"}')
        if target.path == "/webhooks/rest/webhook":
            return await self._play(json.loads(body), writer)
        if target.path == "/status":
            return _send(writer, 200, b'{"model_id":"m1"}')
        sender = unquote(target.path.split("/")[2])
        if method == "POST":
            slots = [event for event in json.loads(body) if event["event"] == "slot"]
            self.slots.setdefault(sender, []).extend(slots)
            return _send(writer, 200, b"{}")
        events = self.trackers.get(sender, [])
        state = {"sender_id": sender, "events": events}
        return _send(writer, 200, json.dumps(state).encode())

    async def _play(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        turn = Turn(asked["sender"], asked["message"], asked["metadata"], time.monotonic())
        self.turns.append(turn)
        if self.breaks_off:
            self.breaks_off -= 1
            return None
        elements = self.elements
        await asyncio.sleep(self.delay)
        tracker = self.trackers.setdefault(turn.sender, [])
        tracker.append({"event": "user", "text": turn.message, "metadata": turn.metadata})
        for element in elements:
            if isinstance(element, dict):
                data = {"buttons": element.get("buttons"), "custom": element.get("custom")}
                tracker.append({"event": "bot", "text": element.get("text"), "data": data})
        _send(writer, self.status, self.body or json.dumps(elements).encode())
        return self.answered.set()


def _send(writer: asyncio.StreamWriter, status: int, body: bytes) -> None:
    head = f"HTTP/1.1 {status} X\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
    writer.write(head.encode() + body)


@pytest.fixture(scope="session")
def brands() -> dict[str, Brand]:
    return load_brands(ROOT / "data" / "brands")


@pytest.fixture
async def rasa() -> AsyncIterator[IllRasa]:
    """A healthy server, until the test makes it ill."""
    server = IllRasa()
    await server.start()
    yield server
    await server.stop()


@dataclass
class Process:
    """What one service process has for the dialogue."""

    turns: Turns
    desk: Desk
    hub: Hub
    conversations: Conversations

    async def says(self, conversation: Conversation, text: str, **body: Any) -> Event:
        """The customer writes at this process's door."""
        async with self.conversations.locked(conversation.id) as locked:
            return await locked.append("message", "customer", {"text": text, **body})

    async def answered(self, conversation: Conversation) -> Conversation:
        """The conversation once the bot has answered what it owes, without a pause."""
        await self.turns.answer_now(conversation.id)
        return await self.conversations.get(conversation.id)


ProcessFactory = Callable[..., Awaitable[Process]]


@pytest.fixture
async def process_of(
    postgres_url: str, redis_url: str, brands: dict[str, Brand], rasa: IllRasa
) -> AsyncIterator[ProcessFactory]:
    """Start service processes; `pause` and `turn_timeout` in seconds, `engine` if ready."""
    async with AsyncExitStack() as stack:

        async def start(
            *,
            pause: float = 0.1,
            turn_timeout: float = 10,
            loops: bool = True,
            engine: Suggestions | None = None,
        ) -> Process:
            record = Record(postgres_url, pool_size=5)
            stack.push_async_callback(record.close)
            conversations = Conversations(record, EVERY_BRAND)
            hub = Hub(redis_url, conversations)
            stack.push_async_callback(hub.close)
            desk = Desk(record, redis_url, brands, hub)
            stack.push_async_callback(desk.close)
            client = Rasa(rasa.url, TOKEN, turn_timeout=turn_timeout)
            stack.push_async_callback(client.close)
            fallback = Fallback(record, lambda: engine, brands)
            turns = Turns(
                conversations, client, hub, brands, desk.escalate, fallback=fallback, pause=pause
            )
            stack.push_async_callback(turns.close)
            for listener in (hub.publish, desk.heard, turns.heard):
                record.listen(listener)
            await hub.start()
            if loops:
                await turns.start()
            return Process(turns, desk, hub, conversations)

        yield start


@pytest.fixture
async def process(process_of: ProcessFactory) -> Process:
    return await process_of()


@pytest.fixture
def log_of(conversations: Conversations) -> Callable[..., Awaitable[list[Event]]]:
    """The messages of a conversation by these authors, once there are `count`."""

    async def read(
        conversation: Conversation, *authors: str, count: int = 1, within: float = 8
    ) -> list[Event]:
        async with asyncio.timeout(within):
            while True:
                events = await conversations.events(conversation.id)
                found = [e for e in events if e.kind == "message" and e.author in authors]
                if len(found) >= count:
                    return found
                await asyncio.sleep(0.02)

    return read
