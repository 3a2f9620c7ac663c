"""Not understood: once a request to say it otherwise, then a human; never a loop."""

from __future__ import annotations

from actions.flow import CHOICES
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
        if turn.awaiting in {"order", "proof"}:
            insist(turn)
            return
        failures = int(turn.slot("failures") or 0) + 1
        turn.remember(failures=failures)
        if failures > 1:
            await hand_over(turn, "not_understood", "utter_human_not_understood")
            turn.remember(failures=failures)
            return
        if turn.awaiting in CHOICES:
            turn.say("utter_rephrase_choice")
            turn.say(REMINDERS[turn.awaiting])
        else:
            turn.say("utter_rephrase")
        turn.ends_as("failure")
