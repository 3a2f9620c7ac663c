"""Past resolutions in the record: adding, counting, retiring, deleting."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import numpy as np
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.engine import EVERY_BRAND, Brands, Record
from handoff.suggestions import analysis
from handoff.suggestions.encoder import Encoder, Vectors
from handoff.suggestions.tables import resolution_counts, resolutions, suggestion_feedback

SIDES = ("question", "reply")
"""A problem is compared with what was asked and with what was answered: both tell the topic."""

_ADD_VECTORS = text(
    """
    INSERT INTO resolution_vectors (resolution_id, space, brand, language, meaning, words)
    VALUES (:id, :space, :brand, :language,
            CAST(CAST(:meaning AS text) AS vector), CAST(CAST(:words AS text) AS sparsevec))
    ON CONFLICT DO NOTHING
    """
)
_REMOVE_VECTORS = text("DELETE FROM resolution_vectors WHERE resolution_id = :id")
_MISSING = """
    r.retired_at IS NULL AND r.merged_into IS NULL AND NOT EXISTS (
        SELECT FROM resolution_vectors v WHERE v.resolution_id = r.id AND v.space = :space
    )
"""
# Locked until their vectors are stored: who edits or erases one meanwhile waits, and no vectors of
# former words come after. Other processes take other rows.
_WITHOUT_VECTORS = text(
    f"""
    SELECT r.id, r.brand, r.language, r.question, r.reply FROM resolutions r
    WHERE r.id > :after AND {_MISSING}
    ORDER BY r.id LIMIT :batch FOR NO KEY UPDATE SKIP LOCKED
    """  # noqa: S608 - a constant
)
_ANY_MISSING = text(f"SELECT EXISTS (SELECT FROM resolutions r WHERE {_MISSING})")  # noqa: S608
_MARK_REOPENED = text(
    """
    UPDATE resolutions r SET reopened = true FROM episodes e
    WHERE e.recontacted AND NOT r.reopened
        AND r.conversation_id = e.conversation_id AND r.episode = e.episode
    """
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a CM resolved a problem: both texts without anybody's particulars, the reply as body."""

    id: UUID
    brand: str
    language: str
    question: str
    reply: str
    team: str | None = None
    external_id: str | None = None
    resolved_at: datetime | None = None
    csat: int | None = None
    """What the customer said of it, 1 to 5."""
    conversation_id: UUID | None = None
    """Where it was learnt, with `episode`; None for what came from a file."""
    episode: int | None = None
    intent: str | None = None
    reopened: bool = False
    """Whether the customer came back about the same within a week."""
    handling_seconds: int | None = None
    """From the CM's taking over to the end of the episode."""

    @property
    def content_hash(self) -> bytes:
        """The same for texts that differ in case, accents and spacing only."""
        parts = (self.brand, self.language, self.question, self.reply)
        folded = "\x00".join(" ".join(analysis.fold(part).split()) for part in parts)
        return hashlib.sha256(folded.encode()).digest()


def family(encoder: Encoder) -> str:
    """Names the vectors of one encoder and one analysis of words, as `encoders` lists them."""
    return f"{encoder.identity}/{analysis.VERSION}"


def space(encoder: Encoder, side: str) -> str:
    """Names what makes vectors comparable: encoder, analysis of words, and side."""
    return f"{family(encoder)}/{side}"


