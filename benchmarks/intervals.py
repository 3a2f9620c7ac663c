"""How sure a measured share is."""

from __future__ import annotations

from math import sqrt


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of the share `right` / `of` (Wilson 1927)."""
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return middle - half, middle + half
