"""What a good human does once a parcel's state is known, as far as the bot may.

What would change an order ends as a case or with a human: proof for changing comes with the shop's
signed identity.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from actions.carriers.diagnosis import Code, Diagnosis, local_day
from actions.parcels.answer import response, values
from actions.parcels.order_flow import ask_if_helped
from actions.parcels.status import Status
from actions.postponed import human_follows
from actions.promises import (
    CHECK_DAYS,
    case_of,
    office_day,
    office_day_after,
    promise,
    say_case_of,
)
from actions.turn import Turn
from actions.words.pickup import went_in_vain

NOT_RECEIVED = "not_received"
"""Value of the slot `claim`: the customer says that nothing has arrived."""

# Nothing more is needed from anybody, or the customer has it in hand.
_SETTLED = {Code.delivered, Code.at_pickup, Code.out_for_delivery, Code.in_transit_on_time}


async def next_step(turn: Turn, status: Status) -> None:
    """Offer, promise or hand over, by the gravest of the order's parcels."""
    reason = _why_a_human(turn, status)
    step = _STEPS.get(status.gravest.code, _ask_if_helped)
    # Who hands over asks nothing more.
    await step(Scene(turn, status, asks=reason is None))
    if reason and not turn.escalated:
        _hand_over(turn, reason, f"utter_human_{reason}", urgent=True)


async def see_to_lost(turn: Turn, status: Status) -> bool:
    """Tell of what is lost in an order that is asked about for another reason, and promise it.

    Nothing is said twice: where its case stands, whoever asked for the parcel has heard of it.
    False where that case's date has passed: a human has to answer for it.
    """
    kept = True
    for found in status.parcels:
        if found.code is not Code.presumed_lost:
            continue
        due = office_day(local_day(turn.now), CHECK_DAYS)
        case = await case_of(turn, "lost_parcel", found, due)
        if case.created or case.due_at <= turn.now:
            said = values(found, turn.language, local_day(turn.now))
            turn.say(response(found), **said)
            kept = say_case_of(turn, "lost_parcel", found, case) and kept
    return kept


def _why_a_human(turn: Turn, status: Status) -> str | None:
    """Why a human takes over after the explanation, whatever has become of the parcel."""
    found = status.gravest
    missing = found.code is Code.delivered and turn.slot("claim") == NOT_RECEIVED
    if found.code in _SETTLED and not missing:
        return None
    if turn.slot("contacted_before"):
        return "second_contact"
    wanted = status.order.wanted_by
    late = wanted is not None and (found.due is None or found.due > wanted)
    return "gift_date" if late else None


@dataclass(frozen=True)
class Scene:
    """What a next step depends on; `asks` is false where a human takes over right after it."""

    turn: Turn
    status: Status
    asks: bool

    @property
    def found(self) -> Diagnosis:
        """The gravest parcel."""
        return self.status.gravest

    @property
    def alike(self) -> list[Diagnosis]:
        """All parcels that the same has become of: each gets its case."""
        return [one for one in self.status.parcels if one.code is self.found.code]


async def _ask_if_helped(scene: Scene) -> None:
    if scene.asks:
        ask_if_helped(scene.turn)
    else:
        scene.turn.ends_as("answer")


async def _shop_has_to_act(scene: Scene) -> None:
    _hand_over(scene.turn, "shop_action", "utter_human_shop")


async def _carrier_cannot_say(scene: Scene) -> None:
    _hand_over(scene.turn, "carrier_unavailable", "utter_human_carrier")


async def _no_client(scene: Scene) -> None:
    if scene.turn.slot("claim") == NOT_RECEIVED or scene.found.due is None:
        _hand_over(scene.turn, "shop_action", "utter_human_shop")
    else:
        await _ask_if_helped(scene)


async def _unknown_number(scene: Scene) -> None:
    if scene.found.silence_days > 1 or scene.turn.slot("claim") == NOT_RECEIVED:
        _hand_over(scene.turn, "shop_action", "utter_human_shop")
    else:
        await _ask_if_helped(scene)


async def _at_pickup(scene: Scene) -> None:
    point, last_day = scene.found.pickup_point, scene.found.last_day
    if point and point.closed_until and last_day and point.closed_until >= last_day:
        # It would go back before the shop opens again.
        _hand_over(scene.turn, "shop_action", "utter_human_shop")
        return
    if scene.found.diverted_from is None and went_in_vain(scene.turn.text):
        said = values(scene.found, scene.turn.language, local_day(scene.turn.now))
        scene.turn.say("utter_pickup_in_vain", **said)
    await _ask_if_helped(scene)


async def _late(scene: Scene) -> None:
    offer = scene.turn.policies.late_offer.get(scene.turn.language)
    if offer is None or not scene.asks or human_follows(scene.turn):
        await _ask_if_helped(scene)
        return
    scene.turn.say("utter_late_offer", offer=offer)
    scene.turn.wait_for("late_offer")
    scene.turn.ends_as("answer")


async def _lost(scene: Scene) -> None:
    due = office_day(local_day(scene.turn.now), CHECK_DAYS)
    if not await _promise(scene, "lost_parcel", due):
        return
    if _above_limit(scene):
        _hand_over(scene.turn, "amount_over_limit", "utter_human_amount", urgent=True)
        return
    await _resend_or_refund(scene)


async def _delivered(scene: Scene) -> None:
    if scene.turn.slot("claim") != NOT_RECEIVED:
        scene.turn.say("utter_ask_received")
        scene.turn.wait_for("received")
        scene.turn.ends_as("answer")
        return
    due = office_day_after(scene.turn.now, scene.turn.policies.patience_hours)
    if not await _promise(scene, "not_received", due):
        return
    scene.turn.wait_for("found_after_all")
    scene.turn.ends_as("answer")
    if _above_limit(scene):
        _hand_over(scene.turn, "amount_over_limit", "utter_human_amount", urgent=True)


async def _promise(scene: Scene, kind: str, due: date) -> bool:
    """A case for each parcel alike; False once a human takes over, as a date has not been kept."""
    kept = [await promise(scene.turn, kind, one, due) for one in scene.alike]
    if not all(kept):
        _hand_over(scene.turn, "missed_promise", "utter_human_overdue", urgent=True)
    return all(kept)


async def _address_or_refund(scene: Scene) -> None:
    if scene.asks:
        scene.turn.say("utter_ask_address_or_refund")
    scene.turn.wait_for("address_or_refund")
    scene.turn.ends_as("question")


async def _resend_or_refund(scene: Scene) -> None:
    if scene.asks:
        scene.turn.say("utter_ask_resend_or_refund")
    scene.turn.wait_for("resend_or_refund")
    scene.turn.ends_as("question")


_STEPS: dict[Code, Callable[[Scene], Awaitable[None]]] = {
    Code.not_handed_over_late: _shop_has_to_act,
    Code.in_transit_late: _late,
    Code.presumed_lost: _lost,
    Code.delivered: _delivered,
    Code.at_pickup: _at_pickup,
    Code.pickup_over: _resend_or_refund,
    Code.undeliverable: _address_or_refund,
    Code.returning: _resend_or_refund,
    Code.returned: _resend_or_refund,
    Code.unknown_number: _unknown_number,
    Code.carrier_down: _carrier_cannot_say,
    Code.no_client: _no_client,
}


def _above_limit(scene: Scene) -> bool:
    return scene.status.order.total > scene.turn.policies.lost_limit


def _hand_over(turn: Turn, reason: str, words: str, *, urgent: bool = False) -> None:
    turn.say(words)
    turn.ends_as("answer")
    turn.escalate(reason, urgency="high" if urgent else "normal")
