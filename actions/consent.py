"""What a message answers to "shall I?": yes, no, or neither."""

from __future__ import annotations

from actions.spelling import fold
from actions.turn import Turn

_YES = ("oui", "ok", "d'accord", "yes", "yep", "sure", "vas-y", "allez-y", "je confirme")


def consent(turn: Turn, *again: str) -> bool | None:
    """True for a yes, False for a no, None for neither.

    `again` are intents that, after a "yes", only say once more what is to be done ("oui, annulez").
    A question is no answer: "sure?" agrees to nothing.
    """
    if turn.text.rstrip().endswith("?"):
        return None
    if turn.intent in {"affirm", "confirmed"}:
        return True
    if turn.intent in again and fold(turn.text).startswith(_YES):
        return True
    return False if turn.intent == "deny" else None
