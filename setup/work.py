"""Running the programs of set-up: their words go to a log, their failure becomes one sentence."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from pathlib import Path

from setup.places import OWN, ROOT
from setup.progress import Progress


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence that says what to do."""


class Work:
    """What every step needs: where to tell, and how to run a program."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def run(
        self,
        name: str,
        command: list[str],
        *,
        cwd: Path = ROOT,
        env: dict[str, str] | None = None,
        advice: str = "",
    ) -> None:
        """Run a program as the step `name`. Raises `SetupError` with its last words and advice."""
        log = OWN / "logs" / f"{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with self.progress.step(name):
            try:
                with log.open("wb") as output:
                    done = subprocess.run(
                        command,
                        check=False,
                        cwd=str(cwd),
                        env={**os.environ, **(env or {})},
                        stdin=subprocess.DEVNULL,
                        stdout=output,
                        stderr=subprocess.STDOUT,
                    )
            except OSError as error:
                raise SetupError(_trouble(name, error)) from error
            if done.returncode != 0:
                raise SetupError(_failure(name, log, advice))


def _trouble(name: str, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return _disk_full(name)
    return f"{name}: cannot run {error.filename}: {error.strerror}"


def _failure(name: str, log: Path, advice: str) -> str:
    words = log.read_text(encoding="utf-8", errors="replace").strip()
    if "No space left on device" in words or "ENOSPC" in words:
        return _disk_full(name)
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    last = lines[-1] if lines else "it said nothing"
    hint = f" {advice}" if advice else ""
    return f"{name} failed: {last} (all of it in {log}).{hint}"


def _disk_full(name: str) -> str:
    return (
        f"{name}: the disk is full. Free some space under {ROOT} (the environments need about "
        "5 GB) and run the command again"
    )
