"""Another order than the one talked about: the second of one message, or one named in an answer.

It is not dropped, it opens with its own proof only, and no answer about the first is taken for it.
"""

from __future__ import annotations

import re

from actions.pursuits import HEARD_FIRST, MERE_ANSWERS, go_on
from actions.turn import Turn
from actions.words.spelling import fold

_OTHER_ORDER = re.compile(
    r"\b(?:(?:autre|deuxieme|seconde|2e|2eme) commande|commande (?:2|deux)\b"
    r"|(?:other|second|2nd) order|order (?:2|two)\b)"
)
_THE_OTHER = re.compile(
    r"l'autre|la (?:deuxieme|seconde|2e|2eme|2)|(?:the )?(?:other|second)(?: one)?"
)
_AROUND_IT = re.compile(
    r"\b(?:et|and|ok|oui|yes|bon|alors|donc|maintenant|now|then|pour|about|what|how|quid de|de|a"
    r"|passons|voyons|parlons|let'?s|do|svp|stp|please|merci|thanks)\b|[^\w' ]"
)

_OF_ANY_ORDER = frozenset(
    {"order", "proof", "new_address", "product", "promo_code", "data_wish", "human_offer"}
)
"""What is awaited where a number answers, or where no order is spoken of."""

_OF_A_STREET = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
"""A house's number: the long one beside it is a postcode."""

_LEFT = {"fr": "Le client a aussi nommé la commande {}", "en": "The customer also named order {}"}


async def taken_up(turn: Turn) -> bool:
    """Whether the message came back to the order that was named second, and was answered."""
    other = turn.slot("other_order")
    if other is None or turn.intent in HEARD_FIRST or turn.reading.identifies:
        return False
    if not _means_the_other(fold(turn.text)):
        return False
    turn.talk_about(other)
    turn.remember(other_order=None)
    turn.wait_for(None)
    await go_on(turn)
    return True


async def turned_to(turn: Turn) -> bool:
    """Whether an answer named another order than the one asked about, and was taken up with that.

    The question about the first is void: "oui, la 20424" agrees to nothing about 20417.
    """
    asked, number = turn.slot("order_number"), turn.reading.order_number
    if asked is None or turn.awaiting is None or turn.awaiting in _OF_ANY_ORDER:
        return False
    if number in {None, asked} or turn.intent in HEARD_FIRST - {"confirmed"}:
        return False
    if turn.awaiting in {"address_confirm", "confirmation"} and _OF_A_STREET.search(turn.text):
        # "Non, 12 rue des Lilas, 69003 Lyon".
        return False
    turn.wait_for(None)
    if turn.intent not in MERE_ANSWERS:
        return False
    await go_on(turn)
    return True


def _means_the_other(words: str) -> bool:
    """Whether it is said of an order: "l'autre jour" and "l'autre bougie" are not."""
    alone = " ".join(_AROUND_IT.sub(" ", words).split())
    return bool(_OTHER_ORDER.search(words) or _THE_OTHER.fullmatch(alone))


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
