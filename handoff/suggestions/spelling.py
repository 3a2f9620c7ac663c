"""How French is written in a hurry: what a word sounds like, and a sentence misspelt by rule.

Customers write "ke" for "que" and "remboursé" for "rembourser" because they sound alike. `sound`
makes such spellings equal; `misspelt` makes them up, so that lessons need not list them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache

from handoff.suggestions.analysis import fold

# One after the other, on folded words: letters that sound alike, then endings that are silent.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"[^a-z]", ""),
        (r"(?<=[aeiou])s(?=[aeiouy])", "z"),
        (r"(.)\1+", r"\1"),
        (r"ph", "f"),
        (r"eau|au", "o"),
        (r"oeu|eu", "e"),
        (r"qu?", "k"),
        (r"c(?=[eiy])", "s"),
        (r"[cs]h", "#"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu", "g"),
        (r"h", ""),
        (r"y", "i"),
        (r"w", "v"),
        (r"[ae][mn](?![aeiou])", "an"),
        (r"om(?![aeiou])", "on"),
        (r"(?:im|in|un)(?![aeiou])", "in"),
        (r"(?<=...)(?:ait|ai|er|ez|ees|ee|es|et|e|an?t|s|t|x|d|z)$", ""),
        (r"[ae]i", "e"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """What words that are pronounced alike have in common; empty for what is no word."""
    heard = fold(word.lower().replace("ç", "s"))
    for pattern, letters in _SOUNDS:
        heard = pattern.sub(letters, heard)
    return heard


_SHORT = {
    "toujours": ("tjrs", "tjr", "toujour"),
    "pour": ("pr",),
    "dans": ("ds",),
    "avec": ("avc", "ac"),
    "vous": ("vs",),
    "nous": ("ns",),
    "commande": ("cmd", "cmde", "comande"),
    "quand": ("qd", "kan"),
    "beaucoup": ("bcp",),
    "message": ("msg",),
    "problème": ("pb", "probleme"),
    "numéro": ("num",),
    "semaine": ("sem",),
    "semaines": ("sem",),
    "pourquoi": ("pk", "pkoi"),
    "quoi": ("koi",),
    "est": ("é", "e"),
    "et": ("é",),
    "ça": ("sa", "ca"),
    "cela": ("sa",),
    "livraison": ("livr", "livraizon"),
    "même": ("mm", "meme"),
    "très": ("tré", "tres"),
    "plus": ("+", "plu"),
    "faire": ("fer",),
    "fait": ("fé", "fai"),
    "mais": ("mé",),
    "les": ("lé",),
    "des": ("dé",),
    "tout": ("tt",),
    "colis": ("coli",),
    "paquet": ("paké",),
    "adresse": ("adress", "adrese"),
    "téléphone": ("tel",),
    "maintenant": ("mtn",),
    "peut": ("peu",),
    "peux": ("peu",),
    "ont": ("on",),
    "on": ("ont",),
    "ces": ("ses",),
    "suis": ("sui",),
}

# A pattern, what may be written in its place, and how often that is done.
_HABITS: tuple[tuple[re.Pattern[str], tuple[str, ...], float], ...] = (
    (re.compile(r"qu(?=[eaoi'é])"), ("k",), 0.5),
    (re.compile(r"ph"), ("f",), 0.25),
    (re.compile(r"eau|au"), ("o",), 0.25),
    (re.compile(r"(?<=...)(?:er|ez|ée|és|é)$"), ("er", "é", "ez", "e"), 0.35),
    (re.compile(r"(?<=...)(?:ent|es|s|t|x|e)$"), ("",), 0.4),
    (re.compile(r"([a-z])\1"), (r"\1",), 0.3),
)
_HURRIED = 0.4
"""The share of words in a hurried sentence that are not written as they should be."""
_SLIPS = 0.05
"""The share of longer words with a letter left out, doubled or out of place."""

_ELISION = re.compile(r"\b(j|c|s|l|d|m|t|qu)'")
_NOT = re.compile(r"\bn'|\bne ")
_WORD = re.compile(r"[^\W\d_]+")


def misspelt(text: str, chance: random.Random) -> str:
    """`text` as somebody in a hurry may write it."""
    text = text.lower().replace("’", "'")
    if chance.random() < 0.5:
        text = _NOT.sub("", text)
    if chance.random() < 0.6:
        text = _ELISION.sub(chance.choice((r"\1", r"\1 ")), text)
    text = _WORD.sub(lambda found: _written(found[0], chance), text)
    return fold(text) if chance.random() < 0.6 else text


def _written(word: str, chance: random.Random) -> str:
    if chance.random() < _HURRIED:
        word = _hurried(word, chance)
    if len(word) > 3 and chance.random() < _SLIPS:
        word = chance.choice(_ERRORS)(word, chance.randrange(1, len(word) - 1))
    return word


def _hurried(word: str, chance: random.Random) -> str:
    if word in _SHORT:
        return chance.choice(_SHORT[word])
    for pattern, instead, share in _HABITS:
        if chance.random() < share:
            word = pattern.sub(chance.choice(instead), word)
    return word


_ERRORS: tuple[Callable[[str, int], str], ...] = (
    lambda word, place: word[:place] + word[place + 1 :],
    lambda word, place: word[:place] + word[place] + word[place:],
    lambda word, place: word[:place] + word[place + 1] + word[place] + word[place + 2 :],
)
