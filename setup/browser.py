"""Chromium, for the tests that drive a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from setup.work import SetupError, Work

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def prepare(work: Work) -> None:
    """Install Chromium by apt on Debian as root; elsewhere say what to do.

    Raises `SetupError` where there is none to be had.
    """
    if program() is not None:
        return
    if os.geteuid() == 0 and shutil.which("apt-get") and Path("/etc/debian_version").exists():
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        work.run("the list of Debian's packages", ["apt-get", "update", "-q"], env=env)
        install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        work.run("installing Chromium", install, env=env)
    if program() is None:
        raise SetupError(
            "the browser tests need Chromium: install it with the system's package manager (for "
            "instance `sudo apt-get install chromium`) and run the command again"
        )


def program() -> str | None:
    """Path of the first Chromium on PATH."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
