"""How a question in between ends: back to what was asked before, or "does that help?"."""

from __future__ import annotations

from actions.hand_over import hand_over
from actions.parcels.order_flow import ask_if_helped
from actions.pursuits import hears
from actions.talk.small_talk_flow import REMINDERS, come_back
from actions.turn import Turn


def settle(turn: Turn) -> None:
    """After an answer: the question that still stands, or whether the answer helped."""
    if turn.brings_what_was_asked:
        turn.ends_as("answer")
    elif turn.awaiting in REMINDERS:
        come_back(turn)
    else:
        ask_if_helped(turn)


async def given_before(turn: Turn, topic: str) -> bool:
    """Whether this topic's one answer was just given and did not help: a human, not a loop."""
    if turn.awaiting != "helped" or turn.known.get("topic") != topic:
        return False
    await hand_over(turn, "asked_human", "utter_human_not_helped", about_an_order=False)
    return True


def offer_human(turn: Turn, words: str) -> None:
    """Ask, in these words, whether a human shall see to it."""
    turn.say(words)
    turn.wait_for("human_offer")
    turn.ends_as("answer")


@hears("human_offer")
async def hear_human_offer(turn: Turn) -> bool:
    """Yes brings the human, no ends politely; anything else is no answer to the offer."""
    if turn.intent == "affirm":
        await hand_over(turn, "asked_human", "utter_human_asked", about_an_order=False)
    elif turn.intent == "deny":
        turn.say("utter_nothing_else")
        turn.wait_for(None)
        turn.ends_as("smalltalk")
    else:
        return False
    return True
