"""The wall between brands, held by PostgreSQL itself.

A transaction names its brands in the setting `relais.brands` (see `handoff.storage.engine`);
without it no row is visible. Used by migrations: `protect(op, "cases")`.
"""

from __future__ import annotations

from typing import Protocol

VISIBLE = "string_to_array(current_setting('relais.brands', true), ',')"
EVERYTHING = "current_setting('relais.brands', true) = '*'"


class Operations(Protocol):
    """What `protect` needs of Alembic's `op`."""

    def execute(self, sqltext: str) -> object:
        """Run one statement."""


def protect(op: Operations, table: str, *, matches: str = f"brand = ANY ({VISIBLE})") -> None:
    """Put `table` behind the wall; `matches` says which rows belong to the visible brands."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY brand_wall ON {table} USING ({EVERYTHING} OR {matches})")
