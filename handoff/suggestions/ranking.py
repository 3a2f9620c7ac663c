"""From candidates to the few replies worth showing, each with a probability.

The likenesses of a candidate are added with weights of the language; resolutions whose reply says
the same are one, and several past customers with like problems are more evidence than one. Where
replies come up again and again, what their questions have in common decides between them
(`votes.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np

from handoff.suggestions import analysis
from handoff.suggestions.retrieval import Candidate
from handoff.suggestions.votes import votes

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

VOTE = 0.5
"""What `votes` weigh beside the likeness."""

AROUND = 10
"""Candidates whose mean likeness says, with the best one's, whether such problems are known at all:
on the seed resolutions the two tell strange questions from others better (AUROC .99 in French) than
the best alone (.98)."""

DIFFERENT = 10
"""Replies told apart among them; what comes after so many others is not shown."""

ANOTHER_LANGUAGE = 0.5
"""What remains of the probability for a reply that the CM would have to translate."""

TAKEN = 0.05
"""What it adds to a reply's score that CMs always send it; chosen small, since replies that stand
first are sent more often for that alone."""
TAKEN_USUALLY = 1 / 3
"""The share of those shown that is sent: one of three."""
TAKEN_BEFORE = 10
"""How many times a reply has to be shown before its own share counts as much as the usual."""
MOST_MERIT = 0.04

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
    known_from: float
    """Nothing is shown unless the best has these grounds (`Ranked.grounds`): silence costs a CM
    less than three wrong replies. There, no strange question of the benchmark is answered."""


WEIGHTS = {
    "fr": Weights(0.4, 0.15, 0.25, 0.2, offset=-7.09, slope=14.87, known_from=0.675),
    "en": Weights(0.3, 0.25, 0.2, 0.25, offset=-6.43, slope=15.4, known_from=0.375),
}
"""A language that has none takes the English ones: its encoder's own."""

SURE = 0.3
"""Probability of the best one that is grounds enough: a brand may have few resolutions, and nothing
else like the one that fits. No strange question of the benchmark comes near it (.25)."""

BESIDE_FROM = 0.06
"""What stands beside a best one that is shown."""


def weights_of(language: str) -> Weights:
    """Those of resolutions in `language`."""
    return WEIGHTS.get(language, WEIGHTS["en"])


@dataclass(frozen=True, slots=True)
class Ranked:
    """One reply with what speaks for it: the likest resolution, their number, a probability."""

    best: Candidate
    count: int
    score: float
    confidence: float
    grounds: float
    """Whether such problems are known at all: the score, and the mean likeness of the nearest."""


def rank(candidates: Sequence[Candidate], language: str, now: datetime) -> list[Ranked]:
    """Replies from the likeliest down, each different from all before it.

    `language` is the one that the problem was told in; the candidates are of one language, which
    may be another. They were compared in theirs, so its weights count.
    """
    if not candidates:
        return []
    weights = weights_of(candidates[0].language)
    scored = sorted(
        ((likeness(candidate, weights), candidate) for candidate in candidates),
        key=lambda pair: -pair[0],
    )[:COMPARED]
    around = _mean([score for score, _ in scored[:AROUND]])
    groups = _by_reply(scored)
    spoken_for = _votes(groups, [candidate for _, candidate in scored])
    ranked: list[Ranked] = []
    for place, group in enumerate(groups):
        best = group[0][1]
        alike = evidence([score for score, _ in group]) + merit(best, now)
        vote = VOTE * spoken_for.get(place, 0.0)
        score = alike + vote
        # The curve was fitted where hardly a reply repeats: votes may cast doubt, never add faith.
        used = probability(alike + min(vote, 0.0), weights)
        used *= 1 if best.language == language else ANOTHER_LANGUAGE
        ranked.append(Ranked(best, len(group), score, used, grounds=score + around))
    return sorted(ranked, key=lambda each: -each.score)


def worth_showing(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The replies (best first) that are likely enough; none where the best one is not."""
    if not ranked:
        return []
    best = ranked[0]
    if best.grounds < weights_of(best.best.language).known_from and best.confidence < SURE:
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
    """A little more for replies that pleased or are sent, a little less for old and unused ones.

    At most 0.04 each way, so that it decides only between replies that fit about as well.
    """
    told = 0.01 * (candidate.csat - 3) if candidate.csat else 0.0
    told += TAKEN * (_share_taken(candidate) - TAKEN_USUALLY)
    if candidate.resolved_at is not None:
        years_over = ((now - candidate.resolved_at).days - STALE_AFTER) / 365
        told -= min(0.02, max(0.0, 0.01 * years_over))
    return max(-MOST_MERIT, min(MOST_MERIT, told))


def _share_taken(candidate: Candidate) -> float:
    """The share of times that CMs sent it, as if `TAKEN_BEFORE` others had used it as usual."""
    # What a CM searched for and sent without its having been suggested counts as shown too.
    shown = max(candidate.shown, candidate.used)
    return (candidate.used + TAKEN_BEFORE * TAKEN_USUALLY) / (shown + TAKEN_BEFORE)


def probability(score: float, weights: Weights) -> float:
    """The probability that a CM would use it."""
    return 1 / (1 + math.exp(-(weights.offset + weights.slope * score)))


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / max(len(scores), 1)


def _votes(
    groups: Sequence[Sequence[tuple[float, Candidate]]], candidates: Sequence[Candidate]
) -> dict[int, float]:
    group_of = {id(one): place for place, group in enumerate(groups) for _, one in group}
    return votes(
        [one.point for one in candidates],
        np.array([one.asked.meaning for one in candidates]),
        np.array([one.asked.words for one in candidates]),
        [group_of.get(id(one)) for one in candidates],
    )


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


def say_the_same(one: str, other: str) -> bool:
    """Whether two replies differ by no more than another wording of the same."""
    return _say_the_same(_word_pairs(one), _word_pairs(other))


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
