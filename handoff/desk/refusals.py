"""What the desk refuses, and why; nothing was changed where one of these is raised."""

from __future__ import annotations

from typing import Literal

from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Owner
from handoff.conversations.people import CM

Code = Literal[
    "stale",
    "not_yours",
    "already_claimed",
    "with_a_human",
    "not_waiting",
    "closed",
    "not_allowed",
    "unknown_team",
    "unknown_cm",
    "wrong_outcome",
    "case_overdue",
    "no_such_case",
    "wrong_date",
]


class DeskRefusal(Exception):
    """A verb that the desk refuses.

    `code` is for programs, the text for people; `conversation` is how it stands now, so that a
    console can show it without asking again.
    """

    def __init__(self, code: Code, message: str, conversation: Conversation) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.conversation = conversation


def check_waits(conversation: Conversation) -> None:
    """Refuse what nobody waits in."""
    check_open(conversation)
    if conversation.owner is Owner.CM:
        raise DeskRefusal("already_claimed", "A colleague was faster.", conversation)
    if conversation.owner is not Owner.WAITING:
        message = "The bot has this conversation: take it over instead."
        raise DeskRefusal("not_waiting", message, conversation)


def check_open(conversation: Conversation) -> None:
    """Refuse a closed conversation."""
    if conversation.owner is Owner.CLOSED:
        raise DeskRefusal("closed", "This conversation is closed.", conversation)


def check_owns(cm: CM, conversation: Conversation, version: int) -> None:
    """Refuse who is not the owner at that version."""
    check_open(conversation)
    if conversation.cm != cm.id:
        message = "This conversation is not with you: claim it or take it over first."
        raise DeskRefusal("not_yours", message, conversation)
    if conversation.version != version:
        message = "This conversation changed hands since you last saw it: look again."
        raise DeskRefusal("stale", message, conversation)


def check_role(cm: CM, conversation: Conversation) -> None:
    """Refuse who is no supervisor."""
    if not cm.may("supervisor"):
        message = "Only a supervisor can give or take a colleague's conversation."
        raise DeskRefusal("not_allowed", message, conversation)
