"""Telling what set-up is doing: one line a step, and a sign of life while it lasts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

QUIET_SECONDS = 15.0
"""How often a step that lasts is mentioned where lines cannot be rewritten (a log, CI)."""


class Progress:
    """Shows steps, several at a time; says nothing at all when there is nothing to do."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._terminal = out.isatty()
        self._running: dict[str, float] = {}
        self._lock = threading.Lock()
        self._finished = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Progress:
        self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._finished.set()
        self._ticker.join()
        self._clear()

    def say(self, text: str) -> None:
        """One line."""
        with self._lock:
            self._clear()
            print(f"  {text}", file=self._out, flush=True)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A step that may last; its end is told with the time it took."""
        began = time.monotonic()
        with self._lock:
            self._running[name] = began
        if not self._terminal:
            self.say(f"{name} …")
        done = False
        try:
            yield
            done = True
        finally:
            with self._lock:
                del self._running[name]
            self.say(f"{'✓' if done else '✗'} {name} ({time.monotonic() - began:.0f} s)")

    def _tick(self) -> None:
        while not self._finished.wait(0.5 if self._terminal else QUIET_SECONDS):
            with self._lock:
                now = time.monotonic()
                steps = [
                    f"{name} {now - began:.0f} s"
                    for name, began in self._running.items()
                    if self._terminal or now - began > QUIET_SECONDS / 3
                ]
                if steps:
                    self._show(" · ".join(steps))

    def _show(self, text: str) -> None:
        if self._terminal:
            print(f"\r\033[2K  {text[:100]}", end="", file=self._out, flush=True)
        else:
            print(f"  still: {text}", file=self._out, flush=True)

    def _clear(self) -> None:
        if self._terminal:
            print("\r\033[2K", end="", file=self._out, flush=True)
