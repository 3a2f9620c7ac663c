"""What our bot costs beside Rasa's default pipeline and policies: turns, training, memory.

Run `.venv/bin/python -m benchmarks.speed [--rows 0.1] [--rounds 40] [--work FOLDER]`; it takes
an hour on two idle cores, most of it the training of the default's three neural networks. FOLDER
keeps both models, so that a run that was stopped goes on after the training. Exit code 1 if a goal
is missed.

Both are trained by `rasa train` on the same domain, examples, rules and stories, and answer at the
same time of the same run on Rasa's REST channel: ours as the supervisor starts it, the other by
`rasa run`; both keep their trackers in the same PostgreSQL, each by the store it comes with. Their
turns alternate, so that whatever else the machine does falls on both.

A turn is measured twice. *Rasa's part*: every action is answered at once (`at_once.py`), which
leaves what pipeline, policies and server cost; the goal is for this. *With our actions*: the turn
that a customer waits for, which adds the same work of the same action server to both.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from uuid import uuid4

import httpx
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from benchmarks.__main__ import relais
from benchmarks.at_once import actions_at_once
from benchmarks.bot_programs import BOT, RasaFailed
from benchmarks.contestants import (
    Contestant,
    Served,
    default_config,
    default_served,
    ours_served,
    share_of_data,
    train,
)
from benchmarks.turns import MESSAGES, timed
from handoff.replay.table import percentile
from handoff.running import Running
from handoff.storage.engine import Record
from handoff.storage.servers import temporary_folder

CROWDS = (10, 50)
"""Senders at the same time."""

TURNS_IN_CROWD = 400
METADATA = {"brand": "demo", "language": "fr", "voice": "vous"}


@dataclass
class Measured:
    """What one of the two cost. Seconds; `crowds` holds turns a second and the p99 of a turn."""

    training: float
    rasas_part: list[float] = field(default_factory=list[float])
    with_actions: list[float] = field(default_factory=list[float])
    crowds: dict[int, tuple[float, float]] = field(default_factory=dict[int, tuple[float, float]])
    megabytes: float = 0.0


@dataclass(frozen=True)
class Figure:
    """A line of the table; `goal` is the largest ratio of ours to the default's."""

    name: str
    ours: float
    default: float
    unit: str
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """Ours in shares of the default's."""
        return self.ours / self.default

    @property
    def missed(self) -> bool:
        """Whether ours costs more than the goal allows."""
        return self.goal is not None and self.ratio > self.goal


async def measure(pair: Sequence[Contestant], state: Path, rounds: int) -> list[Measured]:
    """Ours first, then the default's."""
    running = Running.read(state)
    found = [Measured(one.training) for one in pair]
    async with actions_at_once() as quick, httpx.AsyncClient(timeout=120) as client:
        async with AsyncExitStack() as stack:
            both = await _start(stack, pair, running, quick, state)
            await _refuse_forgetful(client, both, running)
            for one, taken in zip(found, await alternating(client, both, rounds), strict=True):
                one.rasas_part = taken
            for senders in CROWDS:
                for one, served in zip(found, both, strict=True):
                    one.crowds[senders] = await crowd(client, served, senders)
            for one, served in zip(found, both, strict=True):
                one.megabytes = served.megabytes()
        async with AsyncExitStack() as stack:
            both = await _start(stack, pair, running, running.actions.url, state)
            for one, taken in zip(found, await alternating(client, both, rounds), strict=True):
                one.with_actions = taken
    return found


async def alternating(
    client: httpx.AsyncClient, both: Sequence[Served], rounds: int
) -> list[list[float]]:
    """Seconds of each turn of each server; the first two rounds warm them and do not count."""
    taken: list[list[float]] = [[] for _ in both]
    for number in range(rounds + 2):
        senders = [uuid4().hex for _ in both]
        for message in MESSAGES:
            for served, sender, seconds in zip(both, senders, taken, strict=True):
                turn = await timed(client, served.address, _body(sender, message))
                if number >= 2:
                    seconds.append(turn)
    return taken


