"""French or English, from the words of one message; silence where it cannot be told.

Messages are short ("c pr mon colis", "still nothing"), so the words that carry grammar and the
words of this trade decide, with the spellings of text messages; statistics over characters are no
better at four words and cannot be explained.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

FRENCH = "fr"
ENGLISH = "en"

_ACCENT = re.compile(r"[àâçèéêëîïôùûœ]", re.IGNORECASE)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|quelqu|aujourd)'(?=\w\w)", re.IGNORECASE)
_CONTRACTION = re.compile(r"\w(?:n't|'(?:s|m|re|ve|ll|d))\b", re.IGNORECASE)
_NAMES = {FRENCH: "fran[cç]ais|french", ENGLISH: "anglais|english"}
_NOT_SPOKEN = (
    r"\b(?:don't|do not|ne|parle|speak|comprends|understand) (?:pas|speak|understand|parle pas)\b"
)
_ASKED = r"\b(?:en|in|to|speak|prefer|pr[eé]f[eè]re|parle[zrs]?(?:[ -]vous)?)"
_NOT_WORDS = re.compile(r"\S*@\S+|\S*\d\S*|https?://\S+")
_FIRST_WORD = re.compile(r"(?<!\S)(?![^\s]*[\d@])(?!https?://)[^\w\s]*(?P<word>[^\W\d_]+)")


def detect(text: str) -> str | None:
    """`fr`, `en`, or None where the message does not show it (numbers only, "ok", a tie).

    A language that is asked for ("en anglais please") is the one to answer in.
    """
    text = text.replace("’", "'")
    asked = _asked_for(text)
    if asked:
        return asked
    words_only = _NOT_WORDS.sub(" ", text)
    balance = _cues(words_only)
    french, english = _words("french"), _words("english")
    for word in re.findall(r"[^\W_]+", _plain(words_only)):
        balance += (word in french) - (word in english)
    if balance == 0:
        return None
    return FRENCH if balance > 0 else ENGLISH


def first_word(text: str) -> tuple[int, int]:
    """Start and end of the first word that is part of no number and no address; else of it all."""
    found = _FIRST_WORD.search(text)
    return found.span("word") if found else (0, len(text))


def _asked_for(text: str) -> str | None:
    for language, other in ((FRENCH, ENGLISH), (ENGLISH, FRENCH)):
        named = rf"\s+(?:le |l')?(?:{_NAMES[language]})\b"
        if re.search(_NOT_SPOKEN + named, text, re.IGNORECASE):
            return other
        if re.search(rf"{_ASKED}{named}|^\W*(?:{_NAMES[language]})\W*(?:please|svp|$)", text, re.I):
            return language
    return None


def _cues(text: str) -> int:
    french = bool(_ACCENT.search(text)) + len(_ELISION.findall(text))
    return french - len(_CONTRACTION.findall(text))


@lru_cache(maxsize=2)
def _words(language: str) -> frozenset[str]:
    """The words of `words/<language>.txt`; one that stands in both lists cancels itself out."""
    file = Path(__file__).with_name("words") / f"{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
