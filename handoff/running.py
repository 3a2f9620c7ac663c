"""`run.json`: where the processes of a running Relais are, for tests, replay, benchmarks and CLI.

It holds tokens and passwords, so only its owner may read it. It exists as long as `relais run`
does, and is written anew whenever a process was started again.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ValidationError

FILE = "run.json"


class NotRunning(Exception):
    """No Relais runs on this state folder; the message says how to start one."""


class Address(BaseModel, frozen=True):
    """Where a process answers. `pid` is None for a server that was given by URL; `data` is the
    folder of an embedded one."""

    url: str
    pid: int | None = None
    data: str | None = None


class Running(BaseModel, frozen=True):
    """A running Relais. `carrier` and `mail` are sandboxes: None where the real ones are used."""

    service: Address
    bot: Address
    actions: Address
    carrier: Address | None
    mail: Address | None
    postgres: Address
    redis: Address
    internal_token: str
    bot_token: str
    supervisor: int
    """Process id of `relais run`."""
    environment: dict[str, str]
    """What the supervisor passed to its processes: DATABASE_URL, RELAIS_…"""

    @classmethod
    def read(cls, state: Path) -> Running:
        """The Relais that runs on this state folder. Raises `NotRunning`."""
        try:
            found = cls.model_validate_json((state / FILE).read_bytes())
            os.kill(found.supervisor, 0)
        except (OSError, ValidationError):
            raise NotRunning(
                f"no Relais runs on {state}: start it with `make run`, or set RELAIS_STATE to the "
                "state folder of the one that runs"
            ) from None
        return found

    def write(self, state: Path) -> None:
        """Write the file whole, readable by its owner only."""
        beside = state / f".{FILE}"
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(self.model_dump_json(indent=1))
        beside.replace(state / FILE)


def remove(state: Path) -> None:
    """Relais runs no more."""
    (state / FILE).unlink(missing_ok=True)
