"""The tables of steering; migration 0009 creates them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, Column, DateTime, Integer, Table, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB

from handoff.storage.engine import metadata


def _moment(name: str) -> Column[datetime]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


notices = Table(
    "notices",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text, nullable=False),
    # {"fr": …, "en": …}
    Column("texts", JSONB, nullable=False),
    # Empty: all of them.
    Column("flows", ARRAY(Text), nullable=False),
    Column("carriers", ARRAY(Text), nullable=False),
    # Beginnings of postcodes: "69", "200", "971".
    Column("postcodes", ARRAY(Text), nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("written_by", Uuid(), nullable=False),
    _moment("written_at"),
)

switched_off = Table(
    "switched_off",
    metadata,
    Column("brand", Text, primary_key=True),
    Column("flow", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("switched_by", Uuid(), nullable=False),
    _moment("switched_at"),
)

wordings = Table(
    "wordings",
    metadata,
    Column("brand", Text, primary_key=True),
    Column("response", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("written_by", Uuid(), nullable=False),
    _moment("written_at"),
)

bot_mistakes = Table(
    "bot_mistakes",
    metadata,
    Column("conversation_id", Uuid(), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("brand", Text, nullable=False),
    Column("said_by", Uuid(), nullable=False),
    _moment("said_at"),
)
