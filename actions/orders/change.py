"""Changing an order: only for who has proven to be its customer, and only once.

What waits for the confirmation from the mailbox lies in the slot `awaiting_change`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from actions.hand_over import hand_over
from actions.orders.consent import consent, lost_the_mailbox, misses_the_mail, not_yet
from actions.pursuits import HEARD_FIRST, go_on, hears
from actions.record import Changing, RecordUnavailable
from actions.request import forget
from actions.shop.aftersales import OF_THE_ORDER, ChangeRefused, Once
from actions.turn import Turn

Effect = Callable[[Turn, dict[str, Any]], Awaitable[None]]
Amendment = Callable[[Turn], Awaitable[bool]]

_PUTS_OFF = frozenset({"deny", "affirm", "inform", "nlu_fallback", "not_helped"})
"""Intents that "not yet" is taken for."""

_EFFECTS: dict[str, Effect] = {}
_AMENDMENTS: dict[str, Amendment] = {}


def effect(kind: str) -> Callable[[Effect], Effect]:
    """Register what is done for a change of `kind` once it may be done."""

    def registered(function: Effect) -> Effect:
        _EFFECTS[kind] = function
        return function

    return registered


def amends(kind: str) -> Callable[[Amendment], Amendment]:
    """Register who reads what a customer writes while a change of `kind` waits for its link.

    It gives False where the message changes nothing of what was asked for.
    """

    def registered(function: Amendment) -> Amendment:
        _AMENDMENTS[kind] = function
        return function

    return registered


async def change(turn: Turn, kind: str, order_number: str, **details: Any) -> None:
    """Do it where this conversation may change the order, else ask to confirm from the mailbox.

    `details` are plain data, kept while the confirmation is awaited.
    """
    may = await permission(turn, order_number)
    await change_if(turn, may, kind, order_number, **details)


async def request(
    turn: Turn, kind: str, order_number: str, ask: Callable[[], None], **details: Any
) -> None:
    """The same for what a customer asked for outright: the link in the mail is the question.

    Only where no link is needed any more, `ask` asks once before it is done.
    """
    wanted = {"kind": kind, "order_number": order_number, **details}
    await _act(turn, wanted, await permission(turn, order_number), ask=ask)


async def agreed(turn: Turn, act: Callable[[], Awaitable[None]], *again: str) -> bool:
    """Whether the message answered "shall I?": a yes has it done, a no leaves the order as it is.

    `again` are the intents of the request itself: "oui, annulez" is a yes.
    """
    said = consent(turn, *again)
    if said is None:
        return False
    if said and turn.reading.order_number not in {None, turn.slot("order_number")}:
        # A yes to something else than was asked.
        await go_on(turn)
    elif said:
        await act()
    else:
        leave_as_it_is(turn)
    return True


async def confirmed(turn: Turn) -> None:
    """The customer says that the link was opened: go on with what waited for it."""
    waiting: dict[str, Any] | None = turn.slot("awaiting_change")
    if waiting is None:
        turn.say("utter_nothing_to_confirm")
        turn.ends_as("answer")
    else:
        await _act(turn, waiting, await permission(turn, str(waiting["order_number"])))


@hears("confirmation")
async def confirmation_answered(turn: Turn) -> bool:
    """ "Yes, done" instead of the button, a word that amends the request, "not yet", or "no"."""
    waiting: dict[str, Any] = turn.slot("awaiting_change") or {}
    amendment = _AMENDMENTS.get(str(waiting.get("kind")))
    if amendment is not None and await amendment(turn):
        return True
    if turn.intent not in HEARD_FIRST and lost_the_mailbox(turn.text):
        # The link goes to the contact on file and to no other: a human proves who it is.
        await hand_over(turn, "shop_action", "utter_human_no_link")
        return True
    if turn.intent not in HEARD_FIRST and misses_the_mail(turn.text):
        await _look_again(turn)
        return True
    if turn.intent == "thanks" or (turn.intent in _PUTS_OFF and not_yet(turn.text)):
        await confirmed(turn)
        return True
    return await agreed(turn, lambda: confirmed(turn))


async def _look_again(turn: Turn) -> None:
    """Where the link was sent to, once; whoever misses it still gets a human."""
    failures = int(turn.slot("failures") or 0) + 1
    if failures > 1:
        await hand_over(turn, "shop_action", "utter_human_no_link")
        return
    await confirmed(turn)
    turn.remember(failures=failures)


def once(turn: Turn, kind: str) -> Once:
    """The name under which this turn changes something."""
    return Once(turn.turn_id, f"{turn.action}:{kind}")


def leave_as_it_is(turn: Turn) -> None:
    """The customer does not want it after all."""
    forget(turn)
    turn.say("utter_left_as_it_is")
    turn.wait_for(None)
    turn.ends_as("answer")


async def permission(turn: Turn, order_number: str) -> Changing:
    """Whether this conversation may change the order; if not yet, a link is mailed.

    A record that does not answer in time gives no permission, and breaks nothing.
    """
    try:
        return await turn.within_time(turn.clients.record.changing(turn.conversation, order_number))
    except (RecordUnavailable, asyncio.TimeoutError):
        return Changing("unavailable", None)


async def change_if(
    turn: Turn, may: Changing, kind: str, order_number: str, **details: Any
) -> None:
    """`change` for who has asked for the permission already."""
    await _act(turn, {"kind": kind, "order_number": order_number, **details}, may)


async def refuse(turn: Turn, refused: ChangeRefused) -> None:
    """The shop does not do it: a human, with what was asked for and why it was refused."""
    turn.learn(change_refused=refused.why)
    if refused.why in OF_THE_ORDER:
        words = "utter_human_change_refused"
    elif refused.why == "unsettled":
        words = "utter_human_change_unsettled"
    else:
        # Nobody changed anything: this shop just takes no such change from a bot.
        words = "utter_human_change_by_hand"
    await hand_over(turn, "shop_action", words)


async def _act(
    turn: Turn, wanted: dict[str, Any], may: Changing, *, ask: Callable[[], None] | None = None
) -> None:
    if may.state == "proven" and ask is not None:
        ask()
    elif may.state == "proven":
        await _do(turn, wanted)
    elif may.state == "sent":
        turn.say(_about_the_link(turn, wanted), sent_to=may.sent_to)
        turn.remember(awaiting_change=wanted)
        turn.wait_for("confirmation")
        turn.ends_as("question")
    else:
        turn.remember(awaiting_change=None)
        await hand_over(turn, "shop_action", "utter_human_confirm")


def _about_the_link(turn: Turn, wanted: dict[str, Any]) -> str:
    """One link is enough for whatever is asked of an order while it holds."""
    waiting: dict[str, Any] = turn.slot("awaiting_change") or {}
    if waiting == wanted:
        return "utter_not_confirmed_yet"
    same_order = waiting.get("order_number") == wanted["order_number"]
    return "utter_same_link" if same_order else "utter_confirm_by_mail"


async def _do(turn: Turn, wanted: dict[str, Any]) -> None:
    forget(turn)
    turn.wait_for(None)
    try:
        await _EFFECTS[str(wanted["kind"])](turn, wanted)
    except ChangeRefused as refused:
        await refuse(turn, refused)
