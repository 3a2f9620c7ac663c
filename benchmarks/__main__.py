"""`make bench`: every benchmark, against a Relais of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks import turns
from handoff.running import NotRunning, Running
from handoff.settings import ROOT
from handoff.storage.servers import temporary_folder
from handoff.storage.servers.process import free_port

ROUNDS = 20

START_LIMIT = 300.0
"""Seconds; two idle cores need about 30, busy ones several times that."""

END_LIMIT = 60.0


@contextmanager
def relais(state: Path, limit: float = START_LIMIT) -> Generator[None, None, None]:
    """A Relais on an empty state, with the bot ready; ended at the end.

    Exits with one sentence where it has ended, or is not ready after `limit` seconds.
    """
    (state / "encoder").symlink_to(ROOT / "var" / "encoder")
    told = {"RELAIS_ENV": "development", "RELAIS_STATE": str(state), "PORT": str(free_port())}
    started = subprocess.Popen(
        [ROOT / ".venv" / "bin" / "relais", "run"],
        cwd=ROOT,
        env={**os.environ, **told},
        stdout=subprocess.DEVNULL,
    )
    try:
        _await_ready(started, state, limit)
        yield
    finally:
        started.send_signal(signal.SIGINT)
        try:
            started.wait(END_LIMIT)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _await_ready(started: subprocess.Popen[bytes], state: Path, limit: float) -> None:
    deadline = time.monotonic() + limit
    while not _ready(state):
        if started.poll() is not None:
            sys.exit("relais: the benchmarks' own Relais did not start; it says why above")
        if time.monotonic() > deadline:
            sys.exit(
                f"relais: the benchmarks' own Relais was not ready after {limit:.0f} s. "
                f"{_last_words(state)}"
            )
        time.sleep(0.5)


def _last_words(state: Path) -> str:
    """What its processes logged last: the folder is gone once the benchmark has ended."""
    logs = {log.stem: log.read_text(errors="replace").splitlines() for log in state.glob("logs/*")}
    said = [f"{name}: {lines[-1]}" for name, lines in sorted(logs.items()) if lines]
    return "Last in its logs:\n  " + "\n  ".join(said) if said else "It has logged nothing."


def _ready(state: Path) -> bool:
    try:
        running = Running.read(state)
        bot = httpx.get(f"{running.bot.url}/status", params={"token": running.bot_token})
        door = httpx.get(f"{running.service.url}/readyz")
    except (NotRunning, httpx.HTTPError):
        return False
    return bot.status_code == door.status_code == httpx.codes.OK


if __name__ == "__main__":
    with temporary_folder() as folder, relais(folder):
        asyncio.run(turns.measure(folder, ROUNDS))
