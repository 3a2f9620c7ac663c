"""Conversations that were written down before anything was tuned, with what is right for each.

`tests/bot/conversations/*.yml` holds lists of them. A customer's side is fixed; the bot's is not,
so what is right is said in terms that the record and the words can be held against.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "bot" / "conversations"

About = Literal[
    "parcel_incident",
    "return_refund",
    "tracking",
    "damage_guarantee",
    "presale",
    "change_cancel",
    "promotion_payment_invoice",
    "rest",
]
"""The kinds by which a CM's minutes are counted."""

End = Literal["resolved", "answered", "promised", "asked", "cancelled", "handed_over"]
"""How an episode may end.

resolved: the customer confirmed, or the act was done. answered: an answer, then silence. promised:
a case is open. asked: the bot's question is the last word. cancelled: left with nothing open.
handed_over: a human was fetched, at whatever point.
"""

Effect = Literal["returns", "refunds", "cancellations", "resends"]
"""What can be done in the shop; the names are those of its tables."""


class BadScript(Exception):
    """A file of conversations cannot be used; the message names file and place."""


def _compiles(pattern: str) -> str:
    re.compile(pattern)
    return pattern


Pattern = Annotated[str, Field(min_length=2), AfterValidator(_compiles)]
"""A regular expression; case is ignored everywhere."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Press(_Part):
    """Press the newest button whose title matches; write `or_type` where none does."""

    press: Pattern
    or_type: str


class Confirm(_Part):
    """Open the link that was mailed to this order's contact, and press the page's button."""

    confirm: str


class Right(_Part):
    """What is right. Whatever is not listed is left open; lists of one kind are alternatives,
    but for those that say "all".

    Attributes:
        ends: how it may end.
        team, urgency, reasons: of a hand-over. Without reasons, any but those of a failing bot.
        opens: all orders whose proof the customer gives; no other may be opened or spoken of, and
            each must be, unless a human came before its number.
        facts: what the conversation's facts must hold, all.
        cases: kinds of case that must stand, all.
        done: what must have been done in the shop to an opened order, all.
        untouched: nothing may have been done in the shop to any order that was named.
        says: what some message to the customer must match, each.
        never: what no message to the customer may match, each.
        cm_reads: what the facts and the summary must hold once a human takes over, each.
        keeps_no: what may be nowhere in the stored log, each.
    """

    ends: list[End] = Field(min_length=1)
    team: list[str] = []
    urgency: list[Literal["low", "normal", "high", "critical"]] = []
    reasons: list[str] = []
    opens: list[str] = []
    facts: dict[str, str] = {}
    cases: list[str] = []
    done: list[Effect] = []
    untouched: bool = False
    says: list[Pattern] = []
    never: list[Pattern] = []
    cm_reads: list[Pattern] = []
    keeps_no: list[Pattern] = []

    @model_validator(mode="after")
    def _can_be_missed(self) -> Right:
        if not (self.says or self.facts or self.cases or self.done or self.ends == ["handed_over"]):
            raise ValueError("nothing has to be there: name says, facts, cases or done")
        if "handed_over" not in self.ends and (self.team or self.urgency or self.reasons):
            raise ValueError("team, urgency and reasons belong to a hand-over")
        return self


class Script(_Part):
    """One conversation. Each turn is a burst of messages, a button, or a link in a mail.

    `language` is the customer's, where it changes the last one.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    about: About
    language: Literal["fr", "en"]
    brand: Literal["demo", "kiosque"] = "demo"
    turns: list[Annotated[list[str], Field(min_length=1)] | Press | Confirm] = Field(min_length=1)
    right: Right

    @property
    def words(self) -> str:
        """All that the customer types."""
        said = [turn for turn in self.turns if isinstance(turn, list)]
        return "\n".join(message for burst in said for message in burst)


def load(folder: Path = FOLDER) -> list[Script]:
    """Every conversation of `folder`, file by file; raises `BadScript`."""
    found: list[Script] = []
    for file in sorted(folder.glob("*.yml")):
        written: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
        for number, one in enumerate(written, 1):
            try:
                found.append(Script.model_validate(one))
            except ValidationError as error:
                raise BadScript(f"{file.name}, {one.get('id', number)}: {error}") from error
    ids = [script.id for script in found]
    doubled = {name for name in ids if ids.count(name) > 1}
    if doubled:
        raise BadScript(f"More than one conversation is called {', '.join(sorted(doubled))}.")
    return found
