"""The sandbox carrier, running as a server of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from actions.carriers.laposte import LaPoste
from actions.carriers.sandbox import KEY


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def carrier_url() -> Iterator[str]:
    """The address of a sandbox carrier started the way the supervisor starts it."""
    port = free_port()
    command = [sys.executable, "-m", "actions.carriers.sandbox", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                httpx.get(f"{url}/sandbox/histories").raise_for_status()
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline, "the sandbox carrier did not start"
                time.sleep(0.05)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture
async def control(carrier_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """The carrier's control; its histories are the demo's again afterwards."""
    async with httpx.AsyncClient(base_url=f"{carrier_url}/sandbox") as client:
        yield client
        await client.delete("/histories")


@pytest.fixture
async def laposte(carrier_url: str) -> AsyncIterator[LaPoste]:
    """The client, with the sandbox's key."""
    async with LaPoste(carrier_url, KEY) as client:
        yield client
