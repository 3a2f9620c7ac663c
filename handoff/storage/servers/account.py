"""Who runs the embedded servers, and where that account can read and write.

PostgreSQL refuses to run as root. As root, both servers therefore run as the system account
`relais` where somebody made one, else as `nobody`. That account may be unable to reach the state
folder or the installed binaries (a checkout in a home folder of mode 700). Permissions of folders
that are not ours are never widened: state and, if need be, a copy of the binaries then live under
/var/lib/relais, in a folder keyed by the place they stand for, so that two checkouts never share.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handoff.storage.servers.errors import ServerError

REACHABLE = Path("/var/lib/relais")
"""Made by us, mode 711: whoever runs the servers passes through, nobody lists it."""


@dataclass(frozen=True)
class Account:
    """A user the servers run as; `None` in both fields is the caller."""

    uid: int | None = None
    gid: int | None = None

    @property
    def groups(self) -> list[int] | None:
        """Supplementary groups: none under another account, else the caller's own."""
        return None if self.uid is None else []

    def own(self, path: Path) -> None:
        """Give a file or folder of ours to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can(self, flag: str, path: Path) -> bool:
        """Whether this account may read (r), write (w) or execute (x) `path`; parents included."""
        test = ["/usr/bin/test", f"-{flag}", str(path)]
        return self._succeeds(test)

    def runs(self, program: Path) -> bool:
        """Whether this account can execute `program` where it is, its libraries included."""
        return self._succeeds([str(program), "--version"])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(  # noqa: S603 - paths of ours
                command,
                check=False,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                user=self.uid,
                group=self.gid,
                extra_groups=self.groups,
            )
        except OSError:  # an execute permission missing on the way there
            return False
        return done.returncode == 0


def account() -> Account:
    """The account for servers: the caller, or an unprivileged one where the caller is root."""
    if os.geteuid() != 0:
        return Account()
    for name in ("relais", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise ServerError(
        "PostgreSQL refuses to run as root and this machine has no account `nobody`: make one with "
        "`useradd --system relais`, run Relais as an ordinary user, or set DATABASE_URL and "
        "REDIS_URL"
    )


def home(state: Path, name: str, who: Account) -> Path:
    """A folder of mode 700 of that account's, for the server `name` of this state folder.

    `<state>/<name>` where the account reaches it, else /var/lib/relais/<key of state>/<name>.
    """
    state.mkdir(parents=True, exist_ok=True)
    if who.uid is not None and not who.can("x", state):
        state = _ours(_key(state))
    folder = state / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        who.own(folder)
    except OSError as error:
        raise ServerError(f"cannot make {folder}: {error.strerror}") from error
    return folder


def runnable(program: Path, tree: Path, copied: tuple[Path, ...], who: Account) -> Path:
    """`program`, or a copy of it that the account can execute.

    `tree` is the folder above everything in `copied`; the copy keeps their relative places,
    because the programs find their libraries that way.
    """
    if who.runs(program):
        return program
    if who.uid is None:
        raise ServerError(f"{program} does not run on this machine: reinstall with `make run`")
    stamp = f"{program.stat().st_mtime_ns}-{program.stat().st_size}"
    target = _ours(_key(tree)) / f"{tree.name}-{_digest(stamp)}"
    if not target.exists():
        _copy(tree, copied, target)
    copy = target / program.relative_to(tree)
    if not who.runs(copy):
        raise ServerError(
            f"{program} cannot be run under an unprivileged account, not even from a copy in "
            f"{target}: run Relais as an ordinary user, or set DATABASE_URL and REDIS_URL"
        )
    return copy


@contextmanager
def temporary_folder() -> Generator[Path, None, None]:
    """A state folder that every account above can use, removed at the end (tests)."""
    if os.geteuid() != 0:
        with tempfile.TemporaryDirectory(prefix="relais-") as folder:
            yield Path(folder)
        return
    base = _ours("temporary")
    _sweep(base)
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=base))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(base: Path) -> None:
    """Remove what a process that was killed left behind."""
    for left in base.iterdir():
        owner = left.name.partition("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(left, ignore_errors=True)


def _ours(name: str) -> Path:
    folder = REACHABLE / name
    try:
        for part in (REACHABLE, folder):
            if not part.is_dir():
                part.mkdir(mode=0o711, parents=True, exist_ok=True)
                part.chmod(0o711)  # whatever the umask: it is ours
    except OSError as error:
        raise ServerError(
            f"cannot make {folder} ({error.strerror}), which the servers need because they do not "
            "run as root: run Relais as an ordinary user, or set DATABASE_URL and REDIS_URL"
        ) from error
    return folder


def _copy(tree: Path, copied: tuple[Path, ...], target: Path) -> None:
    making = Path(tempfile.mkdtemp(prefix=".", dir=target.parent))
    try:
        for source in copied:
            place = making / source.relative_to(tree)
            shutil.copytree(source, place, symlinks=True)
        for path in (making, *making.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        if not target.exists():
            making.rename(target)
    except OSError as error:
        raise ServerError(f"cannot copy programs to {target}: {error.strerror}") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _key(path: Path) -> str:
    return _digest(str(path.resolve()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
