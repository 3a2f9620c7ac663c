"""What to tell when a server cannot run."""

from __future__ import annotations

import shutil
from pathlib import Path

NEW_CLUSTER = 50_000_000
"""Bytes that a new PostgreSQL cluster takes."""


class ServerError(Exception):
    """A server could not be started; the message is one sentence that says what to do."""


def failure(name: str, log: Path) -> ServerError:
    """What to tell when a server did not start: a full disk by its name, else its last words."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    full = any("No space left on device" in line for line in lines[-20:])
    # On a full disk the log misses its last words too.
    if full or shutil.disk_usage(log.parent).free < NEW_CLUSTER:
        return disk_full(log.parent)
    last = lines[-1].strip() if lines else "it said nothing"
    return ServerError(f"{name} did not start: {last} (all of it in {log})")


def disk_full(folder: Path) -> ServerError:
    """The sentence for a full disk."""
    return ServerError(
        f"the disk that holds {folder} is full: free some space there, or set RELAIS_STATE to a "
        "folder on another disk"
    )
