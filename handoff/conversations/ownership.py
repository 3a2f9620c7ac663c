"""Who may speak in a conversation, and what may change it.

Pure: a table of moves and one function, nothing imported from the project. The table is the one of
`docs/architecture.md`; each move raises the version, and a return to the bot begins a new stint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Owner(StrEnum):
    """Who answers the customer."""

    BOT = "bot"
    WAITING = "waiting"
    CM = "cm"
    CLOSED = "closed"


class Move(StrEnum):
    """What may change the owner."""

    ESCALATE = "escalate"
    TAKE_OVER = "take_over"
    ASSIGN = "assign"
    CLAIM = "claim"
    REROUTE = "reroute"
    PREFER_BOT = "prefer_bot"
    NOBODY_IN_TIME = "nobody_in_time"
    TRANSFER = "transfer"
    SNOOZE = "snooze"
    CM_GONE = "cm_gone"
    HAND_BACK = "hand_back"
    CLOSE = "close"
    CASE_DUE = "case_due"
    REOPEN = "reopen"


class Outcome(StrEnum):
    """How an episode ended; exactly one each, adding up to 100 %."""

    RESOLVED_BY_BOT = "resolved_by_bot"
    ANSWERED_BY_BOT = "answered_by_bot"
    RESOLVED_BY_CM = "resolved_by_cm"
    PROMISED = "promised"
    ANSWERED_BY_MAIL = "answered_by_mail"
    ABANDONED_WITH_BOT = "abandoned_with_bot"
    ABANDONED_WAITING = "abandoned_waiting"
    SPAM = "spam"


class IllegalMove(Exception):
    """The owner table has no such row; says what was tried and what is possible."""


@dataclass(frozen=True, slots=True)
class State:
    """The part of a conversation that the owner table decides."""

    owner: Owner = Owner.BOT
    version: int = 1
    stint: int = 1
    episode: int = 1
    cm: str | None = None
    outcome: Outcome | None = None


# Where a move may lead. Two destinations: to a CM if one is named, else to the first.
TABLE: dict[tuple[Owner, Move], tuple[Owner, ...]] = {
    (Owner.BOT, Move.ESCALATE): (Owner.WAITING,),
    (Owner.BOT, Move.TAKE_OVER): (Owner.CM,),
    (Owner.BOT, Move.ASSIGN): (Owner.CM,),
    (Owner.BOT, Move.CLOSE): (Owner.CLOSED,),
    (Owner.WAITING, Move.CLAIM): (Owner.CM,),
    (Owner.WAITING, Move.ASSIGN): (Owner.CM,),
    (Owner.WAITING, Move.REROUTE): (Owner.WAITING,),
    (Owner.WAITING, Move.PREFER_BOT): (Owner.BOT,),
    (Owner.WAITING, Move.NOBODY_IN_TIME): (Owner.WAITING,),
    (Owner.WAITING, Move.CLOSE): (Owner.CLOSED,),
    (Owner.CM, Move.TRANSFER): (Owner.WAITING, Owner.CM),
    (Owner.CM, Move.TAKE_OVER): (Owner.CM,),
    (Owner.CM, Move.SNOOZE): (Owner.CM,),
    (Owner.CM, Move.CM_GONE): (Owner.WAITING,),
    (Owner.CM, Move.HAND_BACK): (Owner.BOT,),
    (Owner.CM, Move.CLOSE): (Owner.CLOSED,),
    (Owner.CLOSED, Move.CASE_DUE): (Owner.WAITING,),
    (Owner.CLOSED, Move.REOPEN): (Owner.BOT, Owner.CM),
}

# The owner at closing decides between bot and CM.
OUTCOMES: dict[Owner, frozenset[Outcome]] = {
    Owner.BOT: frozenset(
        {
            Outcome.RESOLVED_BY_BOT,
            Outcome.ANSWERED_BY_BOT,
            Outcome.ABANDONED_WITH_BOT,
            Outcome.PROMISED,
            Outcome.SPAM,
        }
    ),
    Owner.WAITING: frozenset(
        {
            Outcome.ABANDONED_WAITING,
            Outcome.PROMISED,
            Outcome.ANSWERED_BY_MAIL,
            Outcome.SPAM,
        }
    ),
    Owner.CM: frozenset(
        {
            Outcome.RESOLVED_BY_CM,
            Outcome.PROMISED,
            Outcome.ANSWERED_BY_MAIL,
            Outcome.SPAM,
        }
    ),
}


def apply(
    state: State, move: Move, *, cm: str | None = None, outcome: Outcome | None = None
) -> State:
    """The state after `move`.

    Args:
        state: what holds now.
        move: what happens.
        cm: the CM it goes to, where the move leads to one.
        outcome: how the episode ended; for `CLOSE`, and only there.

    Raises:
        IllegalMove: the table has no such row, or the CM or outcome does not fit it.
    """
    owner = _destination(state, move, cm)
    _check_outcome(state, move, outcome)
    returns_to_bot = owner is Owner.BOT
    return replace(
        state,
        owner=owner,
        version=state.version + 1,
        stint=state.stint + 1 if returns_to_bot else state.stint,
        episode=state.episode + 1 if move is Move.REOPEN else state.episode,
        cm=_cm_after(state, move, owner, cm),
        outcome=outcome,
    )


def _destination(state: State, move: Move, cm: str | None) -> Owner:
    destinations = TABLE.get((state.owner, move))
    if destinations is None:
        possible = sorted(m for o, m in TABLE if o is state.owner)
        raise IllegalMove(
            f"A conversation owned by {state.owner} cannot {move}; it can: {', '.join(possible)}."
        )
    if move is Move.CASE_DUE and state.outcome is not Outcome.PROMISED:
        raise IllegalMove("Only an episode closed as promised falls due.")
    if cm is None and destinations == (Owner.CM,) and move is not Move.SNOOZE:
        raise IllegalMove(f"{move} leads to a CM: name the CM.")
    if cm is not None and Owner.CM not in destinations:
        raise IllegalMove(f"{move} leads to {destinations[0]}, not to a CM.")
    return Owner.CM if cm is not None else destinations[0]


def _check_outcome(state: State, move: Move, outcome: Outcome | None) -> None:
    if move is not Move.CLOSE:
        if outcome is not None:
            raise IllegalMove("Only closing has an outcome.")
        return
    allowed = OUTCOMES[state.owner]
    if outcome not in allowed:
        raise IllegalMove(f"Closing with {state.owner} needs one of: {', '.join(sorted(allowed))}.")


def _cm_after(state: State, move: Move, owner: Owner, cm: str | None) -> str | None:
    if owner is not Owner.CM:
        return None
    return state.cm if move is Move.SNOOZE else cm
