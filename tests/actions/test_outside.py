"""What asking somebody else's API costs, whatever they answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest

from actions.outside import LONGEST_BUDGET, Api, KeyRefused, Unanswered, parsed
from tests.actions.outside import Asked, answering, cut, half, page, reply

GOOD = {"hello": "world"}


async def test_what_failed_on_their_side_is_asked_again() -> None:
    answers = iter([reply({}, "503 Busy"), half(GOOD), reply(GOOD)])
    async with answering(lambda _: next(answers)) as server:
        api = Api(server.url)
        assert parsed(await api.get("things")) == GOOD
        await api.close()
    assert len(server.asked) == 3


async def test_what_changes_something_is_asked_once() -> None:
    async with answering(lambda _: reply({}, "503 Busy")) as server:
        api = Api(server.url)
        with pytest.raises(Unanswered, match="server_error"):
            await api.post("things", {"a": 1})
        await api.close()
    assert [(asked.method, asked.body) for asked in server.asked] == [("POST", {"a": 1})]


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
async def test_a_refused_key_is_not_tried_again(status: str) -> None:
    async with answering(lambda _: reply({}, status)) as server:
        api = Api(server.url)
        with pytest.raises(KeyRefused):
            await api.get("things")
        await api.close()
    assert len(server.asked) == 1


def _in_five_minutes() -> str:
    return format_datetime(datetime.now(timezone.utc) + timedelta(minutes=5), usegmt=True)


@pytest.mark.parametrize("stated", [lambda: "60", _in_five_minutes], ids=["seconds", "date"])
async def test_a_spent_quota_is_left_alone_as_long_as_they_ask(stated: Callable[[], str]) -> None:
    refused = reply({}, "429 Too Many Requests", {"Retry-After": stated()})
    async with answering(lambda _: refused) as server:
        api = Api(server.url)
        for _ in range(3):
            with pytest.raises(Unanswered, match="quota"):
                await api.get("things")
        await api.close()
    assert len(server.asked) == 1


@pytest.mark.parametrize("retry_after", [{}, {"Retry-After": "0"}, {"Retry-After": "soon"}])
async def test_a_quota_without_a_time_is_tried_by_the_next_question(
    retry_after: dict[str, str],
) -> None:
    answers = iter([reply({}, "429 Too Many Requests", retry_after), reply(GOOD)])
    async with answering(lambda _: next(answers)) as server:
        api = Api(server.url)
        with pytest.raises(Unanswered, match="quota"):
            await api.get("things")
        assert parsed(await api.get("things")) == GOOD
        await api.close()


async def test_silence_costs_the_budget_and_not_more() -> None:
    async with answering(lambda _: None) as server:
        api = Api(server.url, budget=0.3)
        started = time.monotonic()
        with pytest.raises(Unanswered, match="timeout"):
            await api.within(api.get("things"))
        assert time.monotonic() - started < 1
        await api.close()


@pytest.mark.parametrize("answer", [page(), cut(GOOD), reply("")[:-2]])
async def test_what_is_no_json_is_said_to_be_unreadable(answer: bytes) -> None:
    async with answering(lambda _: answer) as server:
        api = Api(server.url)
        with pytest.raises(Unanswered):
            parsed(await api.get("things"))
        await api.close()


def test_no_budget_is_longer_than_a_turn_allows() -> None:
    for budget in (0, LONGEST_BUDGET + 0.1):
        with pytest.raises(ValueError, match="budget"):
            Api("http://127.0.0.1:1", budget=budget)


async def test_the_key_goes_with_every_question() -> None:
    def answer(asked: Asked) -> bytes:
        return reply(asked.headers.get("x-key"))

    async with answering(answer) as server:
        api = Api(server.url, headers={"X-Key": "secret"})
        assert parsed(await api.get("things", page=2)) == "secret"
        await api.close()
    assert server.asked[0].query == {"page": "2"}
