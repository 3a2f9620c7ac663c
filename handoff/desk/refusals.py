"""What the desk refuses, and why; nothing was changed where one of these is raised."""

from __future__ import annotations

from typing import Literal

from handoff.conversations.model import Conversation

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
