"""The record's door: its address, its wall between brands, its way back after a restart."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from handoff.storage.engine import EVERY_BRAND, BadDatabaseUrl, Record, asyncpg_url, narrowed
from handoff.storage.migrate import missing, upgrade
from handoff.storage.servers import PostgresServer

# Without a brand of their own: the chain of migrations, the log-in's own tables, which only the
# service itself reads, and the names of the encoders.
WITHOUT_A_WALL = {"alembic_version", "cm_sessions", "login_attempts", "encoders"}


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "mysql://a:b@c/d", "postgresql://host:5432", "postgresql://host:port/x"],
)
def test_a_broken_database_url_says_what_to_write(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="write postgresql://"):
        asyncpg_url(url)


def test_a_password_survives_the_change_of_driver() -> None:
    assert asyncpg_url("postgresql://u:p%40ss%25@h:1/d") == "postgresql+asyncpg://u:p%40ss%25@h:1/d"


def test_a_brand_cannot_name_every_brand() -> None:
    with pytest.raises(ValueError, match="comma"):
        narrowed(["demo", "*"])
    with pytest.raises(ValueError, match="comma"):
        narrowed(["demo,kiosque"])


async def test_every_table_stands_behind_the_wall(record: Record) -> None:
    async with record.transaction(EVERY_BRAND) as connection:
        rows = await connection.execute(
            text(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                " AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)"
            )
        )
        assert set(rows.scalars()) == WITHOUT_A_WALL


async def test_a_transaction_without_a_brand_sees_nothing(record: Record) -> None:
    async with record.transaction(["demo"]) as connection:
        await connection.execute(
            text("INSERT INTO customers (id, brand) VALUES (gen_random_uuid(), 'demo')")
        )
    seen = {}
    for brands in (["demo"], ["kiosque"], [], EVERY_BRAND):
        async with record.transaction(brands) as connection:
            seen[str(brands)] = await connection.scalar(text("SELECT count(*) FROM customers"))
    assert seen == {"['demo']": 1, "['kiosque']": 0, "[]": 0, "*": 1}


async def test_migrating_twice_changes_nothing(postgres_url: str, record: Record) -> None:
    assert not await missing(record.engine)
    await upgrade(postgres_url)
    assert not await missing(record.engine)


async def test_an_empty_database_is_said_to_lack_its_schema(postgres: PostgresServer) -> None:
    record = Record(postgres.url)
    try:
        assert await missing(record.engine)
    finally:
        await record.close()


async def test_the_next_request_after_a_restart_of_postgresql_succeeds(
    postgres: PostgresServer, record: Record
) -> None:
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(text("SELECT 1"))
    postgres.kill()
    postgres.start()
    async with record.transaction(EVERY_BRAND) as connection:
        assert await connection.scalar(text("SELECT 2")) == 2
