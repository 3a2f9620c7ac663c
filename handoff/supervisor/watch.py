"""Keeping processes alive: starting again what dies, with back-off."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from handoff.storage.servers import process
from handoff.storage.servers.account import Account
from handoff.supervisor.programs import Program, folder

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
"""Seconds before a process is started again; doubled each time, as long as it keeps dying."""
STEADY = 60.0
"""Seconds of life after which the back-off begins anew."""
LARGEST_LOG = 20_000_000
"""Bytes of a process's log; at a start beyond that, the old log is put aside as `<name>.log.1`."""
_LOOK = 0.1


class Part(Protocol):
    """A process that the supervisor keeps alive: an embedded server or a program."""

    @property
    def pid(self) -> int:
        """Its process id."""
        ...

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        ...

    def launch(self) -> None:
        """Start it without waiting; the calling thread has to live as long."""
        ...

    def ready(self) -> bool:
        """Whether it can work. May block for a second."""
        ...

    def stop(self) -> None:
        """End it in an orderly way and wait."""
        ...

    def kill(self) -> None:
        """End it at once and wait."""
        ...


class Child:
    """A program as a child process."""

    def __init__(
        self, program: Program, url: str, environment: Mapping[str, str], logs: Path
    ) -> None:
        self.program = program
        self.url = url
        self.log = logs / f"{program.name}.log"
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id of the child last started; 0 before."""
        return self._process.pid if self._process else 0

    @property
    def alive(self) -> bool:
        """Whether the child runs."""
        return self._process is not None and self._process.poll() is None

    def launch(self) -> None:
        """Start the program."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self._process = process.spawn(
            self.program.command,
            log=self.log,
            cwd=folder(self.program),
            env=self._environment,
            account=Account(),
            # The record is safe at any moment; an orderly end could hang without its supervisor.
            on_parent_death=signal.SIGKILL,
        )

    def ready(self) -> bool:
        """Whether its health address answers 200."""
        token = self._environment["RELAIS_BOT_TOKEN"] if self.program.name == "bot" else ""
        address = f"{self.url}{self.program.health}" + (f"?token={token}" if token else "")
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310 - ours
                return answer.status == 200
        except (OSError, urllib.error.URLError, ValueError):
            return False

    def stop(self) -> None:
        """SIGTERM, then SIGKILL; its own children included."""
        if self._process is not None:
            process.end(self._process, signal.SIGTERM, self.program.patience)
            self._end_group()

    def kill(self) -> None:
        """SIGKILL to it and its own children."""
        if self._process is not None:
            self._end_group()
            self._process.wait()

    def _end_group(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


async def keep_alive(
    name: str, part: Part, say: Callable[[str], None], started_again: Callable[[], None]
) -> None:
    """Start `part` again whenever it dies, until cancelled."""
    delay = FIRST_DELAY
    since = time.monotonic()
    while True:
        while part.alive:  # noqa: ASYNC110 - a process tells nobody; a thread for each would wait
            await asyncio.sleep(_LOOK)
        if time.monotonic() - since > STEADY:
            delay = FIRST_DELAY
        say(f"{name} ended; starting it again in {delay:g} s")
        await asyncio.sleep(delay)
        delay = min(delay * 2, LONGEST_DELAY)
        since = time.monotonic()
        try:
            part.launch()
        except OSError as error:
            say(f"{name} cannot be started: {error}")
        started_again()


async def become_ready(part: Part, seconds: float) -> bool:
    """Whether `part` became ready within `seconds`; it may die and return meanwhile."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if part.alive and await asyncio.to_thread(part.ready):
            return True
        await asyncio.sleep(_LOOK)
    return False
