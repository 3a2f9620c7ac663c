"""What the bot may promise: a case with an owner and a date, never words alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from actions.carriers.calendar import PARIS, is_working_day
from actions.carriers.diagnosis import Diagnosis, local_day
from actions.carriers.directory import carrier
from actions.hand_over import hand_over
from actions.record import Case
from actions.turn import DEFAULT_TEAM, Turn
from actions.wording import day

CHECK_DAYS = 2
"""Working days of the team to find out what became of a lost parcel."""

_WAKES_AT = time(9, 0)
_SATURDAY = 5

_DONE = {
    "fr": "Dossier {number} ouvert, à traiter d'ici {date}",
    "en": "Case {number} opened, due by {date}",
}


def office_day(start: date, days: int) -> date:
    """The `days`-th day after `start` on which a team works (*jours ouvrés*)."""
    reached = start
    while days > 0:
        reached += timedelta(days=1)
        days -= is_working_day(reached, "FR", "") and reached.weekday() < _SATURDAY
    return reached


def office_day_after(start: datetime, hours: int) -> date:
    """The first day on which a team works once `hours` have passed since `start`."""
    return office_day(local_day(start + timedelta(hours=hours)) - timedelta(days=1), 1)


async def promise(turn: Turn, kind: str, about: Diagnosis, due: date) -> bool:
    """Open the case of a parcel, and tell its number, its owner and its date (`utter_case_<kind>`).

    The same turn, or a case of that kind still open for that parcel, gives the same case, which is
    told as the one that it is. False where its date has passed: a human has to answer for it.
    """
    return say_case_of(turn, kind, about, await case_of(turn, kind, about, due))


async def case_of(turn: Turn, kind: str, about: Diagnosis, due: date) -> Case:
    """The case of a parcel, without a word about it."""
    return await open_case(
        turn,
        kind,
        due,
        order_number=about.order_number,
        tracking_number=(about.parcel and about.parcel.tracking_number) or None,
        summary={"parcel_status": about.code.value, "filed_with_carrier": False},
    )


def say_case_of(turn: Turn, kind: str, about: Diagnosis, case: Case) -> bool:
    """Tell the case of a parcel; False where its date has passed."""
    named = carrier(about.parcel.carrier).display_name if about.parcel else ""
    return _say(turn, case, f"utter_case_{kind}", carrier=named)


async def tell_case(turn: Turn, case: Case, words: str, **said: str) -> bool:
    """Tell a case in these words where it is new, else as the one that it is.

    False once a human takes over, as its date has passed.
    """
    kept = _say(turn, case, words, **said)
    if not kept:
        await hand_over(turn, "missed_promise", "utter_human_overdue", urgency="high")
    return kept


def _say(turn: Turn, case: Case, words: str, **said: str) -> bool:
    kept = case.due_at > turn.now
    stands = "utter_case_stands" if kept else "utter_case_overdue"
    turn.say(
        words if case.created else stands,
        case_number=case.number,
        case_date=day(local_day(case.due_at), turn.language, local_day(turn.now)),
        **said,
    )
    return kept


async def open_case(
    turn: Turn,
    kind: str,
    due: date,
    *,
    order_number: str | None = None,
    tracking_number: str | None = None,
    team: str = DEFAULT_TEAM,
    summary: dict[str, Any] | None = None,
) -> Case:
    """The case of this turn and kind, due on the morning of `due`, or the one that stands already.

    It is noted for the CM; telling the customer its number and date is the caller's.
    """
    case = await turn.within_time(
        turn.clients.record.open_case(
            turn.conversation,
            {
                "turn_id": turn.turn_id,
                "action": f"{turn.action}:{kind}:{tracking_number or order_number or ''}",
                "kind": kind,
                "order_number": order_number,
                "tracking_number": tracking_number,
                "due_at": datetime.combine(due, _WAKES_AT, PARIS).isoformat(),
                "team": team,
                "summary": {"problem": turn.known.get("problem"), **(summary or {})},
            },
        )
    )
    turn.learn(case_number=case.number)
    date_said = day(local_day(case.due_at), turn.language)
    turn.did(_DONE[turn.language].format(number=case.number, date=date_said))
    return case
