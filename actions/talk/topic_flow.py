"""Kinds of contact that a human takes for now, and the false text message about a parcel."""

from __future__ import annotations

from actions.flow import CHOICES, Flow
from actions.hand_over import hand_over
from actions.parcels.identify import known_order
from actions.parcels.parcel_flow import tell
from actions.pursuits import PARCEL, go_on, pursue
from actions.talk.choice_flow import WISHES, wish
from actions.turn import Turn
from actions.words.sending_back import changes_mind


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


class ActionFakeSms(Flow):
    """A text message asks for money: not ours; the bank; 33700; then the real status."""

    def name(self) -> str:
        return "action_fake_sms"

    async def answer(self, turn: Turn) -> None:
        turn.say("utter_fake_sms")
        order_number = await known_order(turn)
        if order_number is not None:
            await tell(turn, order_number)
            return
        turn.say("utter_fake_sms_real_status")
        pursue(turn, PARCEL)
        turn.wait_for("order")
        turn.ends_as("answer")
