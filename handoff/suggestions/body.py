"""The body of a reply: what remains when greeting, farewell and signature are taken off."""

from __future__ import annotations

import re

_NAME = r"(?:[A-ZÀ-Ý][\wà-ÿ'’-]*\.?|\{[a-z_]+\})"
_GREETING = re.compile(
    r"\s*(?i:re[- ]?bonjour|bonjour|bonsoir|salut|coucou|hello|hiya|hi|hey|dear|ch[èe]re?|"
    r"good (?:morning|afternoon|evening))"
    r"(?:[ \t]+(?i:there|again|madame|monsieur|mademoiselle|mme|mr|mrs|ms|"
    r"à (?:tous|toutes|vous|toi)))*"
    rf"(?:[ \t]+{_NAME}){{0,3}}[ \t]*(?:[,!.:;…—–-]+|\n|(?=\s(?:et|and)\s)|(?=\Z))\s*"
)
_AND = re.compile(r"(?i:et|and)\s+")
_FAREWELL = re.compile(
    r"(?:^|\n|(?<=[.!?…])[ \t]+)[ \t]*(?:—|–|-)?[ \t]*"
    r"(?i:bien cordialement|tr[èe]s cordialement|cordialement|bien (?:à|a) (?:vous|toi)|"
    r"(?:sinc[èe]res |meilleures |mes )?salutations|"
    r"(?:(?:je|nous) (?:vous|te) souhait\w+ (?:une |un )?)?"
    r"(?:(?:tr[èe]s |une )?(?:bonne|belle|agr[ée]able|excellente?|bon)) "
    r"(?:journ[ée]e|soir[ée]e|semaine|fin de|week-end|continuation|apr[èe]s-midi)|"
    r"à (?:tr[èe]s )?(?:bient[ôo]t|vite)|bises|"
    r"(?:best|kind|kindest|warm|warmest) (?:regards|wishes)|regards|best,|yours|sincerely|"
    r"(?:have|wishing you) a (?:lovely|nice|great|good|wonderful)|speak soon|take care|cheers|"
    r"l['’][ée]quipe|le service client|the \w+(?: \w+)? team|customer care)"
    r"\b[^\n]{0,60}(?:\n+[^\n]{0,60}){0,3}\s*\Z"
)
_SIGNATURE = re.compile(
    r"(?:\n\s*|(?<=[.!?…])[ \t]+)(?:[—–-]\s*|\^)(?:[A-ZÀ-Ý][\wà-ÿ'’ -]{0,40}|\{[a-z_]+\})"
    r"(?:,[^\n.]{1,40})?\s*\Z"
    r"|\n\s*(?:[A-ZÀ-Ý][\wà-ÿ'’-]+|\{(?:cm_name|first_name|last_name)\})"
    r"(?:[ \t]+[A-ZÀ-Ý][\wà-ÿ'’.-]*)?(?:,[^\n.]{1,40}|[ \t]+(?:de|from)[ \t][^\n.]{1,40})?\s*\Z"
)


def body_of(reply: str) -> str:
    """`reply` without greeting, farewell and signature; empty when it has nothing else."""
    body = _without_greeting(reply.strip())
    while True:
        shorter = _SIGNATURE.sub("", _FAREWELL.sub("", body)).strip()
        if shorter == body:
            return body
        body = shorter


def _without_greeting(text: str) -> str:
    greeting = _GREETING.match(text)
    if not greeting:
        return text
    rest = text[greeting.end() :]
    joined = _AND.match(rest)
    rest = rest[joined.end() :] if joined else rest
    return rest[:1].upper() + rest[1:]
