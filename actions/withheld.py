"""Who does not give the order that was asked for, where a human sees to it anyway: not held up."""

from __future__ import annotations

from collections.abc import Callable

from actions.pursuits import Pursuit, hears
from actions.turn import Turn

_PASSED_ON: dict[str, tuple[frozenset[str], Pursuit]] = {}


def goes_on_without(name: str, *intents: str) -> Callable[[Pursuit], Pursuit]:
    """Register what is done where the order asked for as `name` is answered with one of these.

    Other intents are another matter; a number or a proof is no refusal, whatever it came with.
    """

    def registered(function: Pursuit) -> Pursuit:
        _PASSED_ON[name] = (frozenset(intents), function)
        return function

    return registered


@hears("order", "proof")
async def order_withheld(turn: Turn) -> bool:
    """Whether the order was not given, and the request is passed on all the same."""
    intents, pass_on = _PASSED_ON.get(str(turn.slot("pursuing")), (frozenset[str](), None))
    brings = turn.reading.identifies or turn.reading.proves
    if pass_on is None or brings or turn.intent not in intents:
        return False
    await pass_on(turn)
    return True
