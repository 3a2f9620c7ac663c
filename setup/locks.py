"""Lock files: every package at one version, without addresses."""

from __future__ import annotations

import re

from setup import uv
from setup.environments import ROOMS
from setup.work import Work

# What a build of torch for graphics cards brings along; nothing else here asks for it. Which build
# uv meets depends on where it looks (UV_FIND_LINKS, UV_TORCH_BACKEND), and the lock must not.
_FOR_GRAPHICS_CARDS = re.compile(r"^(?:nvidia-|cuda-|triton\b).*\n", re.MULTILINE)


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
            lock.write_text(of_any_build(lock.read_text(encoding="utf-8")), encoding="utf-8")


def of_any_build(lock: str) -> str:
    """The lock that every build of torch gives: for processors alone, and without its name.

    "+cpu" names a build that only some indexes have; uv.environment() asks for it.
    """
    return _FOR_GRAPHICS_CARDS.sub("", lock).replace("+cpu", "")
