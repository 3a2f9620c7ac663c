"""Lock files: every package at one version, without addresses."""

from __future__ import annotations

from setup import uv
from setup.environments import ROOMS
from setup.work import Work


def compile_all(work: Work) -> None:
    """Compile requirements*.in of the three rooms to lock files, newest versions that fit."""
    program = uv.program(work)
    for room in ROOMS:
        for lock in (room.lock, room.development_lock):
            command = [
                *(program, "pip", "compile", "--quiet", "--upgrade", "--no-header"),
                *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
                *("--python-version", room.python, "--output-file", str(lock)),
            ]
            if lock != room.lock:
                # The development environment runs what production runs.
                command += ["--constraints", str(room.lock)]
            if room.overrides.exists():
                command += ["--overrides", str(room.overrides)]
            name = f"locking {room.name}, {lock.stem}"
            work.run(name, [*command, str(lock.with_suffix(".in"))], env=uv.environment())
            # "+cpu" names a build that only some indexes have; uv.environment() asks for it.
            text = lock.read_text(encoding="utf-8")
            lock.write_text(text.replace("+cpu", ""), encoding="utf-8")
