"""Kinds of contact that a human takes for now, and the false text message about a parcel."""

from __future__ import annotations

import re

from actions.flow import CHOICES, Flow
from actions.hand_over import hand_over
from actions.parcels.identify import known_order
from actions.parcels.parcel_flow import tell
from actions.pursuits import PARCEL, go_on, hears_at_once, pursue
from actions.talk.choice_flow import WISHES, wish
from actions.turn import Turn
from actions.words.sending_back import changes_mind
from actions.words.spelling import fold


class ActionOtherTopic(Flow):
    """What changes an order in a way that the bot does not know."""

    def name(self) -> str:
        return "action_other_topic"

    async def answer(self, turn: Turn) -> None:
        if turn.awaiting in CHOICES and turn.intent in WISHES:
            await wish(turn, turn.intent)
            return
        if changes_mind(turn.text):
            pursue(turn, "cancel")
            await go_on(turn)
            return
        turn.learn(topic="order_change")
        await hand_over(turn, "order_change", "utter_human_order_change")


FAKE_SMS = "fake_sms"
"""Awaited after the warning: the number of a real parcel, if there is one."""

_GAVE_CARD = re.compile(
    r"\b(?:donne\w*|tape\w*|saisi\w*|rentre\w*|entre\w*|mis|communique\w*|gave|given|typed|entered"
    r"|put in|filled)\b[^.!?]*\b(?:carte|cb|card|chiffres|codes?|coordonnees|details|numbers?)\b"
)
_TOUCHED_NOTHING = re.compile(
    r"\b(?:rien|pas|jamais|aucun\w*|nothing|never|not|\w+n't)\b[^.!?]*"
    r"\b(?:appuye\w*|clique\w*|touche\w*|paye\w*|ouvert|repondu|donne\w*|click\w*|tap\w*|pa(?:y|id)"
    r"|open\w*|touch\w*|gave|answer\w*)\b"
    r"|\b(?:appuye|clique|touche|paye|donne)\w* (?:sur )?rien\b"
)


class ActionFakeSms(Flow):
    """A text message asks for money: not ours; the bank; 33700; then the real status."""

    def name(self) -> str:
        return "action_fake_sms"

    async def answer(self, turn: Turn) -> None:
        if turn.awaiting == FAKE_SMS and _answered_on(turn):
            return
        turn.say("utter_fake_sms")
        order_number = await known_order(turn)
        if order_number is not None:
            await tell(turn, order_number)
            return
        turn.say("utter_fake_sms_real_status")
        pursue(turn, PARCEL)
        turn.wait_for(FAKE_SMS)
        turn.ends_as("answer")


@hears_at_once
async def what_was_done_with_it(turn: Turn) -> bool:
    """Whether the card was given away, or nothing at all; a real parcel's number goes its way."""
    return turn.awaiting == FAKE_SMS and not turn.reading.identifies and _answered_on(turn)


def _answered_on(turn: Turn) -> bool:
    words = fold(turn.text)
    if _GAVE_CARD.search(words) and not _TOUCHED_NOTHING.search(words):
        turn.say("utter_fake_sms_card")
    elif turn.intent == "deny" or _TOUCHED_NOTHING.search(words):
        turn.say("utter_fake_sms_untouched")
    else:
        return False
    turn.wait_for(FAKE_SMS)
    turn.ends_as("answer")
    return True
