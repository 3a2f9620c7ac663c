"""Not understood: once a request to say it otherwise, then a human; never a loop."""

from __future__ import annotations

from actions.flow import CHOICES, Flow
from actions.hand_over_flow import hand_over
from actions.identify import insist
from actions.parcel_flow import GivesWay
from actions.small_talk_flow import REMINDERS
from actions.turn import Turn


class ActionNotUnderstood(GivesWay):
    """What lies outside what the bot knows, or what it cannot read."""

    def name(self) -> str:
        return "action_not_understood"

    async def reply(self, turn: Turn) -> None:
        await ask_otherwise(turn)


class ActionNotHelped(Flow):
    """That does not answer my question: a human with the facts, once there was an answer."""

    def name(self) -> str:
        return "action_not_helped"

    async def answer(self, turn: Turn) -> None:
        if turn.known.get("problem") or turn.slot("done"):
            await hand_over(turn, "asked_human", "utter_human_not_helped")
        else:
            await ask_otherwise(turn)


async def ask_otherwise(turn: Turn) -> None:
    """Ask to say it in other words; the second time in a row, a human."""
    if turn.awaiting in {"order", "proof"}:
        insist(turn)
        return
    failures = int(turn.slot("failures") or 0) + 1
    if failures > 1:
        await hand_over(turn, "not_understood", "utter_human_not_understood")
        return
    turn.remember(failures=failures)
    turn.ends_as("failure")
    if turn.awaiting in CHOICES:
        turn.say("utter_rephrase_choice")
        turn.say(REMINDERS[turn.awaiting])
    else:
        turn.say("utter_rephrase")
