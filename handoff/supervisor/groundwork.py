"""What the database needs before customers come: its schema, the demo, somebody who can log in."""

from __future__ import annotations

import asyncio
import secrets
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handoff.conversations import people
from handoff.settings import ROOT, Settings
from handoff.storage.engine import EVERY_BRAND, BadDatabaseUrl, Record
from handoff.storage.migrate import upgrade
from handoff.storage.servers import process
from handoff.storage.servers.account import Account
from handoff.supervisor.preflight import CannotRun

FIRST_LOGIN = "admin"
TEAMS = ["customer_care", "marketing", "communication", "quality"]


@dataclass(frozen=True)
class FirstLogin:
    """The first admin's login; only the hash of the password is kept."""

    login: str
    password: str


async def bring_up_to_date(settings: Settings) -> None:
    """Apply the migrations that the database lacks. Raises `CannotRun`."""
    try:
        await upgrade(settings.database_url)
    except BadDatabaseUrl as error:
        raise CannotRun(str(error)) from None
    except Exception as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
        raise CannotRun(
            f"the database could not be brought to this version's schema ({reason}): nothing was "
            "changed; check that its user may create extensions, roles and schemas"
        ) from error


async def first_login(settings: Settings, brands: list[str]) -> FirstLogin | None:
    """Make an admin of every brand with a random password; None where anybody can log in."""
    record = Record(settings.database_url, pool_size=1)
    try:
        if await people.everyone(record, EVERY_BRAND):
            return None
        login = FirstLogin(FIRST_LOGIN, secrets.token_urlsafe(12))
        await people.create(
            record,
            login=login.login,
            name="Admin",
            password=login.password,
            role="admin",
            brands=brands,
            teams=TEAMS,
        )
        return login
    finally:
        await record.close()


async def seed(environment: Mapping[str, str], logs: Path) -> bool:
    """Fill the demo shop and the past resolutions that come with Relais; whether it went well.

    In a process of its own: encoding resolutions takes memory that the supervisor need not keep.
    """
    child = process.spawn(
        [ROOT / ".venv" / "bin" / "python", "-m", "handoff.supervisor.seed"],
        log=logs / "seed.log",
        cwd=ROOT,
        env=environment,
        account=Account(),
        on_parent_death=signal.SIGKILL,
    )
    try:
        return await asyncio.to_thread(child.wait) == 0
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
