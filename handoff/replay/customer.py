"""A customer as a widget sees them: the WebSocket, the log applied by number, what it took."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any, Self
from uuid import UUID, uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

Event = dict[str, Any]


STORED_WITHIN = 45.0
"""Seconds that a message may take to be stored; a service that died is started again by then."""


class NoAnswer(Exception):
    """What was waited for did not come in time."""


class Customer:
    """One open widget. Use as an asynchronous context manager.

    Applies event n only when it has n - 1, as every client must, and asks for what is missing.
    Times are seconds of the monotonic clock.
    """

    def __init__(self, url: str, brand: str, language: str, *, origin: str | None = None) -> None:
        self.conversation: UUID
        self.events: list[Event] = []
        self.arrived: dict[int, float] = {}
        """When each event came, by its number."""
        self.sent: dict[str, str] = {}
        self.ack_seconds: list[float] = []
        self.refused: list[str] = []
        self._url = f"{url.replace('http', 'ws', 1)}/ws/widget"
        self._hello = {"type": "hello", "brand": brand, "language": language}
        self._origin = origin or url
        self._token: str | None = None
        self._sent_at: dict[str, float] = {}
        self._changed = asyncio.Condition()
        self._socket: ClientConnection
        self._reader: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        await self._connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._leave()

    @property
    def head(self) -> int:
        """The number of the last event applied."""
        return len(self.events)

    @property
    def owner(self) -> str:
        """Who answers, as the log says."""
        return next((e["owner"] for e in reversed(self.events) if e["kind"] == "owner"), "bot")

    async def say(self, text: str) -> None:
        """Send a message and wait until it is acknowledged, which means stored.

        A lost connection is taken up again and the message sent once more with its id, as the
        widget does. Raises `NoAnswer` when it could not be stored in time.
        """
        message = str(uuid4())
        self.sent[message] = text
        self._sent_at[message] = time.monotonic()
        while message in self._sent_at:
            try:
                await self._send({"type": "message", "id": message, "text": text})
                await self.until(
                    lambda: message not in self._sent_at or self._reader.done(),
                    STORED_WITHIN,
                    "an acknowledgement",
                )
                if message in self._sent_at:
                    await self.come_back()
            except ConnectionClosed:
                await self.come_back()

    async def come_back(self) -> None:
        """Open the connection again, with the same token and from the last event applied."""
        await self._leave()
        deadline = time.monotonic() + STORED_WITHIN
        while True:
            try:
                return await self._connect()
            except (OSError, ConnectionClosed, InvalidHandshake) as problem:
                if time.monotonic() > deadline:
                    raise NoAnswer(f"the service did not come back: {problem}") from None
                await asyncio.sleep(0.2)

    async def until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait until `condition` holds; raises `NoAnswer` after `seconds`."""
        async with self._changed:
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait_for(condition)
            except TimeoutError:
                raise NoAnswer(f"{what} did not come within {seconds:.0f} s") from None

    def said_since(self, number: int, *authors: str) -> list[Event]:
        """Messages of `authors` numbered above `number`."""
        return [
            e for e in self.events[number:] if e["kind"] == "message" and e["author"] in authors
        ]

    async def _connect(self) -> None:
        self._socket = await connect(
            self._url,
            origin=Origin(self._origin),
            max_size=2**24,
            compression=None,
            open_timeout=20,
        )
        await self._send({**self._hello, "token": self._token, "after": self.head})
        welcome = json.loads(await asyncio.wait_for(self._socket.recv(), 20))
        if welcome["type"] != "welcome":
            raise NoAnswer(f"the service refused the visit: {welcome.get('message')}")
        self.conversation = UUID(welcome["conversation"])
        self._token = welcome["token"] or self._token
        self._reader = asyncio.create_task(self._read())
        await self._apply(welcome["events"], welcome["head"])

    async def _leave(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._socket.close()

    async def _read(self) -> None:
        try:
            await self._follow()
        finally:
            async with self._changed:
                self._changed.notify_all()

    async def _follow(self) -> None:
        async for raw in self._socket:
            frame = json.loads(raw)
            match frame["type"]:
                case "event":
                    await self._apply([frame["event"]], frame["event"]["number"])
                case "events":
                    await self._apply(frame["events"], frame["head"])
                case "ack":
                    await self._settle(frame["id"])
                case "refused":
                    self.refused.append(frame["message"])
                    await self._settle(frame["id"])
                case "ping":
                    await self._send({"type": "pong"})
                    await self._apply([], frame["head"])
                case _:
                    pass

    async def _apply(self, events: list[Event], head: int) -> None:
        now = time.monotonic()
        for event in events:
            if event["number"] == self.head + 1:
                self.events.append(event)
                self.arrived[event["number"]] = now
        if head > self.head:
            await self._send({"type": "fetch", "after": self.head})
        async with self._changed:
            self._changed.notify_all()

    async def _settle(self, message: str) -> None:
        sent_at = self._sent_at.pop(message, None)
        if sent_at is not None:
            self.ack_seconds.append(time.monotonic() - sent_at)
        async with self._changed:
            self._changed.notify_all()

    async def _send(self, frame: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(frame))
