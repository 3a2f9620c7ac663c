"""What a brand promises is read from its file, and never less than the law demands."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from actions.brands.brand_file import BrandFileError
from actions.brands.policies import load

BRANDS = Path(__file__).resolve().parents[3] / "data" / "brands"


@pytest.mark.parametrize(("brand", "limit"), [("demo", 150), ("kiosque", 60)])
def test_a_brands_policies_come_from_its_own_file(brand: str, limit: int) -> None:
    policies = load(brand, BRANDS)
    assert policies.lost_limit == Decimal(limit)
    assert (policies.silence_days_home, policies.silence_days_abroad) == (5, 15)
    assert set(policies.late_offer) == {"fr", "en"}


def test_the_folder_is_the_one_that_the_service_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yml").write_text("policies: {lost_limit: 10}")
    monkeypatch.setenv("RELAIS_BRANDS", str(tmp_path))
    assert load("mine").lost_limit == Decimal(10)


def test_a_figure_that_is_changed_holds_from_then_on(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text("policies: {lost_limit: 10}")
    assert load("mine", tmp_path) is load("mine", tmp_path)
    file.write_text("policies: {lost_limit: 120}")
    assert load("mine", tmp_path).lost_limit == Decimal(120)
    file.unlink()
    with pytest.raises(BrandFileError):
        load("mine", tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("policies: {lost_limit: 10, return_days: 13}", "L221-18"),
        ("policies: {lost_limit: -1}", "policies.lost_limit"),
        ("policies: {}", "policies.lost_limit"),
        ("policies: {lost_limit: 10, silense_days_home: 3}", "policies.silense_days_home"),
        ("policies: 3", "policies"),
        ("name: x", "add that mapping"),
        ("- 1", "add that mapping"),
        ("a: [", "add that mapping"),
    ],
)
def test_a_policy_that_cannot_be_used_is_refused_with_its_field(
    tmp_path: Path, content: str, message: str
) -> None:
    (tmp_path / "bad.yml").write_text(content)
    with pytest.raises(BrandFileError, match=message) as caught:
        load("bad", tmp_path)
    assert "bad.yml" in str(caught.value)


def test_a_brand_without_a_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BrandFileError, match=r"no brand file .*nobody\.yml"):
        load("nobody", tmp_path)
