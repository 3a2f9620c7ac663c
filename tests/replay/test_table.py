"""What `relais replay` prints when it is over."""

from __future__ import annotations

from collections import Counter
from io import StringIO

from rich.console import Console

from handoff.replay.table import Tally, rendered


def printed(tally: Tally, dialogues: int) -> str:
    page = StringIO()
    Console(width=120, file=page).print(rendered(tally, dialogues, 60.0))
    return page.getvalue()


def test_the_reasons_of_hand_over_are_told_with_how_often_the_most_frequent_first() -> None:
    text = printed(Tally(reasons=Counter(not_understood=3, asked_human=7)), 10)
    assert text.index("asked_human") < text.index("not_understood")
    assert "7" in text.splitlines()[line_of(text, "asked_human")]


def test_an_episode_marked_negative_that_counts_as_resolved_by_the_bot_is_named() -> None:
    fine = Tally(negative_outcomes=Counter(resolved_by_cm=2))
    assert "None of the 2 marked negative is counted as resolved by the bot." in printed(fine, 2)
    bad = Tally(negative_outcomes=Counter(resolved_by_bot=1), wrongly_resolved=["d-17"])
    assert "marked them negative: d-17" in printed(bad, 1)


def line_of(text: str, word: str) -> int:
    return next(n for n, line in enumerate(text.splitlines()) if word in line)
