"""Which language a text is in, by its commonest words."""

from __future__ import annotations

from handoff.suggestions.analysis import fold
from handoff.suggestions.concepts import STOP_WORDS

_WORDS = {language: frozenset(words.split()) for language, words in STOP_WORDS.items()}
_SHARED = frozenset[str].intersection(*_WORDS.values())


def language_of(text: str) -> str | None:
    """`fr` or `en`, or None where the words do not decide (numbers, one word, another language)."""
    words = [word.strip('.,;:!?()"«»') for word in fold(text[:2_000]).replace("'", " ").split()]
    found = {
        language: sum(word in common and word not in _SHARED for word in words)
        for language, common in _WORDS.items()
    }
    best = max(found, key=lambda language: found[language])
    others = [count for language, count in found.items() if language != best]
    return best if found[best] > max(others) else None
