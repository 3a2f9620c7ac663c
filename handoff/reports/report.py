"""The first report: how episodes ended, how fast answers came, how long people worked.

An episode counts on the day it was opened, in its brand's time zone, and has at most one outcome.
Everything is read from the log and from the episodes that fold it; nothing is assumed.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel
from sqlalchemy import text

from handoff.conversations.ownership import Outcome
from handoff.reports.shares import percentages
from handoff.storage.engine import Record


class Episode(NamedTuple):
    """What the report knows of one episode; times in seconds, None where it did not happen."""

    brand: str
    day: date
    outcome: str | None
    recontacted: bool
    left_bot: bool
    handled: float | None
    answered: float | None
    human: float | None


class Spread(BaseModel):
    """Seconds at the median and at the ninetieth percentile; None where there was nothing."""

    count: int
    p50: float | None
    p90: float | None


class Handling(Spread):
    """CM's time an episode, in seconds, and all of it in minutes."""

    minutes: float


class Day(BaseModel):
    """One day of one brand. Seconds and minutes as in the report."""

    day: date
    brand: str
    episodes: int
    open: int
    with_bot: int
    share_with_bot: float | None
    outcomes: dict[str, int]
    first_response_p50: float | None
    handling_minutes: float


class Report(BaseModel):
    """The figures of a period.

    `outcomes` counts every outcome, `percent` their shares, which add up to 100 % of the closed
    episodes. `share_with_bot` is the per cent of episodes that never left the bot.
    `first_response` runs from the first words of the customer to the first answer of bot or CM,
    `first_human_response` from joining the queue to the CM's first words. `recontacted` counts
    episodes followed by another about the same thing. `minutes_saved` is the median of CM's time
    an episode, as measured in this period, times the episodes that the bot resolved; None while no
    CM has closed one.
    """

    first: date
    last: date
    brand: str | None
    episodes: int
    open: int
    closed: int
    outcomes: dict[str, int]
    percent: dict[str, float]
    first_response: Spread
    first_human_response: Spread
    handling: Handling
    share_with_bot: float | None
    recontacted: int
    minutes_saved: float | None
    days: list[Day]


async def report(record: Record, zones: Mapping[str, str], first: date, last: date) -> Report:
    """The report of the days `first` to `last`, both included.

    Args:
        record: where the log is.
        zones: the brands to report on, each with the name of its time zone.
        first: the first day.
        last: the last day.
    """
    names = list(zones)
    values = {"brands": names, "zones": list(zones.values()), "first": first, "last": last}
    async with record.transaction(names) as connection:
        episodes = [Episode(*row) for row in await connection.execute(_EPISODES, values)]
    closed = [row for row in episodes if row.outcome]
    counts = {outcome.value: 0 for outcome in Outcome}
    counts |= Counter(str(row.outcome) for row in closed)
    handling = _spread([row.handled for row in episodes])
    return Report(
        first=first,
        last=last,
        brand=names[0] if len(names) == 1 else None,
        episodes=len(episodes),
        open=len(episodes) - len(closed),
        closed=len(closed),
        outcomes=counts,
        percent=percentages(counts),
        first_response=_spread([row.answered for row in episodes]),
        first_human_response=_spread([row.human for row in episodes]),
        handling=Handling(**handling.model_dump(), minutes=_minutes(episodes)),
        share_with_bot=_share_with_bot(episodes),
        recontacted=sum(row.recontacted for row in episodes),
        minutes_saved=_minutes_saved(episodes),
        days=_days(episodes),
    )


def _days(episodes: Sequence[Episode]) -> list[Day]:
    by_day: dict[tuple[date, str], list[Episode]] = {}
    for row in episodes:
        by_day.setdefault((row.day, row.brand), []).append(row)
    return [
        Day(
            day=day,
            brand=brand,
            episodes=len(rows),
            open=sum(row.outcome is None for row in rows),
            with_bot=sum(not row.left_bot for row in rows),
            share_with_bot=_share_with_bot(rows),
            outcomes=dict(Counter(str(row.outcome) for row in rows if row.outcome)),
            first_response_p50=_spread([row.answered for row in rows]).p50,
            handling_minutes=_minutes(rows),
        )
        for (day, brand), rows in sorted(by_day.items())
    ]


