"""A question about the money around a return, asked on the way: answered, and back to the return.

Taken for the request itself, it would only be answered with the question that it interrupts.
"""

from __future__ import annotations

from actions.parcels.order_flow import ask_if_helped
from actions.pursuits import MERE_ANSWERS, go_on, hears_at_once
from actions.talk.small_talk_flow import REMINDERS, come_back
from actions.turn import Turn
from actions.words.return_costs import asks_if_delivery_is_refunded, asks_who_pays_the_way_back

_WITHDRAWS = frozenset({"return", "exchange"})
_FAULTS = frozenset({"damage", "guarantee"})
_TOLD = {"helped", "told"}


@hears_at_once
async def asked_about_costs(turn: Turn) -> bool:
    """Whether the message asks what a return that is under way costs; then it is answered."""
    if turn.awaiting not in {*REMINDERS, *_TOLD} or "return" in turn.steering.off:
        return False
    if turn.intent in MERE_ANSWERS or not _tell(turn):
        return False
    if turn.brings_what_was_asked or turn.reading.identifies:
        await go_on(turn)
    elif turn.awaiting in REMINDERS:
        come_back(turn)
    else:
        ask_if_helped(turn)
    return True


def _tell(turn: Turn) -> bool:
    """Say who pays for what, as far as the message asks it; whether it did."""
    about = turn.slot("pursuing")
    if about in _WITHDRAWS and asks_who_pays_the_way_back(turn.text):
        free = turn.policies.returns_are_free
        turn.say("utter_return_way_back_free" if free else "utter_return_way_back_paid")
    elif about in _WITHDRAWS and asks_if_delivery_is_refunded(turn.text):
        turn.say("utter_return_delivery_refunded")
    elif about in _FAULTS and asks_who_pays_the_way_back(turn.text):
        turn.say("utter_return_is_ours")
    else:
        return False
    return True
