"""Putting rows into the shop's tables, whether they are there already or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert `rows`, or bring those with the same key to what is given."""
    statement = insert(table).values(rows)
    key = sorted(column.name for column in table.primary_key)
    fresh = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
    if fresh:
        statement = statement.on_conflict_do_update(index_elements=key, set_=fresh)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=key)
    await connection.execute(statement)
