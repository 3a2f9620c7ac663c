"""What a customer's messages say of their problem: without greetings, thanks and calls for a human.

"Je veux parler à quelqu'un" follows many problems and is none; compared with past questions it
would only find other people who named somebody.
"""

from __future__ import annotations

import re

from handoff.suggestions.analysis import LONGEST_QUERY, fold

_PIECE = re.compile(r"[^\n.!?…]+[.!?…]*")
_EMPTY_WORDS = re.compile(
    r"\b(?:bonjour|bonsoir|bjr|slt|salut|coucou|hello|hi|hey|merci|thanks|thank you|svp|stp|ok|oui|"
    r"non|yes|no|d'accord|please|s'il vous plait|d'avance|beaucoup|madame|monsieur|good|morning|"
    r"afternoon|evening|allo|there|all)\b"
)
# Only words that link the two may stand between them: "joindre le relais, personne ne répond" is a
# problem.
_LINK = (
    r"(?:[\s-]+(?:a|au|avec|un|une|le|la|votre|vrai|vraie|de|moi|directement|to|with|an|the|your|real|"
    r"live|me|through))*[\s-]+(?:l'|d')?"
)
_WANTS_A_HUMAN = re.compile(
    r"\b(?:parler|joindre|contacter|discuter|echanger|appeler|avoir|passez|transferez|talk|speak|chat|"
    r"connect|transfer|put|get)"
    + _LINK
    + r"(?:quelqu'?un|humain|humaine|conseill\w+|agent|operat\w+|personne|responsable|directeur|"
    r"direction|service client|manager|someone|somebody|human|person|representative|advisor|"
    r"staff)\b"
    r"|^\W*(?:un |une |a |real |vrai )*(?:humain|human|conseill\w+|agent|operat\w+)\W*$"
)


def problem_of(text: str) -> str:
    """The pieces of `text` that say what is wrong, joined; empty where none does."""
    pieces = [piece.strip() for piece in _PIECE.findall(text[:LONGEST_QUERY])]
    return "\n".join(piece for piece in pieces if _tells_something(piece))


def _tells_something(piece: str) -> bool:
    rest = re.sub(r"\{[a-z_]+\}", " ", _EMPTY_WORDS.sub(" ", fold(piece).replace("’", "'")))
    return any(char.isalpha() for char in rest) and not _WANTS_A_HUMAN.search(rest)
