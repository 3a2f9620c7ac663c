"""What the flows about one order share: an answer first, then the request, then the order."""

from __future__ import annotations

from abc import ABC
from typing import ClassVar

from actions.carriers.diagnosis import Code
from actions.flow import Flow
from actions.parcels.identify import proven_order
from actions.parcels.receipt import is_whole
from actions.parcels.status import Status, parcel_status
from actions.pursuits import go_on, heard, pursue
from actions.turn import Turn
from actions.wording import moment


class OrderFlow(Flow, ABC):
    """A flow about one order: a message that answers a question is that answer, else a request."""

    pursues: ClassVar[str]

    async def answer(self, turn: Turn) -> None:
        if not await heard(turn):
            pursue(turn, self.pursues)
            await go_on(turn)


async def order_status(turn: Turn) -> Status | None:
    """The order that the request is about, with its parcels.

    None once something was asked for, or once it was said that the order is cancelled.
    """
    status = await proven_status(turn)
    return None if status is None or tell_if_cancelled(turn, status) else status


async def proven_status(turn: Turn) -> Status | None:
    """The same for an order that may be cancelled; None once something was asked for."""
    order_number = await proven_order(turn)
    return None if order_number is None else await parcel_status(turn, order_number)


def tell_if_cancelled(turn: Turn, status: Status) -> bool:
    """Say that the order is cancelled, if it is: nothing of it can be tracked or changed."""
    if not say_if_cancelled(turn, status):
        return False
    ask_if_helped(turn)
    return True


def say_if_cancelled(turn: Turn, status: Status) -> bool:
    """The same without asking whether that helped: the caller goes on."""
    order = status.order
    if order.cancelled_at is None:
        return False
    turn.say(
        "utter_order_is_cancelled",
        order_number=order.number,
        cancelled_on=moment(order.cancelled_at, turn.language),
    )
    return True


def has_left(status: Status) -> bool:
    """Whether any parcel of the order was made ready for a carrier."""
    return any(found.parcel is not None for found in status.parcels)


def is_with_customer(status: Status) -> bool:
    """Whether all of the order was delivered."""
    delivered = all(found.code is Code.delivered for found in status.parcels)
    return delivered and is_whole(status.parcels, status.order.lines)


def ask_if_helped(turn: Turn) -> None:
    """End an answer after which nothing has to follow, unless something else was asked as well."""
    if not turn.slot("postponed"):
        turn.say("utter_ask_helped")
    turn.wait_for("helped")
    turn.ends_as("answer")
