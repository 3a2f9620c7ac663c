"""A brand is one file; a mistake in it is named with file, field and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handoff.brands.brand import BrandError, load_brands

BRANDS = Path(__file__).resolve().parents[2] / "data" / "brands"
DEMO = yaml.safe_load((BRANDS / "demo.yml").read_text(encoding="utf-8"))


def test_two_brands_ship_one_that_says_vous_and_one_that_says_tu() -> None:
    brands = load_brands(BRANDS)
    assert list(brands) == ["demo", "kiosque"]
    assert brands["demo"].display_name == "Maison Orme"
    assert brands["demo"].voice.address == "vous"
    assert brands["kiosque"].voice.address == "tu"
    for brand in brands.values():
        assert brand.languages == ("fr", "en")
        assert "customer_care" in brand.teams


def test_a_greeting_has_the_customers_name_or_none_at_all() -> None:
    demo, kiosque = load_brands(BRANDS).values()
    assert demo.greeting("fr", "Anna") == "Bonjour Anna,"
    assert demo.greeting("fr") == "Bonjour,"
    assert demo.greeting("en", "Anna") == "Hello Anna,"
    assert kiosque.greeting("fr") == "Hello !"


def test_a_language_that_the_brand_does_not_speak_gets_the_brands_own() -> None:
    assert load_brands(BRANDS)["demo"].greeting("de", "Anna") == "Bonjour Anna,"


def test_a_cm_signs_the_brands_way() -> None:
    demo, kiosque = load_brands(BRANDS).values()
    assert demo.closing("fr", "Camille") == "Bien à vous,\nCamille, Maison Orme"
    assert kiosque.closing("en", "Sam") == "Speak soon,\nSam · Kiosque"


def test_a_name_in_braces_is_a_name_and_no_template() -> None:
    assert load_brands(BRANDS)["demo"].greeting("fr", "{brand_name}") == "Bonjour {brand_name},"


def _write(folder: Path, changes: dict[str, Any], name: str = "demo") -> None:
    content = yaml.safe_load(yaml.safe_dump(DEMO))
    for path, value in changes.items():
        *above, field = path.split(".")
        place = content
        for part in above:
            place = place[part]
        if value is None:
            del place[field]
        else:
            place[field] = value
    (folder / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "field", "advice"),
    [
        ({"display_name": None}, "display_name", "is missing; add it"),
        ({"colour": "red"}, "colour", "is not a field of a brand"),
        ({"voice.address": "thou"}, "voice.address", "'vous' or 'tu'"),
        ({"voice.greeting": {"fr": "Bonjour"}}, "the whole file", "voice.greeting lacks .* en"),
        ({"voice.signature": "{cm}"}, "voice.signature", "known are {brand_name}, {cm_name}"),
        ({"colours.primary": "red"}, "colours.primary", "match pattern"),
        ({"origins": ["https://a.example/shop"]}, "origins", "scheme and host only"),
        ({"languages": []}, "languages", "at least 1"),
        ({"hours.timezone": "Europe/Pariss"}, "hours.timezone", "like Europe/Paris"),
        ({"hours.holidays": "XX"}, "hours.holidays", "a country like FR"),
        ({"hours.weekly": {}}, "hours", "opens on no day"),
        ({"hours.weekly": {"mon": ["9h-18h"]}}, "hours.weekly.mon.0", "09:00-18:00"),
        ({"hours.weekly": {"mon": ["18:00-09:00"]}}, "hours.weekly.mon.0", "closes before"),
        ({"hours.weekly": {"mon": ["09:00-25:00"]}}, "hours.weekly.mon.0", "no clock"),
        ({"policies.return_days": 7}, "policies.return_days", "L221-18"),
        (
            {"policies.delivery": [{"zone": "moon", "cost": 1, "days": [1, 2]}]},
            "policies.delivery.0.zone",
            "mainland",
        ),
        (
            {"policies.delivery": [{"zone": "corsica", "cost": -1, "days": [1, 2]}]},
            "policies.delivery.0.cost",
            "greater",
        ),
        (
            {"policies.delivery": [{"zone": "corsica", "cost": 1, "days": [5, 2]}]},
            "policies.delivery.0",
            "least first",
        ),
        (
            {"policies.delivery": [{"zone": "corsica", "cost": 1, "days": [1, 2]}] * 2},
            "policies.delivery",
            "two entries",
        ),
        ({"links": {"account": "compte"}}, "links.account", "match pattern"),
        ({"mediator": None}, "mediator", "is missing"),
        (
            {
                "shops": [
                    {
                        "name": "A",
                        "street": "B",
                        "postcode": "69002",
                        "city": "Lyon",
                        "hours": {"fr": "toujours"},
                    }
                ]
            },
            "shops.0.hours.weekly",
            "is missing",
        ),
        ({"limits.waiting_minutes": 0}, "limits.waiting_minutes", "greater than or equal to 1"),
        ({"name": "other"}, "name", "not the file's name"),
    ],
)
def test_a_mistake_is_named_with_file_field_and_what_to_do(
    tmp_path: Path, changes: dict[str, Any], field: str, advice: str
) -> None:
    _write(tmp_path, changes)
    with pytest.raises(BrandError, match=advice) as caught:
        load_brands(tmp_path)
    assert f"demo.yml, {field}" in str(caught.value)


def test_every_mistake_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    _write(tmp_path, {"bot_name": None, "contact.email": "nobody"})
    with pytest.raises(BrandError) as caught:
        load_brands(tmp_path)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "advice"),
    [("a: [", "is not readable YAML"), ("", "holds no fields"), ("- 1", "holds no fields")],
)
def test_a_file_that_is_no_brand_is_refused(tmp_path: Path, content: str, advice: str) -> None:
    (tmp_path / "demo.yml").write_text(content)
    with pytest.raises(BrandError, match=advice):
        load_brands(tmp_path)


def test_a_folder_without_brands_says_where_to_put_one(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match="RELAIS_BRANDS"):
        load_brands(tmp_path)
    with pytest.raises(BrandError, match="RELAIS_BRANDS"):
        load_brands(tmp_path / "missing")
