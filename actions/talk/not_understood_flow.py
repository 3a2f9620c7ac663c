"""Not understood: once a request to say it otherwise, then a human; never a loop."""

from __future__ import annotations

from actions import postponed
from actions.flow import CHOICES, Flow
from actions.hand_over import hand_over
from actions.parcels.identify import insist
from actions.parcels.parcel_flow import GivesWay
from actions.pursuits import go_on
from actions.talk.small_talk_flow import REMINDERS, come_back
from actions.turn import Turn

_WITHOUT_WORDS = {
    "emoji": "utter_emoji",
    "empty": "utter_nothing_read",
    "link": "utter_bare_link",
    "other_language": "utter_other_language",
}
"""What is answered to the form of a message (bot/components/form.py)."""


_URGENT = frozenset({"danger", "legal_threat", "angry", "missed_promise", "gift_date"})
"""Where one of these is among the likeliest readings, nobody's past reply is good enough."""


class ActionNotUnderstood(GivesWay):
    """What lies outside what the bot knows, or what it cannot read."""

    def name(self) -> str:
        return "action_not_understood"

    async def reply(self, turn: Turn) -> None:
        form = turn.entity("form")
        if form in _WITHOUT_WORDS:
            await _answer_form(turn, form)
        elif turn.reading.identifies:
            # The number tells what it is about, whatever the words are.
            await go_on(turn)
        else:
            if _others_may_know(turn):
                turn.gives_way()
            await ask_otherwise(turn)


class ActionNotHelped(Flow):
    """That does not answer my question: a human with the facts, once there was an answer."""

    def name(self) -> str:
        return "action_not_helped"

    async def answer(self, turn: Turn) -> None:
        if turn.known.get("problem") or turn.slot("done"):
            await hand_over(turn, "asked_human", "utter_human_not_helped")
        elif turn.reading.identifies:
            await go_on(turn)
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


def _others_may_know(turn: Turn) -> bool:
    """Whether a colleague's past reply may answer: nothing is open, and nothing may be urgent."""
    open_ended = turn.awaiting in {None, "helped"} and not postponed.waiting(turn)
    return open_ended and not _URGENT.intersection(turn.guesses)


async def _answer_form(turn: Turn, form: str) -> None:
    """Say what cannot be read; twice in a row a human comes, but for a mere emoji."""
    failures = int(turn.slot("failures") or 0) + (form != "emoji")
    if failures > 1:
        await hand_over(turn, "not_understood", "utter_human_not_understood")
        return
    turn.say(_WITHOUT_WORDS[form])
    come_back(turn)
    turn.remember(failures=failures)