def quoted(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def literal(space: str) -> str:
    """`space` as SQLAlchemy's `text` writes it, where a colon begins a parameter."""
    return quoted(space).replace(":", r"\:")


def embed(encoder: Encoder, batch: Sequence[Resolution]) -> dict[str, Vectors]:
    """The vectors of both sides, one row for each resolution, each in its language."""
    return {side: _meanings(encoder, batch, side) for side in SIDES}


def _meanings(encoder: Encoder, batch: Sequence[Resolution], side: str) -> Vectors:
    vectors = np.empty((len(batch), encoder.dim), dtype=np.float32)
    for language in {each.language for each in batch}:
        places = [place for place, each in enumerate(batch) if each.language == language]
        texts = [analysis.plain(getattr(batch[place], side)) for place in places]
        vectors[places] = encoder.meanings(texts, language)
    return vectors


def written(vector: Vectors) -> str:
    """The text form of a pgvector `vector`."""
    return f"[{','.join(f'{value:.7g}' for value in vector.tolist())}]"


class Imported(Protocol):
    """A row that another system may know by an id."""

    @property
    def brand(self) -> str:
        """Whose it is."""
        ...

    @property
    def external_id(self) -> str | None:
        """Its id there."""
        ...


async def known_ids(
    connection: AsyncConnection, rows: Sequence[Imported]
) -> set[tuple[str, str | None]]:
    """Brand and external id of those of `rows` that the record holds."""
    c = resolutions.c
    ids = [row.external_id for row in rows if row.external_id]
    found = await connection.execute(select(c.brand, c.external_id).where(c.external_id.in_(ids)))
    return {(row.brand, row.external_id) for row in found}


async def new_among(connection: AsyncConnection, batch: Sequence[Resolution]) -> list[Resolution]:
    """Those of `batch` that neither the record nor the batch itself holds already."""
    c = resolutions.c
    hashes = [resolution.content_hash for resolution in batch]
    external = [resolution.external_id for resolution in batch if resolution.external_id]
    rows = await connection.execute(
        select(c.brand, c.external_id, c.content_hash).where(
            c.content_hash.in_(hashes) | c.external_id.in_(external)
        )
    )
    seen: set[tuple[str, str | bytes | None]] = set()
    for brand, external_id, content_hash in rows:
        seen |= {(brand, external_id), (brand, content_hash)}
    new: list[Resolution] = []
    for resolution in batch:
        keys: set[tuple[str, str | bytes | None]] = {(resolution.brand, resolution.content_hash)}
        if resolution.external_id:
            keys.add((resolution.brand, resolution.external_id))
        if not keys & seen:
            new.append(resolution)
        seen |= keys
    return new


async def add(
    connection: AsyncConnection,
    encoder: Encoder,
    batch: Sequence[Resolution],
    meanings: Mapping[str, Vectors],
) -> int:
    """Store resolutions with their vectors (from `embed`); gives how many were new.

    A duplicate that another process stored meanwhile is left out.
    """
    if not batch:
        return 0
    statement = insert(resolutions).on_conflict_do_nothing().returning(resolutions.c.id)
    rows = [asdict(each) | {"content_hash": each.content_hash} for each in batch]
    stored = set((await connection.execute(statement, rows)).scalars())
    kept = [place for place, each in enumerate(batch) if each.id in stored]
    new = [batch[place] for place in kept]
    await add_vectors(
        connection, encoder, new, {side: rows[kept] for side, rows in meanings.items()}
    )
    added = Counter((each.brand, each.language) for each in new)
    for (brand, language), number in added.items():
        await _count(connection, brand, language, number)
    return len(new)


async def add_vectors(
    connection: AsyncConnection,
    encoder: Encoder,
    batch: Sequence[Resolution],
    meanings: Mapping[str, Vectors],
) -> None:
    """Store the vectors (from `embed`) of resolutions that are stored already."""
    rows = [
        {
            "id": each.id,
            "space": space(encoder, side),
            "brand": each.brand,
            "language": each.language,
            "meaning": written(meaning),
            "words": analysis.sparse(analysis.stored(getattr(each, side), each.language)),
        }
        for side, vectors in meanings.items()
        for each, meaning in zip(batch, vectors, strict=True)
    ]
    if rows:
        await connection.execute(_ADD_VECTORS, rows)


async def embed_missing(record: Record, encoder: Encoder, batch: int = 64) -> int:
    """Give vectors to resolutions that have none of this encoder's; gives how many.

    For a change of encoder or of analysis: each batch is committed, so that a stopped run resumes,
    and several processes share the work.
    """
    done, after = 0, UUID(int=0)
    while True:
        async with record.transaction("*") as connection:
            wanted = {"space": space(encoder, SIDES[0]), "after": after, "batch": batch}
            rows = await connection.execute(_WITHOUT_VECTORS, wanted)
            missing = [Resolution(*row) for row in rows]
            if not missing:
                return done
            meanings = await asyncio.to_thread(embed, encoder, missing)
            await add_vectors(connection, encoder, missing, meanings)
        done += len(missing)
        after = missing[-1].id


async def any_missing(record: Record, encoder: Encoder) -> bool:
    """Whether a resolution that can be suggested has no vectors of this encoder."""
    async with record.transaction("*") as connection:
        found = await connection.scalar(_ANY_MISSING, {"space": space(encoder, SIDES[0])})
    return bool(found)


async def version(record: Record) -> int:
    """A number that changes with every change of what can be suggested."""
    async with record.transaction("*") as connection:
        total = await connection.scalar(select(func.sum(resolution_counts.c.version)))
    return int(total or 0)


async def mark_reopened(record: Record) -> int:
    """Mark what was learnt where the customer came back about the same; gives how many."""
    async with record.transaction("*") as connection:
        return (await connection.execute(_MARK_REOPENED)).rowcount


async def retire(record: Record, brands: Brands, resolution_id: UUID) -> bool:
    """Never suggest it again, but keep it; False where `brands` hold no such resolution.

    What a supervisor allowed the bot to say is no longer allowed, should it ever come back.
    """
    c = resolutions.c
    async with record.transaction(brands) as connection:
        row = (
            await connection.execute(
                update(resolutions)
                .where(c.id == resolution_id, c.retired_at.is_(None))
                .values(retired_at=func.now(), approved_at=None, approved_by=None)
                .returning(c.brand, c.language)
            )
        ).one_or_none()
        if row is None:
            return False
        await take_out(connection, resolution_id, row.brand, row.language)
    return True


async def take_out(
    connection: AsyncConnection, resolution_id: UUID, brand: str, language: str
) -> None:
    """Let it be found no more: retired rows would otherwise take places among the nearest."""
    await connection.execute(_REMOVE_VECTORS, {"id": resolution_id})
    await _count(connection, brand, language, -1)


async def put_in(
    connection: AsyncConnection, encoder: Encoder, resolution: Resolution, *, anew: bool
) -> None:
    """Let it be found by the texts it has now; `anew` where it could be found by others before."""
    meanings = await asyncio.to_thread(embed, encoder, [resolution])
    await connection.execute(_REMOVE_VECTORS, {"id": resolution.id})
    await add_vectors(connection, encoder, [resolution], meanings)
    await _count(connection, resolution.brand, resolution.language, 0 if anew else 1)


async def remove(record: Record, brands: Brands, resolution_id: UUID) -> bool:
    """Delete it with its vectors; False where `brands` hold no such resolution."""
    c = resolutions.c
    async with record.transaction(brands) as connection:
        row = (
            await connection.execute(
                delete(resolutions)
                .where(c.id == resolution_id)
                .returning(c.brand, c.language, c.retired_at)
            )
        ).one_or_none()
        if row is None:
            return False
        await _count(connection, row.brand, row.language, 0 if row.retired_at else -1)
    return True


async def forget(connection: AsyncConnection, conversations: list[UUID]) -> None:
    """Delete what was learnt of these conversations; an `Eraser`.

    Vectors go with their resolutions. What CMs wrote about suggestions in them goes as well. What
    was learnt of others and merged into one of them stands by itself again.
    """
    c, f = resolutions.c, suggestion_feedback.c
    theirs = select(c.id).where(c.conversation_id.in_(conversations))
    others = await connection.execute(
        update(resolutions)
        .where(c.merged_into.in_(theirs), c.conversation_id.in_(conversations).is_not(True))
        .values(merged_into=None, retired_at=None)
        .returning(c.brand, c.language)
    )
    back = Counter((row.brand, row.language) for row in others)
    rows = await connection.execute(
        delete(resolutions)
        .where(c.conversation_id.in_(conversations))
        .returning(c.brand, c.language, c.retired_at)
    )
    gone = Counter((row.brand, row.language) for row in rows if row.retired_at is None)
    for brand, language in sorted(back.keys() | gone.keys()):
        change = back[brand, language] - gone[brand, language]
        await _count(connection, brand, language, change)
    await connection.execute(
        update(suggestion_feedback).where(f.conversation_id.in_(conversations)).values(reason=None)
    )


async def count(record: Record, brands: Brands) -> int:
    """How many resolutions of `brands` can be suggested."""
    async with record.transaction(brands) as connection:
        total = await connection.scalar(select(func.sum(resolution_counts.c.rows)))
    return int(total or 0)


async def large(record: Record, rows: int) -> list[tuple[str, str]]:
    """The brands and languages with so many resolutions or more."""
    c = resolution_counts.c
    async with record.transaction(EVERY_BRAND) as connection:
        found = await connection.execute(
            select(c.brand, c.language).where(c.rows >= rows).order_by(c.brand, c.language)
        )
        return [(row.brand, row.language) for row in found]


async def _count(connection: AsyncConnection, brand: str, language: str, change: int) -> None:
    """Note a change, so that every process counts the words of this brand and language anew."""
    first = insert(resolution_counts).values(brand=brand, language=language, version=1, rows=change)
    c = resolution_counts.c
    await connection.execute(
        first.on_conflict_do_update(
            index_elements=[c.brand, c.language],
            set_={"version": c.version + 1, "rows": c.rows + change},
        )
    )
