"""One spelling for what people type in many. Pure."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` in small letters without accents, with plain apostrophes and single blanks."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe").lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())
