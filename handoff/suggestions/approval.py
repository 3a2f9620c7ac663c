"""What keeps a resolution from being said by the bot: only what is true for everybody may pass.

A CM reads a suggestion before it goes, a customer of the bot gets it unread. So a reply that names
a sum or a day, grants something, says that somebody does something, or has a gap that one case
alone can fill, stays with the humans. The rules are strict on purpose: a reply refused in vain
costs a supervisor another wording, a promise that nobody knows of costs the customer's trust.
"""

from __future__ import annotations

import re
from enum import StrEnum

from handoff.suggestions import patterns
from handoff.suggestions.redaction import PLACEHOLDER

FOR_EVERYBODY = frozenset({"{brand_name}", "{contact_email}", "{contact_phone}"})
"""Placeholders that the brand fills, whoever asks."""


class Barred(StrEnum):
    """Why the bot may not say a reply."""

    AMOUNT = "amount"
    GESTURE = "gesture"
    PROMISE = "promise"
    DATE = "date"
    PLACEHOLDER = "placeholder"


def barred(reply: str) -> tuple[Barred, ...]:
    """Everything in `reply` that the bot may not say, in a fixed order; empty where it may."""
    found = {
        Barred.AMOUNT: patterns.AMOUNT.search(reply),
        Barred.GESTURE: patterns.GESTURE_WORDS.search(reply) or _GRANTED.search(reply),
        Barred.PROMISE: _PROMISE.search(reply),
        Barred.DATE: any(shape.search(reply) for shape in _OF_A_DAY),
        Barred.PLACEHOLDER: set(PLACEHOLDER.findall(reply)) - FOR_EVERYBODY or "{…}" in reply,
    }
    return tuple(reason for reason, match in found.items() if match)


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives).replace("'", "['’]"), re.IGNORECASE)


_GRANTED = _any_of(
    r"\b(?:je|nous|on)\s+(?:vous|te|t')\s*(?:offr\w+|accord\w+)",
    r"\b(?:bon d'achat|code promo\w*|remise de|r[ée]duction de|d[ée]dommag\w+|compensation)\b",
    r"\b(?:voucher|discount of|compensat\w+)\b",
    r"\d\s?%",
)

# "Je" and "I" are a human: almost whatever follows is an act of theirs. "Nous" also tells what a
# brand does for everybody ("nous livrons en Europe"), so there only acts for one customer count.
_MY_FEELING = (
    r"(?:comprends|regrette|imagine|(?:ne|n')\s|suis\s(?:\w+ment\s)?(?:d[ée]sol[ée]e?|navr[ée]e?)|"
    r"(?:vous|te)\s(?:remercie|prie|souhaite|conseille|invite|recommande))"
)
_MY_FEELING_IN_ENGLISH = (
    r"(?:am\s(?:so\s|very\s|really\s)?sorry|understand|see\swhy|(?:would\s)?suggest|recommend|"
    r"can\sneither|cannot|can't|do\snot|don't)"
)
_OUR_ACT = (
    r"(?:rembours|renvo[iy]|env[oe][iyr]|refais|refer|r[ée]imprim|remplac|contact|appel|rappel|"
    r"rel[ae]n|lan[cç]|annul|effa[cç]|engage|v[ée]rifi|transmet|reven|revien|occup|propos|organis|"
    r"exp[ée]di|garanti|promet|prolong|donn)"
)
# "Vous recevrez", "on sera", but not "vous livrez" or "si vous préférez".
_FUTURE = r"\w*(?:(?:er|dr|ur|rr|evr)(?:ons|ez)|(?:er|ir|dr|ur|rr|evr)(?:as|a|ont))"
_PROMISE = _any_of(
    rf"\bje\s+(?!{_MY_FEELING})\w+",
    r"\bj'(?!imagine)\w+",
    rf"\b(?:nous|on)\s+(?:(?:vous|te|le|la|les|l'|en|y)\s*)*{_OUR_ACT}\w*(?<!er)\b",
    r"\b(?:nous allons|on va)\s",
    r"\b(?:nous avons|on a)\s+(?:bien\s+|d[ée]j[àa]\s+)?\w+(?:[ée]|ert|is)e?s?\b",
    r"\b(?:nous|vous|tu|ils?|elles?|qui|colis|commande|remboursement|[ée]quipe)\s+"
    rf"(?:(?:vous|te|le|la|les|lui|leur)\s+)?{_FUTURE}\b",
    r"\b(?:[ée]quipe|transporteur|service|comptabilit[ée])\b[^.!?]{0,40}\b(?:vous|te|le|la|les)\s+"
    r"(?:contacte|appelle|rappelle|r[ée]pond|propose|signale|transmet)",
    r"\b(?:est|a [ée]t[ée]|sera)\s+(?:bien\s+)?(?:enregistr|lanc|valid|rembours)\w*",
    r"\bpromis\b",
    rf"\bI\s+(?!{_MY_FEELING_IN_ENGLISH})\w+",
    r"\bI'(?:ll|ve)\b",
    r"\bI'm\s(?!so sorry|sorry|afraid)\w+",
    r"\b(?:we|you|they|it|she|he|team|parcel|order|refund)\s+(?:will|shall)\b",
    r"\b(?:we|you|they|it)'ll\b",
    r"\bwe've\b",
    r"\bwe\s+have\s+\w+(?:ed|nt)\b",
    r"\bwe\s+(?:refund|send|resend|replace|reprint|erase|call|contact|cancel|check|promise|"
    r"guarantee|are going to)\b",
    r"\b(?:is|has been|was)\s+(?:recorded|launched|refunded|sent|validated)\b",
    r"\blet me\b",
)

_TODAY = _any_of(
    r"\b(?:aujourd'hui|hier|ce (?:matin|soir|jour|mois)|cet apr[èe]s-midi|cette semaine)\b",
    r"\b(?:today|tonight|yesterday|this (?:morning|evening|afternoon|week|month|week-?end))\b",
)
_OF_A_DAY = (patterns.DATE, patterns.RELATIVE_DATE, patterns.NOTICE_WORDS, _TODAY)
