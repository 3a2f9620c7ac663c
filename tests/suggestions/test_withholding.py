"""Conversations kept without suggestions are drawn fairly, and the same by every process."""

from uuid import UUID

from handoff.suggestions.withholding import withheld

IDS = [UUID(int=number) for number in range(4000)]


def test_nobody_is_kept_without_suggestions_unless_the_brand_says_so() -> None:
    assert not any(withheld(id, 0) for id in IDS)
    assert all(withheld(id, 1) for id in IDS)


def test_the_share_is_that_of_the_brand_file() -> None:
    share = sum(withheld(id, 0.2) for id in IDS) / len(IDS)
    assert 0.18 < share < 0.22


def test_a_larger_share_keeps_those_of_the_smaller_one() -> None:
    assert {id for id in IDS if withheld(id, 0.1)} < {id for id in IDS if withheld(id, 0.3)}


def test_another_process_draws_the_same() -> None:
    assert [withheld(id, 0.5) for id in IDS[:8]] == [
        True, True, True, False, True, False, False, True,
    ]  # fmt: skip
