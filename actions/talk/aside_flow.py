"""What is said beside a problem: praise, and "one moment"."""

from __future__ import annotations

from actions.parcels.parcel_flow import GivesWay
from actions.talk.not_content import hear_discontent
from actions.talk.small_talk_flow import come_back
from actions.turn import Turn
from actions.words.irony import is_irony


class ActionPraise(GivesWay):
    """Praise is kept for the team; irony is heard as what it is, and never met with good cheer."""

    def name(self) -> str:
        return "action_praise"

    async def reply(self, turn: Turn) -> None:
        if is_irony(turn.text):
            await hear_discontent(turn)
            return
        if turn.awaiting == "helped":
            turn.wait_for(None)
            turn.learn(praise=turn.text)
            turn.say("utter_praise")
            turn.ends_as("done")
            return
        turn.learn(topic="praise", praise=turn.text)
        turn.say("utter_praise")
        come_back(turn)


class ActionWait(GivesWay):
    """One moment: what was asked stays asked, and is not asked again."""

    def name(self) -> str:
        return "action_wait"

    async def reply(self, turn: Turn) -> None:
        turn.say("utter_take_your_time")
        turn.wait_for(turn.awaiting)
        turn.ends_as("question" if turn.awaiting else "smalltalk")
