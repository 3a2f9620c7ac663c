"""From candidates to the few replies worth showing, each with a probability.

The likenesses of a candidate are added with weights of the language; resolutions whose reply says
the same are one, and several past customers with like problems are more evidence than one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from handoff.suggestions import analysis
from handoff.suggestions.retrieval import Candidate

SAME_REPLY = 0.6
"""Share of common word pairs from which two replies say the same."""

WITNESSES = 3
"""How many past questions of one reply count, each with `FADING` of the weight before it."""
FADING = 0.8
UNSEEN = 0.9
"""A question that is not there counts as this share of the last one that is."""
FAR = 0.1
"""By how much weaker questions of the same reply can lower the best one's likeness."""

COMPARED = 60
"""Candidates, likest first, whose replies are compared with each other; the rest cannot rise."""

DIFFERENT = 10
"""Replies told apart among them; what comes after so many others is not shown."""

ANOTHER_LANGUAGE = 0.5
"""What remains of the probability for a reply that the CM would have to translate."""

STALE_AFTER = 730
"""Days after which a reply slowly counts less: shops change carriers, policies, ranges."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How the likenesses are mixed, and how the sum becomes a probability, in one language.

    The first four add up to 1. `slope` and `offset` are those of a logistic curve (Platt 1999),
    fitted on the project's own resolutions, each left out in turn (benchmarks/calibration.py).
    """

    asked_meaning: float
    asked_words: float
    answered_meaning: float
    answered_words: float
    offset: float
    slope: float
    shown_from: float
    """Nothing is shown unless the best reaches this probability: silence costs a CM less than three
    wrong replies. At it, at most one strange question of the benchmark gets an answer."""


WEIGHTS = {
    "fr": Weights(0.1, 0.4, 0.1, 0.4, offset=-5.2, slope=13.5, shown_from=0.12),
    "en": Weights(0.3, 0.25, 0.2, 0.25, offset=-6.43, slope=15.4, shown_from=0.08),
}
"""A language that has none takes the English ones: its encoder's own."""

BESIDE_FROM = 0.06
"""What stands beside a best one that is shown."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One reply with what speaks for it: the likest resolution, their number, a probability."""

    best: Candidate
    count: int
    score: float
    confidence: float


def rank(candidates: Sequence[Candidate], language: str, now: datetime) -> list[Ranked]:
    """Replies from the likeliest down, each different from all before it.

    `language` is the one that the problem was told in.
    """
    weights = WEIGHTS.get(language, WEIGHTS["en"])
    scored = sorted(
        ((likeness(candidate, weights), candidate) for candidate in candidates),
        key=lambda pair: -pair[0],
    )[:COMPARED]
    ranked: list[Ranked] = []
    for group in _by_reply(scored):
        best = group[0][1]
        score = evidence([score for score, _ in group]) + merit(best, now)
        used = probability(score, weights)
        used *= 1 if best.language == language else ANOTHER_LANGUAGE
        ranked.append(Ranked(best, len(group), score, used))
    return sorted(ranked, key=lambda each: -each.score)


def worth_showing(ranked: Sequence[Ranked], language: str) -> list[Ranked]:
    """The replies (best first) that are likely enough; none where the best one is not."""
    shown_from = WEIGHTS.get(language, WEIGHTS["en"]).shown_from
    if not ranked or ranked[0].confidence < shown_from:
        return []
    return [each for each in ranked if each.confidence >= BESIDE_FROM]


def likeness(candidate: Candidate, weights: Weights) -> float:
    """All likenesses in one figure, about 0 to 1."""
    return (
        weights.asked_meaning * candidate.asked.meaning
        + weights.asked_words * candidate.asked.words
        + weights.answered_meaning * candidate.answered.meaning
        + weights.answered_words * candidate.answered.words
    )


def evidence(scores: Sequence[float]) -> float:
    """The likenesses (best first) of the questions that one reply answered, averaged.

    Never far below the best of them: asked the very same thing, one question is enough.
    """
    total = norm = 0.0
    for place in range(WITNESSES):
        weight = FADING**place
        last = scores[min(place, len(scores) - 1)]
        total += weight * (last if place < len(scores) else UNSEEN * last)
        norm += weight
    return max(total / norm, scores[0] - FAR)


def merit(candidate: Candidate, now: datetime) -> float:
    """A little more for replies that pleased, a little less for old ones; at most 0.04 each way."""
    pleased = 0.01 * (candidate.csat - 3) if candidate.csat else 0.0
    if candidate.resolved_at is None:
        return pleased
    years_over = ((now - candidate.resolved_at).days - STALE_AFTER) / 365
    return pleased - min(0.02, max(0.0, 0.01 * years_over))


def probability(score: float, weights: Weights) -> float:
    """The probability that a CM would use it."""
    return 1 / (1 + math.exp(-(weights.offset + weights.slope * score)))


def _by_reply(
    scored: Iterable[tuple[float, Candidate]],
) -> list[list[tuple[float, Candidate]]]:
    groups: list[tuple[frozenset[str], list[tuple[float, Candidate]]]] = []
    for score, candidate in scored:
        pairs = _word_pairs(candidate.reply)
        for known, group in groups:
            if _say_the_same(pairs, known):
                group.append((score, candidate))
                break
        else:
            if len(groups) < DIFFERENT:
                groups.append((pairs, [(score, candidate)]))
    return [group for _, group in groups]


def _say_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < SAME_REPLY * longest:
        return False
    shared = len(one & other)
    return shared >= SAME_REPLY * (len(one) + len(other) - shared)


@lru_cache(maxsize=4_000)
def _word_pairs(reply: str) -> frozenset[str]:
    tokens = re.findall(r"\w+", analysis.fold(reply))
    return frozenset(f"{a} {b}" for a, b in zip(["", *tokens], [*tokens, ""], strict=True))
