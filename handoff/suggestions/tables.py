"""The tables of this room, as the migrations 0002, 0011, 0012 and 0014 create them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from handoff.storage.engine import metadata

resolutions = Table(
    "resolutions",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("language", Text),
    Column("team", Text),
    Column("external_id", Text),
    Column("question", Text),
    Column("reply", Text),
    Column("content_hash", LargeBinary),
    Column("resolved_at", DateTime(timezone=True)),
    Column("csat", Integer),
    Column("created_at", DateTime(timezone=True)),
    Column("retired_at", DateTime(timezone=True)),
    Column("conversation_id", Uuid()),
    Column("episode", Integer),
    Column("intent", Text),
    Column("reopened", Boolean),
    Column("handling_seconds", Integer),
    Column("approved_at", DateTime(timezone=True)),
    Column("approved_by", Uuid()),
    Column("holds_until", Date()),
    Column("edited_at", DateTime(timezone=True)),
    Column("merged_into", Uuid()),
    Column("searched", Text),
)

encoders = Table(
    "encoders",
    metadata,
    Column("identity", Text, primary_key=True),
    Column("wanted_at", DateTime(timezone=True)),
    Column("complete_at", DateTime(timezone=True)),
)

resolution_counts = Table(
    "resolution_counts",
    metadata,
    Column("brand", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("version", BigInteger),
    Column("rows", BigInteger),
)

resolution_uses = Table(
    "resolution_uses",
    metadata,
    Column("resolution_id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("shown", Integer),
    Column("used", Integer),
)

suggestion_feedback = Table(
    "suggestion_feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brand", Text),
    Column("resolution_id", Uuid()),
    Column("conversation_id", Uuid()),
    Column("episode", Integer),
    Column("cm_id", Uuid()),
    Column("verdict", Text),
    Column("rank", Integer),
    Column("confidence", Double[float]()),
    Column("changed", Double[float]()),
    Column("reason", Text),
    Column("at", DateTime(timezone=True)),
)
