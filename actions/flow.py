"""What all flows share: how a turn begins, how the customer's words are kept, how it ends."""

from __future__ import annotations

import asyncio
import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import lru_cache
from inspect import isabstract
from pathlib import Path

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answering import answer_all, parts_of
from actions.brands.brand_file import BrandFileError
from actions.clients import clients
from actions.corrected import is_corrected
from actions.first_words import note_first_words
from actions.hand_over import hand_over
from actions.other_order import say_what_follows, taken_up, turned_to
from actions.postponed import ASIDES
from actions.pursuits import heard, heard_at_once
from actions.record import RecordUnavailable
from actions.shop.client import ShopUnavailable
from actions.steered import switched_off
from actions.steering import flow_of_action
from actions.turn import Turn
from actions.words.human_wish import wants_a_person

logger = logging.getLogger(__name__)

RULES = Path(__file__).resolve().parent.parent / "data" / "bot" / "rules"

CHOICES = frozenset({"resend_or_refund", "address_or_refund", "remedy", "guarantee_remedy"})
"""What is awaited where the answer is one of two, and no new problem."""

FREE_ANSWERS = frozenset(
    {"which_item", "exchange_for", "new_address", "address_confirm", "confirmation", "helped"}
    | {"told", "opened", "return_confirm", "return_refused", "order", "proof"}
)
"""What is awaited in the customer's own words, which may be taken for any intent."""

_NOTHING_ASKED = {None, "helped", "told", "product", "promo_code"}

NO_PROBLEM = frozenset(
    {"greet", "thanks", "goodbye", "affirm", "deny", "inform", "bot_challenge", "capabilities"}
    | {"speak_language", "confirmed"}
    | {"ask_human", "cancel", "no_number", "not_helped", "nlu_fallback", "resend", ""}
    | {"praise", "wait"}
)
"""Intents whose sentence does not say what a conversation is about."""


_HEARD_ALREADY = frozenset(
    {"ask_human", "danger", "legal_threat", "angry", "missed_promise", "gift_date"}
    | {"jobs", "press", "partnership"}
)
"""Intents that bring a human themselves, or that speak of people otherwise."""

WORDS_THAT_TELL = 4
"""Words, numbers aside, from which a sentence says more than "here is my number"."""

MOST_OF_THE_FIRST = 500
"""Characters kept of what was said before, however long a dialogue becomes."""

_WORD = re.compile(r"[^\W\d_]{2,}")


class Flow(Action, ABC):
    """An action that answers through a `Turn`.

    Whatever fails outside (the record, the shop, a brand's file) ends with a human and the reason:
    the customer never reads an empty answer.
    """

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    async def answer(self, turn: Turn) -> None:
        """Say something, and tell how the turn ends."""

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> list[EventType]:
        """One turn, from Rasa's tracker to Rasa's events."""
        turn = Turn(dispatcher, tracker, clients(), self.name(), domain)
        turn.steering = await turn.clients.steerings.of(turn.brand)
        try:
            if not (
                await _human_wished(turn)
                or await turned_to(turn)
                or await heard_at_once(turn)
                or await taken_up(turn)
            ):
                parts = parts_of(turn)
                note_first_words(turn, [*parts, *turn.also])
                keep_problem(turn)
                await answer_all(turn, parts, self, flows)
            say_what_follows(turn)
            turn.let_lapse()
        except (RecordUnavailable, ShopUnavailable, BrandFileError, asyncio.TimeoutError) as error:
            logger.warning("turn_failed action=%s error=%s", self.name(), type(error).__name__)
            turn.say("utter_trouble")
            turn.ends_as("failure")
            turn.escalate("bot_failed")
        return turn.events()

    async def play(self, turn: Turn) -> None:
        """Answer what the turn is about now, unless a supervisor has switched this flow off."""
        # A number alone belongs to what it was asked for: `go_on` looks whether that is off.
        flow = None if turn.intent == "inform" else flow_of_action().get(self.name())
        off = flow in turn.steering.off
        if (off or turn.awaiting in FREE_ANSWERS) and await heard(turn):
            # "Renvoyez-la" may answer another flow than the one that it is taken for.
            return
        if off:
            await switched_off(turn)
        else:
            await self.answer(turn)
        if flow is not None:
            turn.give_notice(flow)


async def _human_wished(turn: Turn) -> bool:
    """Whether a human was asked for in words that the classifier did not hear, and is coming."""
    if turn.intent in _HEARD_ALREADY or not wants_a_person(turn.text):
        return False
    turn.turn_to("ask_human", turn.text)
    keep_words(turn)
    await hand_over(turn, "asked_human", "utter_human_asked")
    return True


@lru_cache(maxsize=1)
def flows(rules: Path = RULES) -> dict[str, Flow]:
    """The flow that answers each intent, by the rules that Rasa follows."""
    of_action = {flow.name(): flow for flow in _concrete(Flow)}
    found: dict[str, Flow] = {}
    for file in sorted(rules.glob("*.yml")):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            asked, answered = rule["steps"]
            found[asked["intent"]] = of_action[answered["action"]]
    return found


def _concrete(kind: type[Flow]) -> Iterator[Flow]:
    for one in kind.__subclasses__():
        if not isabstract(one):
            yield one()
        yield from _concrete(one)


def keep_problem(turn: Turn) -> None:
    """Keep the customer's own sentence and what it was taken for: the summary begins with them."""
    turn.learn(language=turn.language)
    if turn.intent in NO_PROBLEM or is_corrected(turn):
        # Numbers in a sentence can outweigh its words: "mon colis 20417 n'est pas arrivé".
        tells = (turn.intent == "nlu_fallback" and not turn.entity("form")) or (
            turn.intent == "inform" and len(_WORD.findall(turn.text)) >= WORDS_THAT_TELL
        )
        if tells and turn.text and not turn.known.get("problem"):
            turn.learn(problem=turn.text)
        return
    if turn.awaiting in CHOICES or (turn.intent in ASIDES and turn.awaiting not in _NOTHING_ASKED):
        return
    turn.learn(intent=turn.intent)
    keep_words(turn)


def keep_words(turn: Turn) -> None:
    """Keep what the customer says, behind what they said at first."""
    if turn.text:
        turn.learn(problem=_joined(turn.known.get("problem"), turn.text))


def _joined(before: str | None, now: str) -> str:
    if before is None or before in now:
        return now
    if now in before:
        return before
    return f"{before[:MOST_OF_THE_FIRST]}\n{now}"
