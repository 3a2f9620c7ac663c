"""Real servers for every test: one PostgreSQL and one Redis a worker, a fresh database a test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import asyncpg
import pytest

from handoff import logs
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.storage.migrate import upgrade
from handoff.storage.servers import (
    PostgresServer,
    RedisServer,
    postgres_server,
    redis_server,
    temporary_folder,
)

pytest_plugins = ["tests.colleagues", "tests.relais"]

TEMPLATE = "template_relais"


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """Log as the service does; structlog's own tracebacks with all locals take seconds each."""
    logs.configure()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL of this worker's own, with a migrated database to copy from."""
    with temporary_folder() as state, postgres_server(state, durable=False) as server:
        asyncio.run(_prepare_template(server.url))
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    """A Redis of this worker's own."""
    with temporary_folder() as state, redis_server(state) as server:
        yield server


@pytest.fixture
async def postgres_url(postgres: PostgresServer) -> AsyncIterator[str]:
    """The address of a database that only this test uses, migrated and empty."""
    name = f"test_{uuid4().hex}"
    await _administer(postgres.url, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield _database(postgres.url, name)
    await _administer(postgres.url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def redis_url(redis: RedisServer) -> str:
    """The address of a Redis that is empty when the test begins."""
    from redis.asyncio import Redis

    async with Redis.from_url(redis.url) as client:
        await client.flushall()
    return redis.url


@pytest.fixture
async def record(postgres_url: str) -> AsyncIterator[Record]:
    """The record on a fresh database."""
    record = Record(postgres_url)
    yield record
    await record.close()


@pytest.fixture
def conversations(record: Record) -> Conversations:
    """Every conversation, as the service itself sees them."""
    return Conversations(record, EVERY_BRAND)


@pytest.fixture
async def conversation(record: Record, conversations: Conversations) -> Conversation:
    """A new conversation of the demo brand, with the bot, in French."""
    session, _token = await create_anonymous(record, "demo")
    return await conversations.open("demo", session.customer_id, "fr")


async def _prepare_template(url: str) -> None:
    await _administer(url, f"CREATE DATABASE {TEMPLATE}")
    await upgrade(_database(url, TEMPLATE))


async def _administer(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _database(url: str, name: str) -> str:
    return f"{url.rsplit('/', 1)[0]}/{name}"
