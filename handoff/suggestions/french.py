"""What French sentences mean, as set-up has learnt it from `data/meaning` and `data/bot`.

The default encoder knows English. A French sentence has a vector of our own instead: the means of
its word vectors and of its runs of letters, put through a small network that `lessons.py` trains.
Here it is only computed, with numpy alone, in about half a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from handoff.suggestions import analysis
from handoff.suggestions.spelling import sound

Floats = npt.NDArray[np.floating]

LANGUAGE = "fr"
FILE = "french.npz"

LETTERS = 1 << 13
"""Into how many places runs of letters are hashed."""
_RUNS = (3, 4, 5)


def key(word: str) -> int:
    """Names a folded word in `French.spellings`."""
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")


def letters(words: Iterable[str]) -> list[int]:
    """Places of the runs of letters, stems and sounds of `words`, each once."""
    return sorted(set[int]().union(*map(_letters_of, words)))


@lru_cache(maxsize=4_000)
def _letters_of(word: str) -> frozenset[int]:
    padded = f" {word} "
    found = {
        padded[start : start + size] for size in _RUNS for start in range(len(padded) - size + 1)
    }
    found.update((f"={analysis.stem(word, LANGUAGE)}", f"~{sound(word)}"))
    return frozenset(crc32(each.encode("utf-8")) % LETTERS for each in found)


@dataclass(frozen=True)
class French:
    """The trained network. Raises nothing; a sentence without a known word has its letters."""

    spellings: npt.NDArray[np.uint64]
    """Keys of all folded spellings, in order."""
    rows: npt.NDArray[np.uint16]
    """The row of each spelling's word vector."""
    taught: npt.NDArray[np.str_]
    """Words of the lessons, folded, then what they sound like."""
    taught_rows: npt.NDArray[np.uint16]
    words: npt.NDArray[np.float16]
    """What each row of word vectors brings, (rows, width)."""
    attention: npt.NDArray[np.float32]
    """How much each row counts, as the exponent of its share."""
    runs: npt.NDArray[np.float16]
    """What each place of `letters` brings, (LETTERS, width)."""
    bias: npt.NDArray[np.float32]
    out: npt.NDArray[np.float32]
    out_bias: npt.NDArray[np.float32]

    @classmethod
    def load(cls, folder: Path) -> French | None:
        """What was learnt for the encoder in `folder`; None where nothing was."""
        file = folder / FILE
        if not file.is_file():
            return None
        with np.load(file, allow_pickle=False) as stored:
            return cls(**{each.name: stored[each.name] for each in fields(cls)})

    @cached_property
    def _taught(self) -> dict[str, int]:
        return dict(zip(self.taught.tolist(), self.taught_rows.tolist(), strict=True))

    def rows_of(self, words: Iterable[str]) -> list[int]:
        """Rows of the words that are known: as the lessons spell or pronounce them, or at all."""
        found: list[int] = []
        unknown: list[str] = []
        for word in words:
            row = self._taught.get(word, self._taught.get(f"~{sound(word)}"))
            if row is None:
                unknown.append(word)
            else:
                found.append(row)
        if unknown:
            keys = np.array([key(word) for word in unknown], dtype=np.uint64)
            places = np.minimum(np.searchsorted(self.spellings, keys), len(self.spellings) - 1)
            known = self.spellings[places] == keys
            found += self.rows[places[known]].tolist()
        return found

    def vectors(self, texts: Sequence[str], dim: int) -> Floats:
        """A unit vector of `dim` numbers for each text; those beyond the network's are zeros."""
        hidden = np.tile(self.bias, (len(texts), 1))
        for place, text in enumerate(texts):
            words = analysis.words(text, LANGUAGE)
            if rows := self.rows_of(words):
                share = np.exp(self.attention[rows] - self.attention[rows].max())
                hidden[place] += (share / share.sum()) @ self.words[rows].astype(np.float32)
            if runs := letters(words):
                hidden[place] += self.runs[runs].astype(np.float32).mean(axis=0)
        hidden = np.tanh(hidden)
        told = hidden @ self.out + self.out_bias + hidden
        vectors = np.zeros((len(texts), dim), dtype=np.float32)
        vectors[:, : told.shape[1]] = told / np.linalg.norm(told, axis=1, keepdims=True)
        return vectors
