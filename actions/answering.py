"""All that one message asks, answered in one turn as far as the customer need not answer first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from actions import postponed
from actions.corrected import is_corrected, only_regrets
from actions.hand_over import tell_of_the_parcel
from actions.postponed import ASIDES, Part
from actions.pursuits import HEARD_FIRST, go_on
from actions.turn import Turn
from actions.words.order_line import only_says_which
from actions.words.return_costs import asks_when_paid

_OWN_WORDS = frozenset({"which_item", "exchange_for", "new_address", "address_confirm"})
"""What is awaited in the customer's own words, of which parts may be taken for anything."""

_YES_OR_NO = frozenset({"affirm", "deny"})
_ANSWERS: dict[str, frozenset[str]] = {
    "resend_or_refund": frozenset({"resend", "refund"}),
    "address_or_refund": frozenset({"change_address", "order_change", "refund"}),
    "remedy": frozenset({"resend", "refund", "exchange_item"}),
    **dict.fromkeys(("received", "late_offer", "human_offer", "opened"), _YES_OR_NO),
    **dict.fromkeys(("return_confirm", "cancel_confirm"), _YES_OR_NO),
}
"""What answers a question, whatever else the message asks in the same breath."""

FACTS_FIRST = frozenset({"angry"})
"""A human takes over, but what the same message asks is told before: the queue may be long."""

_OF_A_NUMBER = frozenset({"track_parcel", "inform"})
"""What a line that only says which order it is may be taken for."""

_TELLS_NOTHING = frozenset({"nlu_fallback", "not_helped"})
"""Said while something waits, it is most likely about that."""


class Plays(Protocol):
    """A flow, as far as this module knows it."""

    async def play(self, turn: Turn) -> None: ...


def parts_of(turn: Turn) -> list[Part]:
    """What the message asks, in the order in which it is answered.

    An answer to the open question comes first; of several requests, those that need no order.
    """
    own = _own(turn)
    if turn.awaiting in _OWN_WORDS:
        return [own]
    if postponed.is_no_customers(own) and turn.brings_what_was_asked:
        # What the order was asked for comes first: it is all that was missing.
        return [own._replace(intent="inform"), own]
    if own.intent in FACTS_FIRST:
        return [*postponed.asides_of(turn), own]
    answers = _ANSWERS.get(turn.awaiting or "", frozenset())
    if own.intent not in answers and postponed.subject_of(own.intent):
        given = [part for part in turn.also if part.intent in answers]
        if given and not (turn.awaiting == "cancel_confirm" and asks_when_paid(own.text)):
            return [given[0], own]
    meant = _waiting_and_meant(turn, own)
    if meant is not None:
        return [meant, *postponed.under_way(turn)]
    others = postponed.besides(turn)
    own = postponed.without(own, others)
    problems = [part for part in others if part.intent not in ASIDES]
    if problems and own.intent in ASIDES and not postponed.asks(own):
        # Mentioned in passing: "free delivery, you said, and where is it?"
        return others
    asked = [part for part in [own, *others] if part.intent in ASIDES and postponed.ended(turn)]
    rest = [part for part in [own, *others] if part not in asked]
    return [*_as_written(asked, turn.text), *sorted(rest, key=_comes_later)]


def _own(turn: Turn) -> Part:
    """The message as it was read; where that is not sure, its numbers say what it is about.

    Nor does an unsure reading change the subject while a number is awaited, or to something that
    needs no order right after an answer about one.
    """
    own = Part(turn.intent, turn.text, turn.confidence)
    if is_corrected(turn):
        return own._replace(intent="inform")
    if only_regrets(turn):
        return own._replace(intent="wait")
    told = _told_beside_a_number(turn, own)
    if told is not None:
        return told
    if own.confidence >= postponed.SURE or postponed.subject_of(own.intent) is None:
        return own
    if turn.reading.identifies or turn.brings_what_was_asked:
        return own._replace(intent="inform")
    told = turn.awaiting in {"helped", "told"} and turn.slot("order_number") is not None
    if turn.awaiting in {"order", "proof"} or (told and own.intent in ASIDES):
        return own._replace(intent="nlu_fallback")
    return own


def _told_beside_a_number(turn: Turn, own: Part) -> Part | None:
    """What is told with the order's number, where the number's own words were read as a request.

    "Is it too late to send it back?", then "order 20461, postcode 33000", which alone asks for a
    parcel.
    """
    if own.intent not in _OF_A_NUMBER or not turn.reading.identifies:
        return None
    parts = [p for p in turn.also if p.confidence >= postponed.SURE]
    subjects = {postponed.subject_of(part.intent) for part in parts}
    rest = own.text
    for part in turn.also:
        rest = rest.replace(part.text, " ")
    if "parcel" in subjects or not only_says_which(rest):
        return None
    told = [p for p in parts if postponed.subject_of(p.intent) and p.intent not in ASIDES]
    surest = max(told, key=lambda part: part.confidence, default=None)
    return surest and surest._replace(text=own.text)


def _as_written(parts: list[Part], text: str) -> list[Part]:
    """Questions in the order in which the message asks them."""
    return sorted(parts, key=lambda part: text.find(part.text.partition("\n")[0]))


def _comes_later(part: Part) -> int:
    """What is missing comes before what is broken: its case waits for nobody's photo.

    What a human has to do comes last: once one takes over, nothing else is answered.
    """
    if postponed.for_a_human(part):
        return 2
    return int(postponed.subject_of(part.intent) in {"article", "missing"})


async def answer_all(
    turn: Turn, parts: Sequence[Part], flow: Plays, flows: Callable[[], Mapping[str, Plays]]
) -> None:
    """Answer these parts: the message's own by its `flow`, others by those that `flows` gives.

    What has to wait for an answer of the customer's is announced, and taken up once it has come.
    """
    own_intent, (first, *others) = turn.intent, parts
    turn.turn_to(first.intent, first.text)
    postponed.begin(turn)
    postponed.postpone(turn, others)
    await _play(turn, flow if first.intent == own_intent else flows()[first.intent])
    while (part := _next(turn)) is not None:
        turn.wait_for(None)
        if part.intent not in FACTS_FIRST:
            turn.say("utter_now_other", subject=postponed.called(turn, part))
        turn.turn_to(part.intent, part.text)
        await _play(turn, flows()[part.intent])
    if turn.escalated and postponed.asks_for_the_parcel(turn):
        await tell_of_the_parcel(turn)
    if postponed.waiting(turn) and (others or turn.escalated):
        postponed.announce(turn)


def _next(turn: Turn) -> Part | None:
    """What is taken up now: what waits, once nothing has to be answered first; a human at once."""
    for_a_human = any(part.intent in FACTS_FIRST for part in postponed.waiting(turn))
    return postponed.next_one(turn) if for_a_human or postponed.ended(turn) else None


async def _play(turn: Turn, flow: Plays) -> None:
    await flow.play(turn)
    if turn.intent in ASIDES and turn.brings_what_was_asked and not turn.escalated:
        # A question in between, and the answer to ours.
        await go_on(turn)


def _waiting_and_meant(turn: Turn, own: Part) -> Part | None:
    """What waits, if the message comes back to it, with the words of both."""
    if own.intent in HEARD_FIRST:
        return None
    subject = postponed.subject_of(own.intent)
    for part in postponed.waiting(turn):
        if subject is not None and postponed.subject_of(part.intent) == subject:
            return own._replace(text=f"{part.text}\n{own.text}")
        if own.intent in _TELLS_NOTHING or own.confidence < postponed.SURE:
            return part._replace(text=f"{part.text}\n{own.text}")
    return None
