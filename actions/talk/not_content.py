"""Somebody is not content, without anger: irony, "that does not help"."""

from __future__ import annotations

from actions.hand_over import hand_over
from actions.pursuits import go_on
from actions.turn import Turn


async def hear_discontent(turn: Turn) -> None:
    """A human with the facts, once there are any; else what is wrong is asked, without cheer.

    An order that is named says what is wrong: its facts come first.
    """
    if turn.reading.identifies:
        await go_on(turn)
        return
    if turn.known.get("problem") or turn.slot("done"):
        await hand_over(turn, "asked_human", "utter_human_not_helped")
        return
    turn.say("utter_not_content")
    turn.ends_as("question")
