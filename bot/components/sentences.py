"""A customer's burst, cut into what was meant as one thing each."""

from __future__ import annotations

import re

from bot.components.disclaimer import without_disclaimer

MOST = 8
"""Sentences read of one message; whoever writes more is understood from the whole."""

# A mark inside a number, an address or an abbreviation is followed by no blank.
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?…;])\s+")
_CLAUSE_END = re.compile(r"(?<=,)\s+")
_LEAST_WORDS_OF_A_CLAUSE = 2

_AND = re.compile(
    r"\s+(?:et|and|puis|then|mais|but)(?:\s+(?:puis|aussi|also|en plus))?\s+", re.IGNORECASE
)
_LEAST_WORDS_BESIDE_AN_AND = 3


def sentences(text: str) -> list[str]:
    """The lines, sentences and clauses of `text`, without empty ones; at most `MOST`, the last.

    A single word before a comma ("sorry, …") is no clause, nor is "pas une plainte" one.
    """
    parts = [
        part.strip()
        for sentence in _SENTENCE_END.split(text)
        for part in _clauses(sentence)
        if any(char.isalnum() for char in without_disclaimer(part))
    ]
    return parts[-MOST:]


def joined(sentence: str) -> list[str]:
    """What "and" or "but" join in `sentence`; empty where it says one thing.

    "Du pain et du beurre" is one thing: each side needs a few words to say something of its own.
    """
    parts = [part.strip() for part in _AND.split(sentence)]
    return parts if len(parts) > 1 and all(map(_says_something, parts)) else []


def _says_something(part: str) -> bool:
    return len(part.split()) >= _LEAST_WORDS_BESIDE_AN_AND


def _clauses(sentence: str) -> list[str]:
    clauses = _CLAUSE_END.split(sentence)
    if len(clauses) == 1:
        return clauses
    return [clause for clause in clauses if len(clause.split()) >= _LEAST_WORDS_OF_A_CLAUSE]
