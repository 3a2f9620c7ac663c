"""What processes take of the machine's memory, as Linux counts it. Megabytes."""

from __future__ import annotations

from pathlib import Path


def resident(pid: int) -> float:
    """Of one process."""
    return _of(Path(f"/proc/{pid}/status"), "VmRSS:")


def peak(pid: int) -> float:
    """The most that one process, which must still run, has had resident since it was started."""
    return _of(Path(f"/proc/{pid}/status"), "VmHWM:")


def of_family(pid: int) -> float:
    """Of a process and its children, what they share counted once."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(_share(each) for each in (str(pid), *children))


def _share(pid: str) -> float:
    try:
        return _of(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")
    except FileNotFoundError:
        return 0.0  # it has ended meanwhile


def _of(file: Path, name: str) -> float:
    lines = file.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024