async def crowd(client: httpx.AsyncClient, served: Served, senders: int) -> tuple[float, float]:
    """Turns a second of so many senders, each of whom waits for the answer, and the p99."""
    each = max(len(MESSAGES), TURNS_IN_CROWD // senders)

    async def one() -> list[float]:
        sender = uuid4().hex
        return [
            await timed(client, served.address, _body(sender, message))
            for message in islice(cycle(MESSAGES), each)
        ]

    began = time.perf_counter()
    taken = [
        seconds for one in await asyncio.gather(*(one() for _ in range(senders))) for seconds in one
    ]
    return len(taken) / (time.perf_counter() - began), percentile(taken, 99)


def figures(ours: Measured, default: Measured) -> list[Figure]:
    """The lines of the table."""
    rasa = [percentile(one.rasas_part, 50) * 1000 for one in (ours, default)]
    tail = [percentile(one.rasas_part, 95) * 1000 for one in (ours, default)]
    whole = [percentile(one.with_actions, 50) * 1000 for one in (ours, default)]
    found = [
        Figure("a turn, Rasa's part, p50", rasa[0], rasa[1], "ms", goal=0.35),
        Figure("a turn, Rasa's part, p95", tail[0], tail[1], "ms"),
        Figure("a turn with our actions, p50", whole[0], whole[1], "ms"),
        Figure("rasa train", ours.training, default.training, "s", goal=0.4),
        Figure("memory, resident", ours.megabytes, default.megabytes, "MB", goal=0.75),
    ]
    for senders in CROWDS:
        (fast, tail_ours), (slow, tail_default) = ours.crowds[senders], default.crowds[senders]
        found += [
            Figure(f"{senders} senders", fast, slow, "turns/s"),
            Figure(f"{senders} senders, p99", tail_ours * 1000, tail_default * 1000, "ms"),
        ]
    return found


async def _start(
    stack: AsyncExitStack,
    pair: Sequence[Contestant],
    running: Running,
    actions: str,
    logs: Path,
) -> list[Served]:
    ours, default = pair
    return [
        await stack.enter_async_context(ours_served(ours, running, actions, logs)),
        await stack.enter_async_context(default_served(default, running, actions, logs)),
    ]


async def _refuse_forgetful(
    client: httpx.AsyncClient, both: Sequence[Served], running: Running
) -> None:
    """On an error of its store Rasa goes on in memory and says nothing: that would be faster."""
    record = Record(running.environment["DATABASE_URL"], pool_size=1)
    kept = text("SELECT count(*) FROM rasa.events WHERE sender_id = :sender")
    try:
        for served in both:
            sender = uuid4().hex
            await timed(client, served.address, _body(sender, MESSAGES[0]))
            async with record.engine.connect() as connection:
                if not await connection.scalar(kept, {"sender": sender}):
                    sys.exit(f"{served.name} keeps no tracker in PostgreSQL: nothing to compare.")
    finally:
        await record.close()


def _body(sender: str, message: str) -> dict[str, object]:
    metadata = {**METADATA, "turn_id": str(uuid4())}
    return {"sender": sender, "message": message, "metadata": metadata}


def _table(found: Sequence[Figure]) -> Table:
    table = Table(title="Speed", title_justify="left")
    for column in ("", "ours", "Rasa's default", "", "ratio", "goal"):
        table.add_column(column, justify="left" if column == "" else "right")
    for one in found:
        goal = "" if one.goal is None else f"≤ {one.goal}{' missed' if one.missed else ''}"
        shown = [f"{value:.1f}" for value in (one.ours, one.default)]
        style = "red" if one.missed else None
        table.add_row(one.name, *shown, one.unit, f"{one.ratio:.2f}", goal, style=style)
    return table


def main(share: float, rounds: int, work: Path | None) -> int:
    """Measure and print; 1 if a goal is missed."""
    with temporary_folder() as temporary:
        folder = work.resolve() if work else temporary
        folder.mkdir(parents=True, exist_ok=True)
        data = share_of_data(share, folder)
        pair = [
            train("ours", BOT / "config.yml", data, folder),
            train("default", default_config(folder), data, folder),
        ]
        state = temporary / "state"
        state.mkdir()
        with relais(state):
            ours, default = asyncio.run(measure(pair, state, rounds))
    found = figures(ours, default)
    Console().print(_table(found))
    return int(any(one.missed for one in found))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=float, default=1.0, help="share of the examples, 0 to 1")
    arguments.add_argument("--rounds", type=int, default=40, help="of five turns each")
    arguments.add_argument("--work", type=Path, help="folder that keeps what was trained")
    options = arguments.parse_args()
    try:
        sys.exit(main(options.rows, options.rounds, options.work))
    except RasaFailed as error:
        sys.exit(f"relais: {error}")
