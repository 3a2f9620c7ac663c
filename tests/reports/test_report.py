"""The report says what happened, from the log."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.conversations.ownership import Move, Outcome
from handoff.reports.report import Report, report
from handoff.storage.engine import EVERY_BRAND, Record
from tests.colleagues import Person

PARIS = {"demo": "Europe/Paris"}
MONDAY = date(2026, 3, 2)


class Story:
    """Writes an episode with the times that the test names, in minutes from its beginning."""

    def __init__(self, record: Record, cm: UUID) -> None:
        self._record = record
        self._conversations = Conversations(record, EVERY_BRAND)
        self._cm = cm

    async def tell(self, start: str, *steps: tuple[float, str], brand: str = "demo") -> UUID:
        session, _ = await create_anonymous(self._record, brand)
        conversation = await self._conversations.open(brand, session.customer_id, "fr")
        moments: dict[int, float] = {}
        for minute, step in steps:
            async with self._conversations.locked(conversation.id) as locked:
                await self._step(locked, step)
                for event in locked.appended:
                    moments[event.number] = minute
        begin = datetime.fromisoformat(start)
        async with self._record.transaction(EVERY_BRAND) as connection:
            for number, minute in moments.items():
                await connection.execute(
                    text(
                        "UPDATE events SET at = :at"
                        " WHERE conversation_id = :id AND number = :number"
                    ),
                    {
                        "at": begin + timedelta(minutes=minute),
                        "id": conversation.id,
                        "number": number,
                    },
                )
            await connection.execute(
                text("UPDATE episodes SET opened_at = :at WHERE conversation_id = :id"),
                {"at": begin, "id": conversation.id},
            )
        return conversation.id

    async def _step(self, locked, step: str) -> None:
        match step.split():
            case [("customer" | "bot" | "cm") as author]:
                await locked.append("message", author, {"text": "…"})
            case ["queue"]:
                await locked.move(Move.ESCALATE, reason="asked_human", deadline=locked.now)
            case ["claim"]:
                await locked.move(Move.CLAIM, cm=self._cm, cm_name="Camille")
            case ["close", outcome]:
                await locked.move(Move.CLOSE, outcome=Outcome(outcome))
            case _:
                raise ValueError(step)


@pytest.fixture
async def story(record: Record, person: Person) -> Story:
    return Story(record, (await person()).id)


RESOLVED_BY_BOT = ((0, "customer"), (0.1, "bot"), (1, "close resolved_by_bot"))
RESOLVED_BY_CM = (
    (0, "customer"),
    (0.5, "bot"),
    (2, "queue"),
    (5, "claim"),
    (6, "cm"),
    (9, "close resolved_by_cm"),
)


async def _report(record: Record, first: date = MONDAY, last: date = MONDAY) -> Report:
    return await report(record, PARIS, first, last)


async def test_outcomes_add_up_and_the_bots_share_is_what_never_left_it(
    record: Record, story: Story
) -> None:
    for _ in range(2):
        await story.tell("2026-03-02T10:00+01:00", *RESOLVED_BY_BOT)
    await story.tell("2026-03-02T11:00+01:00", *RESOLVED_BY_CM)
    await story.tell("2026-03-02T12:00+01:00", (0, "customer"), (1, "bot"))
    told = await _report(record)
    assert (told.episodes, told.open, told.closed) == (4, 1, 3)
    assert told.outcomes["resolved_by_bot"] == 2
    assert told.outcomes["resolved_by_cm"] == 1
    assert set(told.outcomes) == {outcome.value for outcome in Outcome}
    assert round(sum(told.percent.values()), 6) == 100
    assert told.share_with_bot == 75.0


async def test_times_are_measured_from_the_customers_first_words(
    record: Record, story: Story
) -> None:
    await story.tell("2026-03-02T10:00+01:00", *RESOLVED_BY_BOT)
    await story.tell("2026-03-02T11:00+01:00", *RESOLVED_BY_CM)
    told = await _report(record)
    assert (told.first_response.p50, told.first_response.p90) == (6.0, 30.0)
    assert told.first_human_response.p50 == 240.0
    assert (told.handling.p50, told.handling.count, told.handling.minutes) == (240.0, 1, 4.0)


async def test_minutes_saved_are_measured_and_unknown_without_a_measure(
    record: Record, story: Story
) -> None:
    await story.tell("2026-03-02T10:00+01:00", *RESOLVED_BY_BOT)
    assert (await _report(record)).minutes_saved is None
    await story.tell("2026-03-02T11:00+01:00", *RESOLVED_BY_CM)
    assert (await _report(record)).minutes_saved == 4.0


async def test_a_day_is_a_day_of_the_brands_clock(record: Record, story: Story) -> None:
    await story.tell("2026-03-01T23:30+00:00", *RESOLVED_BY_BOT)  # half past midnight in Paris
    assert (await _report(record)).episodes == 1
    sunday = MONDAY - timedelta(days=1)
    assert (await _report(record, sunday, sunday)).episodes == 0


async def test_days_and_brands_stand_apart_and_sum_to_the_whole(
    record: Record, story: Story
) -> None:
    await story.tell("2026-03-02T10:00+01:00", *RESOLVED_BY_BOT)
    await story.tell("2026-03-03T10:00+01:00", *RESOLVED_BY_CM)
    await story.tell("2026-03-03T10:00+01:00", *RESOLVED_BY_BOT, brand="kiosque")
    both = {"demo": "Europe/Paris", "kiosque": "Europe/Paris"}
    told = await report(record, both, MONDAY, MONDAY + timedelta(days=1))
    assert [(day.day.day, day.brand, day.episodes) for day in told.days] == [
        (2, "demo", 1),
        (3, "demo", 1),
        (3, "kiosque", 1),
    ]
    assert sum(day.episodes for day in told.days) == told.episodes
    assert (await _report(record, MONDAY, MONDAY + timedelta(days=1))).episodes == 2


async def test_a_widget_opened_and_left_is_no_contact(record: Record, story: Story) -> None:
    await story.tell("2026-03-02T10:00+01:00")
    assert (await _report(record)).episodes == 0


async def test_an_empty_period_is_told_without_figures(record: Record) -> None:
    told = await _report(record)
    assert (told.episodes, told.share_with_bot, told.first_response.p50) == (0, None, None)
    assert set(told.percent.values()) == {0.0}
