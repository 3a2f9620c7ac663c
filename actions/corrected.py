"""A number or a proof that was asked for, given again beside an apology: it is the answer.

"Sorry, fat fingers: 20461" is easily taken for giving up, "faute de frappe, le code postal reste le
33000" for another address. Neither ends nor changes what is talked about.
"""

from __future__ import annotations

from actions.turn import Turn
from actions.words.slip import only_owns_up

_OF_THE_TALK = frozenset({"cancel", "not_helped", "confirmed"})
"""Intents about the talk itself, which goes on for whoever brings what was asked."""


def is_corrected(turn: Turn) -> bool:
    """Whether the message answers what was asked, whatever it was taken for.

    Who gives up names at most the order that is talked about ("laissez tomber pour la 20461").
    """
    if not turn.brings_what_was_asked:
        return False
    reading = turn.reading
    named = reading.order_number or reading.misshapen_order or reading.tracking_number
    is_news = reading.proves or named != turn.slot("order_number")
    return (turn.intent in _OF_THE_TALK and is_news) or only_owns_up(turn.text)


def only_regrets(turn: Turn) -> bool:
    """Whether it is no giving up but a slip regretted, before what was meant comes."""
    awaited = turn.awaiting in {"order", "proof"} and not turn.brings_what_was_asked
    return awaited and turn.intent == "cancel" and only_owns_up(turn.text)
