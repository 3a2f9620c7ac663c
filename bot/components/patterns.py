"""Regular expressions too many for code: one a line in a file of `patterns/`."""

from __future__ import annotations

import re
from pathlib import Path

_NAME = re.compile(r"<(\w+)>")


def any_of(name: str) -> re.Pattern[str]:
    """What finds any pattern of `patterns/<name>.txt`, at the start of a word.

    There "#" starts a comment, and "name = pattern" defines what `<name>` stands for further down.
    """
    file = Path(__file__).with_name("patterns") / f"{name}.txt"
    named: dict[str, str] = {}
    found: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, defines, pattern = line.partition(" = ")
        if defines:
            named[key] = _filled(pattern, named)
        else:
            found.append(_filled(line, named))
    return re.compile(rf"\b(?:{'|'.join(found)})")


def _filled(pattern: str, named: dict[str, str]) -> str:
    return _NAME.sub(lambda name: named[name[1]], pattern)
