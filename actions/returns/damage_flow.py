"""Damaged, wrong or missing: the case and the photo first, then what makes it good.

Below the brand's limit and for a first incident it is sent again or refunded at once, after the
proof for changing; above it the quality team decides, with all facts.
"""

from __future__ import annotations

from typing import Any, Literal

from actions.carriers.diagnosis import Code, Diagnosis, local_day
from actions.first_words import FAULT, said_at
from actions.hand_over import hand_over
from actions.orders.change import change
from actions.parcels.found import note_found
from actions.parcels.next_step import see_to_lost
from actions.parcels.order_flow import OrderFlow, has_left, order_status
from actions.parcels.parcel_flow import half_arrived, tell
from actions.parcels.receipt import receipt
from actions.parcels.status import Status
from actions.promises import CHECK_DAYS, office_day, open_case, tell_case
from actions.pursuits import PARCEL, heard, hears, pursue, pursuit
from actions.request import note, noted
from actions.returns import articles
from actions.returns.article_choice import named_so_far, which_articles
from actions.returns.articles import Articles
from actions.returns.guarantee_flow import GUARANTEE, answer_guarantee
from actions.talk.small_talk_flow import come_back
from actions.turn import Turn
from actions.words.remedy import remedy_named, remedy_wanted
from actions.words.turned_up import turned_up

DAMAGE = "damage"

LATE_DAYS = 30
"""Days after the receipt from which a defect is the guarantee's."""

Fault = Literal["damaged", "wrong", "missing"]

CLAIMS: dict[str, Fault] = {
    "damaged_item": "damaged",
    "wrong_item": "wrong",
    "missing_item": "missing",
}
"""Intents that tell what is wrong with an article, and what the shop calls it."""
_CASES = {
    "damaged": "utter_case_damaged",
    "wrong": "utter_case_wrong",
    "missing": "utter_case_missing",
}
_REPLACES = {"fr": "Remplace le dossier {number}.", "en": "Replaces case {number}."}
"""Said of a case where the parcel that had one turned up, so that both are read together."""
_Change = Literal["resend", "refund"]
_CHANGES: dict[str, _Change] = {"replacement": "resend", "refund": "refund"}
"""What is done in the shop for each remedy."""
_STILL_COMING = {
    Code.not_handed_over,
    Code.in_transit_on_time,
    Code.in_transit_late,
    Code.out_for_delivery,
    Code.attempted,
    Code.at_pickup,
    Code.customs_held,
}


class ActionDamage(OrderFlow):
    """It arrived broken, it is not what I ordered, something is missing."""

    pursues = DAMAGE

    def name(self) -> str:
        return "action_damage"

    async def answer(self, turn: Turn) -> None:
        if turn.awaiting == "remedy" and not turn.reading.identifies:
            if await heard(turn):
                return
            if not await _names_an_article(turn):
                # What has its case is told once more: it gets no second one.
                come_back(turn)
                return
        await super().answer(turn)


async def _names_an_article(turn: Turn) -> bool:
    """Whether an article of the order is named, which may be another one that is broken too."""
    order_number = str(turn.slot("order_number"))
    order = await turn.within_time(turn.shop.orders.order(turn.brand, order_number))
    return order is not None and bool(articles.named(turn.text, order.lines))


@pursuit(DAMAGE, flow="damage")
async def answer_damage(turn: Turn) -> None:
    """Find the article, open the case, ask for a photo, and offer what makes it good."""
    if turn.intent in CLAIMS:
        turn.remember(claim=CLAIMS[turn.intent])
        wanted = remedy_wanted(turn.text)
        if wanted in _CHANGES:
            note(turn, turn.reading.order_number or turn.slot("order_number"), remedy=wanted)
    reason = _reason(turn)
    turn.learn(topic=reason)
    status = await order_status(turn)
    if status is None:
        return
    found = _found_after_all(turn, status.order.number)
    lines = status.order.lines if found or reason == "missing" else _arrived(status)
    if not has_left(status) or not lines:
        pursue(turn, PARCEL)
        await tell(turn, status.order.number)
        return
    if reason == "missing":
        meant = await _missing(turn, status)
    else:
        # Who got something else altogether cannot say which of the order's articles it is.
        other = reason == "wrong" and turn.awaiting == "which_item"
        number = status.order.number
        meant = await which_articles(turn, number, lines, all_unless_named=other)
    if meant is None:
        return
    if reason == "damaged" and _is_long_ago(turn, status):
        pursue(turn, GUARANTEE)
        await answer_guarantee(turn)
        return
    kept = found or await see_to_lost(turn, status)
    if await _open(turn, status, meant, reason):
        await _decide(turn, status, meant, kept=kept)


