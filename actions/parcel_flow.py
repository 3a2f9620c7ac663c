"""Where is my parcel, and what a good human does when it is lost.

The order is found and proven (`identify.py`), the carrier's events are read (`parcel_status.py`),
each parcel is explained (`parcel_told.py`); what follows depends on the gravest one.
"""

from __future__ import annotations

from abc import abstractmethod

from actions.flow import Flow
from actions.identify import proven_order
from actions.order_flow import tell_if_cancelled
from actions.parcel_next import NOT_RECEIVED, next_step
from actions.parcel_status import parcel_status
from actions.parcel_told import explain
from actions.pursuits import PARCEL, go_on, heard, pursue, pursuit
from actions.turn import Turn

_CLAIMS = {"parcel_lost", "parcel_not_received", "still_nothing"}


class ActionParcel(Flow):
    """Where is it, late, lost, not received, still nothing, at the pick-up point."""

    def name(self) -> str:
        return "action_parcel"

    async def answer(self, turn: Turn) -> None:
        if turn.intent != "inform":
            pursue(turn, PARCEL)
            await answer_parcel(turn)
        elif not await heard(turn):
            await go_on(turn)


class GivesWay(Flow):
    """A flow that lets another go on where the message brings what that one asked for.

    "Merci, c'est le 20417" is an answer first, whatever it was classified as.
    """

    async def answer(self, turn: Turn) -> None:
        if turn.brings_what_was_asked:
            await go_on(turn)
        elif not await heard(turn):
            await self.reply(turn)

    @abstractmethod
    async def reply(self, turn: Turn) -> None:
        """Answer the message for what it was taken for."""


@pursuit(PARCEL)
async def answer_parcel(turn: Turn) -> None:
    """Ask for what is missing, or tell what has become of the order's parcels."""
    if turn.intent in _CLAIMS:
        turn.remember(claim=NOT_RECEIVED)
    if turn.intent == "second_contact" or (
        turn.intent == "still_nothing" and turn.slot("is_returning")
    ):
        turn.remember(contacted_before=True)
    order_number = await proven_order(turn)
    if order_number is not None:
        await tell(turn, order_number)


async def tell(turn: Turn, order_number: str) -> None:
    """Explain each parcel, then offer or do what comes next."""
    status = await parcel_status(turn, order_number)
    if tell_if_cancelled(turn, status):
        return
    explain(turn, status)
    await next_step(turn, status)


async def open_not_received(turn: Turn, order_number: str) -> None:
    """The parcel told of as delivered is not there: the case, without explaining all again."""
    turn.remember(claim=NOT_RECEIVED)
    status = await parcel_status(turn, order_number)
    await next_step(turn, status)
