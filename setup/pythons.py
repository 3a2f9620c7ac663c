"""Finding the two Pythons: 3.11 for the service, 3.10 for Rasa and its actions."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from setup import uv
from setup.work import SetupError, Work


def interpreter(version: str, work: Work) -> str:
    """Path of a Python of that version ("3.10"): pyenv's, one on PATH, else fetched by uv.

    Raises `SetupError` where there is none to be had.
    """
    found = installed(version)
    if found is None:
        found = fetched(version, work)
    return found


def installed(version: str) -> str | None:
    for candidate in _candidates(version):
        if _is(candidate, version):
            return str(candidate)
    return None


def _candidates(version: str) -> Iterator[Path]:
    # pyenv's shims on PATH fail for versions that are installed but not selected, so its folder
    # of versions comes first.
    for root in (os.environ.get("PYENV_ROOT"), "~/.pyenv"):
        if root:
            versions = Path(root).expanduser() / "versions"
            yield from sorted(versions.glob(f"{version}.*/bin/python{version}"), reverse=True)
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        yield Path(folder or ".") / f"python{version}"
    yield Path(sys.executable)


def _is(candidate: Path, version: str) -> bool:
    """Whether it runs, is that version, and is not somebody's virtual environment."""
    if not candidate.exists():
        return False
    code = "import sys; print('%d.%d %s' % (*sys.version_info[:2], sys.prefix == sys.base_prefix))"
    try:
        done = subprocess.run(
            [str(candidate), "-I", "-c", code],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.decode().strip() == f"{version} True"


def fetched(version: str, work: Work) -> str:
    program = uv.program(work)
    missing = (
        f"Python {version} was not found under pyenv or on PATH, and could not be downloaded: "
        f"install it (for instance `pyenv install {version}`) and run the command again"
    )
    try:
        work.run(f"fetching Python {version}", [program, "python", "install", version])
    except SetupError as error:
        raise SetupError(missing) from error
    done = subprocess.run(
        [program, "python", "find", "--managed-python", version],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise SetupError(missing)
    return done.stdout.decode().strip()
