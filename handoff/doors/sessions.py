"""Sockets close when the session that opened them ends: logged out, expired, erased, revoked."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Table, func, select

from handoff.conversations.tables import cm_sessions, customer_sessions
from handoff.conversations.tokens import hashed
from handoff.live.loops import keep_running
from handoff.storage.engine import EVERY_BRAND, Record

Whose = Literal["customer", "cm"]

TABLES: dict[Whose, Table] = {"customer": customer_sessions, "cm": cm_sessions}

CHECK_EVERY = 2.0
"""Seconds; one query for all sockets of this process."""


class Sessions:
    """The sessions behind this process's open sockets."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._ended: dict[tuple[Whose, bytes], set[asyncio.Event]] = {}
        self._checking: asyncio.Task[None] | None = None

    @contextmanager
    def watch(self, whose: Whose, token: str) -> Generator[asyncio.Event]:
        """While inside, the event that is set soon after the session of `token` ended."""
        key: tuple[Whose, bytes] = (whose, hashed(token))
        ended = asyncio.Event()
        self._ended.setdefault(key, set()).add(ended)
        try:
            yield ended
        finally:
            self._ended[key].discard(ended)
            if not self._ended[key]:
                del self._ended[key]

    async def start(self) -> None:
        """Begin to look for ended sessions."""
        self._checking = asyncio.create_task(
            keep_running("sessions", self.check, pause=CHECK_EVERY, limit=10)
        )

    async def close(self) -> None:
        """End the loop."""
        if self._checking is not None:
            self._checking.cancel()
            await asyncio.gather(self._checking, return_exceptions=True)

    async def check(self) -> None:
        """Set the events of those sessions that have ended."""
        for whose, table in TABLES.items():
            watched = {token for kind, token in self._ended if kind == whose}
            for token in watched - await self._valid(table, watched):
                for ended in self._ended.get((whose, token), ()):
                    ended.set()

    async def _valid(self, table: Table, tokens: set[bytes]) -> set[bytes]:
        if not tokens:
            return set()
        query = select(table.c.token_hash).where(
            table.c.token_hash.in_(tokens),
            table.c.revoked_at.is_(None),
            table.c.expires_at > func.now(),
        )
        async with self._record.transaction(EVERY_BRAND) as connection:
            return set((await connection.execute(query)).scalars())
