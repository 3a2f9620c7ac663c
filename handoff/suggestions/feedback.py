"""What became of suggestions: kept for learning, and for figures of a team, never of one CM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, insert, select

from handoff.storage.engine import Brands, Record
from handoff.suggestions.engine import SuggestionResult
from handoff.suggestions.tables import suggestion_feedback

LONGEST_COMPARED = 5_000
"""Characters of a message that `changed` looks at."""


Row = dict[str, object]


class Verdict(StrEnum):
    """One for each thing that can happen to a suggestion."""

    SHOWN = "shown"
    ABSTAINED = "abstained"
    INSERTED = "inserted"
    EDITED = "edited"
    SENT = "sent"
    IGNORED = "ignored"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where a suggestion was shown; a brand's key has neither conversation nor CM."""

    brand: str
    conversation_id: UUID | None = None
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


async def ignored(record: Record, occasion: Occasion, resolution_ids: Sequence[UUID]) -> None:
    """The CM wrote an answer of their own."""
    rows: list[Row] = [
        {"verdict": Verdict.IGNORED, "resolution_id": each} for each in resolution_ids
    ]
    await _add(record, occasion, rows)


async def rejected(record: Record, occasion: Occasion, resolution_id: UUID, reason: str) -> None:
    """The CM said why it is of no use."""
    row: Row = {"verdict": Verdict.REJECTED, "resolution_id": resolution_id, "reason": reason}
    await _add(record, occasion, [row])


async def tally(record: Record, brands: Brands) -> dict[Verdict, int]:
    """How often each thing happened."""
    c = suggestion_feedback.c
    async with record.transaction(brands) as connection:
        rows = await connection.execute(select(c.verdict, func.count()).group_by(c.verdict))
        return {Verdict(verdict): number for verdict, number in rows}


def changed(suggestion: str, message: str) -> float:
    """How much of a suggestion was rewritten: 0 nothing, 1 all (less Ratcliff-Obershelp's ratio).

    Spaces do not count.
    """
    one, other = suggestion[:LONGEST_COMPARED].split(), message[:LONGEST_COMPARED].split()
    return round(1 - SequenceMatcher(None, one, other, autojunk=False).ratio(), 4)


async def _add(record: Record, occasion: Occasion, rows: list[Row]) -> None:
    if not rows:
        return
    common = {
        "brand": occasion.brand,
        "conversation_id": occasion.conversation_id,
        "cm_id": occasion.cm_id,
    }
    async with record.transaction([occasion.brand]) as connection:
        await connection.execute(insert(suggestion_feedback), [common | row for row in rows])
