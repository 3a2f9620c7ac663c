"""A real HTTP server on loopback that answers as a test tells it to, well or badly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request; header names are in small letters."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Server:
    """A running server and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)


@asynccontextmanager
async def answering(answer: Callable[[Asked], bytes | None]) -> AsyncIterator[Server]:
    """A server that sends what `answer` gives for each request; None: it stays silent."""
    closing = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await _request(reader)
        server.asked.append(asked)
        given = answer(asked)
        if given is None:
            await closing.wait()
        else:
            writer.write(given)
            await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    server = Server(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
    async with listening:
        try:
            yield server
        finally:
            closing.set()


def reply(body: object, status: str = "200 OK", headers: dict[str, str] | None = None) -> bytes:
    """A whole answer in JSON."""
    return _response(json.dumps(body).encode(), status, "application/json", headers)


def page(status: str = "200 OK") -> bytes:
    """What a gateway sends in JSON's place."""
    body = b"<html><body>Service momentan\xc3\xa9ment indisponible</body></html>"
    return _response(body, status, "text/html", None)


def half(body: object) -> bytes:
    """An answer that breaks off in its middle."""
    return reply(body)[:-20]


def cut(body: object) -> bytes:
    """An answer whose length is right, and whose JSON stops in its middle."""
    return _response(json.dumps(body).encode()[:-20], "200 OK", "application/json", None)


def _response(body: bytes, status: str, kind: str, headers: dict[str, str] | None) -> bytes:
    lines = {
        "content-type": kind,
        "content-length": str(len(body)),
        "connection": "close",
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


async def _request(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return Asked(method, parts.path, query, headers, json.loads(body) if body else None)
