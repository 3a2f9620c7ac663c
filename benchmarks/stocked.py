"""Suggestions out of 1,000, 10,000 and 100,000 past resolutions: bringing them in, and asking.

Run `.venv/bin/python -m benchmarks.stocked [--sizes 1000 10000 100000] [--asked 400]
[--made 1000000]`; it takes most of an hour on two idle cores, nearly all of it the embedding of
what is imported. Exit code 1 if a goal is missed.

Each size is imported by `relais import resolutions` into an empty record (`stock.py` says what),
and then asked through `POST /api/suggestions` what nobody asked in it: by one CM, and by ten at the
same time, none of whom ever stops to read. Beside it stands exact search of the same vectors with
NumPy (`exact.py`), which has no database, no ranking and no HTTP. `--made` adds a report on so many
vectors (`made.py`).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx
import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import embedding, made, stock
from benchmarks.__main__ import relais
from benchmarks.cms import logged_in
from benchmarks.exact import Exact
from benchmarks.memory import of_family, peak, resident
from benchmarks.neighbours import Neighbours, found
from handoff.replay.table import percentile
from handoff.running import Running
from handoff.settings import ROOT
from handoff.storage.engine import Record
from handoff.storage.servers import temporary_folder
from handoff.suggestions import analysis, indexing, store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.retrieval import Retrieval

CMS = 10
"""At the same time."""

WARMED = 40
"""Questions that do not count."""

SEARCHED = 100
"""Questions of the search alone."""

GOALS_AT = 100_000

LANGUAGES = ("fr", "en")

Questions = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure has to be."""

    limit: float
    at_least: bool = False

    def missed(self, value: float) -> bool:
        """Whether `value` is on the wrong side."""
        return value < self.limit if self.at_least else value > self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


GOALS = {
    "asked by one CM, p50, ms": Goal(15),
    "asked by one CM, p99, ms": Goal(50),
    "recall@10 of the index": Goal(0.97, at_least=True),
}

Figures = dict[str, float]
"""Of one size, by what they say."""


async def measure(state: Path, rows: int, questions: Questions) -> Figures:
    """Import so many rows into an empty record, and ask."""
    running = Running.read(state)
    encoder = Encoder.load(encoder_folder(ROOT / "var"))
    record = Record(running.postgres.url)
    try:
        await _empty(record, running.postgres.url, encoder)
        figures = await asyncio.to_thread(_imported, state, rows)
        async with logged_in(record, running.service.url, CMS) as clients:
            await _ask(clients[0], questions[:WARMED])
            # Never the same question twice: the service remembers the vectors of some.
            one = await _ask(clients[0], questions[WARMED::2])
            crowd, whole = await _crowd(clients, questions[WARMED + 1 :: 2])
        return {
            **figures,
            "asked by one CM, p50, ms": percentile(one, 50) * 1000,
            "asked by one CM, p99, ms": percentile(one, 99) * 1000,
            f"asked by {CMS} at once, p50, ms": percentile(crowd, 50) * 1000,
            f"asked by {CMS} at once, p99, ms": percentile(crowd, 99) * 1000,
            f"asked by {CMS} at once, a second": len(crowd) / whole,
            "service, MB": resident(running.service.pid or 0),
            "PostgreSQL, MB": of_family(running.postgres.pid or 0),
            **await _beside(record, running.postgres.url, encoder, questions[WARMED::2]),
            **await _both_ways(record, encoder, questions),
        }
    finally:
        await record.close()


async def _empty(record: Record, url: str, encoder: Encoder) -> None:
    await indexing.drop(record, [store.space(encoder, side) for side in store.SIDES])
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("TRUNCATE resolutions, resolution_counts CASCADE")
    finally:
        await connection.close()


def _imported(state: Path, rows: int) -> Figures:
    """Import as a user does; what the process took."""
    file = state / "stock.jsonl"
    stock.write(file, rows)
    command = [ROOT / ".venv" / "bin" / "relais", "import", "resolutions", file]
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "RELAIS_STATE": str(state)},
        stdout=subprocess.DEVNULL,
    )
    most = 0.0
    while process.poll() is None:
        # What the system counts for a child begins with what its parent had: too much by far.
        with suppress(StopIteration, OSError):  # it may end in this moment
            most = peak(process.pid)
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit("relais: the import failed; it says why above.")
    return {
        "imported, rows/s": rows / seconds,
        "importing, minutes": seconds / 60,
        "importing, MB at most": most,
    }


async def _ask(client: httpx.AsyncClient, questions: Questions) -> list[float]:
    """Seconds of each answer."""
    taken: list[float] = []
    for question, language in questions:
        body = {"text": question, "brand": "demo", "language": language}
        began = time.perf_counter()
        answer = await client.post("/api/suggestions", json=body)
        taken.append(time.perf_counter() - began)
        answer.raise_for_status()
    return taken


async def _crowd(
    clients: Sequence[httpx.AsyncClient], questions: Questions
) -> tuple[list[float], float]:
    """Seconds of each answer where all ask at the same time, and of the whole."""
    began = time.perf_counter()
    asking = [_ask(client, questions[place::CMS]) for place, client in enumerate(clients)]
    taken = [seconds for each in await asyncio.gather(*asking) for seconds in each]
    return taken, time.perf_counter() - began


