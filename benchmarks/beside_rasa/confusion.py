"""Draws which intents are taken for which: expected and understood pairs on stdin, a PNG as result.

Run with the bot's Python, because matplotlib comes with Rasa:
`bot/.venv/bin/python benchmarks/beside_rasa/confusion.py PICTURE < pairs.json`. What was understood
is grey on the diagonal, what was not is red, and the most confused intents come first.
"""

import json
import sys
from collections import Counter

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.patches import Rectangle

CELL = 0.3
"""Inches of a row and of a column: a picture of 70 intents is 2,800 pixels wide, and legible."""

DOTS_PER_INCH = 100


def confusion(pairs: list[tuple[str, str]], picture: str) -> None:
    """Draw `pairs` of (expected, understood) intents to the file `picture`."""
    counted = Counter(pairs)
    confused = Counter(name for pair in pairs if len(set(pair)) == 2 for name in pair)
    names = sorted({name for pair in pairs for name in pair}, key=lambda n: (-confused[n], n))
    place = {name: number for number, name in enumerate(names)}
    side = CELL * len(names) + 4
    figure, axes = pyplot.subplots(figsize=(side, side), dpi=DOTS_PER_INCH)
    most = max(counted.values())
    for (expected, understood), count in counted.items():
        colour, ink = ("0.85", "black") if expected == understood else ("tab:red", "white")
        corner = (place[understood] - 0.5, place[expected] - 0.5)
        strength = 1.0 if expected != understood else 0.4 + 0.6 * count / most
        axes.add_patch(Rectangle(corner, 1, 1, color=colour, alpha=strength))
        axes.text(
            place[understood], place[expected], str(count), color=ink, ha="center", va="center"
        )
    ticks = range(len(names))
    axes.set_xticks(ticks, names, rotation=90)
    axes.set_yticks(ticks, names)
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlabel("understood")
    axes.set_ylabel("expected")
    axes.set_title(f"{sum(e != u for e, u in pairs)} of {len(pairs)} sentences misunderstood")
    axes.grid(visible=True, color="0.95")
    axes.set_axisbelow(True)
    figure.savefig(picture, bbox_inches="tight")


if __name__ == "__main__":
    mpl.use("agg")
    confusion([tuple(pair) for pair in json.load(sys.stdin)], sys.argv[1])
