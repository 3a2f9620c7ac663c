"""What must be right before anything is started; each fault is told in one sentence."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import asyncpg
import redis.asyncio
import redis.exceptions

from handoff.settings import ROOT
from handoff.storage.servers.errors import disk_full
from handoff.supervisor import programs

LEAST_SPACE = 300_000_000
"""Bytes. A new PostgreSQL cluster takes 50 MB, its write-ahead log up to as much again, a model
25 MB; below that the first minutes would fail half-way."""
PATIENCE = 5
"""Seconds for a given server to answer."""


class CannotRun(Exception):
    """Relais cannot start; the message is one sentence that says what to do."""


@contextmanager
def only_one(state: Path) -> Generator[None, None, None]:
    """Hold the state folder. Raises `CannotRun` while another Relais runs on it."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        file = (state / "lock").open("a+")
    except OSError as error:
        raise CannotRun(
            f"cannot write to the state folder {state} ({error.strerror}): make it writable, or "
            "set RELAIS_STATE to another"
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CannotRun(
                f"another Relais (process {file.read().strip() or 'unknown'}) runs on {state}: "
                "stop it, or give this one a folder of its own with RELAIS_STATE, and a PORT"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def check_space(state: Path) -> None:
    """Raises `CannotRun` where the disk is nearly full."""
    if shutil.disk_usage(state).free < LEAST_SPACE:
        raise CannotRun(str(disk_full(state)))


def check_port(host: str, port: int) -> None:
    """Raises `CannotRun` where the front door's port is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As uvicorn does: connections that linger after a restart do not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CannotRun(
                f"port {port} may not be opened by this user: choose one above 1023, for instance "
                "`PORT=8000 make run`"
            ) from None
        except OSError as error:
            raise CannotRun(
                f"port {port} on {host} is taken ({error.strerror}): stop what listens there, or "
                f"choose another, for instance `PORT={_another(port)} make run`"
            ) from None


def check_installed(*wanted: programs.Program) -> None:
    """Raises `CannotRun` where an environment, the bot's model or the encoder is missing."""
    for program in wanted:
        if program.missing():
            place = (Path(program.folder) / program.command[0]).parent.parent
            raise CannotRun(
                f"the environment {place} of the {program.name} is missing: run `make run`, which "
                "makes it"
            )
    if not any((ROOT / "bot" / "models").glob("*.tar.gz")):
        raise CannotRun("the bot has not been trained: run `make train`, or `make run`")


async def check_database(url: str) -> None:
    """Raises `CannotRun` where a given DATABASE_URL cannot be used."""
    place = _place(url)
    try:
        connection: Any = await _connect(url, timeout=PATIENCE)
        try:
            found: int = await connection.fetchval(
                "select count(*) from pg_available_extensions where name = 'vector'"
            )
        finally:
            await connection.close()
    except asyncpg.InvalidCatalogNameError as error:
        raise CannotRun(f"DATABASE_URL: {error} on {place}: create it, or correct it") from None
    except asyncpg.InvalidAuthorizationSpecificationError:
        raise CannotRun(
            f"DATABASE_URL: {place} refuses the user or the password: correct them"
        ) from None
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as error:
        reason = str(error) or type(error).__name__
        raise CannotRun(
            f"DATABASE_URL: no PostgreSQL answers at {place} ({reason}): start it or correct the "
            "address, or unset DATABASE_URL to use the embedded one in development"
        ) from None
    if not found:
        raise CannotRun(
            f"DATABASE_URL: the PostgreSQL at {place} lacks pgvector: install its package (for "
            "instance postgresql-18-pgvector) on that server"
        )


async def check_redis(url: str) -> None:
    """Raises `CannotRun` where a given REDIS_URL cannot be used."""
    client = redis.asyncio.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
        url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
    )
    try:
        await client.ping()  # pyright: ignore[reportUnknownMemberType, reportGeneralTypeIssues]
    except redis.exceptions.AuthenticationError:
        raise CannotRun(f"REDIS_URL: {_place(url)} refuses the password: correct it") from None
    except (OSError, redis.exceptions.RedisError) as error:
        raise CannotRun(
            f"REDIS_URL: no Redis answers at {_place(url)} ({error}): start it or correct the "
            "address, or unset REDIS_URL to use the embedded one in development"
        ) from None
    finally:
        with contextlib.suppress(redis.exceptions.RedisError, OSError):
            await client.aclose()


_connect: Any = cast(Any, asyncpg).connect  # it carries no types


def _place(url: str) -> str:
    """Host and port of an address, without its password."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def _another(port: int) -> int:
    return port + 1 if port < 65535 else 8000
