"""One set-up at a time in a checkout."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from setup.places import OWN


@contextmanager
def only_one(say: Callable[[str], None]) -> Iterator[None]:
    """Wait, saying so, while another set-up works in this checkout."""
    OWN.mkdir(parents=True, exist_ok=True)
    with (OWN / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is at work in this checkout; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
