"""What was made from what: a hash of the ingredients, kept beside the product."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

_IGNORED = {"__pycache__", "node_modules", "dist", ".venv"}


def digest(paths: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of files (folders: all below) and over `words`."""
    found = hashlib.sha256()
    for word in words:
        found.update(word.encode() + b"\0")
    for path in paths:
        for file in _files(path):
            found.update(str(file.relative_to(path.parent)).encode() + b"\0")
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def read(stamp: Path) -> dict[str, str]:
    """What a stamp says; nothing where it is missing or broken."""
    try:
        said = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def write(stamp: Path, **said: str) -> None:
    """Write a stamp, whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    beside = stamp.with_name(stamp.name + ".new")
    beside.write_text(json.dumps(said, indent=1), encoding="utf-8")
    beside.replace(stamp)


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not _IGNORED.intersection(file.relative_to(path).parts)
    )
