"""What became of suggestions: kept for learning, and for figures of a team, never of one CM.

Each thing is kept once for each episode, resolution and verdict, however often a console asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.engine import Brands, Record
from handoff.suggestions.engine import SuggestionResult
from handoff.suggestions.tables import resolution_uses, suggestion_feedback

LONGEST_COMPARED = 5_000
"""Characters of a message that `changed` looks at."""

WITHHELD = "withheld"
"""Why nothing was shown in a conversation that is kept without suggestions."""

Row = dict[str, object]

_f = suggestion_feedback.c


class Verdict(StrEnum):
    """One for each thing that can happen to a suggestion.

    The last three are a customer's: the bot offered it, and it helped or did not. An offer without
    either is one that nobody answered.
    """

    SHOWN = "shown"
    ABSTAINED = "abstained"
    INSERTED = "inserted"
    EDITED = "edited"
    SENT = "sent"
    IGNORED = "ignored"
    REJECTED = "rejected"
    OFFERED = "offered"
    HELPED = "helped"
    NOT_HELPED = "not_helped"


class Reason(StrEnum):
    """Why a CM rejects a suggestion."""

    OTHER_PROBLEM = "other_problem"
    OUTDATED = "outdated"
    INCOMPLETE = "incomplete"
    WRONG_VOICE = "wrong_voice"


USED = (Verdict.SENT, Verdict.EDITED)
TAKEN_UP = (*USED, Verdict.INSERTED, Verdict.REJECTED)
"""A CM looked at it and decided: no longer ignored."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where a suggestion was shown; a brand's key has neither conversation nor CM."""

    brand: str
    conversation_id: UUID | None = None
    episode: int | None = None
    cm_id: UUID | None = None


async def shown(record: Record, occasion: Occasion, result: SuggestionResult) -> None:
    """Note what was shown, in its order, or that nothing was."""
    rows: list[Row] = [{"verdict": Verdict.ABSTAINED}]
    if not result.abstained:
        rows = [
            {
                "verdict": Verdict.SHOWN,
                "resolution_id": each.resolution_id,
                "rank": rank,
                "confidence": each.confidence,
            }
            for rank, each in enumerate(result.suggestions, start=1)
        ]
    await _add(record, occasion, rows)


async def withheld(record: Record, occasion: Occasion) -> None:
    """Nothing was looked for: this conversation is one of those kept without suggestions."""
    await _add(record, occasion, [{"verdict": Verdict.ABSTAINED, "reason": WITHHELD}])


async def inserted(record: Record, occasion: Occasion, resolution_id: UUID) -> None:
    """The CM put it into the draft."""
    await _add(record, occasion, [{"verdict": Verdict.INSERTED, "resolution_id": resolution_id}])


async def sent(
    record: Record, occasion: Occasion, resolution_id: UUID, suggestion: str, message: str
) -> Verdict:
    """The CM sent a message made from it: as it was (`sent`), or changed (`edited`, how much)."""
    change = changed(suggestion, message)
    verdict = Verdict.EDITED if change else Verdict.SENT
    row: Row = {"verdict": verdict, "resolution_id": resolution_id, "changed": change}
    await _add(record, occasion, [row])
    return verdict


async def own_answer(record: Record, occasion: Occasion) -> None:
    """The CM wrote an answer of their own: what was shown and not taken up was ignored.

    Not in an episode in which a suggestion was sent: what a CM adds to it is no answer instead.
    """
    here = (_f.conversation_id == occasion.conversation_id, _f.episode == occasion.episode)
    async with record.transaction([occasion.brand]) as connection:
        rows = (
            await connection.execute(
                select(_f.resolution_id, _f.verdict).where(*here, _f.resolution_id.is_not(None))
            )
        ).all()
    verdicts = {row.verdict for row in rows}
    if verdicts & set(USED):
        return
    taken_up = {row.resolution_id for row in rows if row.verdict in TAKEN_UP}
    seen = {row.resolution_id for row in rows if row.verdict == Verdict.SHOWN}
    ignored: list[Row] = [
        {"verdict": Verdict.IGNORED, "resolution_id": each} for each in seen - taken_up
    ]
    await _add(record, occasion, ignored)


async def rejected(record: Record, occasion: Occasion, resolution_id: UUID, reason: Reason) -> None:
    """The CM said why it is of no use."""
    row: Row = {"verdict": Verdict.REJECTED, "resolution_id": resolution_id, "reason": reason}
    await _add(record, occasion, [row])


