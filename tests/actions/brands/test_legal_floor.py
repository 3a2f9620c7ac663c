"""The law's floor is data with its sources, and every policy stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.brands.brand_file import BrandFileError
from actions.brands.legal_floor import FILE, legal_floor
from actions.brands.policies import load


def _rules(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "source" in part:
            yield part
        else:
            for inner in part.values():
                yield from _rules(inner)


def test_every_figure_names_the_article_that_sets_it() -> None:
    rules = list(_rules(yaml.safe_load(FILE.read_text(encoding="utf-8"))))
    assert len(rules) > 15
    for rule in rules:
        assert re.match(r"L\d{3}-\d+", rule["source"]), rule


def test_the_figures_are_those_that_a_customer_can_insist_on() -> None:
    law = legal_floor()
    assert law.withdrawal.days.value == 14
    assert law.withdrawal.refund_days.value == 14
    assert law.conformity.years.value == 2
    assert law.conformity.repair_days.value == 30
    assert law.withdrawal.exceptions["hygiene"].once_opened
    assert not law.withdrawal.exceptions["made_to_measure"].once_opened


@pytest.mark.parametrize(
    ("figure", "article"),
    [
        ("return_days: 13", "L221-18"),
        ("refund_days: 15", "L221-24"),
        ("guarantee_years: 1", "L217-3"),
        ("repair_days: 31", "L217-10"),
    ],
)
def test_a_brand_below_the_floor_is_refused_with_the_article(
    tmp_path: Path, figure: str, article: str
) -> None:
    (tmp_path / "mean.yml").write_text(f"policies: {{lost_limit: 10, {figure}}}")
    with pytest.raises(BrandFileError, match=article):
        load("mean", tmp_path)


def test_a_brand_may_give_more(tmp_path: Path) -> None:
    (tmp_path / "kind.yml").write_text(
        "policies: {lost_limit: 10, return_days: 100, refund_days: 3, guarantee_years: 5}"
    )
    assert load("kind", tmp_path).return_days == 100
