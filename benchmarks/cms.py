"""CMs of a benchmark's own, logged in to the console's door."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from handoff.conversations import people
from handoff.storage.engine import Record


@asynccontextmanager
async def logged_in(
    record: Record, url: str, count: int = 1
) -> AsyncGenerator[list[httpx.AsyncClient]]:
    """`count` clients with sessions of one CM, who may log in no more at the end."""
    login, password = f"bench-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    await people.create(
        record,
        login=login,
        name="Bench",
        password=password,
        role="cm",
        brands=["demo"],
        teams=["customer_care"],
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(people.disable, record, login)
        clients: list[httpx.AsyncClient] = []
        for _ in range(count):
            client = httpx.AsyncClient(base_url=url, headers={"Origin": url}, timeout=120)
            clients.append(await stack.enter_async_context(client))
            known = {"login": login, "password": password}
            (await client.post("/api/login", json=known)).raise_for_status()
        yield clients
