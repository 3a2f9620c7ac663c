"""Where set-up reads and writes."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "var" / "setup"
"""Set-up's own: tools, logs and stamps. Fixed, so that RELAIS_STATE may change between runs."""


def state() -> Path:
    """The state folder, as handoff/settings.py reads it."""
    chosen = os.environ.get("RELAIS_STATE")
    return Path(chosen).expanduser().absolute() if chosen else ROOT / "var"
