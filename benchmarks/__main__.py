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


@contextmanager
def relais(state: Path) -> Generator[None, None, None]:
    """A Relais on an empty state, with the bot ready; ended at the end."""
    (state / "encoder").symlink_to(ROOT / "var" / "encoder")
    told = {"RELAIS_ENV": "development", "RELAIS_STATE": str(state), "PORT": str(free_port())}
    started = subprocess.Popen(
        [ROOT / ".venv" / "bin" / "relais", "run"],
        cwd=ROOT,
        env={**os.environ, **told},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _ready(state):
            if started.poll() is not None:
                sys.exit("relais: the benchmarks' own Relais did not start")
            time.sleep(0.5)
        yield
    finally:
        started.send_signal(signal.SIGINT)
        started.wait()


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
