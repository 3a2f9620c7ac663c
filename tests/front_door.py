"""The real front door on a free port, and the clients that knock at it.

PostgreSQL and Redis are real. Behind it stands the server that speaks Rasa's HTTP API from the
tests of the dialogue; conversations with the real Rasa are the stories'.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from actions.shop import demo
from handoff.app import create_app
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.doors.service import Service
from handoff.settings import ROOT, Settings, load
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import export_encoder
from handoff.suggestions.store import Resolution
from tests.colleagues import PASSWORD, Person
from tests.dialogue.conftest import TOKEN, IllRasa

INTERNAL_TOKEN = "internal-" + "3f9c1b7a5e2d8046" * 2
LARGEST_FRAME = 1_048_576
WITHIN = 20.0
START_WITHIN = 60.0
"""The first start of a worker imports the whole service, beside other workers on two cores."""

Frame = dict[str, Any]


@dataclass
class FrontDoor:
    """A running front door."""

    url: str
    app: FastAPI
    settings: Settings
    bot: IllRasa

    @property
    def service(self) -> Service:
        return self.app.state.service

    @property
    def conversations(self) -> Conversations:
        return self.service.conversations

    async def owner(self, conversation: str) -> str:
        return (await self.conversations.get(UUID(conversation))).owner.value

    async def texts(self, conversation: str) -> list[str]:
        """What everybody said, from the record."""
        events = await self.conversations.events(UUID(conversation))
        return [event.body["text"] for event in events if event.kind == "message"]

    async def bot_says(self, conversation: str, text: str, **body: Any) -> int:
        """Append a bot's message to the log, as a turn would."""
        async with self.conversations.locked(UUID(conversation)) as locked:
            event = await locked.append("message", "bot", {"text": text, **body}, name="Ormeline")
        return event.number


Opened = Callable[..., Awaitable[FrontDoor]]


Learnt = Callable[[Sequence[tuple[str, str]]], Awaitable[FrontDoor]]


@dataclass
class Socket:
    """A WebSocket of JSON frames."""

    socket: ClientConnection

    async def send(self, frame: Any) -> None:
        if not isinstance(frame, str | bytes):
            frame = json.dumps(frame, ensure_ascii=False)
        await self.socket.send(frame)

    async def next(self, *types: str) -> Frame:
        """The next frame of one of these types (of any, without); others are skipped."""
        async with asyncio.timeout(WITHIN):
            while True:
                frame = json.loads(await self.socket.recv())
                if not types or frame["type"] in types:
                    return frame

    async def closed(self) -> int:
        """The code with which the service closes."""
        async with asyncio.timeout(WITHIN):
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await self.socket.recv()
        assert self.socket.close_code is not None
        return self.socket.close_code

    async def close(self) -> None:
        await self.socket.close()


@dataclass
class Widget(Socket):
    """A widget's socket, frame by frame."""

    welcome: Frame = field(default_factory=dict)
    unread: dict[int, Frame] = field(default_factory=dict)
    """Events that a frame brought beside the one that was asked for."""

    @property
    def token(self) -> str:
        return self.welcome["token"]

    @property
    def conversation(self) -> str:
        return self.welcome["conversation"]

    async def hello(self, **fields: Any) -> Frame:
        hello = {"type": "hello", "brand": "demo", "language": "fr", "token": None, "after": 0}
        await self.send({**hello, **fields})
        answer = await self.next("welcome", "error")
        if answer["type"] == "welcome":
            self.welcome = answer
        return answer

    async def say(self, text: str, id: str | None = None) -> Frame:
        """Send a message; gives its ack or refusal."""
        id = id or str(uuid4())
        await self.send({"type": "message", "id": id, "text": text})
        return await self.answer_to(id)

    async def answer_to(self, id: str) -> Frame:
        while True:
            frame = await self.next("ack", "refused")
            if frame["id"] == id:
                return frame

    async def event(self, number: int) -> Frame:
        """The event of that number, from whatever frame brings it."""
        while number not in self.unread:
            frame = await self.next("event", "events")
            for event in [frame["event"]] if frame["type"] == "event" else frame["events"]:
                self.unread[event["number"]] = event
        return self.unread.pop(number)


@pytest.fixture
async def bot() -> AsyncIterator[IllRasa]:
    """A healthy bot, until the test makes it ill."""
    server = IllRasa()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def open_door(
    postgres_url: str, redis_url: str, bot: IllRasa, tmp_path: Path
) -> AsyncIterator[Opened]:
    """Open as many front doors on the same stores as a test needs; fields are settings."""
    async with AsyncExitStack() as stack:

        async def start(**fields: Any) -> FrontDoor:
            settings = load(
                **{
                    "database_url": postgres_url,
                    "redis_url": redis_url,
                    "env": "development",
                    "bot_url": bot.url,
                    "bot_token": TOKEN,
                    "internal_token": INTERNAL_TOKEN,
                    "burst_pause": 0.1,
                    "state": tmp_path,
                    **fields,
                }
            )
            app = create_app(settings)
            config = uvicorn.Config(
                app,
                port=0,
                ws="websockets-sansio",
                ws_max_size=LARGEST_FRAME,
                log_level="warning",
                timeout_graceful_shutdown=3,
            )
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server.serve())
            stack.push_async_callback(_stop, server, serving)
            async with asyncio.timeout(START_WITHIN):
                while not server.started:
                    assert not serving.done(), "the service did not start"
                    await asyncio.sleep(0.01)
            port = server.servers[0].sockets[0].getsockname()[1]
            return FrontDoor(f"http://127.0.0.1:{port}", app, settings, bot)

        yield start