async def _beside(record: Record, url: str, encoder: Encoder, questions: Questions) -> Figures:
    """Exact search of the same vectors, and how many of the nearest the index finds."""
    taken: list[float] = []
    shares: list[float] = []
    connection = await asyncpg.connect(url)
    try:
        neighbours = Neighbours(connection, store.space(encoder, "question"), encoder.dim)
        await neighbours.prepare()
        for language in LANGUAGES:
            exact = await Exact.read(record, encoder, language)
            row_of = {id: row for row, id in enumerate(exact.ids)}
            of_language = [text for text, spoken in questions if spoken == language]
            for number, question in enumerate(of_language):
                began = time.perf_counter()
                exact.nearest(question)
                if number:
                    taken.append(time.perf_counter() - began)
                vector = encoder.meanings([analysis.plain(question)], language)[0]
                ids = await neighbours.of(vector, language)
                shares.append(found(ids, exact.cosines(question), row_of))
    finally:
        await connection.close()
    return {
        "recall@10 of the index": float(np.mean(shares)),
        "exact with NumPy, p50, ms": percentile(taken, 50) * 1000,
        "exact with NumPy, p99, ms": percentile(taken, 99) * 1000,
    }


async def _both_ways(record: Record, encoder: Encoder, questions: Questions) -> Figures:
    """PostgreSQL's part alone in English, four fifths of the rows: exactly, and by index.

    `indexing.LARGE` is set where they cross.
    """
    async with indexing.reserved(record) as building:
        if building is not None:
            await building.when_large(encoder, large=1)
    english = [text for text, language in questions if language == "en"][:SEARCHED]
    figures: Figures = {}
    for name, large in {"exactly": sys.maxsize, "by index": 0}.items():
        retrieval = Retrieval(record, encoder, large)
        await retrieval.nearest(english[0], "en", "demo", "en")  # counts the words
        taken: list[float] = []
        for question in english:
            encoder.encode([analysis.plain(question)])  # remembered
            began = time.perf_counter()
            await retrieval.nearest(question, "en", "demo", "en")
            taken.append(time.perf_counter() - began)
        figures[f"search alone {name}, p50, ms"] = percentile(taken, 50) * 1000
        figures[f"search alone {name}, p99, ms"] = percentile(taken, 99) * 1000
    return figures


def _table(by_size: dict[int, Figures]) -> tuple[Table, bool]:
    """What was measured, and whether a goal was missed."""
    table = Table(title="Suggestions by the number of resolutions", title_justify="left")
    table.add_column("")
    for size in by_size:
        table.add_column(f"{size:,}", justify="right")
    table.add_column(f"goal at {GOALS_AT:,}", justify="right")
    any_missed = False
    for name in next(iter(by_size.values())):
        goal = GOALS.get(name)
        missed = goal and GOALS_AT in by_size and goal.missed(by_size[GOALS_AT][name])
        any_missed |= bool(missed)
        shown = [_shown(figures[name]) for figures in by_size.values()]
        said = f"{goal}{' missed' if missed else ''}" if goal else ""
        table.add_row(name, *shown, said, style="red" if missed else None)
    return table, any_missed


def _embedding_table(rates: Sequence[tuple[str, embedding.Rates]]) -> tuple[Table, bool]:
    table = Table(title="Embedding, texts a second", title_justify="left")
    for column in ("", "ours", "torch", "ratio", "goal", "lowest cosine", "goal"):
        table.add_column(column, justify="left" if column == "" else "right")
    twice, equal = Goal(2, at_least=True), Goal(0.999, at_least=True)
    any_missed = False
    for name, each in rates:
        missed = twice.missed(each.ours / each.torch) or equal.missed(each.cosine)
        any_missed |= missed
        table.add_row(
            name,
            _shown(each.ours),
            _shown(each.torch),
            f"{each.ours / each.torch:.2f}",
            f"{twice}{' missed' if twice.missed(each.ours / each.torch) else ''}",
            f"{each.cosine:.5f}",
            f"{equal}{' missed' if equal.missed(each.cosine) else ''}",
            style="red" if missed else None,
        )
    return table, any_missed


def _made_lines(number: int, searched: made.Searched) -> Iterator[str]:
    yield f"{number:,} made vectors, copied in {searched.copied:.0f} s"
    yield f"index built in {searched.indexed:.0f} s, {searched.megabytes:.0f} MB"
    p50, p99 = (percentile(searched.searches, p) * 1000 for p in (50, 99))
    yield f"one likeness searched in {p50:.1f} ms (p50), {p99:.1f} ms (p99)"
    yield f"recall@10 {searched.recall:.3f}"


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


async def _made(state: Path, number: int) -> made.Searched:
    running = Running.read(state)
    record = Record(running.postgres.url)
    try:
        return await made.measure(record, running.postgres.url, number)
    finally:
        await record.close()


def main(sizes: Sequence[int], asked: int, vectors: int) -> int:
    """Measure and print; 1 if a goal is missed."""
    console = Console()
    questions = stock.asked(2 * asked + WARMED)
    single, batches = embedding.rates(encoder_folder(ROOT / "var"), [text for text, _ in questions])
    table, missed = _embedding_table([("one by one", single), ("in batches", batches)])
    console.print(table)
    by_size: dict[int, Figures] = {}
    with temporary_folder() as state, relais(state):
        for size in sizes:
            by_size[size] = asyncio.run(measure(state, size, questions))
            table, size_missed = _table(by_size)
            console.print(table)
        missed |= size_missed
        if vectors:
            for line in _made_lines(vectors, asyncio.run(_made(state, vectors))):
                console.print(line)
    return int(missed)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--asked", type=int, default=400, help="questions of one and of ten")
    arguments.add_argument("--made", type=int, default=0, help="vectors of the report")
    options = arguments.parse_args()
    sys.exit(main(options.sizes, options.asked, options.made))
