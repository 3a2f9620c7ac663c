"""What a CM sees: up to three replies that colleagues gave to the same problem, or nothing.

engine = Suggestions(record, encoder, brands)
result = await engine.suggest("mon colis n'est jamais arrivé", "demo", "fr", facts, cm="Camille")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions.agreement import agreeing
from handoff.suggestions.analysis import LONGEST_QUERY
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.language import language_of
from handoff.suggestions.problem import found_out, problem_of
from handoff.suggestions.ranking import (
    Ranked,
    likeness,
    probability,
    rank,
    say_the_same,
    weights_of,
    worth_showing,
)
from handoff.suggestions.redaction import redact
from handoff.suggestions.refill import refill
from handoff.suggestions.retrieval import Candidate, Retrieval

SHOWN = 3
"""Replies offered at most: more are not read while a customer waits."""

COMPARABLE = 12
"""Resolutions offered for merging: those that say the same stand among the first few."""

COMPARABLE_FROM = 0.25
"""The probability from which a reply to one problem is worth comparing with that to another: lower
than to be sure, since a supervisor reads both and decides."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a suggestion comes from."""

    question: str
    """What the past customer asked, without particulars."""
    resolved_at: datetime | None
    csat: int | None
    count: int
    """How many past resolutions say the same."""
    language: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply ready to insert.

    `missing` are placeholders that still stand in it, `agreeing` words that agree in gender with
    whom it was written for, or by.
    """

    resolution_id: UUID
    reply: str
    confidence: float
    source: Source
    missing: tuple[str, ...]
    agreeing: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As `POST /api/suggestions` gives it."""
        resolved_at = self.source.resolved_at
        return {
            "resolution_id": str(self.resolution_id),
            "reply": self.reply,
            "confidence": round(self.confidence, 3),
            "source": {
                "question": self.source.question,
                "resolved_at": resolved_at.isoformat() if resolved_at else None,
                "csat": self.source.csat,
                "count": self.source.count,
                "language": self.source.language,
            },
            "missing": list(self.missing),
            "agreeing": list(self.agreeing),
        }


@dataclass(frozen=True, slots=True)
class SuggestionResult:
    """The best suggestion first; `abstained` when nothing comparable is known."""

    suggestions: tuple[Suggestion, ...]

    @property
    def abstained(self) -> bool:
        """Whether nothing is good enough to show."""
        return not self.suggestions

    def as_json(self) -> dict[str, Any]:
        """As `POST /api/suggestions` gives it."""
        return {
            "suggestions": [suggestion.as_json() for suggestion in self.suggestions],
            "abstained": self.abstained,
        }


class UnknownBrand(Exception):
    """No brand of that name; the message names those that exist."""


class Suggestions:
    """Replies from past resolutions. One for each process; holds no state that others need."""

    def __init__(self, record: Record, encoder: Encoder, brands: Mapping[str, Brand]) -> None:
        self.encoder = encoder
        self._retrieval = Retrieval(record, encoder)
        self._brands = brands

    async def suggest(
        self,
        text: str,
        brand: str,
        language: str | None,
        facts: Mapping[str, Any],
        cm: str | None = None,
        k: int = SHOWN,
    ) -> SuggestionResult:
        """Up to `k` replies to the problem `text`, filled from `facts` and signed by `cm`.

        `language` is the customer's; None has it detected. Replies in it come first, then those
        in the brand's other languages (`source.language` says so). Without `cm` replies are bodies
        only. Any text gets an answer or an abstention. Raises `UnknownBrand`.
        """
        its = self._brand(brand)
        language = language or language_of(text) or its.languages[0]
        said = problem_of(redact(text[:LONGEST_QUERY]).text)
        problem = "\n".join(part for part in (said, found_out(facts, language)) if part)
        ranked = await self._ranked(problem, brand, language, k) if problem else []
        return SuggestionResult(tuple(_ready(each, its, facts, cm) for each in ranked))

    async def comparable(
        self, question: str, reply: str, brand: str, language: str
    ) -> list[tuple[Candidate, float]]:
        """The resolutions of this brand and language that may be one with it, likest first.

        Those whose problem is like `question`, and those that say the same as `reply`.
        """
        weights = weights_of(language)
        candidates = await self._retrieval.nearest(question, language, brand, language)
        alike = [(candidate, likeness(candidate, weights)) for candidate in candidates]
        near = [
            (candidate, score)
            for candidate, score in alike
            if probability(score, weights) >= COMPARABLE_FROM
            or say_the_same(candidate.reply, reply)
        ]
        return sorted(near, key=lambda pair: -pair[1])[:COMPARABLE]

    async def _ranked(self, problem: str, brand: str, language: str, k: int) -> list[Ranked]:
        """The best `k`: of the customer's language first, then of the brand's others."""
        found = await self._worth_showing(problem, brand, language, language)
        if len(found) >= k:
            return found[:k]
        for other in await self._retrieval.languages(brand):
            if other != language:
                found += await self._worth_showing(problem, brand, language, other)
        return found[:k]

    async def _worth_showing(
        self, problem: str, brand: str, spoken: str, language: str
    ) -> list[Ranked]:
        candidates = await self._retrieval.nearest(problem, spoken, brand, language)
        return worth_showing(rank(candidates, spoken, datetime.now(UTC)))

    def _brand(self, name: str) -> Brand:
        try:
            return self._brands[name]
        except KeyError:
            known = ", ".join(sorted(self._brands))
            raise UnknownBrand(f"There is no brand {name!r}. Known: {known}.") from None


def _ready(ranked: Ranked, brand: Brand, facts: Mapping[str, Any], cm: str | None) -> Suggestion:
    best = ranked.best
    # A reply keeps its own language throughout: the CM translates the whole or takes another.
    filled = refill(best.reply, facts, brand, best.language, cm)
    return Suggestion(
        resolution_id=best.id,
        reply=filled.text,
        confidence=ranked.confidence,
        source=Source(best.question, best.resolved_at, best.csat, ranked.count, best.language),
        missing=filled.missing,
        agreeing=agreeing(best.reply) if best.language == "fr" else (),
    )
