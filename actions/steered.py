"""What a supervisor may switch off or give notice of, wherever the dialogue comes to it from.

An action is switched off by its name; but an order's number leads on to whatever it was asked for,
and a refund to a return: what goes on there belongs to its own flow, not to the action's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from actions.hand_over import hand_over
from actions.turn import Turn

_More = ParamSpec("_More")
_Answers = Callable[Concatenate[Turn, _More], Awaitable[None]]


def steered(flow: str) -> Callable[[_Answers[_More]], _Answers[_More]]:
    """Let a human answer instead while `flow` is switched off, else say its notices first."""

    def decorated(answers: _Answers[_More]) -> _Answers[_More]:
        @wraps(answers)
        async def answered(turn: Turn, *args: _More.args, **kwargs: _More.kwargs) -> None:
            if flow in turn.steering.off:
                await switched_off(turn)
            else:
                await answers(turn, *args, **kwargs)
                turn.give_notice(flow)

        return answered

    return decorated


async def switched_off(turn: Turn) -> None:
    """A human, since a supervisor took this from the bot."""
    await hand_over(turn, "flow_off", "utter_human_flow_off")
