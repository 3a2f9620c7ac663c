"""A wish for a human in any spelling: "jpréfère 1 vraie personne", "someone real, please". Pure.

What the classifier hears in a sentence of its own can drown in a burst; this is read sentence by
sentence. Whether the bot is one ("vous êtes une vraie personne ?") is another question.
"""

from __future__ import annotations

import re

from actions.words.spelling import fold

_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)|,\s")

_PERSON = re.compile(
    r"\b(?:vr(?:aie?|e)s? (?:personnes?|humaine?s?|gens|conseill\w+|etre humain)"
    r"|veritable personne|personne (?:humaine|reelle|de chez vous|de votre equipe|de l'equipe)"
    r"|etre humain|(?:un|1|l')\s?humain(?:e)?\b|humain\b"
    r"|(?:quelqu'?un|qqn|qqun|kelk(?:1|un)) (?:(?:peut|pourrait|puisse) \w+"
    r"|de (?:chez vous|vrai|reel|humain|votre|l'equipe)"
    r"|en chair)|(?:real|actual|living) (?:person|human|soul)|human being|(?:a|an) human\b"
    r"|(?:someone|somebody|sum1) (?:chase|look|check|see|call|help|take care)"
    r"|(?:someone|somebody|sum1) (?:real|human|alive|from your|on your|who (?:actually )?breathes))"
)
_WISH = re.compile(
    r"\b(?:je? ?(?:pref\w+|veu\w*|ve\b|voudr\w+|souhait\w+|demand\w+|exige|aimerais|prendrai\w*)"
    r"|on (?:peut|pourrait)|(?:puis|peut|pouvez|pourriez)[- ]?\w*|passe[rz]?|mette[zr]|donne[rz]?"
    r"|trouve[rz]?|parler|discuter|echanger|svp|stp|s'il (?:vous|te) plait|plutot|mieux"
    r"|i(?:'d| would)? (?:want|need|like|rather|prefer)|rather|can|could|may|give|get|put|pass"
    r"|please|pls|talk|speak)\b"
)
_MOST_WORDS_ALONE = 5
"""So few words with a person in them are the wish itself, unless they ask: "une vraie personne"."""

_ABOUT_THE_BOT = re.compile(
    r"\b(?:etes|t'?es|es[- ]tu|tu es|suis[- ]je|je parle|je discute|c'est|est[- ]ce que vous"
    r"|ou (?:(?:a|avec) )?(?:un )?(?:ro)?bot|or (?:a )?(?:ro)?bot"
    r"|are (?:you|u)|r u|you(?:'re| are)|is (?:this|it|that|there)|am i)\b"
)
_DECLINED = re.compile(
    r"\b(?:pas|plus|sans) (?:besoin |envie |la peine )?(?:de |d'|parler a )?(?:un|une|l') ?"
    r"(?:vrai|humain|conseiller|personne|etre|autre)"
    r"|\b(?:no|don'?t|not|without) (?:need |want )?(?:for )?(?:a|an|any) "
    r"(?:real|actual|human|person|living)\b"
)


def wants_a_person(text: str) -> bool:
    """Whether a sentence of `text` asks for a human."""
    words = fold(text)
    return any(_asks(one, alone="?" not in words) for one in _SENTENCE_END.split(words))


def _asks(sentence: str, *, alone: bool) -> bool:
    if not _PERSON.search(sentence) or _DECLINED.search(sentence):
        return False
    if _ABOUT_THE_BOT.search(sentence):
        return False
    return bool(_WISH.search(sentence)) or (alone and len(sentence.split()) <= _MOST_WORDS_ALONE)
