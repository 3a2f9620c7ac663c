"""Bring a database to the newest schema."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.storage.engine import asyncpg_url

FOLDER = Path(__file__).parent / "migrations"


async def upgrade(url: str) -> None:
    """Apply every migration that the database at `url` lacks; safe to call from two processes."""
    await asyncio.to_thread(command.upgrade, _configuration(url), "head")


async def missing(engine: AsyncEngine) -> bool:
    """Whether the database behind `engine` lacks a migration that this code needs."""
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    async with engine.connect() as connection:
        try:
            present = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        except ProgrammingError:
            return True
    return present != head


def _configuration(url: str) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    # ConfigParser would read a % in a password as an interpolation.
    configuration.set_main_option("sqlalchemy.url", asyncpg_url(url).replace("%", "%%"))
    return configuration
