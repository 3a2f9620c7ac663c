"""Words to weights: the lexical half of retrieval, with French and English analysis.

A text becomes a sparse vector of stems, pairs of stems, character n-grams (against typos and
missing accents) and concepts (`concepts.py`), each hashed to one of `DIMENSIONS`. Stored vectors
hold sublinear term frequencies at unit length and stay valid as the corpus grows; how rare a term
is (IDF) enters with the query alone.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any
from zlib import crc32

import snowballstemmer

from handoff.suggestions.concepts import ABBREVIATIONS, STOP_WORDS, SYNONYMS

DIMENSIONS = 262_144
VERSION = "1"
"""Raised when a text's weights change: stored vectors of another version are rebuilt."""

LONGEST_QUERY = 2_000
"""Characters; a problem is told in less, and analysis must not grow with a pasted novel."""

MOST_TERMS = 1_000
"""pgvector's HNSW index takes at most 1,000 non-zero elements of a sparsevec."""

_GRAMS = (3, 4, 5)
_WORD = re.compile(r"[^\W_]+")
_PLACEHOLDER = re.compile(r"\{[a-z][a-z_]*\}")
_ALGORITHMS = {"fr": "french", "en": "english"}

# How much a family of terms counts beside the others; chosen on the seed resolutions.
_FAMILY = {"w": 1.0, "p": 0.3, "g": 0.3, "c": 2.0}
ALL_FAMILIES = "".join(_FAMILY)
"""Words (stems), pairs, grams and concepts."""

Weights = dict[int, float]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare terms are in one brand's resolutions of one language."""

    rows: int = 0
    counts: Mapping[int, int] = field(default_factory=dict[int, int])

    @classmethod
    def of(cls, texts: Iterable[str], language: str) -> Rarity:
        """Counted over `texts`; a sample of some thousands is enough."""
        rows = 0
        counts: Counter[int] = Counter()
        for text in texts:
            rows += 1
            counts.update(terms(text, language).keys())
        return cls(rows, counts)

    def idf(self, term: int) -> float:
        """Smoothed inverse document frequency, 1 for a term that every row has.

        Terms that no row has keep their full weight in a query: they are what tells a question
        about something else.
        """
        return 1 + math.log((1 + self.rows) / (1 + self.counts.get(term, 0)))


def plain(text: str) -> str:
    """`text` without placeholders, at a length that is worth analysing."""
    return _PLACEHOLDER.sub(" ", text[:LONGEST_QUERY])


def fold(text: str) -> str:
    """Lower case, without accents, with one kind of apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str, language: str) -> list[str]:
    """Folded words in order, the abbreviations of text messages spelled out."""
    known: dict[str, str] = ABBREVIATIONS.get(language, {})
    found: list[str] = _WORD.findall(fold(plain(text)))
    spelled = (known.get(word, word) for word in found)
    return " ".join(spelled).split()


def stored(text: str, language: str) -> Weights:
    """The vector of a past question: unit length, without regard to other questions."""
    weights = terms(text, language)
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def asked(text: str, language: str, rarity: Rarity, *, across: bool = False) -> Weights:
    """The vector of a query: its inner product with a stored one is their likeness, about 0 to 1.

    The same as the cosine of TF-IDF weights, but for the stored text's length, which is measured
    without IDF. Zero where no term of the query occurs in any stored text. `across` languages only
    concepts are compared.
    """
    weights = terms(text, language, families="c" if across else ALL_FAMILIES)
    rare = {term: rarity.idf(term) for term in weights}
    length = math.sqrt(sum((weight * rare[term]) ** 2 for term, weight in weights.items()))
    if not length:
        return {}
    # The stored side lacks one factor of IDF, in its weights and in its length alike.
    typical = math.sqrt(sum(idf * idf for idf in rare.values()) / len(rare))
    return {term: weight * rare[term] ** 2 / (length * typical) for term, weight in weights.items()}


def terms(text: str, language: str, families: str = ALL_FAMILIES) -> Weights:
    """Hashed terms and their sublinear frequencies; at most `MOST_TERMS`, the longest first."""
    named = _named_terms(words(text, language), language)
    counted = Counter(name for name in named if name[0] in families)
    weights: Weights = {}
    for name, count in counted.items():
        if len(weights) >= MOST_TERMS:
            break
        term = crc32(name.encode()) % DIMENSIONS
        weights[term] = max(weights.get(term, 0.0), _FAMILY[name[0]] * (1 + math.log(count)))
    return weights


def _named_terms(tokens: list[str], language: str) -> list[str]:
    stop = _stop_words(language)
    concepts = _concepts(language)
    stems = [(word, stem(word, language)) for word in tokens if word not in stop]
    named = [f"w{stemmed}" for _, stemmed in stems]
    named += [f"c{concept}" for _, stemmed in stems for concept in concepts.get(stemmed, ())]
    named += [f"p{a} {b}" for (_, a), (_, b) in pairwise(stems)]
    for size in reversed(_GRAMS):
        for word, _ in stems:
            padded = f" {word} "
            named += [f"g{padded[i : i + size]}" for i in range(len(padded) - size + 1)]
    return named


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word (Snowball); the word itself in a language that has none here."""
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return word
    if language == "fr":
        # The algorithm knows participles by their accents, which folding has taken away.
        word = re.sub(r"ee(s?)$", r"ée\1", word)
    # An instance for each call: its state is not safe between threads, and results are kept.
    library: Any = snowballstemmer  # it carries no types
    return fold(library.stemmer(algorithm).stemWord(word))


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(STOP_WORDS.get(language, "").split())


@cache
def _concepts(language: str) -> dict[str, tuple[str, ...]]:
    """The concepts of each stem."""
    of_stem: dict[str, tuple[str, ...]] = {}
    for concept, spoken in SYNONYMS.items():
        for each in {stem(word, language) for word in spoken.get(language, "").split()}:
            of_stem[each] = (*of_stem.get(each, ()), concept)
    return of_stem


def sparse(weights: Weights) -> str:
    """The text form of a pgvector `sparsevec` (its indices begin at 1)."""
    inside = ",".join(f"{term + 1}:{weight:.5g}" for term, weight in sorted(weights.items()))
    return f"{{{inside}}}/{DIMENSIONS}"
