"""The page docs/demo-orders.md: `python -m actions.shop.demo_page > docs/demo-orders.md`."""

from __future__ import annotations

import sys
from itertools import groupby

from actions.carriers.directory import carrier
from actions.shop.scenarios import Scenario, scenarios

_INTRODUCTION = """\
# Demo orders

Every order of the two demo shops, and what the bot finds when a customer asks for it. Dates are
relative to the day on which the demo was started. The bot asks for the order number and, as proof,
the postcode or the e-mail address; it takes `n° 20 417` for 20417 and `1000` for 01000.

An e-mail address is `first.last@example.com` without accents (`anna.delmas@example.com`).
What the shops sell, with its stock, is at `/demo/catalogue/demo` and `/demo/catalogue/kiosque` of a
running demo.

Generated from `data/shop/demo.yml` by `python -m actions.shop.demo_page`; do not edit it here.
"""

_HEAD = """\
| order | postcode | customer | parcels | diagnosis | what the bot will find |
|---|---|---|---|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for brand, told in groupby(scenarios(), key=lambda scenario: scenario.spec.brand):
        rows = "".join(_row(scenario) for scenario in told)
        parts.append(f"## Brand `{brand}`\n\n{_HEAD}{rows}")
    return "\n".join(parts)


def _row(scenario: Scenario) -> str:
    spec, story = scenario.spec, scenario.story
    parcels = "<br>".join(
        f"{carrier(told.carrier).display_name} `{scenario.tracking_number(place)}`"
        for place, told in enumerate(story.parcels)
    )
    cells = [
        spec.number,
        scenario.address.postcode,
        spec.customer,
        parcels or "none yet",
        "<br>".join(f"`{code}`" for code in story.diagnosis),
        f"{story.told} {spec.note}".strip(),
    ]
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
