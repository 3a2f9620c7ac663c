"""The customer is back from their mailbox, where a link asked to confirm a change."""

from __future__ import annotations

from actions.flow import Flow
from actions.orders.change import confirmed
from actions.pursuits import heard
from actions.turn import Turn


class ActionConfirmed(Flow):
    """Goes on with what waited for the confirmation, if the record has it; their word is not it."""

    def name(self) -> str:
        return "action_confirmed"

    async def answer(self, turn: Turn) -> None:
        # "C'est confirmé" is a yes too, where "shall I?" was asked.
        if turn.slot("awaiting_change") is not None or not await heard(turn):
            await confirmed(turn)
