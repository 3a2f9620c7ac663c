"""What a conversation that was played is worth, by the words said and by what is stored. Pure.

A script says what is right for it (`benchmarks.scripts.Right`); what is wrong in every
conversation is said in `benchmarks.wrongs`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from benchmarks.played import Played, Stored
from benchmarks.scripts import Right, Script
from benchmarks.wrongs import Order, false_promises, short, told_of_others, wrong_words

FAILING = frozenset({"bot_failed", "bot_slow", "bot_unavailable", "not_understood"})
"""Reasons that no script means unless it names them."""


class Verdict(Enum):
    """What became of the customer."""

    resolved = "resolved"
    rightly_handed_over = "rightly handed over"
    wrongly_handed_over = "wrongly handed over"
    wrong_answer = "wrong answer"


@dataclass(frozen=True)
class Judgement:
    """A verdict, how the conversation ended, and what speaks against it."""

    verdict: Verdict
    end: str
    faults: tuple[str, ...]
    false_promise: bool = False


def judge(script: Script, played: Played, orders: Iterable[Order]) -> Judgement:
    """Hold what was played against what is right.

    Words that must not be said are a wrong answer wherever they fall. A hand-over that was not due
    is wrong however well it was done; one that was due is wrong if it went astray or left the CM
    without the facts, and a wrong answer if what had to be said before it was not. Without a
    hand-over, whatever is missing makes a wrong answer.
    """
    right, end = script.right, played.end
    promises = list(false_promises(played))
    wrong = [
        *promises,
        *wrong_words(played, script.brand),
        *told_of_others(played, orders, right.opens),
        *_forbidden(right, played),
    ]
    unsaid, unkept = list(_unsaid(right, played)), list(_unkept(script, played))
    astray = list(_astray(right, played.stored)) if end == "handed_over" else []
    due = end in right.ends
    undue = [] if due else [f"ended as {end}, right is {' or '.join(right.ends)}"]
    if end == "handed_over" and not wrong:
        verdict = _of_a_hand_over(due, unsaid=bool(unsaid), lacking=bool(astray or unkept))
    else:
        missing = undue or unsaid or unkept
        verdict = Verdict.wrong_answer if wrong or missing else Verdict.resolved
    faults = (*wrong, *undue, *astray, *unsaid, *unkept)
    return Judgement(verdict, end, faults, false_promise=bool(promises))


def _of_a_hand_over(due: bool, *, unsaid: bool, lacking: bool) -> Verdict:
    if due and unsaid:
        return Verdict.wrong_answer
    if due and not lacking:
        return Verdict.rightly_handed_over
    return Verdict.wrongly_handed_over


def _forbidden(right: Right, played: Played) -> Iterator[str]:
    for said in played.said:
        for pattern in right.never:
            if _found(pattern, said.text):
                yield f"said what must never be said ({pattern}): {short(said.text)}"
    for pattern in right.keeps_no:
        if _found(pattern, played.stored.log):
            yield f"kept what must not be kept ({pattern})"
    if right.untouched:
        for effect, number in sorted(played.stored.effects):
            yield f"changed order {number} ({effect}), which nothing allowed"


def _unsaid(right: Right, played: Played) -> Iterator[str]:
    for pattern in right.says:
        if not any(_found(pattern, said.text) for said in played.said):
            yield f"never said: {pattern}"


def _unkept(script: Script, played: Played) -> Iterator[str]:
    right, stored = script.right, played.stored
    for name, value in {"language": script.language, **right.facts}.items():
        if str(stored.facts.get(name)) != value:
            yield f"fact {name} is {stored.facts.get(name)!r}, right is {value!r}"
    to_the_bot = _typed(played)
    for number in right.opens:
        # What is written to a human who was rightly fetched before opens nothing.
        if number in to_the_bot and number not in stored.proven:
            yield f"order {number} was not opened"
    for kind in right.cases:
        if kind not in stored.cases.values():
            yield f"no case of kind {kind}"
    for effect in right.done:
        if not any((effect, number) in stored.effects for number in right.opens):
            yield f"nothing among the shop's {effect}"


def _typed(played: Played) -> str:
    """All that was written to the bot, as digits run together: `2O 417` is 20417."""
    by_turn = (" ".join(e.customer) for e in played.exchanges if e.owner == "bot")
    return re.sub(r"[\s.]", "", " | ".join(by_turn).upper().replace("O", "0"))


def _astray(right: Right, stored: Stored) -> Iterator[str]:
    where = stored.escalation or {}
    for name, allowed in (("team", right.team), ("urgency", right.urgency)):
        if allowed and where.get(name) not in allowed:
            yield f"{name} is {where.get(name)!r}, right is {' or '.join(allowed)}"
    reason = where.get("reason", "")
    if reason not in right.reasons if right.reasons else reason in FAILING:
        expected = " or ".join(right.reasons) or "none of a failing bot"
        yield f"reason is {reason!r}, right is {expected}"
    read = json.dumps([stored.facts, stored.summary], ensure_ascii=False)
    for pattern in right.cm_reads:
        if not _found(pattern, read):
            yield f"the CM does not read: {pattern}"


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.I) is not None