async def _decide(turn: Turn, status: Status, meant: Articles, *, kept: bool) -> None:
    """A human above the limit or for a promise not kept; else what makes it good, done or asked."""
    if not kept:
        await hand_over(turn, "missed_promise", "utter_human_overdue", urgency="high")
        return
    if await _above_limit(turn, status, meant):
        await hand_over(
            turn, "amount_over_limit", "utter_human_quality", team="quality", urgency="high"
        )
        return
    chosen = noted(turn, status.order.number).get("remedy")
    if chosen in _CHANGES:
        await _make_good(turn, _CHANGES[chosen])
        return
    turn.say("utter_ask_remedy", articles=articles.in_words(meant, turn.language))
    turn.wait_for("remedy")
    turn.ends_as("question")


def _reason(turn: Turn) -> Fault:
    told: dict[str, Fault] = {str(reason): reason for reason in CLAIMS.values()}
    return told.get(str(turn.slot("claim")), "damaged")


def _found_after_all(turn: Turn, order_number: str) -> bool:
    """Whether the parcel had a case and is there in the end, whatever its carrier says."""
    if turn.known.get("case_number") and turned_up(turn.text):
        note(turn, order_number, replaces=note_found(turn))
    return noted(turn, order_number).get("replaces") is not None


def _arrived(status: Status) -> Articles:
    """The lines that can have arrived at all: what is lost is neither broken nor the wrong one."""
    lost = [p.parcel for p in status.parcels if p.code is Code.presumed_lost and p.parcel]
    gone = {title for parcel in lost for title in parcel.contents}
    if lost and not gone:
        return () if len(lost) == len(status.parcels) else tuple(status.order.lines)
    return tuple(line for line in status.order.lines if line.title not in gone)


def _coming(status: Status) -> Articles:
    """What lies in one of several parcels and has not arrived yet."""
    if len(status.parcels) == 1:
        return ()
    parcels: list[Diagnosis] = [p for p in status.parcels if p.code in _STILL_COMING]
    titles = {title for p in parcels if p.parcel for title in p.parcel.contents}
    return tuple(line for line in status.order.lines if line.title in titles)


async def _missing(turn: Turn, status: Status) -> Articles | None:
    """What is missing; None once it was asked for, or told that it travels in another parcel.

    Half of an order is here and the rest on its way: nobody has to be asked what is missing.
    """
    number, lines = status.order.number, status.order.lines
    coming = _coming(status)
    if half_arrived(turn, status):
        # What they name beside "only one box" is what they ordered.
        pursue(turn, PARCEL)
        await tell(turn, number)
        return None
    if coming and not await named_so_far(turn, number, lines, articles.missing):
        meant = coming
    else:
        meant = await which_articles(turn, number, lines, read=articles.missing)
    titles = {line.title for line in coming}
    if meant is None or not all(line.title in titles for line in meant):
        return meant
    turn.say("utter_missing_in_other_parcel", articles=articles.in_words(meant, turn.language))
    pursue(turn, PARCEL)
    await tell(turn, number)
    return None


async def _open(turn: Turn, status: Status, meant: Articles, reason: Fault) -> bool:
    """Open the case and tell it; False once a human answers for one whose date has passed."""
    said = articles.in_words(meant, turn.language)
    summary = {"articles": said, "photo": "asked"}
    replaced = noted(turn, status.order.number).get("replaces")
    if replaced is not None:
        problem = turn.known.get("problem") or turn.text
        words = _REPLACES[turn.language].format(number=replaced)
        summary |= {"replaces": replaced, "text": f"{words} {problem}"}
    case = await open_case(
        turn,
        f"{reason}_item",
        office_day(local_day(turn.now), CHECK_DAYS),
        order_number=status.order.number,
        team="quality",
        summary=summary,
    )
    mail = turn.storefront.contact.email
    return await tell_case(turn, case, _CASES[reason], articles=said, mail=mail)


def _is_long_ago(turn: Turn, status: Status) -> bool:
    """Whether what is told as damaged was received too long ago to be the parcel's fault."""
    received = receipt(status.parcels, status.order.lines).on
    return received is not None and (local_day(said_at(turn, FAULT)) - received).days > LATE_DAYS


async def _above_limit(turn: Turn, status: Status, meant: Articles) -> bool:
    """Whether a human decides: too dear, not the first time, or told long after the receipt."""
    if _is_long_ago(turn, status):
        return True
    if sum(line.total for line in meant) > turn.policies.damage_limit:
        return True
    email = status.order.customer.email
    return not await turn.within_time(turn.shop.aftersales.is_first_incident(turn.brand, email))


@hears("remedy", flow="damage")
async def remedy_answered(turn: Turn) -> bool:
    """A replacement or the money back, as the customer chooses."""
    kinds: dict[str, _Change] = {
        "resend": "resend",
        "exchange_item": "resend",
        "refund": "refund",
    }
    # "Exchange it, or else the money back": the words say which comes first.
    kind = _CHANGES.get(str(remedy_named(turn.text))) or kinds.get(turn.intent)
    if kind is None:
        return False
    await _make_good(turn, kind)
    return True


async def _make_good(turn: Turn, kind: _Change) -> None:
    order_number = str(turn.slot("order_number"))
    turn.learn(remedy=kind)
    kept: dict[str, Any] = noted(turn, order_number)
    await change(turn, kind, order_number, pieces=kept["pieces"], reason=_reason(turn))
