"""A conversation that was played: what was said, and what the record holds of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_ENDS = {
    "resolved_by_bot": "resolved",
    "answered_by_bot": "answered",
    "promised": "promised",
}


@dataclass(frozen=True)
class Said:
    """One message to the customer; `author` is `bot`, `service`, `cm`, or `door` for a refusal."""

    author: str
    text: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """One turn of the customer and all that was said to it.

    `owner` is who had the conversation when the turn began, `trouble` what a client cannot mend.
    """

    customer: tuple[str, ...]
    said: tuple[Said, ...]
    owner: str = "bot"
    trouble: str | None = None


@dataclass(frozen=True)
class Stored:
    """What the record holds once the customer has fallen silent.

    Attributes:
        escalation: team, urgency and reason of the last hand-over, None where there was none.
        outcome: of the episode, by the rule of silence.
        facts: the conversation's facts.
        summary: what the CM reads.
        cases: kind by number.
        proven: orders that the conversation may read.
        effects: table and order of each row that was new in the shop.
        mailed: recipients of the mails that went out.
        log: every stored word, fact and note, as one text.
    """

    escalation: dict[str, str] | None
    outcome: str | None
    facts: dict[str, Any]
    summary: dict[str, Any] = field(default_factory=dict[str, Any])
    cases: dict[str, str] = field(default_factory=dict[str, str])
    proven: frozenset[str] = frozenset()
    effects: frozenset[tuple[str, str]] = frozenset()
    mailed: frozenset[str] = frozenset()
    log: str = ""


@dataclass(frozen=True)
class Played:
    """A conversation from its first word to its outcome."""

    exchanges: tuple[Exchange, ...]
    stored: Stored

    @property
    def said(self) -> list[Said]:
        """All that was said to the customer."""
        return [said for exchange in self.exchanges for said in exchange.said]

    @property
    def end(self) -> str:
        """Which of `benchmarks.scripts.End` it is, or `unknown` where the episode has no outcome.

        Who left after a question was asked something; who left after anything else has cancelled.
        """
        if self.stored.escalation is not None:
            return "handed_over"
        if self.stored.outcome == "abandoned_with_bot":
            last = self.exchanges[-1].said
            asks = any(said.buttons or "?" in said.text for said in last)
            return "asked" if asks else "cancelled"
        return _ENDS.get(self.stored.outcome or "", "unknown")
