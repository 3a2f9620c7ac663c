"""How a replay went: outcomes that add up to 100 %, and how long things took."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.table import Table

from handoff.conversations.ownership import Outcome


@dataclass(slots=True)
class Tally:
    """What a replay measured; durations in seconds."""

    outcomes: Counter[str] = field(default_factory=Counter[str])
    negative_outcomes: Counter[str] = field(default_factory=Counter[str])
    """Outcomes of those dialogues that a person marked negative."""
    wrongly_resolved: list[str] = field(default_factory=list[str])
    """Dialogues marked negative that count as resolved by the bot all the same."""
    reasons: Counter[str] = field(default_factory=Counter[str])
    failures: list[str] = field(default_factory=list[str])
    acknowledgements: list[float] = field(default_factory=list[float])
    bot_replies: list[float] = field(default_factory=list[float])
    deliveries: list[float] = field(default_factory=list[float])
    waits: list[float] = field(default_factory=list[float])
    handling: list[float] = field(default_factory=list[float])
    sent: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0


def rendered(tally: Tally, dialogues: int, seconds: float) -> RenderableType:
    """The tables that `relais replay` prints."""
    return Group(
        _outcomes(tally, dialogues),
        _reasons(tally),
        _durations(tally),
        f"{tally.sent} messages acknowledged: {tally.lost} lost, {tally.doubled} doubled, "
        f"{tally.out_of_order} out of order. {dialogues} dialogues in {seconds:.0f} s.",
        _negative(tally),
        *[f"[red]{failure}[/red]" for failure in tally.failures],
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which `percent` % of `values` lie; the median of one value is itself."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _negative(tally: Tally) -> str:
    """Whether the bot takes credit for somebody who left discontent."""
    if tally.wrongly_resolved:
        named = ", ".join(tally.wrongly_resolved)
        return f"[red]Resolved by the bot, though a person marked them negative: {named}.[/red]"
    marked = sum(tally.negative_outcomes.values())
    return f"None of the {marked} marked negative is counted as resolved by the bot."


def _outcomes(tally: Tally, dialogues: int) -> Table:
    table = Table(title="How the episodes ended", title_justify="left")
    table.add_column("outcome")
    table.add_column("episodes", justify="right")
    table.add_column("share", justify="right")
    table.add_column("of them marked negative", justify="right")
    for outcome in Outcome:
        count = tally.outcomes[outcome]
        table.add_row(
            outcome.value,
            str(count),
            f"{100 * count / dialogues:.1f} %",
            str(tally.negative_outcomes[outcome]),
        )
    ended = sum(tally.outcomes.values())
    table.add_row("not ended", str(dialogues - ended), f"{100 - 100 * ended / dialogues:.1f} %", "")
    table.add_section()
    table.add_row(
        "all", str(dialogues), "100.0 %", str(sum(tally.negative_outcomes.values())), style="bold"
    )
    return table


def _reasons(tally: Tally) -> Table:
    table = Table(title="Why conversations were handed over", title_justify="left")
    table.add_column("reason")
    table.add_column("episodes", justify="right")
    for reason, count in tally.reasons.most_common():
        table.add_row(reason, str(count))
    return table


def _durations(tally: Tally) -> Table:
    table = Table(title="How long it took", title_justify="left")
    for column in ("", "n", "p50", "p95", "p99"):
        table.add_column(column, justify="right" if column else "left")
    measured = {
        "message to acknowledgement": tally.acknowledgements,
        "last message to the bot's reply (pause for bursts included)": tally.bot_replies,
        "a CM's answer to the customer's screen": tally.deliveries,
        "handed over to claimed": tally.waits,
        "handling, claimed to closed": tally.handling,
    }
    for name, values in measured.items():
        shown = [_duration(percentile(values, p)) for p in (50, 95, 99)] if values else ["-"] * 3
        table.add_row(name, str(len(values)), *shown)
    return table


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.0f} s"
