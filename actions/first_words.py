"""When a request was first put in words: that time counts in law, not when it could be answered.

The seed of the stint says when its first message came; it is the time of what that message asked.
What is asked later has its own: a withdrawal is not dated from a parcel lost three weeks before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actions import postponed
from actions.postponed import Part
from actions.turn import Turn

RETURN = ("return", "refund", "change")
"""What whoever withdraws may be heard as: they send it back, want the money, cancel."""

FAULT = ("article", "missing")


def note_first_words(turn: Turn, parts: Iterable[Part]) -> None:
    """Keep the time of what is asked here for the first time, as far as that is sure."""
    before: dict[str, str] = turn.slot("first_words") or {}
    sure = (part.intent for part in parts if part.confidence >= postponed.SURE)
    asked = {postponed.subject_of(intent) for intent in sure} - {None, *before}
    if asked:
        now = _opened_at(turn).isoformat()
        turn.remember(first_words={**before, **{str(subject): now for subject in asked}})


def said_at(turn: Turn, subjects: Iterable[str]) -> datetime:
    """When the customer first spoke of one of `subjects`; the present where nobody can say."""
    kept: dict[str, str] = turn.slot("first_words") or {}
    times = [datetime.fromisoformat(kept[subject]) for subject in subjects if subject in kept]
    return min(times, default=_opened_at(turn))


def forget_first_words(turn: Turn) -> None:
    """What was asked is done or dropped: asked again, it is asked anew. What waits still counts."""
    before: dict[str, str] | None = turn.slot("first_words")
    if before:
        waiting = {postponed.subject_of(part.intent) for part in postponed.waiting(turn)}
        turn.remember(first_words={name: at for name, at in before.items() if name in waiting})


def _opened_at(turn: Turn) -> datetime:
    """The time of the stint's first message, until something was asked in it; then the present."""
    seeded = turn.slot("asked_since")
    if seeded is None or turn.slot("first_words") is not None:
        return turn.now
    return min(datetime.fromisoformat(seeded), turn.now)
