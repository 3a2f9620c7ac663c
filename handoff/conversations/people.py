"""CMs and the other people at work: log-in, roles, sessions."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal, get_args
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from handoff.conversations.tables import cm_sessions, cms, login_attempts
from handoff.conversations.tokens import hashed, new_token
from handoff.storage.engine import EVERY_BRAND, Brands, Record

Role = Literal["cm", "trainer", "supervisor", "admin"]

SESSION_LIFE: Final = timedelta(hours=12)
"""A day's work; a stolen cookie is worth no more."""

ATTEMPTS_WINDOW: Final = timedelta(minutes=15)
FAILURES_BY_LOGIN: Final = 10
FAILURES_BY_ADDRESS: Final = 50
"""An office shares one address, so an address may fail more often than one login."""

_HASHER = PasswordHasher()
# Checked when the login is unknown, so that the time taken does not tell which logins exist.
_NOBODY = _HASHER.hash("nobody has this password")


class PeopleError(Exception):
    """Base of what this module refuses; the message says what to do."""


class LoginTaken(PeopleError):
    """Somebody has that login."""


class UnknownLogin(PeopleError):
    """Nobody has that login."""


class WeakPassword(PeopleError):
    """Too short to be a password."""


class TooManyAttempts(PeopleError):
    """Too many failed log-ins lately."""


@dataclass(frozen=True, slots=True)
class CM:
    """A person who works in the console; `brands` are those they may see."""

    id: UUID
    login: str
    name: str
    role: Role
    brands: tuple[str, ...]
    teams: tuple[str, ...]
    language: str

    def may(self, role: Role) -> bool:
        """Whether this person's role is `role` or stands above it."""
        order = get_args(Role)
        return order.index(self.role) >= order.index(role)


async def create(
    record: Record,
    *,
    login: str,
    name: str,
    password: str,
    role: Role,
    brands: list[str],
    teams: list[str],
    language: str = "fr",
) -> CM:
    """Add a person.

    Raises:
        LoginTaken: the login exists.
        WeakPassword: fewer than ten characters.
    """
    person = CM(uuid4(), login, name, role, tuple(brands), tuple(teams), language)
    digest = await _hash(password)
    try:
        async with record.transaction(EVERY_BRAND) as connection:
            await connection.execute(
                insert(cms).values(
                    id=person.id,
                    login=login,
                    name=name,
                    role=role,
                    brands=brands,
                    teams=teams,
                    language=language,
                    password_hash=digest,
                )
            )
    except IntegrityError as error:
        raise LoginTaken(f"The login {login} is taken: choose another.") from error
    return person


async def set_password(record: Record, login: str, password: str) -> None:
    """Change a password and end the person's sessions; raises `UnknownLogin`, `WeakPassword`."""
    digest = await _hash(password)
    async with record.transaction(EVERY_BRAND) as connection:
        person = await connection.scalar(
            update(cms).where(cms.c.login == login).values(password_hash=digest).returning(cms.c.id)
        )
        if person is None:
            raise UnknownLogin(f"Nobody has the login {login}: `relais user list` shows them all.")
        await connection.execute(
            update(cm_sessions)
            .where(cm_sessions.c.cm_id == person, cm_sessions.c.revoked_at.is_(None))
            .values(revoked_at=func.now())
        )


async def disable(record: Record, login: str) -> None:
    """Close an account; what the person did stays under their name. Raises `UnknownLogin`."""
    async with record.transaction(EVERY_BRAND) as connection:
        person = await connection.scalar(
            update(cms)
            .where(cms.c.login == login)
            .values(disabled_at=func.now())
            .returning(cms.c.id)
        )
    if person is None:
        raise UnknownLogin(f"Nobody has the login {login}: `relais user list` shows them all.")


async def everyone(record: Record, brands: Brands) -> list[CM]:
    """The people who may see one of `brands`, by login."""
    async with record.transaction(brands) as connection:
        rows = await connection.execute(
            select(*cms.c).where(cms.c.disabled_at.is_(None)).order_by(cms.c.login)
        )
        return [_cm(row) for row in rows.mappings()]


async def log_in(record: Record, login: str, password: str, address: str) -> tuple[CM, str] | None:
    """The person and a new session's token; None if login and password do not fit.

    Args:
        record: where people are kept.
        login: as typed.
        password: as typed.
        address: a keyed hash of the network address the attempt comes from.

    Raises:
        TooManyAttempts: too many failures of this login or from this address.
    """
    async with record.transaction(EVERY_BRAND) as connection:
        await _refuse_a_flood(connection, login, address)
        row = (
            (
                await connection.execute(
                    select(*cms.c).where(cms.c.login == login, cms.c.disabled_at.is_(None))
                )
            )
            .mappings()
            .one_or_none()
        )
    fits = await asyncio.to_thread(_verify, row["password_hash"] if row else _NOBODY, password)
    person = _cm(row) if row and fits else None
    token = new_token()
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(
            insert(login_attempts).values(
                login=login, address=address, succeeded=person is not None
            )
        )
        if person is not None:
            await connection.execute(
                insert(cm_sessions).values(
                    token_hash=hashed(token),
                    cm_id=person.id,
                    expires_at=func.now() + SESSION_LIFE,
                )
            )
    return (person, token) if person else None


async def of_session(record: Record, token: str) -> CM | None:
    """Whose session it is; None if it is unknown, expired, revoked, or the person is gone."""
    s = cm_sessions.c
    async with record.transaction(EVERY_BRAND) as connection:
        row = (
            (
                await connection.execute(
                    select(*cms.c)
                    .join(cm_sessions, s.cm_id == cms.c.id)
                    .where(
                        s.token_hash == hashed(token),
                        s.expires_at > func.now(),
                        s.revoked_at.is_(None),
                        cms.c.disabled_at.is_(None),
                    )
                )
            )
            .mappings()
            .one_or_none()
        )
    return _cm(row) if row else None


async def log_out(record: Record, token: str) -> None:
    """End a session."""
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(
            update(cm_sessions)
            .where(cm_sessions.c.token_hash == hashed(token))
            .values(revoked_at=func.now())
        )


async def _refuse_a_flood(connection: Any, login: str, address: str) -> None:
    a = login_attempts.c
    failures = select(
        func.count().filter(a.login == login), func.count().filter(a.address == address)
    ).where(a.succeeded.is_(False), a.at > func.now() - ATTEMPTS_WINDOW)
    by_login, by_address = (await connection.execute(failures)).one()
    if by_login >= FAILURES_BY_LOGIN or by_address >= FAILURES_BY_ADDRESS:
        raise TooManyAttempts("Too many failed log-ins: wait a quarter of an hour and try again.")


async def _hash(password: str) -> str:
    if len(password) < 10:
        raise WeakPassword("A password needs at least 10 characters.")
    return await asyncio.to_thread(_HASHER.hash, password)


def _verify(digest: str, password: str) -> bool:
    try:
        return _HASHER.verify(digest, password)
    except VerificationError:
        return False


def _cm(row: RowMapping) -> CM:
    return CM(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        brands=tuple(row["brands"]),
        teams=tuple(row["teams"]),
        language=row["language"],
    )
