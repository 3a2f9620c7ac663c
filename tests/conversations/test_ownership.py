"""The owner table, exhaustively: every owner with every move."""

from __future__ import annotations

import itertools

import pytest

from handoff.conversations.ownership import (
    OUTCOMES,
    TABLE,
    IllegalMove,
    Move,
    Outcome,
    Owner,
    State,
    apply,
)

# Written down again from the design, not computed from the table under test.
ALLOWED = {
    "bot escalate": {"waiting"},
    "bot take_over": {"cm"},
    "bot assign": {"cm"},
    "bot close": {"closed"},
    "waiting claim": {"cm"},
    "waiting assign": {"cm"},
    "waiting reroute": {"waiting"},
    "waiting prefer_bot": {"bot"},
    "waiting nobody_in_time": {"waiting"},
    "waiting close": {"closed"},
    "cm transfer": {"waiting", "cm"},
    "cm take_over": {"cm"},
    "cm snooze": {"cm"},
    "cm cm_gone": {"waiting"},
    "cm hand_back": {"bot"},
    "cm close": {"closed"},
    "closed case_due": {"waiting"},
    "closed reopen": {"bot", "cm"},
}


def held_by(owner: Owner) -> State:
    return State(
        owner=owner,
        version=5,
        stint=2,
        episode=3,
        cm="anna" if owner is Owner.CM else None,
        outcome=Outcome.PROMISED if owner is Owner.CLOSED else None,
    )


@pytest.mark.parametrize(("owner", "move"), list(itertools.product(Owner, Move)))
def test_each_owner_allows_exactly_the_moves_of_the_design(owner: Owner, move: Move) -> None:
    for cm, outcome in itertools.product([None, "bruno"], [None, *Outcome]):
        before = held_by(owner)
        expected = expected_owner(owner, move, cm, outcome)
        if expected is None:
            with pytest.raises(IllegalMove):
                apply(before, move, cm=cm, outcome=outcome)
            continue
        after = apply(before, move, cm=cm, outcome=outcome)
        assert after.owner == expected
        assert after.version == before.version + 1
        assert (after.cm is not None) == (after.owner is Owner.CM)
        assert after.stint == before.stint + (after.owner is Owner.BOT)
        assert after.episode == before.episode + (move is Move.REOPEN)
        assert (after.outcome is not None) == (after.owner is Owner.CLOSED)


def expected_owner(owner: Owner, move: Move, cm: str | None, outcome: Outcome | None) -> str | None:
    """Where the design says it goes; None where it must be refused."""
    to = ALLOWED.get(f"{owner} {move}", set())
    outcome_fits = outcome in OUTCOMES.get(owner, ()) if move is Move.CLOSE else outcome is None
    if not to or not outcome_fits:
        return None
    if cm is not None:
        return "cm" if "cm" in to else None
    if move is Move.SNOOZE:
        return "cm"
    return next(iter(to - {"cm"}), None)


def test_the_table_has_no_row_that_the_design_lacks() -> None:
    assert {f"{o} {m}" for o, m in TABLE} == set(ALLOWED)


def test_only_a_promise_falls_due() -> None:
    closed = State(owner=Owner.CLOSED, outcome=Outcome.RESOLVED_BY_CM)
    with pytest.raises(IllegalMove, match="promised"):
        apply(closed, Move.CASE_DUE)


def test_a_refusal_says_what_is_possible() -> None:
    with pytest.raises(
        IllegalMove, match=r"owned by closed cannot claim; it can: case_due, reopen"
    ):
        apply(held_by(Owner.CLOSED), Move.CLAIM, cm="bruno")
