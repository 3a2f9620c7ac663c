"""The three Python environments, made from their lock files."""

from __future__ import annotations

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from setup import pythons, stamps, uv
from setup.places import ROOT
from setup.work import Work


@dataclass(frozen=True)
class Room:
    """A part of Relais with an environment of its own."""

    name: str
    folder: Path
    python: str
    locks: Path

    @property
    def lock(self) -> Path:
        """What it needs to run."""
        return self.locks / "requirements.lock"

    @property
    def development_lock(self) -> Path:
        """The same and what its tests and linters need."""
        return self.locks / "requirements-dev.lock"

    @property
    def overrides(self) -> Path:
        """What is left out, or taken in another version, of what its packages ask for."""
        return self.locks / "overrides.txt"

    @property
    def stamp(self) -> Path:
        """Says which locks the environment was made from."""
        return self.folder / "relais.json"


ROOMS = (
    Room("service", ROOT / ".venv", "3.11", ROOT / "handoff"),
    Room("bot", ROOT / "bot" / ".venv", "3.10", ROOT / "bot"),
    Room("actions", ROOT / "actions" / ".venv", "3.10", ROOT / "actions"),
)


def prepare(room: Room, development: bool, work: Work) -> None:
    """Make or mend the environment of `room`; nothing where it is as its locks say.

    Development tools once installed stay: `make run` after `make test` does not remove them.
    """
    made = stamps.read(room.stamp)
    development = development or made.get("development") == "yes"
    lock = room.development_lock if development else room.lock
    wanted = {
        "root": str(ROOT),  # environments cannot be moved
        "development": "yes" if development else "no",
        "lock": stamps.digest([lock]),
    }
    if made == wanted and (room.folder / "bin" / "python").exists():
        return
    program = uv.program(work)
    if not _usable(room, made):
        python = pythons.interpreter(room.python, work)
        shutil.rmtree(room.folder, ignore_errors=True)
        command = [program, "venv", "--quiet", "--no-project", "--python", python]
        work.run(f"new environment: {room.name}", [*command, str(room.folder)])
    python = str(room.folder / "bin" / "python")
    work.run(
        f"packages: {room.name}",
        [program, "pip", "sync", "--python", python, str(lock)],
        env=uv.environment(),
        advice="Check that this machine reaches PyPI, or set PIP_INDEX_URL or PIP_FIND_LINKS.",
    )
    _link(room)
    stamps.write(room.stamp, **wanted)


def _usable(room: Room, made: dict[str, str]) -> bool:
    """Whether the environment is of this checkout and its Python still runs."""
    python = room.folder / "bin" / f"python{room.python}"
    return python.exists() and made.get("root", str(ROOT)) == str(ROOT)


def _link(room: Room) -> None:
    """Put the checkout on the environment's path, and the command `relais` into the service's."""
    site = room.folder / "lib" / f"python{room.python}" / "site-packages"
    (site / "relais.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if room.name != "service":
        return
    command = room.folder / "bin" / "relais"
    # /bin/sh first: a #! line is limited to 127 characters on older systems, and to no spaces.
    command.write_text(
        "#!/bin/sh\n"
        f'\'\'\'exec\' "{room.folder / "bin" / "python"}" "$0" "$@"\n'
        "' '''\n"
        "from handoff.cli import main\n\n"
        "main()\n",
        encoding="utf-8",
    )
    command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
