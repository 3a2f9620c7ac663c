"""Starting and ending a server process of ours on loopback."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from handoff.storage.servers.account import Account

LOOPBACK = "127.0.0.1"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def free_port() -> int:
    """A TCP port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def listening(port: int) -> bool:
    """Whether something accepts connections on that loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((LOOPBACK, port)) == 0


def end_with_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """A `preexec_fn`: the child receives signal `number` when its parent dies, `kill -9` included.

    prctl(2), PR_SET_PDEATHSIG; Linux only, elsewhere an orderly end is all there is. It is cleared
    by a change of user, so it runs after subprocess has made that change, as it does.
    """
    parent = os.getpid()
    if sys.platform != "linux":
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)

    return bind


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str],
    account: Account,
    on_parent_death: int = signal.SIGTERM,
    text: str = "",
) -> subprocess.Popen[bytes]:
    """Start a process of its own group that ends with this one; its output goes to `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - commands of ours
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=dict(env),
            # Ctrl-C in a terminal reaches the whole foreground group: the supervisor decides.
            start_new_session=True,
            preexec_fn=end_with_parent(on_parent_death),
            user=account.uid,
            group=account.gid,
            extra_groups=account.groups,
        )
    if process.stdin is None:
        raise AssertionError("stdin was asked for")
    try:
        process.stdin.write(text.encode())
        process.stdin.close()
    except BrokenPipeError:  # it ended already; its log says why
        pass
    return process


def await_ready(
    process: subprocess.Popen[bytes], ready: Callable[[], bool], seconds: float
) -> bool:
    """Whether it became ready within `seconds`; False as soon as the process has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        if ready():
            return True
        time.sleep(0.01)
    return False


def end(process: subprocess.Popen[bytes], number: int, seconds: float) -> None:
    """Ask a process to end, insist after `seconds`, and reap it."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
