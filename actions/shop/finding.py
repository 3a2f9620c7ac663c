"""Which product a customer means: accents, plurals, slips of the key, half a name. Pure.

A kind ("le plaid", "your candles") points to all products of that kind, a proper name ("Brume",
"ondyne") to one. Common words in a proper name ("Grand Large") count only together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from actions.shop.product import Product, Variant
from actions.words.spelling import fold

LEAST_FOR_A_SLIP = 4
"""Letters from which a word may be misspelled and still be meant."""
LEAST_FOR_TWO_SLIPS = 8
LEAST_FOR_A_BEGINNING = 4
"""Letters that are enough of a proper name."""

_NAME_SCORE = 2
_WORD = re.compile(r"[a-z0-9]+")


def _listed(name: str) -> frozenset[str]:
    file = Path(__file__).with_name("words") / f"{name}.txt"
    return frozenset(file.read_text(encoding="utf-8").split())


_EVERYDAY = _listed("everyday")
"""What carries grammar and questions, in French and English: no product is meant by these."""

_COLOURS = _listed("colours")
_MATERIALS = _listed("materials")
_WITHOUT = (
    r"\b(?:sans|pas|ni|aucune?|eviter?|evite|allergique|supporte|without|no|not|avoid|allergic)\b"
)


def find(products: Sequence[Product], text: str) -> list[Product]:
    """The products that `text` may mean, best first; one alone is sure, several have to be asked.

    Empty where it names none.
    """
    words = _words(text)
    scored = [(_score(product, words), product) for product in products]
    best = max((score for score, _ in scored), default=0.0)
    return [product for score, product in scored if score == best] if best > 0 else []


def names_something(text: str) -> bool:
    """Whether `text` holds a word that might be a thing's: not only question words."""
    return any(len(word) > 2 and not word.isdigit() for word in _words(text) - _EVERYDAY)


def variants_in(product: Product, text: str, language: str) -> tuple[Variant, ...]:
    """The product's variants of the size and colour that `text` names; all where it names none."""
    words = _words(text)
    sizes = {v.size for v in product.variants if v.size and _names_size(v.size, text)}
    colours = {
        v.colour[language]
        for v in product.variants
        for name in v.colour.values()
        if any(_same(word, fold(name)) for word in words)
    }
    return tuple(
        v
        for v in product.variants
        if (not sizes or v.size in sizes) and (not colours or v.colour.get(language) in colours)
    )


def colour_in(text: str) -> str | None:
    """A usual colour that `text` names, as typed without accents; None where it names none."""
    return next((word for word in _WORD.findall(fold(text)) if _singular(word) in _COLOURS), None)


def material_in(text: str) -> str | None:
    """A usual material that `text` names, as typed without accents; None where it names none."""
    return next(
        (word for word in _WORD.findall(fold(text)) if {word, _singular(word)} & _MATERIALS), None
    )


def unwanted(material: str, text: str) -> bool:
    """Whether `text` wants things without the material: "sans laine", "allergic to wool"."""
    return bool(re.search(rf"{_WITHOUT}\W+(?:\w+\W+){{0,6}}{re.escape(material)}\b", fold(text)))


def made_of(products: Sequence[Product], material: str) -> list[Product]:
    """The products whose materials, in any language, name this one."""
    wanted = _singular(material)
    return [p for p in products if any(wanted in _words(told) for told in p.materials.values())]


def _score(product: Product, words: set[str]) -> float:
    kinds = {word for kind in product.kind for word in _words(kind)}
    kind = any(_same(word, known) for word in words for known in kinds)
    told = max(_told(_words(name), words) for name in product.names)
    counts = told == 1 or kind
    return kind + (_NAME_SCORE * told if counts else 0.0)


def _told(name: set[str], words: Iterable[str]) -> float:
    """How much of a proper name is among `words`."""
    return sum(any(_names(word, known) for word in words) for known in name) / len(name)


def _words(text: str) -> set[str]:
    return {_singular(word) for word in _WORD.findall(fold(text))}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _names(typed: str, known: str) -> bool:
    begins = len(typed) >= LEAST_FOR_A_BEGINNING and known.startswith(typed)
    return begins or _same(typed, known)


def _same(typed: str, known: str) -> bool:
    """Whether two words are the same but for a slip of the key; short ones must be exact."""
    known = _singular(known)
    if typed == known:
        return True
    if min(len(typed), len(known)) < LEAST_FOR_A_SLIP or typed in _EVERYDAY:
        return False
    slips = 2 if len(known) >= LEAST_FOR_TWO_SLIPS else 1
    # The first letter of a word is the one that is rarely mistyped.
    return typed[0] == known[0] and _distance(typed, known, slips) <= slips


def _distance(left: str, right: str, most: int) -> int:
    """Edits between two words, swapped neighbours being one (optimal string alignment).

    Past `most` the exact figure does not matter and is not worked out.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            edits = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                edits = min(edits, earlier[j - 2] + 1)
            row.append(edits)
    return row[-1]


def _names_size(size: str, text: str) -> bool:
    """Whether `text` names a size: `50x70`, `50 × 70 cm`, `26cm`, `taille M`, `A5`."""
    plain, wanted = _compact(text), _compact(size)
    if wanted.isalpha():
        return bool(re.search(rf"\b{wanted}\b", fold(text)))
    return bool(re.search(rf"(?<![0-9a-z]){re.escape(wanted)}(?![0-9])", plain))


def _compact(text: str) -> str:
    """Sizes without their blanks and units: `130x170`, `26`, `a5`."""
    plain = re.sub(r"\s*[×x*]\s*(?=\d)|(?<=\d)\s*sur\s*(?=\d)|(?<=\d) by (?=\d)", "x", fold(text))
    return re.sub(r"(?<=\d)\s*(?:cm|centimetres?|g|grammes?|grams?)\b", "", plain)
