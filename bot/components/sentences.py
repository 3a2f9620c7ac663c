"""A customer's burst, cut into what was meant as one thing each."""

from __future__ import annotations

import re

MOST = 8
"""Sentences read of one message; whoever writes more is understood from the whole."""

# A mark inside a number, an address or an abbreviation is followed by no blank.
_END = re.compile(r"\n+|(?<=[.!?…,;])\s+")


def sentences(text: str) -> list[str]:
    """The lines, sentences and clauses of `text`, without empty ones; at most `MOST`, the last."""
    parts = [part.strip() for part in _END.split(text)]
    return [part for part in parts if any(char.isalnum() for char in part)][-MOST:]
