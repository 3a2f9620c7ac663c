"""Where the rows of a file of past resolutions come from: one for each line of JSON, or of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

LONGEST_LINE = 100_000
"""Bytes of a JSON line; both texts fit with room to spare, and a file without line ends is not
read whole."""


class ImportRefused(Exception):
    """The file cannot be imported; nothing was stored. `broken` lists every line at fault."""

    def __init__(self, message: str, broken: tuple[BrokenLine, ...] = ()) -> None:
        super().__init__(message)
        self.broken = broken


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that cannot be imported, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Read:
    """A row as it was read: its fields, or why it has none."""

    line: int
    """The first line that it takes, from 1."""
    end: int
    """Bytes of the file that are done with it, or about so."""
    fields: dict[str, Any] | str


class Lines(Protocol):
    """The rows of a file, never more than one in memory."""

    def __iter__(self) -> Iterator[Read]:
        """Each row that is not blank, from the first one again; raises `OSError`."""
        ...
