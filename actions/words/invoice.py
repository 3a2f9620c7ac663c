"""What is asked of an invoice, as far as it decides who can give it. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_COMPANY = re.compile(
    r"societe|entreprise|\bpro\b|\btva\b|siret|intracommunautaire|raison sociale|association|"
    r"company|business|\bvat\b|\bfirm\b"
)
_WRONG = re.compile(r"erreur|fausse|faux|incorrect|corrig|modifi|mauvais|wrong|mistake|correct")


def needs_a_human(text: str) -> bool:
    """Whether the invoice has to be made out to a company, or corrected."""
    plain = fold(text)
    return bool(_COMPANY.search(plain) or _WRONG.search(plain))
