"""Whether confidences say how often they are right: the expected calibration error."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BINS = 15
"""Of the expected calibration error (Guo et al. 2017)."""

DRAWS = 200

Confidences = npt.NDArray[np.float64]


def calibration_error(sure: Confidences, right: npt.NDArray[np.bool_]) -> float:
    """By how much confidences of 0 to 1 differ from the share that is right; NaN of none."""
    if not len(sure):
        return float("nan")
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(
        sum(
            (bins == b).mean() * abs(right[bins == b].mean() - sure[bins == b].mean())
            for b in np.unique(bins)
        )
    )


def error_by_chance(sure: Confidences) -> float:
    """The mean error that perfect confidences show on as few rows; NaN of none."""
    draw = np.random.default_rng(0)
    drawn = [calibration_error(sure, draw.random(len(sure)) < sure) for _ in range(DRAWS)]
    return float(np.mean(drawn))
