"""What is asked on the way of a return or a fault: what it costs, and what is no condition of it.

Taken for the request itself, it would only be answered with the question that it interrupts.
"""

from __future__ import annotations

from actions.brands.windows import refund_until
from actions.carriers.diagnosis import local_day
from actions.parcels.order_flow import ask_if_helped
from actions.pursuits import MERE_ANSWERS, go_on, heard, hears_at_once
from actions.talk.small_talk_flow import REMINDERS, come_back
from actions.turn import Turn
from actions.wording import day
from actions.words.return_costs import (
    asks_if_delivery_is_refunded,
    asks_when_paid,
    asks_who_pays_postage,
    asks_who_pays_the_way_back,
    has_no_box,
    has_no_photo,
)

_WITHDRAWS = frozenset({"return", "exchange"})
_FAULTS = frozenset({"damage", "guarantee"})
_TOLD = {"helped", "told"}
_TO_DECIDE = {
    "remedy",
    "guarantee_remedy",
    "return_confirm",
    "which_item",
    "opened",
    "exchange_for",
}
"""What is awaited where something is about to go back: what the post costs is asked of that."""


@hears_at_once
async def asked_about_terms(turn: Turn) -> bool:
    """Whether the message asks what is owed for a return or fault under way; then it is told."""
    if turn.awaiting not in {*REMINDERS, *_TOLD} or "return" in turn.steering.off:
        return False
    told = [*_no_conditions(turn), *_costs(turn)]
    when = turn.awaiting in {"remedy", "return_confirm"} and asks_when_paid(turn.text)
    if not (told or when):
        return False
    for response in told:
        turn.say(response)
    if when:
        due = refund_until(local_day(turn.now), turn.policies)
        turn.say("utter_refund_leaves_by", refund_by=day(due, turn.language))
        come_back(turn)
        return True
    if turn.brings_what_was_asked or turn.reading.identifies:
        await go_on(turn)
    elif turn.awaiting in REMINDERS:
        if turn.awaiting in {"order", "proof"} or not await heard(turn):
            come_back(turn)
    else:
        ask_if_helped(turn)
    return True


def _no_conditions(turn: Turn) -> list[str]:
    """Photo and box, which nobody owes for what arrived wrong or broke."""
    if turn.slot("pursuing") not in _FAULTS:
        return []
    gone = {
        "utter_photo_no_condition": has_no_photo(turn.text),
        "utter_box_no_condition": has_no_box(turn.text),
    }
    return [response for response, said in gone.items() if said]


def _costs(turn: Turn) -> list[str]:
    """Who pays for what, as far as the message asks it."""
    about = turn.slot("pursuing")
    if turn.intent in MERE_ANSWERS or about not in _WITHDRAWS | _FAULTS:
        return []
    if asks_who_pays_the_way_back(turn.text):
        return [_way_back(turn)]
    if about in _WITHDRAWS and asks_if_delivery_is_refunded(turn.text):
        return ["utter_return_delivery_refunded"]
    of_the_way_back = turn.awaiting in _TO_DECIDE and asks_who_pays_postage(turn.text)
    return [_way_back(turn)] if of_the_way_back else []


def _way_back(turn: Turn) -> str:
    if turn.slot("pursuing") in _FAULTS:
        return "utter_return_is_ours"
    free = turn.policies.returns_are_free
    return "utter_return_way_back_free" if free else "utter_return_way_back_paid"
