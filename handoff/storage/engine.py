"""The record: PostgreSQL, one transaction at a time, narrowed to the brands that may be seen.

Every transaction runs as the role ``relais_app`` and carries the brands it may touch in the
setting ``relais.brands``; row-level security (see `handoff.storage.row_security`) does the rest.
So a query that forgets its brand finds nothing instead of a stranger's conversation.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, Final, Literal

import structlog
from sqlalchemy import MetaData, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

log = structlog.get_logger(__name__)

metadata = MetaData()

EVERY_BRAND: Final = "*"
"""What the service itself sees: sweeps, log-in and migrations of data. Never a person's request."""

Brands = Iterable[str] | Literal["*"]

_NARROW = text(
    "SELECT set_config('role', 'relais_app', true),"
    " set_config('relais.brands', :brands, true),"
    " set_config('lock_timeout', '8s', true)"
)

_LOCALE_PARAMETERS = {"jit": "off", "timezone": "UTC"}
"""Short statements only: compiling them costs more than running them."""


class BadDatabaseUrl(ValueError):
    """DATABASE_URL is not the address of a PostgreSQL database."""


Listener = Callable[[Any, list[Any]], Awaitable[None]]


class Record:
    """One process's way to PostgreSQL.

    Args:
        url: `postgresql://user:password@host:port/database`.
        pool_size: connections held; as many again may be opened under load.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.engine = create_async_engine(
            asyncpg_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=10,
            # A restarted PostgreSQL must cost no request: dead connections are noticed first.
            pool_pre_ping=True,
            # An error's text may reach a log, and parameters are people's words.
            hide_parameters=True,
            connect_args={
                "timeout": 10,
                "command_timeout": 30,
                "server_settings": _LOCALE_PARAMETERS,
            },
        )
        self._listeners: list[Listener] = []

    @asynccontextmanager
    async def transaction(self, brands: Brands) -> AsyncGenerator[AsyncConnection]:
        """One transaction that sees the rows of `brands` only; committed at a clean exit."""
        async with self.engine.begin() as connection:
            await connection.execute(_NARROW, {"brands": narrowed(brands)})
            yield connection

    def listen(self, listener: Listener) -> None:
        """Call `listener(conversation, events)` after each commit that wrote to a conversation."""
        self._listeners.append(listener)

    async def announce(self, conversation: Any, events: list[Any]) -> None:
        """Tell the listeners what has been committed.

        What they do is an index of the record and can be rebuilt, so their failure is logged and
        never reaches the writer: the event is stored, whatever becomes of Redis.
        """
        for listener in self._listeners:
            try:
                await listener(conversation, events)
            except Exception:
                log.exception("announce_failed", conversation=str(conversation.id))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def asyncpg_url(url: str) -> str:
    """`url` with the driver that the service uses; raises `BadDatabaseUrl` with what to write."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise BadDatabaseUrl(_HOW_TO_WRITE_IT) from error
    if parsed.get_backend_name() not in {"postgresql", "postgres"} or not parsed.database:
        raise BadDatabaseUrl(_HOW_TO_WRITE_IT)
    return parsed.set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


_HOW_TO_WRITE_IT = (
    "DATABASE_URL is not the address of a PostgreSQL database:"
    " write postgresql://user:password@host:5432/database, or unset it to use the embedded one."
)


def narrowed(brands: Brands) -> str:
    """The value of `relais.brands` for these brands; raises ValueError for a name with a comma."""
    if brands == EVERY_BRAND:
        return EVERY_BRAND
    names = sorted(set(brands))
    if any("," in name or name == EVERY_BRAND for name in names):
        raise ValueError("A brand's name cannot hold a comma or be '*'.")
    return ",".join(names)
