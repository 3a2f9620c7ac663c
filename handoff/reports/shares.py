"""Percentages that add up to 100."""

from collections.abc import Mapping

TENTHS = 1000
"""Tenths of a per cent in the whole."""


def percentages(counts: Mapping[str, int]) -> dict[str, float]:
    """The share of each count in per cent with one decimal, adding up to exactly 100.0.

    What rounding down leaves goes to the largest remainders (Hamilton's method). All zero when
    there is nothing to share.
    """
    total = sum(counts.values())
    if total == 0:
        return dict.fromkeys(counts, 0.0)
    tenths = {name: count * TENTHS // total for name, count in counts.items()}
    left = TENTHS - sum(tenths.values())
    by_remainder = sorted(counts, key=lambda name: (-(counts[name] * TENTHS % total), name))
    for name in by_remainder[:left]:
        tenths[name] += 1
    return {name: value / 10 for name, value in tenths.items()}
