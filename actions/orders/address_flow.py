"""Changing where an order goes: done in the shop before it leaves; afterwards, what is possible."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from actions.carriers.diagnosis import local_day
from actions.orders.change import agreed, amends, change, effect, once, request
from actions.parcels.answer import values
from actions.parcels.order_flow import (
    OrderFlow,
    ask_if_helped,
    has_left,
    is_with_customer,
    order_status,
)
from actions.parcels.status import Status
from actions.pursuits import go_on, hears, pursuit
from actions.request import note, noted
from actions.shop.aftersales import Address
from actions.talk.choice_flow import wish
from actions.turn import Turn
from actions.words.postal_address import numbers_of, read_address, read_street

ADDRESS = "address"

_CHANGED = {
    "fr": "Adresse de la commande {order} changée : {address}",
    "en": "Address of order {order} changed: {address}",
}


class ActionChangeAddress(OrderFlow):
    """I gave the wrong address, I have moved."""

    pursues = ADDRESS

    def name(self) -> str:
        return "action_change_address"

    async def answer(self, turn: Turn) -> None:
        if turn.awaiting == "address_or_refund":
            await wish(turn, "order_change")
        else:
            await super().answer(turn)


@pursuit(ADDRESS, flow="change")
async def answer_address(turn: Turn) -> None:
    """Ask for the new address and read it back, or say what can be done instead."""
    turn.learn(topic="change_address")
    _take(turn)
    status = await order_status(turn)
    if status is None:
        return
    if has_left(status):
        _too_late(turn, status)
        return
    order_number = status.order.number
    kept = noted(turn, order_number).get("address")
    if kept is None:
        turn.say("utter_ask_new_address")
        turn.wait_for("new_address")
        turn.ends_as("question")
    else:
        address = Address(**kept)
        turn.learn(new_address=address.one_line())
        turn.say("utter_can_change_address", order_number=order_number, address=address.one_line())
        await request(turn, ADDRESS, order_number, lambda: _ask(turn), **kept)


def _ask(turn: Turn) -> None:
    turn.say("utter_ask_change_address")
    turn.wait_for("address_confirm")
    turn.ends_as("question")


def _take(turn: Turn) -> bool:
    """Keep the address that the message holds, if it holds one."""
    address = read_address(turn.text)
    if address is None:
        return False
    turn.leave_out(numbers_of(turn.text))
    note(turn, turn.reading.order_number or turn.slot("order_number"), address=asdict(address))
    return True


def _too_late(turn: Turn, status: Status) -> None:
    if is_with_customer(status):
        turn.say("utter_address_delivered")
    else:
        said = values(status.gravest, turn.language, local_day(turn.now))
        words = "utter_address_too_late" if said["link"] else "utter_address_too_late_no_page"
        turn.say(words, carrier=said["carrier"], link=said["link"])
    ask_if_helped(turn)


@hears("new_address", flow="change")
async def new_address_answered(turn: Turn) -> bool:
    """Street, postcode and town; asked again, once with an example, where a part is missing."""
    if _take(turn):
        await go_on(turn)
        return True
    if turn.intent in {"inform", "nlu_fallback", "change_address"} and turn.text:
        failures = int(turn.slot("failures") or 0) + 1
        turn.remember(failures=failures)
        turn.ends_as("failure")
        if failures > 1:
            await wish(turn, "order_change")
        else:
            turn.say("utter_address_incomplete")
        return True
    return False


@hears("address_confirm", flow="change")
async def address_confirmed(turn: Turn) -> bool:
    """Yes, there; another one; or not after all."""
    if await another_address(turn):
        return True
    order_number = str(turn.slot("order_number"))
    kept = noted(turn, order_number)["address"]
    return await agreed(
        turn, lambda: change(turn, "address", order_number, **kept), "change_address"
    )


@amends("address")
async def another_address(turn: Turn) -> bool:
    """An address in the place of the one that is about to be taken, or another house there."""
    if read_address(turn.text) is not None:
        return await new_address_answered(turn)
    street = read_street(turn.text)
    order_number = str(turn.slot("order_number"))
    kept = noted(turn, order_number).get("address")
    if street is None or kept is None:
        return False
    turn.leave_out(re.findall(r"\d+", street))
    note(turn, order_number, address={**kept, "street": street})
    await go_on(turn)
    return True


@effect("address")
async def change_address(turn: Turn, wanted: dict[str, Any]) -> None:
    """Change the address in the shop, and confirm with the one that stands now."""
    order_number = str(wanted["order_number"])
    address = await turn.within_time(
        turn.shop.aftersales.change_address(
            turn.brand,
            order_number,
            Address(wanted["street"], wanted["postcode"], wanted["city"]),
            once=once(turn, "address"),
        )
    )
    turn.learn(new_address=address.one_line())
    turn.did(_CHANGED[turn.language].format(order=order_number, address=address.one_line()))
    turn.say("utter_address_changed", order_number=order_number, address=address.one_line())
    turn.ends_as("done")
