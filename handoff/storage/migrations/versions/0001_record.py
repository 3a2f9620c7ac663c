"""The record: conversations as numbered logs, their owners, cases, proofs and people."""

from alembic import op

from handoff.storage.row_security import VISIBLE, protect

revision = "0001"
down_revision = None

ROLE_AND_SCHEMAS = [
    """
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relais_app') THEN
            CREATE ROLE relais_app NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$
    """,
    # The service steps down to this role in each transaction, so its own role must be a member.
    """
    DO $$ BEGIN
        IF NOT pg_has_role(current_user, 'relais_app', 'MEMBER') THEN
            EXECUTE format('GRANT relais_app TO %I', current_user);
        END IF;
    END $$
    """,
    # The demo shop's tables (0003) and Rasa's trackers, which Rasa creates itself.
    "CREATE SCHEMA shop",
    "CREATE SCHEMA IF NOT EXISTS rasa",
    "GRANT USAGE ON SCHEMA public, shop, rasa TO relais_app",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO relais_app",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO relais_app",
]

TABLES = [
    """
    CREATE TABLE customers (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        external_id text,
        name text,
        created_at timestamptz NOT NULL DEFAULT now(),
        erased_at timestamptz,
        UNIQUE (brand, external_id)
    )
    """,
    """
    CREATE TABLE customer_sessions (
        token_hash bytea PRIMARY KEY,
        brand text NOT NULL,
        customer_id uuid NOT NULL REFERENCES customers,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
    )
    """,
    "CREATE INDEX ON customer_sessions (customer_id)",
    """
    CREATE TABLE cms (
        id uuid PRIMARY KEY,
        login text NOT NULL UNIQUE,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('cm', 'trainer', 'supervisor', 'admin')),
        brands text[] NOT NULL,
        teams text[] NOT NULL,
        language text NOT NULL DEFAULT 'fr',
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        disabled_at timestamptz
    )
    """,
    """
    CREATE TABLE cm_sessions (
        token_hash bytea PRIMARY KEY,
        cm_id uuid NOT NULL REFERENCES cms,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
    )
    """,
    """
    CREATE TABLE login_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        login text NOT NULL,
        address text NOT NULL,
        succeeded boolean NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
    )
    """,
    "CREATE INDEX ON login_attempts (login, at)",
    "CREATE INDEX ON login_attempts (address, at)",
    """
    CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        name text NOT NULL,
        key_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz
    )
    """,
    """
    CREATE TABLE conversations (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        customer_id uuid NOT NULL REFERENCES customers,
        channel text NOT NULL,
        sender text,
        address text,
        language text NOT NULL,
        owner text NOT NULL CHECK (owner IN ('bot', 'waiting', 'cm', 'closed')),
        cm uuid REFERENCES cms,
        version integer NOT NULL DEFAULT 1,
        last_number integer NOT NULL DEFAULT 0,
        last_customer_number integer NOT NULL DEFAULT 0,
        last_answer_number integer NOT NULL DEFAULT 0,
        stint integer NOT NULL DEFAULT 1,
        stint_started integer NOT NULL DEFAULT 0,
        episode integer NOT NULL DEFAULT 1,
        team text NOT NULL DEFAULT 'customer_care',
        urgency text NOT NULL DEFAULT 'normal'
            CHECK (urgency IN ('low', 'normal', 'high', 'critical')),
        reason text,
        summary jsonb NOT NULL DEFAULT '{}',
        waiting_since timestamptz,
        deadline timestamptz,
        outcome text,
        bot_cursor integer NOT NULL DEFAULT 0,
        turn_id uuid,
        turn_lease timestamptz,
        last_turn text,
        facts jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((owner = 'cm') = (cm IS NOT NULL)),
        CHECK ((owner = 'closed') = (outcome IS NOT NULL)),
        CHECK ((owner = 'waiting') <= (waiting_since IS NOT NULL AND deadline IS NOT NULL))
    )
    """,
    "CREATE INDEX ON conversations (brand, owner, updated_at DESC)",
    "CREATE INDEX ON conversations (customer_id, created_at DESC)",
    "CREATE INDEX ON conversations (brand, channel, sender) WHERE sender IS NOT NULL",
    "CREATE INDEX ON conversations (team, deadline) WHERE owner = 'waiting'",
    "CREATE INDEX ON conversations (cm) WHERE owner = 'cm'",
    "CREATE INDEX ON conversations (updated_at)"
    " WHERE owner = 'bot' AND last_customer_number > bot_cursor",
    """
    CREATE TABLE events (
        conversation_id uuid NOT NULL REFERENCES conversations,
        number integer NOT NULL CHECK (number >= 1),
        brand text NOT NULL,
        kind text NOT NULL
            CHECK (kind IN ('message', 'note', 'facts', 'owner', 'work', 'case')),
        author text NOT NULL CHECK (author IN ('customer', 'bot', 'cm', 'service')),
        author_id uuid,
        name text,
        body jsonb NOT NULL,
        client_id text,
        at timestamptz NOT NULL,
        episode integer NOT NULL,
        stint integer NOT NULL,
        PRIMARY KEY (conversation_id, number)
    )
    """,
    "CREATE UNIQUE INDEX ON events (conversation_id, author, client_id)"
    " WHERE client_id IS NOT NULL",
    "CREATE INDEX ON events (brand, at)",
    """
    CREATE TABLE episodes (
        conversation_id uuid NOT NULL REFERENCES conversations,
        episode integer NOT NULL,
        brand text NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_by text CHECK (closed_by IN ('bot', 'waiting', 'cm')),
        outcome text,
        topic text,
        recontacted boolean NOT NULL DEFAULT false,
        PRIMARY KEY (conversation_id, episode)
    )
    """,
    "CREATE INDEX ON episodes (brand, opened_at)",
    "CREATE SEQUENCE case_numbers START 1001",
    """
    CREATE TABLE cases (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        number text NOT NULL UNIQUE,
        conversation_id uuid NOT NULL REFERENCES conversations,
        episode integer NOT NULL,
        kind text NOT NULL,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
        team text NOT NULL,
        due_at timestamptz NOT NULL,
        order_number text,
        tracking_number text,
        filed_with_carrier boolean NOT NULL DEFAULT false,
        carrier_reference text,
        summary jsonb NOT NULL,
        turn_id uuid NOT NULL,
        action text NOT NULL,
        created_at timestamptz NOT NULL,
        closed_at timestamptz,
        UNIQUE (conversation_id, turn_id, action)
    )
    """,
    "CREATE INDEX ON cases (brand, due_at) WHERE status = 'open'",
    """
    CREATE TABLE proof_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        brand text NOT NULL,
        conversation_id uuid NOT NULL REFERENCES conversations,
        order_number text NOT NULL,
        address text,
        granted boolean NOT NULL,
        at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX ON proof_attempts (brand, order_number, at)",
    "CREATE INDEX ON proof_attempts (address, at)",
    "CREATE INDEX ON proof_attempts (conversation_id)",
]

OF_A_BRAND = [
    "customers",
    "customer_sessions",
    "api_keys",
    "conversations",
    "events",
    "episodes",
    "cases",
    "proof_attempts",
]


def upgrade() -> None:
    """Create everything, then put each brand's rows behind the wall."""
    for statement in ROLE_AND_SCHEMAS + TABLES:
        op.execute(statement)
    for table in OF_A_BRAND:
        protect(op, table)
    protect(op, "cms", matches=f"brands && {VISIBLE}")
