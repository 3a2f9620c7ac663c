"""A customer's burst, cut into what was meant as one thing each."""

from __future__ import annotations

import re

MOST = 8
"""Sentences read of one message; whoever writes more is understood from the whole."""

# A mark inside a number, an address or an abbreviation is followed by no blank.
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?…;])\s+")
_CLAUSE_END = re.compile(r"(?<=,)\s+")
_LEAST_WORDS_OF_A_CLAUSE = 2


def sentences(text: str) -> list[str]:
    """The lines, sentences and clauses of `text`, without empty ones; at most `MOST`, the last.

    A single word before a comma ("sorry, …") is no clause.
    """
    parts = [
        part.strip()
        for sentence in _SENTENCE_END.split(text)
        for part in _clauses(sentence)
        if any(char.isalnum() for char in part)
    ]
    return parts[-MOST:]


def _clauses(sentence: str) -> list[str]:
    clauses = _CLAUSE_END.split(sentence)
    if len(clauses) == 1:
        return clauses
    return [clause for clause in clauses if len(clause.split()) >= _LEAST_WORDS_OF_A_CLAUSE]
