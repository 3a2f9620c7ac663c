"""What the bot's question was asked for, so that the answer goes on with that.

An order is asked for in many flows: whoever asks notes its name with `pursue`, and once number or
proof arrives, `go_on` returns there. Without a name it is the parcel's flow. A flow that asks for
something else (a product, a code) registers with `hears` under what it awaits.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.steered import steered, switched_off
from actions.turn import Turn

Pursuit = Callable[[Turn], Awaitable[None]]
Hearer = Callable[[Turn], Awaitable[bool]]

PARCEL = "parcel"

ALARMS = frozenset({"danger", "legal_threat", "angry", "ask_human"})
"""Intents of whoever needs a human now: they answer no question."""

HEARD_FIRST = ALARMS | {
    "gift_date",
    "missed_promise",
    "complaint",
    "fake_sms",
    "confirmed",
    "cancel",
    "goodbye",
}
"""Intents that mean what they say, whatever was told before."""

MERE_ANSWERS = frozenset({"affirm", "deny", "inform", "confirmed", "thanks"})
"""Intents that say nothing of their own: what had been asked says what they are about."""

_PURSUITS: dict[str, Pursuit] = {}
_HEARERS: dict[str, Hearer] = {}
_FLOWS: dict[str, str] = {}
"""The flow that each question belongs to, as a supervisor knows it."""
_AT_ONCE: list[Hearer] = []


def pursuit(name: str, *, flow: str) -> Callable[[Pursuit], Pursuit]:
    """Register what goes on under `name` once an order is named or proven.

    It belongs to `flow`, which a supervisor may switch off, whichever way leads to it.
    """

    def registered(function: Pursuit) -> Pursuit:
        _PURSUITS[name] = steered(flow)(function)
        return _PURSUITS[name]

    return registered


def hears(*awaited: str, flow: str | None = None) -> Callable[[Hearer], Hearer]:
    """Register who reads the answer where one of `awaited` was asked for, by `flow`.

    It gives False where the message does not answer.
    """

    def registered(function: Hearer) -> Hearer:
        _HEARERS.update(dict.fromkeys(awaited, function))
        if flow is not None:
            _FLOWS.update(dict.fromkeys(awaited, flow))
        return function

    return registered


def hears_at_once(hearer: Hearer) -> Hearer:
    """Register who reads a message before it is taken for what it was classified as.

    It gives False where what was said before does not tell what the message means.
    """
    _AT_ONCE.append(hearer)
    return hearer


async def heard_at_once(turn: Turn) -> bool:
    """Whether what was said before told what the message means, and it was answered."""
    if turn.intent in HEARD_FIRST:
        return False
    for hearer in _AT_ONCE:
        if await hearer(turn):
            return True
    return False


def pursue(turn: Turn, name: str) -> None:
    """Note what an order is about to be asked for; a question in between does not forget it."""
    if (turn.slot("pursuing") or PARCEL) != name:
        turn.remember(pursuing=name)


async def go_on(turn: Turn) -> None:
    """Go on with what the order was asked for."""
    await _PURSUITS[turn.slot("pursuing") or PARCEL](turn)


async def heard(turn: Turn) -> bool:
    """Whether the message was the answer to a question that a flow had asked, and was taken up.

    Nobody is asked twice about the same words: a hearer may have to ask the shop.
    """
    if turn.intent in ALARMS:
        # "La bougie a pris feu" names an article too.
        return False
    hearer = _HEARERS.get(turn.awaiting or "")
    asked = (turn.awaiting, turn.intent, turn.text)
    if hearer is None or asked in turn.unheard:
        return False
    if _FLOWS.get(turn.awaiting or "") in turn.steering.off:
        if turn.intent not in MERE_ANSWERS:
            return False
        # Asked before the flow was switched off.
        await switched_off(turn)
        return True
    if await hearer(turn):
        return True
    turn.unheard.add(asked)
    return False
