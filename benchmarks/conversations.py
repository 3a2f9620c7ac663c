"""Sixty mean conversations, played through the REST door, and what each is worth.

Run `.venv/bin/python -m benchmarks.conversations`: it starts a Relais of its own, because what
customers change in the shop, and proofs that failed, stay; `--state var` plays against one that
runs. Prints the verdict on each conversation with what speaks against it, and the totals by
language. Exit code 1 if there is a wrong answer or a false promise.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks import aftermath
from benchmarks.__main__ import relais
from benchmarks.customers import Customer
from benchmarks.mailbox import mails
from benchmarks.played import Exchange, Played
from benchmarks.scripts import Script, load
from benchmarks.verdicts import Judgement, Verdict, judge
from handoff.conversations import keys
from handoff.running import Running
from handoff.storage.engine import Record
from handoff.storage.servers import temporary_folder

ANSWER_LIMIT = 60.0
"""Seconds that a client waits for an answer; the door answers within 45."""

_SANDBOX = "RELAIS_MAIL_SANDBOX_URL"
_COLOURS = {
    Verdict.resolved: "green",
    Verdict.rightly_handed_over: "green",
    Verdict.wrongly_handed_over: "yellow",
    Verdict.wrong_answer: "red",
}


class Stage:
    """A running Relais, and what all conversations of a run share."""

    def __init__(self, running: Running, record: Record, http: httpx.AsyncClient) -> None:
        self.running = running
        self.record = record
        self.http = http
        self._orders = aftermath.demo_orders()
        self._mails = running.environment.get(_SANDBOX)

    async def play(self, script: Script) -> tuple[Played, Judgement]:
        """Play one conversation to its end and judge it.

        One at a time: what is new in the shop and in the mail is then this customer's doing.
        """
        key, secret = await keys.issue(self.record, script.brand, "benchmarks")
        try:
            done, sent = await self._so_far()
            customer = Customer(script, self.http, self.record, self._mails, key, secret)
            exchanges = await customer.play()
            done_now, sent_now = await self._so_far()
            conversation = await customer.conversation()
        finally:
            await keys.revoke(self.record, [script.brand], key.id)
        if conversation is None:
            raise SystemExit(f"{script.id}: nothing of it is stored; is the service well?")
        stored = await aftermath.stored(
            self.record,
            self.running,
            self.http,
            conversation,
            effects=done_now - done,
            mailed=sent_now[: len(sent_now) - len(sent)],
        )
        played = Played(exchanges, stored)
        return played, judge(script, played, self._orders)

    async def _so_far(self) -> tuple[aftermath.Effects, list[str]]:
        """What was done in the shop, and to whom mails went, the newest first."""
        sent = await mails(self.http, self._mails)
        return await aftermath.effects(self.record), [mail["to"][0] for mail in sent]


async def measure(state: Path, scripts: Sequence[Script], *, verbose: bool) -> bool:
    """Play every script, print what came of it; True if nobody got a wrong answer or promise."""
    running, console = Running.read(state), Console()
    record = Record(running.postgres.url)
    judged: list[tuple[Script, Judgement]] = []
    async with httpx.AsyncClient(base_url=running.service.url, timeout=ANSWER_LIMIT) as http:
        stage = Stage(running, record, http)
        for script in scripts:
            played, judgement = await stage.play(script)
            judged.append((script, judgement))
            _print(console, script, judgement)
            if verbose:
                _print_transcript(console, played.exchanges)
    await record.close()
    console.print(_totals(judged))
    return not any(j.false_promise or j.verdict is Verdict.wrong_answer for _, j in judged)


def _print(console: Console, script: Script, judgement: Judgement) -> None:
    colour = _COLOURS[judgement.verdict]
    false = ", [red]false promise[/red]" if judgement.false_promise else ""
    console.print(
        f"{script.language} {script.id}: [{colour}]{judgement.verdict.value}[/{colour}]"
        f" ({judgement.end}){false}"
    )
    for fault in judgement.faults:
        _print_line(console, fault)


def _print_line(console: Console, text: str) -> None:
    console.print(f"     {escape(text)}", highlight=False, soft_wrap=True)


def _print_transcript(console: Console, exchanges: Sequence[Exchange]) -> None:
    for exchange in exchanges:
        for text in exchange.customer:
            _print_line(console, f"> {text}")
        for said in exchange.said:
            choices = "".join(f" [{title}]" for title in said.buttons)
            _print_line(console, f"{said.author}: {said.text}{choices}")


def _totals(judged: Sequence[tuple[Script, Judgement]]) -> Table:
    table = Table(title="Mean conversations", title_justify="left")
    table.add_column("verdict")
    languages = {"fr": "French", "en": "English"}
    for name in (*languages.values(), "all", "share"):
        table.add_column(name, justify="right")
    counts = Counter((script.language, judgement.verdict) for script, judgement in judged)
    for verdict in Verdict:
        by_language = [counts[language, verdict] for language in languages]
        share = 100 * sum(by_language) / len(judged)
        shown = [str(count) for count in (*by_language, sum(by_language))]
        table.add_row(verdict.value, *shown, f"{share:.1f} %")
    promises = [script.language for script, judgement in judged if judgement.false_promise]
    by_language = [str(promises.count(language)) for language in languages]
    table.add_section()
    table.add_row("false promises among them", *by_language, str(len(promises)), "")
    asked = [str(sum(script.language == name for script, _ in judged)) for name in languages]
    table.add_row("all", *asked, str(len(judged)), "", style="bold")
    return table


def main() -> None:
    """Play what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, help="state folder of a Relais that runs")
    parser.add_argument("--only", metavar="ID", action="append", help="play this one (repeatable)")
    parser.add_argument("--verbose", action="store_true", help="show what was said")
    options = parser.parse_args()
    scripts = [script for script in load() if not options.only or script.id in options.only]
    if not scripts:
        parser.error(f"no conversation is called {' or '.join(options.only)}")
    with ExitStack() as stack:
        state: Path | None = options.state
        if state is None:
            state = stack.enter_context(temporary_folder())
            stack.enter_context(relais(state))
        well = asyncio.run(measure(state, scripts, verbose=options.verbose))
    sys.exit(not well)


if __name__ == "__main__":
    main()
