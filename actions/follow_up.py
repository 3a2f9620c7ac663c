"""A short question after an answer asks more of the same: "et en Suisse ?", "c'est où ?", "sûr ?".

Alone such a sentence means nothing, or something else ("c'est où" is a parcel): what was answered
last tells what it is about.
"""

from __future__ import annotations

from collections.abc import Callable

from actions.pursuits import Hearer, hears, hears_at_once
from actions.turn import Turn

MOST_WORDS = 10
"""Whoever writes more says what it is about."""

_FOLLOWERS: dict[str, Hearer] = {}

_MAY_FOLLOW = frozenset(
    {"affirm", "deny", "inform", "nlu_fallback", "not_helped", "track_parcel", "pickup_point"}
    | {"second_contact", "still_nothing"}
    | {"availability", "product_details", "delivery_terms", "shop_hours", "no_number", "greet"}
)
"""Intents that so few words are easily taken for; the others say something of their own."""

_ANSWERS = frozenset({"affirm", "deny", "greet"})
"""Of these, only a question goes on asking: "sûr ?", not "oui, à samedi"."""


def follows(*topics: str) -> Callable[[Hearer], Hearer]:
    """Register who reads what follows an answer about one of `topics`.

    It gives False where the message asks nothing more of it.
    """

    def registered(function: Hearer) -> Hearer:
        _FOLLOWERS.update(dict.fromkeys(topics, function))
        return function

    return registered


_OF_PLACES = frozenset({"delivery_terms", "shop_hours"})
"""Topics whose follow-up names a place or a day, which says nothing of an order."""


@hears_at_once
async def asked_on_before_the_order(turn: Turn) -> bool:
    """Whether a question answered before goes on while an order is asked for: "and to Spain?"."""
    topic = str(turn.known.get("topic"))
    follower = _FOLLOWERS.get(topic) if topic in _OF_PLACES else None
    if follower is None or turn.awaiting not in {"order", "proof"} or "?" not in turn.text:
        return False
    return not turn.reading.identifies and not turn.reading.proves and await follower(turn)


@hears("helped", "told")
async def follow_up_heard(turn: Turn) -> bool:
    """Whether the message went on asking about what was answered last."""
    follower = _FOLLOWERS.get(str(turn.known.get("topic")))
    if follower is None or turn.intent not in _MAY_FOLLOW or turn.reading.identifies:
        return False
    if turn.intent in _ANSWERS and "?" not in turn.text:
        return False
    return 0 < len(turn.text.split()) <= MOST_WORDS and await follower(turn)
