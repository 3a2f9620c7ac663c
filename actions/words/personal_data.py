"""What is asked for of one's own data: a copy, its erasure. Pure.

Erasure cannot be undone, so only a plain request counts: neither a question how it is done nor
"my account was deleted", nor an address or a card that shall go while the account stays.
"""

from __future__ import annotations

import re

from actions.words.spelling import fold

WISHES = ("copy", "erase")
"""What can be asked for, in the order in which it can be done: nothing is copied once erased."""

_VERB = (
    r"(?:sup+rim\w*|effac\w*|clotur\w*|ferm(?:er|ez?|es)|detrui\w*|retir\w*|enlev\w*"
    r"|delet(?:e|ing)|eras(?:e|ing)|wip(?:e|ing)|remov(?:e|ing)|clos(?:e|ing))"
)
_NOUN = (
    r"(?:comptes?|contes?|donnees?|infos?|informations?|coordonnees|profil|historique|conversation"
    r"|tout|accounts?|data|details|information|profile|records?|history|everything|it all|chat"
    r"|whatever|ce que (?:vous|tu))"
)
_BETWEEN = (
    r"(?:(?:moi|nous|svp|stp|definitivement|completement|immediatement|integralement|permanently"
    r"|toutes?|tous|l'ensemble|l'integralite|la totalite|all|any|of|de|des|du|le|la|les|l'|mon|mes"
    r"|nos|notre|cette|ce|ces|my|our|the|this|personal|order)[\W_]+)*"
)
_DONE = (
    r"(?:sup+rimee?s?|effacee?s?|cloturee?s?|fermee?s?|detruite?s?|deleted|erased|removed|closed"
    r"|wiped)"
)
_ERASE = re.compile(
    rf"\b{_VERB}[\W_]+{_BETWEEN}{_NOUN}\b|\btout {_VERB}"
    rf"|\b(?:suppression|effacement|cloture|fermeture|erasure|deletion) (?:de |d'|of ){_BETWEEN}"
    rf"{_NOUN}\b|\b(?:account|data) (?:deletion|erasure)\b|\bsoi(?:t|ent) (?:\w+ )?{_DONE}\b"
    rf"|\b(?:want|like|need|wish|have|get) {_BETWEEN}{_NOUN} (?:to be )?(?:\w+ly )?{_DONE}\b"
    r"|oublie[rz]?[- ](?:moi|nous)|que vous m'oubli|m'oublier|\bforget me\b"
    r"|droit (?:a l'oubli|d'effacement|a l'effacement)|right (?:to be forgotten|(?:to|of) erasure)"
    r"|efface[rz]?[- ]moi|delete me\b"
)
_ANY_ERASURE = re.compile(rf"\b(?:{_VERB}|suppression|effacement|erasure|deletion)\b|oubli")
"""All that it takes where "a copy, or erased?" was asked."""

_ONLY_ASKS = re.compile(
    r"\b(?:comment|puis-je|est-ce que je peux|je peux|j'ai le droit|peut-on|on peut|si je|pourquoi"
    r"|quand|que se passe|qu'arrive|how|can i|could i|may i|if i|what happens|why|when)\b"
)
_NOT = re.compile(
    rf"\b(?:ne|n'|pas|sans|avant (?:de|que)|au lieu de|not|\w+n't|without|before|instead of)\b"
    rf"[^.,;!?]{{0,25}}\b{_VERB}"
)
_HAPPENED = re.compile(
    r"\b(?:avez|as|a|ont|ai|ete|est|was|were|been|got|has|have|you|is|are)"
    rf" (?:(?!mon|mes|my|the)\w+ )?{_DONE}\b"
)
_COPY = re.compile(
    r"\bcopie|acces a mes|droit d'acces|recuperer (?:toutes )?mes|recevoir (?:toutes )?mes"
    r"|obtenir (?:toutes )?mes|export|portabilit|(?:\bme |\bm'|[- ]moi |\bnous )transmet"
    r"|transmet\w*[- ](?:moi|nous)|envoye[zr]?.*(?:donnees|infos)|\bcopy\b|access to my"
    r"|my data (?:back|sent)|download|send me (?:a |my |all |everything|what)|subject access"
    r"|\bsar\b|everything you (?:hold|have|keep|know)|all you (?:hold|have)"
    r"|tout ce que (?:vous|tu) (?:avez|as|gardez|gardes|detenez|savez|sais)"
)
_ALL_OF_IT = re.compile(
    rf"\b{_VERB}[\W_]+{_BETWEEN}(?:everything|whatever|(?:tout )?ce que)\b[^.,;!?]*"
)
"""Whoever has all of it erased asks for no copy of "everything you have"."""

_TO_OTHERS = re.compile(
    r"\b(?:arret|cess)\w*|\bstop\b|m'oppose|opposition|\bobject\b"
    r"|\ba (?:des|un|quels?) tiers|\ba qui|partenaires|third part|partners"
)


def wishes(text: str) -> list[str]:
    """What of `WISHES` a message asks for outright."""
    plain = fold(text)
    return _listed(plain, erase=bool(_ERASE.search(plain)) and not _is_no_wish(plain))


def chosen(text: str) -> list[str]:
    """What of `WISHES` answers "a copy, or shall your data be erased?"."""
    plain = fold(text)
    return _listed(plain, erase=bool(_ANY_ERASURE.search(plain)) and not _is_no_wish(plain))


def asks_about_erasure(text: str) -> bool:
    """Whether a message asks how, or whether, an account or data can be erased."""
    plain = fold(text)
    return bool(_ERASE.search(plain)) and not _HAPPENED.search(plain)


def _listed(plain: str, *, erase: bool) -> list[str]:
    copy = bool(_COPY.search(_ALL_OF_IT.sub(" ", plain))) and not _TO_OTHERS.search(plain)
    return [wish for wish, asked in zip(WISHES, (copy, erase), strict=True) if asked]


def _is_no_wish(plain: str) -> bool:
    return any(words.search(plain) for words in (_ONLY_ASKS, _NOT, _HAPPENED))