async def of_episode(record: Record, occasion: Occasion, *verdicts: Verdict) -> set[UUID]:
    """The resolutions that got one of these verdicts in the occasion's episode."""
    async with record.transaction([occasion.brand]) as connection:
        rows = await connection.scalars(
            select(_f.resolution_id).where(
                _f.conversation_id == occasion.conversation_id,
                _f.episode == occasion.episode,
                _f.verdict.in_(verdicts),
                _f.resolution_id.is_not(None),
            )
        )
        return set(rows)


async def offered(
    connection: AsyncConnection, occasion: Occasion, resolution_id: UUID, confidence: float
) -> None:
    """The bot gave it to a customer; within the transaction that stores its words."""
    row: Row = {
        "verdict": Verdict.OFFERED,
        "resolution_id": resolution_id,
        "rank": 1,
        "confidence": confidence,
    }
    await _insert(connection, occasion, [row])


async def judged(
    connection: AsyncConnection, occasion: Occasion, resolution_id: UUID, *, helped: bool
) -> None:
    """The customer said whether it helped; within the transaction that acts on it."""
    verdict = Verdict.HELPED if helped else Verdict.NOT_HELPED
    await _insert(connection, occasion, [{"verdict": verdict, "resolution_id": resolution_id}])


async def has_helped(connection: AsyncConnection, occasion: Occasion, resolution_id: UUID) -> bool:
    """Whether the customer has said in the occasion's episode that it helped."""
    said = exists().where(
        _f.conversation_id == occasion.conversation_id,
        _f.episode == occasion.episode,
        _f.resolution_id == resolution_id,
        _f.verdict == Verdict.HELPED,
    )
    return bool(await connection.scalar(select(said)))


async def tally(record: Record, brands: Brands) -> dict[Verdict, int]:
    """How often each thing happened."""
    async with record.transaction(brands) as connection:
        rows = await connection.execute(select(_f.verdict, func.count()).group_by(_f.verdict))
        return {Verdict(verdict): number for verdict, number in rows}


def changed(suggestion: str, message: str) -> float:
    """How much of a suggestion was rewritten: 0 nothing, 1 all (less Ratcliff-Obershelp's ratio).

    Spaces do not count.
    """
    one, other = suggestion[:LONGEST_COMPARED].split(), message[:LONGEST_COMPARED].split()
    return round(1 - SequenceMatcher(None, one, other, autojunk=False).ratio(), 4)


async def _count(
    connection: AsyncConnection, brand: str, kept: Sequence[tuple[UUID | None, str]]
) -> None:
    """Add what was just kept to how often each resolution was shown and used."""
    shown = Counter(id for id, verdict in kept if id and verdict == Verdict.SHOWN)
    used = Counter(id for id, verdict in kept if id and verdict in USED)
    if not (counted := shown.keys() | used.keys()):
        return
    # In the order of their ids: two episodes that count the same ones wait for each other.
    add = insert(resolution_uses).values(
        [
            {"resolution_id": id, "brand": brand, "shown": shown[id], "used": used[id]}
            for id in sorted(counted)
        ]
    )
    c, new = resolution_uses.c, add.excluded
    more = {"shown": c.shown + new.shown, "used": c.used + new.used}
    await connection.execute(add.on_conflict_do_update(index_elements=[c.resolution_id], set_=more))


async def _add(record: Record, occasion: Occasion, rows: list[Row]) -> None:
    if not rows:
        return
    async with record.transaction([occasion.brand]) as connection:
        await _insert(connection, occasion, rows)


async def _insert(connection: AsyncConnection, occasion: Occasion, rows: list[Row]) -> None:
    common = {
        "brand": occasion.brand,
        "conversation_id": occasion.conversation_id,
        "episode": occasion.episode,
        "cm_id": occasion.cm_id,
    }
    keys = {key for row in rows for key in row}
    kept = await connection.execute(
        insert(suggestion_feedback)
        .values([common | dict.fromkeys(keys) | row for row in rows])
        .on_conflict_do_nothing()
        .returning(_f.resolution_id, _f.verdict)
    )
    await _count(connection, occasion.brand, kept.tuples().all())
    taken_up = [row["resolution_id"] for row in rows if row["verdict"] in TAKEN_UP]
    if taken_up:
        # A CM who wrote something first and took it up after all did not ignore it.
        await connection.execute(
            delete(suggestion_feedback).where(
                _f.conversation_id == occasion.conversation_id,
                _f.episode == occasion.episode,
                _f.verdict == Verdict.IGNORED,
                _f.resolution_id.in_(taken_up),
            )
        )
