"""A second order named in one message: it is not dropped, and it opens with its own proof only."""

from __future__ import annotations

import re

from actions.pursuits import go_on
from actions.spelling import fold
from actions.turn import Turn

_OTHER = re.compile(
    r"\b(?:l'autre|autre commande|la (?:deuxieme|seconde|2e|2eme)|la 2\b|second one|other one"
    r"|other order|second order|the second|the other)\b"
)

_LEFT = {"fr": "Le client a aussi nommé la commande {}", "en": "The customer also named order {}"}


async def taken_up(turn: Turn) -> bool:
    """Whether the message came back to the order that was named second, and was answered."""
    other = turn.slot("other_order")
    if other is None or turn.reading.identifies or not _OTHER.search(fold(turn.text)):
        return False
    turn.remember(order_number=other, other_order=None)
    turn.wait_for(None)
    await go_on(turn)
    return True


def say_what_follows(turn: Turn) -> None:
    """Tell that the second order comes next, or leave it to the human who takes over."""
    other = turn.reading.other_order
    if other is None or turn.slot("other_order") == other:
        return
    turn.remember(other_order=other)
    if turn.escalated:
        turn.did(_LEFT[turn.language].format(other))
    else:
        turn.say("utter_other_order", order_number=other)
