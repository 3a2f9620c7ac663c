"""One turn of the bot, as a flow sees it: what was said, what is known, what to answer.

A flow reads from a `Turn` and speaks through it; at its end the turn gives Rasa the events, and
the service one element of data (`custom`): what kind of turn it was, facts, an escalation.
"""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections.abc import Awaitable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from typing_extensions import Unpack

from actions.brands.policies import Policies
from actions.brands.policies import load as load_policies
from actions.brands.storefront import Storefront
from actions.brands.storefront import load as load_storefront
from actions.carriers.diagnosis import ParcelFacts
from actions.clients import Clients
from actions.facts import Facts
from actions.shop.brand_shop import BrandShop
from actions.shop.place import load as load_place
from actions.steering import Steering
from actions.words.reading import Reading, read

Kind = Literal["answer", "question", "failure", "smalltalk", "done", "goodbye"]
Urgency = Literal["normal", "high", "critical"]
Answer = TypeVar("Answer")

SECONDS_OUTSIDE = 5.0
"""All calls to the outside of one turn together."""

DEFAULT_TEAM = "customer_care"

GUESSES = 3
"""Readings beside the one that was taken which are likely enough to be careful about."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

REQUEST = (
    "articles",
    "return_number",
    "return_standing",
    "declared_at",
    "return_until",
    "send_by",
    "wanted",
    "new_address",
    "remedy",
    "refund_number",
    "refund_amount",
    "refund_due",
    "resend_number",
    "guaranteed_until",
    "change_refused",
)
"""Facts about what the customer asks for, beside the order and its parcel."""

_OF_ONE_ORDER = (*ParcelFacts.__annotations__, *REQUEST, "order_date", "order_total", "case_number")
"""Facts that say nothing any more once another order is talked about."""

_ABOUT_ANY_ORDER = {"order", "proof"}
"""What is awaited where another number is a correction, and no change of subject."""

_NAMESPACE = uuid.UUID("5f0c1a52-6f0e-4f0e-9a43-52b2c6f8a1d4")


class Part(NamedTuple):
    """A part of a message: what it was taken for, the words, and how sure that is."""

    intent: str
    text: str
    confidence: float = 1.0


class Turn:
    """What the customer wrote and what the bot answers to it.

    Attributes:
        intent: Rasa's reading of the message, or of the part of it that is answered now.
        text: the customer's words, or that part of them; empty where a button was pressed.
        confidence: of that reading, from 0 to 1.
        also: what the message says besides its intent.
        guesses: the likeliest readings, the one that was taken among them.
        steering: what a supervisor has told the bot of this brand.
        postcode: where the order goes that this turn has read, if it has read one.
        unheard: what was awaited, with intent and words that turned out to be no answer to it.
    """

    def __init__(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        clients: Clients,
        action: str,
        domain: Mapping[str, Any],
    ) -> None:
        """`action` is the action's name: with the turn's id it makes effects happen once."""
        self.clients = clients
        self.action = action
        self.steering = Steering()
        self.postcode: str | None = None
        self.unheard: set[tuple[str | None, str, str]] = set()
        self._domain = domain
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._slots: dict[str, Any] = {}
        self._told: dict[str, Any] = {}
        self._facts: dict[str, Any] = {}
        self._escalation: dict[str, Any] | None = None
        self._deadline = time.monotonic() + SECONDS_OUTSIDE
        message: dict[str, Any] = dict(tracker.latest_message or {})
        intent: dict[str, Any] = message.get("intent") or {}
        self.intent = str(intent.get("name") or "")
        self._confidence: float | None = intent.get("confidence")
        text = str(message.get("text") or "")
        self._words = "" if text.startswith("/") else text
        self.text = self._words
        self._understood = self.intent
        self.confidence = 1.0 if self._confidence is None else float(self._confidence)
        ranking: list[dict[str, Any]] = message.get("intent_ranking") or []
        self.guesses = [str(guess["name"]) for guess in ranking[: GUESSES + 1]]
        also: list[dict[str, Any]] = message.get("also") or []
        self.also = [Part(**part) for part in also]
        self._metadata: dict[str, Any] = message.get("metadata") or {}
        self._entities = [(str(e["entity"]), str(e["value"])) for e in message.get("entities", [])]
        if self._metadata.get("offered"):
            # The service has offered a colleague's reply in our place, and asked if it helped.
            self.wait_for("helped")

    # What is known

    def slot(self, name: str) -> Any:
        """A slot's value, as this turn has set it or as it was."""
        return self._slots[name] if name in self._slots else self._tracker.get_slot(name)

    def remember(self, **slots: Any) -> None:
        """Set slots of the stint."""
        self._slots.update(slots)

    @property
    def language(self) -> Literal["fr", "en"]:
        """`fr` or `en`: the language to answer in."""
        return "en" if self.slot("language") == "en" else "fr"

    @property
    def brand(self) -> str:
        """The brand's file name."""
        return str(self._metadata.get("brand") or self.slot("brand"))

    @property
    def conversation(self) -> str:
        """The conversation's id: the sender without its stint."""
        return str(self._tracker.sender_id).partition(".")[0]

    @property
    def turn_id(self) -> str:
        """The service's id of this turn; without a service, one made of stint and message."""
        given = self._metadata.get("turn_id")
        message: dict[str, Any] = dict(self._tracker.latest_message or {})
        local = f"{self._tracker.sender_id}/{message.get('message_id')}"
        return str(given or uuid.uuid5(_NAMESPACE, local))

    @property
    def awaiting(self) -> str | None:
        """What the bot asked last and still waits for."""
        return self.slot("awaiting")

    def entity(self, name: str) -> str | None:
        """The first entity of that name in the message: what a button carries."""
        return next((value for entity, value in self._entities if entity == name), None)

    @cached_property
    def reading(self) -> Reading:
        """The numbers and addresses of the message, read in the light of what was asked."""
        awaiting, known = self._tracker.get_slot("awaiting"), self.slot("order_number")
        digits = load_place(self.brand).order_digits
        return read(self._entities, awaiting, known, self._words, digits)

    @property
    def brings_what_was_asked(self) -> bool:
        """Whether an order was asked for, and the message names or proves one."""
        brings = self.reading.identifies or self.reading.proves
        return brings and self.awaiting in {"order", "proof"}

    def leave_out(self, numbers: Iterable[str]) -> None:
        """Read the message without these numbers: they belong to an address, not to an order."""
        taken = set(numbers)
        self._entities = [(kind, value) for kind, value in self._entities if value not in taken]
        self.__dict__.pop("reading", None)

    def turn_to(self, intent: str, text: str) -> None:
        """Answer this part of the message next, or what an earlier one had left."""
        self.intent, self.text = intent, text

    @cached_property
    def policies(self) -> Policies:
        """The brand's figures."""
        return load_policies(self.brand)

    @property
    def shop(self) -> BrandShop:
        """The brand's shop. Raises `ShopUnavailable` where it is not set up."""
        return self.clients.shops.of(self.brand)

    @cached_property
    def storefront(self) -> Storefront:
        """The brand's shops, links and mediator."""
        return load_storefront(self.brand)

    @cached_property
    def now(self) -> datetime:
        """The moment of this turn."""
        return datetime.now(timezone.utc)

    async def within_time(self, call: Awaitable[Answer], *, keep: float = 0.0) -> Answer:
        """The answer of a call to the outside; `asyncio.TimeoutError` past the turn's five seconds.

        `keep` are seconds of them left for a call that has to follow.
        """
        left = self._deadline - keep - time.monotonic()
        return await asyncio.wait_for(call, max(0.05, left))

    def talk_about(self, order_number: str | None) -> None:
        """Note the order that the dialogue is about; what was known or asked of another is void.

        Whoever corrects the number before its order was opened goes on with the same problem.
        """
        before = self.slot("order_number")
        if before not in {None, order_number}:
            self._facts.update(dict.fromkeys(_OF_ONE_ORDER))
            if self.awaiting not in _ABOUT_ANY_ORDER:
                self.wait_for(None)
                if "claim" not in self._slots:
                    self.remember(claim=None)
        if order_number != before:
            self.remember(order_number=order_number)
        if order_number is not None:
            self.learn(order_number=order_number)

    # What is answered

    def say(self, response: str, /, **values: Any) -> None:
        """Say a response of the domain; the first words of a stint say that this is a bot."""
        self.offer(response, (), **values)

    def offer(self, response: str, choices: Sequence[dict[str, str]], /, **values: Any) -> None:
        """The same with buttons (`title`, `payload`) after those that the response has."""
        self._introduce()
        self._utter(response, values, choices)

    def gives_way(self) -> None:
        """Let the service say something better instead of what follows, if it knows something."""
        self._introduce()
        self._dispatcher.utter_message(json_message={"fallback": True})

    def say_first(self, response: str, **values: Any) -> None:
        """Say a response that introduces the bot in its own words."""
        self.remember(introduced=True)
        self._utter(response, values)

    def say_up_front(self, response: str, **values: Any) -> None:
        """Say a response before what the turn has said so far, but for the introduction."""
        with self.up_front():
            self.say(response, **values)

    @contextmanager
    def up_front(self) -> Generator[None, None, None]:
        """What is said within comes before what was said so far, but for the introduction."""
        messages = self._dispatcher.messages
        before = len(messages)
        yield
        said = messages[before:]
        del messages[before:]
        place = self._introductions()
        messages[place:place] = said

    def give_notice(self, flow: str) -> None:
        """Say, before the answer and once a stint, the notices that concern this customer."""
        before: list[str] = self.slot("notices_told") or []
        told = list(before)
        carrier = self.known.get("carrier")
        for notice in self.steering.notices:
            text = notice.texts.get(self.language)
            if text and notice.id not in told and notice.concerns(flow, carrier, self.postcode):
                told.append(notice.id)
                self._dispatcher.utter_message(text=text)
                self._dispatcher.messages.insert(
                    self._introductions(), self._dispatcher.messages.pop()
                )
        if told != before:
            self.remember(notices_told=told)

    def _introductions(self) -> int:
        """How many of the messages so far only introduce the bot."""
        said = [str(message.get("response") or "") for message in self._dispatcher.messages]
        return int(bool(said) and said[0].startswith("utter_introduction"))

    def _introduce(self) -> None:
        if not self.slot("introduced"):
            again = "_again" if self.slot("is_returning") else ""
            self.remember(introduced=True)
            self._utter(f"utter_introduction{again}", {})

    def _utter(
        self, response: str, values: Mapping[str, Any], choices: Sequence[dict[str, str]] = ()
    ) -> None:
        """A response as the brand words it, or as the domain does."""
        wording = self.steering.wording(response, self.language)
        if wording is None:
            self._dispatcher.utter_message(response=response, buttons=list(choices), **values)
            return
        known = {**self._tracker.current_slot_values(), **self._slots, **values}
        text = _PLACEHOLDER.sub(lambda found: str(known.get(found[1], "")), wording)
        buttons = buttons_of(self._domain, response, self.slot("language"), self.slot("voice"))
        self._dispatcher.utter_message(text=text, buttons=[*buttons, *choices])

    def wait_for(self, awaited: str | None) -> None:
        """Note what the next message is expected to answer."""
        self.remember(awaiting=awaited)

    def let_lapse(self) -> None:
        """A turn that does not ask again whether an answer helped takes the question back.

        What was told can still be asked about, but a "yes" is none to it any more.
        """
        if self.awaiting == "helped" and "awaiting" not in self._slots:
            self.wait_for("told")

    def ends_as(self, kind: Kind) -> None:
        """Say what kind of turn this was; one that is no failure makes up for earlier ones."""
        self._told["turn"] = kind
        if kind != "failure":
            self.remember(failures=0)

    def learn(self, **facts: Unpack[Facts]) -> None:
        """Facts under their standard names, for conversation and hand-over; None forgets one."""
        self._facts.update(facts)

    def learn_of_parcel(self, facts: ParcelFacts) -> None:
        """What has become of the parcel by now; what was so before and is no more is forgotten."""
        self._facts.update({**dict.fromkeys(ParcelFacts.__annotations__), **facts})

    def did(self, done: str) -> None:
        """Something done for the customer, for the summary that a CM reads."""
        before: list[str] = self.slot("done") or []
        if done not in before:
            self.remember(done=[*before, done])

    def show(self, card: dict[str, Any]) -> None:
        """A card below the words."""
        self._dispatcher.utter_message(json_message={"card": card})

    def escalate(
        self, reason: str, *, team: str = DEFAULT_TEAM, urgency: Urgency = "normal"
    ) -> None:
        """Hand over to a human. The service queues; nothing is awaited from the customer."""
        self.wait_for(None)
        self._escalation = {"reason": reason, "team": team, "urgency": urgency}

    @property
    def escalated(self) -> bool:
        """Whether this turn hands over to a human."""
        return self._escalation is not None

    @property
    def known(self) -> dict[str, Any]:
        """All facts of the stint so far."""
        found: dict[str, Any] = {**(self._tracker.get_slot("facts") or {}), **self._facts}
        return {name: value for name, value in found.items() if value is not None}

    def events(self) -> list[EventType]:
        """Speak to the service, and give Rasa what to remember. Called once, at the end."""
        told: dict[str, Any] = {"language": self.language, **self._told}
        if self._facts:
            told["facts"] = self._facts
            self.remember(facts=self.known)
        if self._escalation:
            told["escalate"] = {**self._escalation, "summary": self._summary()}
        if self._understood:
            told["understood"] = {"intent": self._understood, "confidence": self._confidence}
        self._dispatcher.utter_message(json_message=told)
        return [SlotSet(name, value) for name, value in self._slots.items()]

    def _summary(self) -> dict[str, Any]:
        known = self.known
        reason = (self._escalation or {}).get("reason")
        return {
            "problem": known.get("problem"),
            "done": self.slot("done") or [],
            "order": _part(known, "order_number", "order_date", "order_total", "first_name"),
            "parcel": _part(
                known,
                "tracking_number",
                "carrier",
                "service",
                "parcel_status",
                "parcel_last_event",
                "parcel_last_date",
                "due_date",
                "delivered_to",
                "pickup_point",
                "case_number",
            ),
            "request": _part(known, *REQUEST),
            "reason": reason,
        }


def _part(known: dict[str, Any], *names: str) -> dict[str, Any] | None:
    found = {name: known[name] for name in names if known.get(name)}
    return found or None


def buttons_of(
    domain: Mapping[str, Any], response: str, language: str, voice: str
) -> list[dict[str, Any]]:
    """The buttons that the domain gives a response in this language and voice."""
    slots = {"language": language, "voice": voice}
    for variation in domain.get("responses", {}).get(response, []):
        conditions = variation.get("condition", [])
        if all(slots.get(one["name"], one["value"]) == one["value"] for one in conditions):
            return list(variation.get("buttons", []))
    return []
