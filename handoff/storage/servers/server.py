"""What every embedded server can: start, say whether it lives, stop, be killed."""

from __future__ import annotations

import signal
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from handoff.storage.servers import process
from handoff.storage.servers.errors import ServerError, failure


class Server(ABC):
    """One server process and where it writes its log; see the package for how to use it."""

    name: ClassVar[str]
    end_by: ClassVar[signal.Signals]
    """The signal that asks it for an orderly end."""
    start_seconds: ClassVar[float]
    stop_seconds: ClassVar[float]
    log: Path

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def launch(self) -> None:
        """Start it without waiting."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers."""

    @property
    def pid(self) -> int:
        """Process id of the server last started."""
        if self._process is None:
            raise ServerError(f"{self.name} has not been started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, or again after it died or lost its data, at the same address, and wait."""
        self.launch()
        if self._process and not process.await_ready(self._process, self.ready, self.start_seconds):
            self.stop()
            raise failure(self.name, self.log)

    def stop(self) -> None:
        """End it in an orderly way; nothing when it does not run."""
        if self._process is not None:
            process.end(self._process, self.end_by, self.stop_seconds)

    def kill(self) -> None:
        """`kill -9`, and wait until it is gone (tests of what happens then)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
