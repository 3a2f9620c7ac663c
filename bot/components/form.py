"""Messages that have a form but no words to understand: emoji, "…", a bare link, another language.

Pure. French and English are served; the words of five neighbours and other scripts are recognised
so that somebody who writes them is told so.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from pathlib import Path

SERVED = ("french", "english")
NEIGHBOURS = ("spanish", "german", "italian", "portuguese", "dutch")

LEAST_WORDS = 2
"""Words of another language from which a longer message is taken for it."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LOOKS = "\ufe0f\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""What only changes how an emoji looks: its variant, its joiner, its skin."""

_SIGNS = {
    "affirm": "👍👌✅🆗💯✔☑",
    "deny": "👎❌🚫✖",
    "thanks": "🙏❤♥💚💙🧡💛💜🥰😍😘🤗💐😊🙂☺",
    "not_helped": "😡😠🤬😤👿🖕💢🙄😒",
    "greet": "👋",
    "track_parcel": "📦📮📬📭📪🚚🚛",
}
_NEUTRAL = "❓❔❗❕⁉‼"
"""Marks that say no more beside another sign than in a sentence."""


class Form(str, Enum):
    """What a message is instead of words."""

    emoji = "emoji"
    empty = "empty"
    link = "link"
    other_language = "other_language"


def form(text: str) -> Form | None:
    """The form of `text`; None where it has words to understand, or nothing at all."""
    if not text.strip():
        return None
    without_links = _LINK.sub(" ", text)
    if not any(char.isalnum() for char in without_links):
        if without_links != text:
            return Form.link
        return Form.emoji if any(_is_picture(char) for char in text) else Form.empty
    return Form.other_language if _is_foreign(without_links) else None


def sign(text: str) -> str | None:
    """The intent that a message of emoji alone stands for; None where it can mean anything."""
    pictures = {char for char in text if _is_picture(char) and char not in _LOOKS + _NEUTRAL}
    meant = {name for name, signs in _SIGNS.items() if pictures & set(signs)}
    known = {char for signs in _SIGNS.values() for char in signs}
    return meant.pop() if len(meant) == 1 and pictures <= known else None


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sk"} or char in "♥❤"


def _is_foreign(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    others = [char for char in letters if not unicodedata.name(char, "LATIN").startswith("LATIN")]
    if letters and len(others) * 2 > len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text.lower()))
    served = sum(word in _words(language) for word in words for language in SERVED)
    foreign = max(sum(word in _words(language) for word in words) for language in NEIGHBOURS)
    needed = 1 if len(words) < LEAST_WORDS + 1 else LEAST_WORDS
    return foreign >= needed and foreign > served


@lru_cache(maxsize=len(SERVED) + len(NEIGHBOURS))
def _words(language: str) -> frozenset[str]:
    file = Path(__file__).with_name("words") / f"{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split())
