"""What people say besides their problem: hello, thanks, are you a robot, forget it."""

from __future__ import annotations

from actions.flow import Flow
from actions.parcels.parcel_flow import GivesWay
from actions.pursuits import go_on
from actions.request import forget
from actions.talk.not_content import hear_discontent
from actions.turn import Turn
from actions.words.irony import is_no_thanks, says_more

REMINDERS = {
    "order": "utter_back_to_order",
    "proof": "utter_back_to_proof",
    "received": "utter_ask_received",
    "late_offer": "utter_back_to_late_offer",
    "resend_or_refund": "utter_ask_resend_or_refund",
    "address_or_refund": "utter_ask_address_or_refund",
    "product": "utter_back_to_product",
    "promo_code": "utter_back_to_code",
    "data_wish": "utter_back_to_data",
    "human_offer": "utter_back_to_human_offer",
    "which_item": "utter_back_to_item",
    "opened": "utter_back_to_opened",
    "exchange_for": "utter_back_to_exchange_for",
    "return_confirm": "utter_back_to_yes_or_no",
    "cancel_confirm": "utter_back_to_yes_or_no",
    "address_confirm": "utter_back_to_yes_or_no",
    "new_address": "utter_ask_new_address",
    "remedy": "utter_back_to_remedy",
    "guarantee_remedy": "utter_back_to_guarantee_remedy",
    "confirmation": "utter_back_to_confirmation",
}
"""The way back to what was asked before somebody interrupted."""


class ActionGreet(GivesWay):
    """Hello: says that it is a bot, once a stint."""

    def name(self) -> str:
        return "action_greet"

    async def reply(self, turn: Turn) -> None:
        if turn.slot("introduced"):
            turn.say("utter_greet_again")
        else:
            turn.say("utter_ask_problem")
        come_back(turn)


class ActionThank(GivesWay):
    """Thanks; after "did this help?" they are a yes, unless taken back or not all that is said."""

    def name(self) -> str:
        return "action_thank"

    async def reply(self, turn: Turn) -> None:
        if is_no_thanks(turn.text):
            await hear_discontent(turn)
            return
        helped = turn.awaiting == "helped"
        if helped:
            turn.wait_for(None)
        if helped and not says_more(turn.text):
            turn.say("utter_glad")
            turn.ends_as("done")
            return
        turn.say("utter_welcome")
        come_back(turn)


class ActionSayGoodbye(GivesWay):
    """Goodbye. Nothing is confirmed by leaving."""

    def name(self) -> str:
        return "action_say_goodbye"

    async def reply(self, turn: Turn) -> None:
        turn.say("utter_goodbye")
        turn.wait_for(None)
        turn.ends_as("goodbye")


class ActionSayBot(Flow):
    """Are you a robot? Yes."""

    def name(self) -> str:
        return "action_say_bot"

    async def answer(self, turn: Turn) -> None:
        turn.say_first("utter_bot")
        await _go_on_or_back(turn)


class ActionSayCapabilities(GivesWay):
    """What can you do?"""

    def name(self) -> str:
        return "action_say_capabilities"

    async def reply(self, turn: Turn) -> None:
        turn.say("utter_capabilities")
        come_back(turn)


class ActionSpeakLanguage(Flow):
    """Another language: the slot has followed the request already."""

    def name(self) -> str:
        return "action_speak_language"

    async def answer(self, turn: Turn) -> None:
        turn.say("utter_language")
        await _go_on_or_back(turn)


class ActionCancel(Flow):
    """Forget it: ends politely and fills no queue."""

    def name(self) -> str:
        return "action_cancel"

    async def answer(self, turn: Turn) -> None:
        turn.say("utter_cancelled")
        forget(turn)
        turn.remember(postponed=None)
        turn.wait_for(None)
        turn.ends_as("goodbye")


async def _go_on_or_back(turn: Turn) -> None:
    """Take what the message brings for the open question, else ask it again."""
    if turn.brings_what_was_asked or turn.reading.identifies:
        await go_on(turn)
    else:
        come_back(turn)


def come_back(turn: Turn) -> None:
    """After an interruption, ask again what had been asked."""
    reminder = REMINDERS.get(turn.awaiting or "")
    if reminder:
        turn.say(reminder)
        turn.ends_as("question")
    else:
        turn.ends_as("smalltalk")
