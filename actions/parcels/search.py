"""The search for a parcel that is said to be delivered: where it is not, once its case is open.

"The caretaker retired in June" would alone be taken for anything but what it answers.
"""

from __future__ import annotations

import re

from actions.flow import keep_words
from actions.parcels.parcel_flow import open_not_received
from actions.parcels.questions import asks_what_now
from actions.pursuits import hears_at_once
from actions.turn import Turn
from actions.words.spelling import fold

_PLACES = re.compile(
    r"\b(?:gardien\w*|concierge|loge|voisin\w*|boites? aux lettres|immeuble|hall|paillasson"
    r"|neighbou?rs?|caretaker|porter|letter ?box|mailbox|lobby|building|porch)\b"
)
_IN_VAIN = re.compile(
    r"\b(?:pas|plus|personne|rien|aucun\w*|jamais|ni|nobody|no ?one|none|nothing|not|no|never"
    r"|\w+n't)\b"
)
_FOUND = re.compile(
    r"\b(?:(?:l'ai|l'a|l'avait|j'ai|ai) (?:bien |enfin )?(?:re)?trouve\w*|l'avait|c'est bon"
    r"|il y etait|found it|i found|got it|had it|was there)\b"
)


@hears_at_once
async def told_where_it_is_not(turn: Turn) -> bool:
    """Whether it is told where the parcel is not: that is for the case, and no new problem."""
    words = fold(turn.text)
    told = _PLACES.search(words) and _IN_VAIN.search(words) and not _FOUND.search(words)
    if turn.awaiting != "found_after_all" or not told or turn.reading.identifies:
        return False
    keep_words(turn)
    turn.say("utter_nothing_to_do" if asks_what_now(turn.text) else "utter_search_noted")
    await open_not_received(turn, str(turn.slot("order_number")))
    return True
