"""Two bots on the same data: ours, and Rasa's own default pipeline and policies.

The default is read from the installed Rasa (the configuration that `rasa init` trains with); only
the importer is added, so that both find the same domain and data.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.bot_programs import BOT, run
from benchmarks.memory import resident
from handoff.running import Running
from handoff.settings import ROOT
from handoff.storage.servers.process import LOOPBACK, free_port
from handoff.supervisor import programs
from handoff.supervisor.watch import Child, become_ready

DATA = ROOT / "data" / "bot"
TRAINED_ON = ("nlu", "rules", "stories")
DEFAULT = BOT / ".venv/lib/python3.10/site-packages/rasa/engine/recipes/config_files"
START_SECONDS = 900.0
"""The default reads three neural networks; a machine that trains beside it takes minutes."""


@dataclass(frozen=True)
class Contestant:
    """A trained bot. `training` is the wall time of `rasa train`, in seconds."""

    name: str
    model: Path
    training: float


@dataclass(frozen=True)
class Served:
    """A contestant's running server; `address` takes its messages."""

    name: str
    address: str
    pid: int

    def megabytes(self) -> float:
        """Resident memory of the serving process."""
        return resident(self.pid)


def train(name: str, config: Path, data: Path, work: Path) -> Contestant:
    """Train as a fresh checkout does: nothing of an earlier training is at hand.

    What stands in `work` from an earlier run is taken as it is, with the time that it took. Raises
    `RasaFailed`.
    """
    models, taken = work / name / "models", work / name / "seconds"
    if not taken.exists():
        told = {
            "RASA_CACHE_DIRECTORY": str(work / name / "cache"),
            "RELAIS_STATE": str(ROOT / "var"),
        }
        began = time.monotonic()
        run("rasa", ["train", "--config", config, "--data", data, "--out", models], told=told)
        taken.write_text(str(time.monotonic() - began), encoding="ascii")
    return Contestant(name, next(models.glob("*.tar.gz")), float(taken.read_text("ascii")))


def default_config(work: Path) -> Path:
    """The configuration of `rasa init`, told where our domain and data are."""
    config: dict[str, Any] = _read(DEFAULT / "default_config.yml")
    ours: dict[str, Any] = _read(BOT / "config.yml")
    file = work / "default.yml"
    _write(file, {**config, "importers": ours["importers"]})
    return file


def share_of_data(share: float, work: Path) -> Path:
    """The first `share` of each intent's examples, with all rules and stories."""
    if share == 1:
        return DATA
    for folder in TRAINED_ON:
        for file in (DATA / folder).glob("*.yml"):
            content: dict[str, Any] = _read(file)
            for one in content.get("nlu", []):
                examples = one["examples"].splitlines(keepends=True)
                one["examples"] = "".join(examples[: math.ceil(len(examples) * share)])
            place = work / "data" / folder
            place.mkdir(parents=True, exist_ok=True)
            _write(place / file.name, content)
    return work / "data"


@asynccontextmanager
async def ours_served(
    one: Contestant, running: Running, actions: str, logs: Path
) -> AsyncGenerator[Served]:
    """Our bot as the supervisor starts it."""
    port = free_port()
    program = programs.bot(LOOPBACK, port)
    program = replace(program, command=(*program.command, "--model", str(one.model)))
    told = {**running.environment, "RELAIS_ACTIONS_URL": actions}
    async with _served(program, port, told, logs) as pid:
        token = f"?token={running.bot_token}"
        yield Served(one.name, f"http://{LOOPBACK}:{port}/webhooks/rest/webhook{token}", pid)


@asynccontextmanager
async def default_served(
    one: Contestant, running: Running, actions: str, logs: Path
) -> AsyncGenerator[Served]:
    """The other by `rasa run`, with Rasa's own tracker store in the same PostgreSQL."""
    port = free_port()
    endpoints = logs / "default-endpoints.yml"
    store = {"type": "sql", "url": running.environment["DATABASE_URL"]}
    _write(endpoints, {"action_endpoint": {"url": f"{actions}/webhook"}, "tracker_store": store})
    command = (
        *(".venv/bin/rasa", "run", "--enable-api", "-i", LOOPBACK, "-p", str(port)),
        *("--endpoints", str(endpoints), "--model", str(one.model)),
    )
    program = programs.Program("default", "bot", command, "/status")
    async with _served(program, port, running.environment, logs) as pid:
        yield Served(one.name, f"http://{LOOPBACK}:{port}/webhooks/rest/webhook", pid)


@asynccontextmanager
async def _served(
    program: programs.Program, port: int, told: Mapping[str, str], logs: Path
) -> AsyncGenerator[int]:
    child = Child(program, f"http://{LOOPBACK}:{port}", {**programs.inherited(), **told}, logs)
    child.launch()
    try:
        if not await become_ready(child, START_SECONDS):
            tail = child.log.read_text(errors="replace")[-2000:]
            sys.exit(f"{program.name} was not ready within {START_SECONDS:.0f} s:\n{tail}")
        yield child.pid
    finally:
        child.stop()


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _write(file: Path, content: Any) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
