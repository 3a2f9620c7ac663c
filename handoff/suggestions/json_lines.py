"""A file with one JSON object a line, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from handoff.suggestions.lines import LONGEST_LINE, Read


class JsonLines:
    """The rows of `path`; blank lines are none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Read]:
        """Each line that is not blank."""
        with self._path.open("rb") as file:
            number = end = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                end += len(line)
                if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                    end += _skip_line(file)
                fields = _fields(line)
                if fields is not None:
                    yield Read(number, end, fields)


def _fields(line: bytes) -> dict[str, Any] | str | None:
    """The JSON object of a line, or what is wrong with it; None for a blank one."""
    if len(line) > LONGEST_LINE:
        return f"is longer than {LONGEST_LINE} bytes"
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        return f"is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
    if not text:
        return None
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        return f"is not JSON{where}; one object a line is expected"
    if not isinstance(row, dict):
        return 'is not a JSON object like {"question": "…", "reply": "…"}'
    return cast(dict[str, Any], row)


def _skip_line(file: BinaryIO) -> int:
    """Read on to the end of an overlong line; gives how many bytes that was."""
    skipped = 0
    while part := file.readline(LONGEST_LINE):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped
