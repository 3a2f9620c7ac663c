"""What people change about a resolution: its words, until when it holds, whether it is suggested.

Whatever changes the words takes back what a supervisor allowed the bot to say, and whoever read
older words is refused: nobody overwrites, or approves, what they have not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.brands.brand import Brand
from handoff.storage.engine import Brands, Record
from handoff.suggestions import store
from handoff.suggestions.approval import Barred, barred
from handoff.suggestions.body import body_of
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.redaction import redact, redact_reply
from handoff.suggestions.store import Resolution
from handoff.suggestions.tables import resolutions

Code = Literal[
    "edited_meanwhile",
    "resolution_retired",
    "no_reply_left",
    "no_question_left",
    "already_there",
    "date_past",
    "nothing_to_merge",
    "not_comparable",
    "not_for_the_bot",
]

_c = resolutions.c


class RevisionRefused(Exception):
    """What cannot be done with a resolution; nothing was changed. The text says what to do."""

    def __init__(self, code: Code, message: str, reasons: Sequence[Barred] = ()) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.reasons = tuple(reasons)


class NoSuchResolution(Exception):
    """There is none of that id among the brands named."""


@dataclass(frozen=True, slots=True)
class Words:
    """The two texts of a resolution, and when they were last edited as somebody read them."""

    question: str
    reply: str
    seen: datetime | None


async def edit(
    record: Record, encoder: Encoder, brand: Brand, resolution_id: UUID, words: Words
) -> Counter[str]:
    """Give a resolution of `brand` other words; gives the kinds of particulars taken out of them.

    Raises `RevisionRefused` (`edited_meanwhile`, `resolution_retired`, `no_question_left`,
    `no_reply_left`, `already_there`) and `NoSuchResolution`.
    """
    public = brand.public_texts()
    question = redact(words.question.strip(), public=public)
    reply = redact_reply(body_of(words.reply), public=public)
    if not question.text:
        raise RevisionRefused("no_question_left", "Write what the customer asked.")
    if not reply.text:
        message = "Write a reply: greeting and signature alone are added by themselves."
        raise RevisionRefused("no_reply_left", message)
    taken_out = Counter(question.kinds + reply.kinds)
    async with record.transaction([brand.name]) as connection:
        row = await _locked(connection, resolution_id)
        _check_unretired(row)
        if (row["question"], row["reply"]) == (question.text, reply.text):
            return taken_out
        _check_seen(row, words.seen)
        changed = Resolution(
            resolution_id, row["brand"], row["language"], question.text, reply.text
        )
        await _check_new(connection, changed)
        await connection.execute(
            update(resolutions)
            .where(_c.id == resolution_id)
            .values(
                question=changed.question,
                reply=changed.reply,
                content_hash=changed.content_hash,
                edited_at=func.clock_timestamp(),
                approved_at=None,
                approved_by=None,
            )
        )
        await store.put_in(connection, encoder, changed, anew=True)
    return taken_out


async def hold(record: Record, brands: Brands, resolution_id: UUID, until: date | None) -> None:
    """Suggest it up to and including the day `until`; None has it hold without end.

    Raises `RevisionRefused` (`date_past`) and `NoSuchResolution`.
    """
    if until is not None and until < datetime.now(UTC).date():
        message = "This day is past. Retire the resolution to have it suggested no more."
        raise RevisionRefused("date_past", message)
    async with record.transaction(brands) as connection:
        await _locked(connection, resolution_id)
        await _set(connection, resolution_id, holds_until=until)


async def retire(record: Record, brands: Brands, resolution_id: UUID) -> None:
    """Never suggest it again, but keep it; doing so twice changes nothing.

    Raises `NoSuchResolution`.
    """
    async with record.transaction(brands) as connection:
        await _locked(connection, resolution_id)
    await store.retire(record, brands, resolution_id)


async def restore(record: Record, encoder: Encoder, brands: Brands, resolution_id: UUID) -> None:
    """Suggest it again, by itself if it was merged into another; raises `NoSuchResolution`."""
    async with record.transaction(brands) as connection:
        row = await _locked(connection, resolution_id)
        if row["retired_at"] is None:
            return
        await _set(connection, resolution_id, retired_at=None, merged_into=None)
        again = Resolution(
            resolution_id, row["brand"], row["language"], row["question"], row["reply"]
        )
        await store.put_in(connection, encoder, again, anew=False)


async def merge(record: Record, brands: Brands, into: UUID, others: Sequence[UUID]) -> None:
    """Retire `others` and have them count for `into`, with what was merged into them before.

    Raises `RevisionRefused` (`nothing_to_merge`, `not_comparable`, `resolution_retired`) and
    `NoSuchResolution`.
    """
    ids = set(others) - {into}
    if not ids:
        raise RevisionRefused("nothing_to_merge", "Choose at least one other resolution.")
    async with record.transaction(brands) as connection:
        # In the order of their ids: two merges of the same ones wait for each other.
        rows = {id: await _locked(connection, id) for id in sorted({into, *ids})}
        kept = rows.pop(into)
        _check_unretired(kept)
        for row in rows.values():
            if (row["brand"], row["language"]) != (kept["brand"], kept["language"]):
                message = "Only resolutions of one brand and one language can become one."
                raise RevisionRefused("not_comparable", message)
        await connection.execute(
            update(resolutions).where(_c.merged_into.in_(ids)).values(merged_into=into)
        )
        for id, row in rows.items():
            if row["retired_at"] is None:
                await store.take_out(connection, id, row["brand"], row["language"])
        await connection.execute(
            update(resolutions)
            .where(_c.id.in_(ids))
            .values(
                merged_into=into,
                retired_at=func.coalesce(_c.retired_at, func.now()),
                approved_at=None,
                approved_by=None,
            )
        )


async def approve(
    record: Record, brands: Brands, resolution_id: UUID, *, by: UUID, seen: datetime | None
) -> None:
    """Allow the bot to answer with it, in the words that `by` has seen.

    Raises `RevisionRefused` (`not_for_the_bot` with its reasons, `edited_meanwhile`,
    `resolution_retired`) and `NoSuchResolution`.
    """
    async with record.transaction(brands) as connection:
        row = await _locked(connection, resolution_id)
        _check_unretired(row)
        _check_seen(row, seen)
        reasons = barred(row["reply"])
        if reasons:
            message = f"The bot may not say this reply, because of: {', '.join(reasons)}."
            raise RevisionRefused("not_for_the_bot", message, reasons)
        await _set(connection, resolution_id, approved_at=func.now(), approved_by=by)


async def unapprove(record: Record, brands: Brands, resolution_id: UUID) -> None:
    """Take back what `approve` allowed; raises `NoSuchResolution`."""
    async with record.transaction(brands) as connection:
        await _locked(connection, resolution_id)
        await _set(connection, resolution_id, approved_at=None, approved_by=None)


async def _locked(connection: AsyncConnection, resolution_id: UUID) -> RowMapping:
    query = select(resolutions).where(_c.id == resolution_id).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        raise NoSuchResolution
    return row


async def _set(connection: AsyncConnection, resolution_id: UUID, **values: Any) -> None:
    await connection.execute(update(resolutions).where(_c.id == resolution_id).values(**values))


async def _check_new(connection: AsyncConnection, changed: Resolution) -> None:
    same = select(_c.id).where(
        _c.brand == changed.brand, _c.content_hash == changed.content_hash, _c.id != changed.id
    )
    if (await connection.execute(same.limit(1))).first() is not None:
        message = "Another resolution has these very words: merge the two instead."
        raise RevisionRefused("already_there", message)


def _check_unretired(row: RowMapping) -> None:
    if row["retired_at"] is not None:
        message = "This resolution is retired. Restore it first."
        raise RevisionRefused("resolution_retired", message)


def _check_seen(row: RowMapping, seen: datetime | None) -> None:
    if row["edited_at"] != seen:
        message = "Somebody edited this resolution after you read it. Read it again, then decide."
        raise RevisionRefused("edited_meanwhile", message)
