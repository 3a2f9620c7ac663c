"""What a message answers to "shall I?": yes, no, or neither."""

from __future__ import annotations

import re

from actions.turn import Turn
from actions.words.return_costs import asks_when_paid
from actions.words.spelling import fold

_NOT_YET = re.compile(
    r"\b(?:pas encore|toujours pas|pas (?:maintenant|tout de suite)|plus tard|tout a l'heure"
    r"|(?:un instant|une minute|attend\w*|patient\w*)|not yet|still (?:not|no)|not (?:right )?now"
    r"|later|(?:hang|hold) on|wait)\b"
)
_NO_MAIL = re.compile(
    r"\b(?:pas|rien|aucun\w*|jamais|not?|nothing|never|\w+n't)\b.{0,40}"
    r"\b(?:e-?mails?|mails?|liens?|links?|boite|inbox|messagerie|spams?|indesirables)\b"
    r"|\b(?:e-?mails?|mails?|liens?|links?)\b.{0,40}"
    r"\b(?:pas|jamais|rien|not|never|nowhere|introuvable|\w+n't)\b"
)
_NO_MATTER = re.compile(
    r"\b(?:pas de (?:souci|probleme)s?|pas grave|no (?:problem|worries)|not a problem)\b"
)

_NO_MAILBOX = re.compile(
    r"\b(?:plus|pas|perdu|aucun|sans) (?:d'|l'|mon |ma )?(?:acces|acce|access|boite|compte mail)\b"
    r"|\b(?:autre|nouvelle|plutot)\b.{0,25}\b(?:e-?mail|mail|boite)\b"
    r"|\b(?:no|lost|without|don'?t have|can'?t) (?:longer |more )?(?:have )?access\b"
    r"|\b(?:another|different|other|new|old) (?:e-?mail|mailbox|inbox|address)\b"
)

_YES = re.compile(
    r"(?:oui|ok|d'accord|yes|yep|sure|vas-y|allez-y|je confirme|go ahead)\b(?! (?:pas|not)\b)"
)
_CLAUSE_ENDS = re.compile(r"(?<=[,;.!?\n])\s+|\s+(?=(?:et|and)\b)", re.IGNORECASE)
_RESERVE = re.compile(
    r"\b(?:mais|avant|d'abord|sauf|si|but|before|first|unless|if|depend\w*|savoir|know|wonder\w*"
    r"|hello|bonjour|non|no|nan|pas|not|attend\w*|wait|hold|\w+n't)\b"
)
"""What takes a "yes" back, or shows that it was none: "ok non", "yes hello"."""


def consent(turn: Turn, *again: str) -> bool | None:
    """True for a yes, False for a no, None for neither.

    `again` are intents that, after a "yes", only say once more what is to be done ("oui, annulez").
    A question is no answer: "sure?" agrees to nothing. Only when the money comes may be asked
    beside a yes.
    """
    said = _but_for_the_term(turn.text)
    if said.rstrip().endswith("?"):
        return None
    if said != turn.text and turn.intent != "deny" and _YES.match(fold(said)):
        # The question may have outweighed the yes, which has no "but" in it.
        return None if _RESERVE.search(fold(said)) else True
    if turn.intent in {"affirm", "confirmed"}:
        return True
    if turn.intent in again and _YES.match(fold(said)):
        return True
    return False if turn.intent == "deny" else None


def _but_for_the_term(text: str) -> str:
    """The message without its question when the money comes, which takes back no yes."""
    clauses = _CLAUSE_ENDS.split(text)
    kept = [clause for clause in clauses if not asks_when_paid(clause)]
    return text if len(kept) in {0, len(clauses)} else " ".join(kept)


def takes_back(text: str) -> bool:
    """Whether a "no" or a reserve stands beside a question when the money comes."""
    said = _but_for_the_term(text)
    return said != text and bool(_RESERVE.search(fold(said)))


def not_yet(text: str) -> bool:
    """Whether a "no" only says that it has not been done yet: "not yet, no"."""
    return bool(_NOT_YET.search(fold(text)))


def lost_the_mailbox(text: str) -> bool:
    """Whether the mailbox on file is out of reach, or the link is wanted in another one."""
    return bool(_NO_MAILBOX.search(fold(text)))


def misses_the_mail(text: str) -> bool:
    """Whether the mail with the link has not come, or is not found."""
    return bool(_NO_MAIL.search(_NO_MATTER.sub(" ", fold(text))))
