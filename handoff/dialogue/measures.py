"""What is counted of the bot's turns."""

from __future__ import annotations

from typing import Final

from prometheus_client import Counter, Histogram

TURNS: Final = Counter(
    "relais_turns_total",
    "Bot turns by how they ended: answered, escalated, late, or the reason of a failure.",
    ["ended"],
)

TURN_SECONDS: Final = Histogram(
    "relais_turn_seconds", "From the hold on a turn to its commit, in seconds."
)
