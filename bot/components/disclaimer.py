"""What a message says it is not: "pas une plainte, au contraire", "I'm not writing to complain".

A model of words hears the complaint and not the "not"; who says so has praise to give, or a
question to ask.
"""

from __future__ import annotations

import re

_COMPLAINT = (
    r"(?:plaintes?|plaindre|pleindre|r[ée]clam(?:ations?|er|e|s)?|r[âa]l(?:er|erie|e)"
    r"|complain(?:ts?|ing)?|moan(?:s|ing)?|grumbl(?:e|es|ing)|rant(?:ing)?|whing(?:e|eing))\b"
    r"(?!\s+(?:n'|a\b|form|number|reference|page|desk|ha[sd]\b|was\b))"
)
_WHO = (
    r"(?:(?:ce(?:ci)?(?:\s+\w+)?\s+n'est|c'est|c|je\s+n'[ée]cris|je\s+ne\s+(?:viens|vous\s+[ée]cris)"
    r"|je\s+n'ai|j'ai|g|j[e']\s*[ée]cris|je\s+viens|this(?:\s+is)?|it(?:\s+is|'s)|i'?m|i\s+am"
    r"|i\s+(?:have|do))\s*)?"
)
_NOT = r"(?:pas?|point|aucune?|z[ée]ro|no|not|isn'?t|don'?t|nothing|never)"
_FOR = (
    r"(?:\s+(?:une?|the|a|any|de|pour|pr|[àa]|me|vous|here|writing|calling|to|about|of))*\s+(?:d')?"
)
_THIS_TIME = (
    r"(?:pour\s+une\s+fois|cette\s+fois(?:-ci)?|aujourd'hui|for\s+once|for\s+a\s+change|this\s+time"
    r"|today|du\s+t(?:ou)?t|at\s+all|hein|here|de\s+ma\s+part|from\s+me)"
)
_DISCLAIMER = re.compile(
    rf"(?:\b{_THIS_TIME}[\s,:]*)?\b{_WHO}{_NOT}{_FOR}{_COMPLAINT}(?:\s+about)?"
    rf"(?:\s+{_THIS_TIME})*[\s,.!:;-]*",
    re.IGNORECASE,
)


def without_disclaimer(text: str) -> str:
    """`text` without what it says it is not; empty where it says nothing else."""
    return _DISCLAIMER.sub(" ", text.replace("’", "'")).strip()
