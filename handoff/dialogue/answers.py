"""What the bot answered, read strictly: data that is not understood is a failed turn, not a guess.

Rasa's REST channel gives a list of elements with `text`, `buttons` or `custom`
(https://rasa.com/docs/rasa/connectors/your-own-website/#restinput); `custom` holds Relais's own
words: escalation, facts, the kind of turn, what was understood, a card; and, before the words that
only say that nothing was understood, that the service may have better ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from handoff.conversations.model import Urgency
from handoff.suggestions.offers import Offer

TurnKind = Literal["answer", "question", "failure", "smalltalk", "done", "goodbye"]
"""What a turn did, for the rule of silence."""

LONGEST_TEXT = 10_000
"""Characters of one bot message."""

Fact = str | int | float | bool | None | list[str]


class BadAnswer(Exception):
    """The bot's answer is not what was agreed; says where, never what the bot said."""


@dataclass(frozen=True, slots=True)
class Button:
    """A choice offered to the customer; `payload` is for the bot alone."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the bot; `offer` where the words are a colleague's past reply."""

    text: str
    buttons: tuple[Button, ...] = ()
    card: dict[str, Any] | None = None
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """The bot wants a human: why, which team, how urgent, and what is known."""

    reason: str
    team: str | None
    urgency: Urgency
    summary: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BotAnswer:
    """One turn's answer; of the kind `offer` where the service put it in the bot's place.

    `silent`: the bot says nothing, on purpose. `intent` and its `confidence` (0 to 1) are what the
    customer's message was taken for, if the bot says so. `fallback`: the bot did not understand,
    and its replies from that place on only say so.
    """

    replies: list[Reply] = field(default_factory=list[Reply])
    escalation: Escalation | None = None
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    kind: TurnKind | Literal["offer"] | None = None
    silent: bool = False
    intent: str | None = None
    confidence: float | None = None
    fallback: int | None = None

    @property
    def empty(self) -> bool:
        """Whether the customer would be left without a word: a failed turn.

        Rasa answers `200 []` when the action server is dead or no model is loaded.
        """
        return not (self.replies or self.escalation or self.silent)


def parse(elements: object) -> BotAnswer:
    """The answer in what Rasa's REST channel returned.

    A card or other data that comes without words belongs to the words before it.

    Raises:
        BadAnswer: an element is no such thing.
    """
    try:
        read = _ELEMENTS.validate_python(elements)
    except ValidationError as error:
        raise BadAnswer(_where(error)) from error
    replies: list[Reply] = []
    fallback: int | None = None
    customs = [element.custom for element in read if element.custom is not None]
    for element in read:
        card = element.custom.card if element.custom is not None else None
        shown = card.model_dump(mode="json") if card is not None else None
        if element.custom is not None and element.custom.fallback and fallback is None:
            fallback = len(replies)
        if element.text:
            buttons = tuple(Button(b.title, b.payload) for b in element.buttons)
            replies.append(Reply(element.text, buttons, shown))
        elif shown is not None and replies and replies[-1].card is None:
            replies[-1] = Reply(replies[-1].text, replies[-1].buttons, shown)
        elif shown is not None:
            replies.append(Reply("", (), shown))
    understood = next((c.understood for c in reversed(customs) if c.understood), None)
    return BotAnswer(
        replies=replies,
        escalation=_escalation(customs),
        facts=_facts(customs),
        kind=next((custom.turn for custom in reversed(customs) if custom.turn), None),
        silent=any(custom.silent for custom in customs),
        intent=understood.intent if understood else None,
        confidence=understood.confidence if understood else None,
        fallback=fallback,
    )


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Button(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    payload: Annotated[str, Field(min_length=1, max_length=1000)]


class _Escalate(_Part):
    reason: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    team: str | None = None
    urgency: Urgency = "normal"
    summary: dict[str, Any] = Field(default_factory=dict[str, Any])


class _Stage(_Part):
    label: str
    date: str | None = None
    state: Literal["done", "current", "next", "problem"]


class _Card(_Part):
    kind: Literal["parcel"]
    tracking_number: str
    carrier: str | None = None
    status: str | None = None
    timeline: list[_Stage] = Field(default_factory=list[_Stage])
    url: Annotated[str | None, Field(pattern=r"^https?://")] = None


class _Understood(_Part):
    intent: Annotated[str, Field(max_length=100)]
    confidence: Annotated[float | None, Field(ge=0, le=1)] = None


class _Custom(_Part):
    escalate: _Escalate | None = None
    facts: dict[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")], Fact] = Field(
        default_factory=dict[str, Fact]
    )
    turn: TurnKind | None = None
    understood: _Understood | None = None
    silent: bool = False
    fallback: bool = False
    card: _Card | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None


class _Element(_Part):
    recipient_id: str | None = None
    text: Annotated[str | None, Field(max_length=LONGEST_TEXT)] = None
    buttons: Annotated[list[_Button], Field(max_length=20)] = Field(default_factory=list[_Button])
    custom: _Custom | None = None


_ELEMENTS: TypeAdapter[list[_Element]] = TypeAdapter(list[_Element])


def _escalation(customs: list[_Custom]) -> Escalation | None:
    for custom in customs:
        if custom.escalate is not None:
            asked = custom.escalate
            return Escalation(asked.reason, asked.team, asked.urgency, asked.summary)
    return None


def _facts(customs: list[_Custom]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for custom in customs:
        facts |= custom.facts
        if custom.language is not None:
            facts["language"] = custom.language
    return facts


def _where(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "the whole answer"
    return f"{place}: {first['msg']}"
