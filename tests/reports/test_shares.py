"""Percentages that add up."""

from hypothesis import given
from hypothesis import strategies as st

from handoff.reports.shares import percentages


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 10_000), min_size=1))
def test_percentages_add_up_to_exactly_100_and_stay_near_the_truth(counts: dict) -> None:
    shares = percentages(counts)
    total = sum(counts.values())
    if total == 0:
        assert set(shares.values()) == {0.0}
        return
    assert round(sum(round(share * 10) for share in shares.values())) == 1000
    for name, share in shares.items():
        assert abs(share - 100 * counts[name] / total) < 0.1 + 1e-9


def test_three_thirds_are_a_whole() -> None:
    assert sorted(percentages({"a": 1, "b": 1, "c": 1}).values()) == [33.3, 33.3, 33.4]