def _spread(seconds: Sequence[float | None]) -> Spread:
    known = sorted(value for value in seconds if value is not None)
    return Spread(count=len(known), p50=_percentile(known, 0.5), p90=_percentile(known, 0.9))


def _percentile(ordered: list[float], part: float) -> float | None:
    """The nearest-rank percentile: a value that occurred, never one in between."""
    if not ordered:
        return None
    return round(ordered[max(0, math.ceil(part * len(ordered)) - 1)], 1)


def _minutes(episodes: Sequence[Episode]) -> float:
    return round(sum(row.handled or 0.0 for row in episodes) / 60, 1)


def _share_with_bot(episodes: Sequence[Episode]) -> float | None:
    if not episodes:
        return None
    return round(100 * sum(not row.left_bot for row in episodes) / len(episodes), 1)


def _minutes_saved(episodes: Sequence[Episode]) -> float | None:
    by_cm = _spread([row.handled for row in episodes if row.outcome == Outcome.RESOLVED_BY_CM]).p50
    if by_cm is None:
        return None
    by_bot = sum(row.outcome == Outcome.RESOLVED_BY_BOT for row in episodes)
    return round(by_bot * by_cm / 60, 1)


# An episode begins with the customer's first words: a widget opened and left is no contact.
_EPISODES = text(
    """
    WITH zones AS (
        SELECT * FROM unnest(CAST(:brands AS text[]), CAST(:zones AS text[])) AS z (brand, zone)
    ), chosen AS (
        SELECT e.*, (e.opened_at AT TIME ZONE z.zone)::date AS day
        FROM episodes e JOIN zones z USING (brand)
        WHERE e.opened_at >= CAST(:first AS date) - interval '1 day'
          AND e.opened_at < CAST(:last AS date) + interval '2 days'
          AND (e.opened_at AT TIME ZONE z.zone)::date BETWEEN :first AND :last
    ), log AS (
        SELECT l.conversation_id, l.episode, l.number, l.kind, l.author, l.at,
               l.body ->> 'to' AS owner, l.body ->> 'move' = 'snooze' AS snoozed,
               lead(l.at) OVER (
                   PARTITION BY l.conversation_id, l.episode, l.kind ORDER BY l.number
               ) AS until
        FROM events l JOIN chosen USING (conversation_id, episode)
        WHERE l.kind IN ('message', 'owner')
    ), marks AS (
        SELECT conversation_id, episode,
               min(number) FILTER (WHERE kind = 'message' AND author = 'customer') AS asked,
               min(number) FILTER (WHERE owner = 'waiting') AS queued,
               bool_or(coalesce(owner IN ('waiting', 'cm'), false)) AS left_bot,
               extract(epoch FROM sum(coalesce(until, now()) - at) FILTER (
                   WHERE owner = 'cm' AND NOT snoozed
               ))
                   AS handled
        FROM log GROUP BY conversation_id, episode
    ), answers AS (
        SELECT m.conversation_id, m.episode,
               min(l.at) FILTER (WHERE l.author IN ('bot', 'cm') AND l.number > m.asked)
                   AS answered_at,
               min(l.at) FILTER (WHERE l.author = 'cm' AND l.number > m.queued) AS human_at
        FROM marks m JOIN log l USING (conversation_id, episode)
        WHERE l.kind = 'message'
        GROUP BY m.conversation_id, m.episode
    )
    SELECT c.brand, c.day, c.outcome, c.recontacted, m.left_bot,
           CAST(m.handled AS double precision) AS handled,
           CAST(extract(epoch FROM a.answered_at - asked.at) AS double precision) AS answered,
           CAST(extract(epoch FROM a.human_at - queued.at) AS double precision) AS human
    FROM chosen c
    JOIN marks m USING (conversation_id, episode)
    JOIN events asked
        ON asked.conversation_id = c.conversation_id AND asked.number = m.asked
    LEFT JOIN events queued
        ON queued.conversation_id = c.conversation_id AND queued.number = m.queued
    LEFT JOIN answers a ON a.conversation_id = c.conversation_id AND a.episode = c.episode
    ORDER BY c.day, c.brand
    """
)
