"""The whole of Relais, as `relais run` starts it: one a worker, started when first needed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handoff.running import Running
from handoff.settings import ROOT
from handoff.storage.servers import temporary_folder
from handoff.storage.servers.process import free_port

READY = 240
"""Seconds for PostgreSQL, Redis, Rasa, actions and the service, on two busy cores."""


@dataclass(frozen=True)
class Relais:
    """A running Relais and its first lines of output."""

    state: Path

    @property
    def running(self) -> Running:
        """Where its processes are now; process ids change when one is started again."""
        return Running.read(self.state)

    @property
    def url(self) -> str:
        return self.running.service.url

    def logs(self) -> str:
        """Everything that its processes logged."""
        return "\n".join(log.read_text(errors="replace") for log in (self.state / "logs").iterdir())


@pytest.fixture(scope="session")
def relais() -> Iterator[Relais]:
    """A Relais of this worker's own, on free ports, with the trained model of the checkout."""
    with temporary_folder() as state:
        (state / "encoder").symlink_to(ROOT / "var" / "encoder")
        output = state / "output.log"
        with output.open("wb") as log:
            supervisor = subprocess.Popen(
                [ROOT / ".venv" / "bin" / "relais", "run"],
                env={
                    **os.environ,
                    "RELAIS_ENV": "development",
                    "RELAIS_STATE": str(state),
                    "PORT": str(free_port()),
                    "RELAIS_BURST_PAUSE": "1.0",
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _await_ready(supervisor, output)
            yield Relais(state)
        finally:
            supervisor.send_signal(signal.SIGINT)
            try:
                supervisor.wait(60)
            except subprocess.TimeoutExpired:
                supervisor.kill()
                raise


def _await_ready(supervisor: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline:
        text = output.read_text(errors="replace")
        if "Relais runs" in text:
            return
        if supervisor.poll() is not None:
            break
        time.sleep(0.2)
    pytest.fail(f"Relais did not start:\n{output.read_text(errors='replace')}")
