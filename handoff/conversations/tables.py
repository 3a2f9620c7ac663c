"""The tables of this room, as the migrations 0001, 0008 and 0011 create them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Column, DateTime, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from handoff.storage.engine import metadata


def _moment(name: str) -> Column[datetime]:
    return Column(name, DateTime(timezone=True))


customers = Table(
    "customers",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("external_id", Text),
    Column("name", Text),
    Column("email", Text),
    _moment("verified_until"),
    _moment("created_at"),
    _moment("erased_at"),
)

customer_sessions = Table(
    "customer_sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("brand", Text),
    Column("customer_id", Uuid()),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("revoked_at"),
)

cms = Table(
    "cms",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("login", Text),
    Column("name", Text),
    Column("role", Text),
    Column("brands", ARRAY(Text)),
    Column("teams", ARRAY(Text)),
    Column("language", Text),
    Column("password_hash", Text),
    _moment("created_at"),
    _moment("disabled_at"),
)

cm_sessions = Table(
    "cm_sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("cm_id", Uuid()),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("revoked_at"),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", Text),
    Column("address", Text),
    Column("succeeded", Boolean),
    _moment("at"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("name", Text),
    Column("key_hash", LargeBinary),
    _moment("created_at"),
    _moment("revoked_at"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("customer_id", Uuid()),
    Column("channel", Text),
    Column("sender", Text),
    Column("address", Text),
    Column("language", Text),
    Column("owner", Text),
    Column("cm", Uuid()),
    Column("version", Integer),
    Column("last_number", Integer),
    Column("last_customer_number", Integer),
    Column("last_answer_number", Integer),
    Column("stint", Integer),
    Column("stint_started", Integer),
    Column("episode", Integer),
    Column("team", Text),
    Column("urgency", Text),
    Column("reason", Text),
    Column("summary", JSONB),
    _moment("waiting_since"),
    _moment("deadline"),
    Column("outcome", Text),
    Column("bot_cursor", Integer),
    Column("turn_id", Uuid()),
    _moment("turn_lease"),
    Column("last_turn", Text),
    Column("facts", JSONB),
    _moment("created_at"),
    _moment("updated_at"),
)

events = Table(
    "events",
    metadata,
    Column("conversation_id", Uuid(), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("brand", Text),
    Column("kind", Text),
    Column("author", Text),
    Column("author_id", Uuid()),
    Column("name", Text),
    Column("body", JSONB),
    Column("client_id", Text),
    _moment("at"),
    Column("episode", Integer),
    Column("stint", Integer),
)

episodes = Table(
    "episodes",
    metadata,
    Column("conversation_id", Uuid(), primary_key=True),
    Column("episode", Integer, primary_key=True),
    Column("brand", Text),
    _moment("opened_at"),
    _moment("closed_at"),
    Column("closed_by", Text),
    Column("outcome", Text),
    Column("topic", Text),
    Column("recontacted", Boolean),
    _moment("learnt_at"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("number", Text),
    Column("conversation_id", Uuid()),
    Column("episode", Integer),
    Column("kind", Text),
    Column("status", Text),
    Column("team", Text),
    _moment("due_at"),
    Column("order_number", Text),
    Column("tracking_number", Text),
    Column("filed_with_carrier", Boolean),
    Column("carrier_reference", Text),
    Column("summary", JSONB),
    Column("turn_id", Uuid()),
    Column("action", Text),
    _moment("created_at"),
    _moment("closed_at"),
)

proof_attempts = Table(
    "proof_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brand", Text),
    Column("conversation_id", Uuid()),
    Column("order_number", Text),
    Column("address", Text),
    Column("granted", Boolean),
    _moment("at"),
)

change_links = Table(
    "change_links",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("conversation_id", Uuid()),
    Column("order_number", Text),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("sent_at"),
    _moment("confirmed_at"),
)

mails = Table(
    "mails",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("brand", Text),
    Column("conversation_id", Uuid()),
    Column("turn_id", Uuid()),
    Column("action", Text),
    Column("order_number", Text),
    Column("sent_to", Text),
    Column("subject", Text),
    Column("body", Text),
    _moment("created_at"),
    _moment("sent_at"),
)

identity_keys = Table(
    "identity_keys",
    metadata,
    Column("brand", Text, primary_key=True),
    Column("salt", LargeBinary),
    _moment("created_at"),
)
