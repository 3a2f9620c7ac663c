"""A brand's own wording of what the bot says, in place of the one that it was trained with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from handoff.steering.phrases import Phrase, placeholders
from handoff.steering.tables import wordings
from handoff.storage.engine import Record

LONGEST = 1000
"""Characters of a wording."""


class BadWording(Exception):
    """The wording cannot be used; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a brand has the bot say for one response in one language."""

    response: str
    language: str
    text: str
    written_by: UUID
    written_at: datetime


def check(phrase: Phrase, text: str) -> str:
    """`text` as it is stored; raises `BadWording` for what the bot could not fill in."""
    clean = text.strip()
    if not clean or len(clean) > LONGEST:
        raise BadWording(f"A wording has 1 to {LONGEST} characters.")
    unknown = placeholders(clean) - placeholders(phrase.text)
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(placeholders(phrase.text))) or "none"
        names = ", ".join(f"{{{name}}}" for name in sorted(unknown))
        raise BadWording(f"The bot cannot fill in {names} here. It knows: {known}.")
    return clean


async def reword(
    record: Record, brand: str, response: str, language: str, text: str, by: UUID
) -> None:
    """Store a wording that `check` has passed; the bot uses it within seconds."""
    row = {"brand": brand, "response": response, "language": language}
    told = {"text": text, "written_by": by}
    async with record.transaction([brand]) as connection:
        await connection.execute(
            insert(wordings)
            .values(**row, **told)
            .on_conflict_do_update(index_elements=list(row), set_=told)
        )


async def restore(record: Record, brand: str, response: str, language: str) -> None:
    """Go back to the trained wording; harmless where it was never changed."""
    w = wordings.c
    async with record.transaction([brand]) as connection:
        await connection.execute(
            delete(wordings).where(w.brand == brand, w.response == response, w.language == language)
        )


async def of_brand(record: Record, brand: str) -> list[Wording]:
    """The wordings that a brand has changed."""
    w = wordings.c
    query = (
        select(w.response, w.language, w.text, w.written_by, w.written_at)
        .where(w.brand == brand)
        .order_by(w.response, w.language)
    )
    async with record.transaction([brand]) as connection:
        return [Wording(*row) for row in await connection.execute(query)]
