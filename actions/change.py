"""Changing an order: only for who has proven to be its customer, and only once.

What waits for the confirmation from the mailbox lies in the slot `awaiting_change`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from actions.hand_over import hand_over
from actions.pursuits import hears
from actions.request import forget
from actions.shop.locked_order import ChangeRefused, Once
from actions.turn import Turn

Effect = Callable[[Turn, dict[str, Any]], Awaitable[None]]

_EFFECTS: dict[str, Effect] = {}


def effect(kind: str) -> Callable[[Effect], Effect]:
    """Register what is done for a change of `kind` once it may be done."""

    def registered(function: Effect) -> Effect:
        _EFFECTS[kind] = function
        return function

    return registered


async def change(turn: Turn, kind: str, order_number: str, **details: Any) -> None:
    """Do it where this conversation may change the order, else ask to confirm from the mailbox.

    `details` are plain data, kept while the confirmation is awaited.
    """
    await _try(turn, {"kind": kind, "order_number": order_number, **details}, first=True)


async def request(
    turn: Turn, kind: str, order_number: str, ask: Callable[[], None], **details: Any
) -> None:
    """The same for what a customer asked for outright: the link in the mail is the question.

    Only where no link is needed any more, `ask` asks once before it is done.
    """
    wanted = {"kind": kind, "order_number": order_number, **details}
    await _try(turn, wanted, first=True, ask=ask)


async def confirmed(turn: Turn) -> None:
    """The customer says that the link was opened: go on with what waited for it."""
    waiting: dict[str, Any] | None = turn.slot("awaiting_change")
    if waiting is None:
        turn.say("utter_nothing_to_confirm")
        turn.ends_as("answer")
    else:
        await _try(turn, waiting, first=False)


@hears("confirmation")
async def confirmation_answered(turn: Turn) -> bool:
    """ "Yes, done" instead of the button; "no" leaves the order as it is."""
    if turn.intent in {"affirm", "thanks"}:
        await confirmed(turn)
        return True
    if turn.intent == "deny":
        leave_as_it_is(turn)
        return True
    return False


def once(turn: Turn, kind: str) -> Once:
    """The name under which this turn changes something."""
    return Once(turn.turn_id, f"{turn.action}:{kind}")


def leave_as_it_is(turn: Turn) -> None:
    """The customer does not want it after all."""
    forget(turn)
    turn.say("utter_left_as_it_is")
    turn.wait_for(None)
    turn.ends_as("answer")


async def _try(
    turn: Turn, wanted: dict[str, Any], *, first: bool, ask: Callable[[], None] | None = None
) -> None:
    order_number = str(wanted["order_number"])
    may = await turn.within_time(turn.clients.record.changing(turn.conversation, order_number))
    if may.state == "proven" and ask is not None:
        ask()
    elif may.state == "proven":
        await _do(turn, wanted)
    elif may.state == "sent":
        turn.remember(awaiting_change=wanted)
        turn.say(
            "utter_confirm_by_mail" if first else "utter_not_confirmed_yet", sent_to=may.sent_to
        )
        turn.wait_for("confirmation")
        turn.ends_as("question")
    else:
        turn.remember(awaiting_change=None)
        await hand_over(turn, "shop_action", "utter_human_confirm")


async def _do(turn: Turn, wanted: dict[str, Any]) -> None:
    forget(turn)
    turn.wait_for(None)
    try:
        await _EFFECTS[str(wanted["kind"])](turn, wanted)
    except ChangeRefused as refused:
        turn.learn(change_refused=refused.why)
        await hand_over(turn, "shop_action", "utter_human_change_refused")