async def _stop(server: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    server.should_exit = True
    async with asyncio.timeout(WITHIN):
        await serving


@pytest.fixture
async def door(open_door: Opened) -> FrontDoor:
    """One front door, in development."""
    return await open_door()


@pytest.fixture
async def http(door: FrontDoor) -> AsyncIterator[httpx.AsyncClient]:
    """A client that is no browser."""
    async with httpx.AsyncClient(base_url=door.url, timeout=60) as client:
        yield client


@pytest.fixture
async def widget_at(door: FrontDoor) -> AsyncIterator[Callable[..., Awaitable[Widget]]]:
    """Open widgets; without `origin` the page is the service's own demo."""
    async with AsyncExitStack() as stack:

        async def open_one(
            at: FrontDoor = door, *, origin: str | None = "", hello: bool = True, **fields: Any
        ) -> Widget:
            page = at.url if origin == "" else origin
            socket = await connect(
                at.url.replace("http", "ws", 1) + "/ws/widget",
                origin=Origin(page) if page else None,
                max_size=2**24,
            )
            stack.push_async_callback(socket.close)
            widget = Widget(socket)
            if hello:
                await widget.hello(**fields)
            return widget

        yield open_one


WidgetAt = Callable[..., Awaitable[Widget]]


@pytest.fixture
async def console_of(
    door: FrontDoor, person: Person
) -> AsyncIterator[Callable[..., Awaitable[httpx.AsyncClient]]]:
    """Consoles of people who are logged in; the person is made with the fields given."""
    async with AsyncExitStack() as stack:

        async def open_one(login: str = "camille", **fields: Any) -> httpx.AsyncClient:
            await person(login, **fields)
            client = await stack.enter_async_context(
                httpx.AsyncClient(base_url=door.url, headers={"Origin": door.url}, timeout=60)
            )
            answer = await client.post("/api/login", json={"login": login, "password": PASSWORD})
            assert answer.status_code == 200, answer.text
            return client

        yield open_one


ConsoleOf = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def shop(postgres_url: str) -> None:
    """The demo shop's orders (docs/demo-orders.md)."""
    await demo.seed(postgres_url)


@dataclass
class Live(Socket):
    """A console's live line."""

    hello: Frame = field(default_factory=dict)

    async def silent_for(self, seconds: float, *types: str) -> bool:
        """Whether no frame of these types comes for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self.next(*types)
        except TimeoutError:
            return True
        return False


LiveAt = Callable[..., Awaitable[Live]]


@pytest.fixture
async def live_at(door: FrontDoor) -> AsyncIterator[LiveAt]:
    """Open live lines with the session of a console."""
    async with AsyncExitStack() as stack:

        async def open_one(
            console: httpx.AsyncClient | None, *, origin: str | None = None, hello: bool = True
        ) -> Live:
            session = console.cookies["relais_session"] if console else ""
            socket = await connect(
                door.url.replace("http", "ws", 1) + "/api/live",
                origin=Origin(origin or door.url),
                additional_headers={"Cookie": f"relais_session={session}"},
            )
            stack.push_async_callback(socket.close)
            line = Live(socket)
            if hello:
                line.hello = await line.next("hello")
            return line

        yield open_one


Waiting = Callable[..., Awaitable[Conversation]]


@pytest.fixture
def waiting(door: FrontDoor, record: Record, conversations: Conversations) -> Waiting:
    """Conversations that wait for a human, in which facts are known."""

    async def escalate(brand: str = "demo", **facts: Any) -> Conversation:
        session, _ = await create_anonymous(record, brand)
        conversation = await conversations.open(brand, session.customer_id, "fr")
        async with door.conversations.locked(conversation.id) as locked:
            await locked.append("message", "customer", {"text": "mon colis n'est jamais arrivé"})
            await locked.learn(facts)
            await door.service.desk.escalate(locked, reason="asked_human")
        return locked.conversation

    return escalate


@pytest.fixture
def open_learnt(open_door: Opened, record: Record) -> Learnt:
    """A front door with its pages, the encoder, and past questions with their replies."""

    async def start(past: Sequence[tuple[str, str]]) -> FrontDoor:
        state = ROOT / "var"
        folder, _ = export_encoder(state)
        encoder = Encoder.load(folder)
        learnt = [Resolution(uuid4(), "demo", "fr", asked, reply) for asked, reply in past]
        async with record.transaction(EVERY_BRAND) as connection:
            await store.add(connection, encoder, learnt, store.embed(encoder, learnt))
        door = await open_door(state=state)
        await door.service.suggesting.loaded()
        return door

    return start
