"""What the front door says: in both languages, in both voices, with nothing left unfilled."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handoff.brands.service_messages import BadTexts, ServiceMessages, service_messages

VALUES = {
    "place": 3,
    "minutes": 5,
    "name": "Camille",
    "bot": "Ormeline",
    "opening": "demain à 9 h",
    "hour": "9 h",
    "day": "lundi",
    "date": datetime(2026, 11, 23),
    "brand": "Maison Orme",
    "number": "20417",
    "case_number": "D-1001",
    "link": "https://aide.example.com/confirm/AbC",
}


@pytest.mark.parametrize("key", service_messages().keys)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", ["vous", "tu"])
def test_every_text_is_filled_in(key, language, address):
    text = service_messages().say(key, language, address, **VALUES)
    assert text
    assert "{" not in text


@pytest.mark.parametrize("key", service_messages().keys)
def test_the_voices_do_not_mix(key):
    vous = service_messages().say(key, "fr", "vous", **VALUES).lower().split()
    tu = service_messages().say(key, "fr", "tu", **VALUES).lower().split()
    assert not {"tu", "te", "ta", "ton", "tes"} & set(vous)
    assert not {"vous", "votre", "vos"} & set(tu)


def test_the_bot_says_that_it_is_one_after_every_return():
    for language, words in (("fr", "assistant automatique"), ("en", "automated assistant")):
        assert words in service_messages().say("back_to_bot", language, "vous", bot="Ormeline")


@pytest.mark.parametrize(
    ("opens", "french", "english"),
    [
        (datetime(2026, 11, 24, 14, 30), "aujourd'hui à 14 h 30", "today at 14:30"),
        (datetime(2026, 11, 25, 9, 0), "demain à 9 h", "tomorrow at 9:00"),
        (datetime(2026, 11, 30, 9, 0), "lundi à 9 h", "on Monday at 9:00"),
        (datetime(2026, 12, 1, 9, 0), "mardi 01/12 à 9 h", "on Tuesday 01/12 at 9:00"),
    ],
)
def test_an_opening_is_said_as_people_say_it(opens, french, english):
    zone = ZoneInfo("Europe/Paris")
    now = datetime(2026, 11, 24, 8, 0, tzinfo=zone)
    opens = opens.replace(tzinfo=zone)
    assert service_messages().opening(opens, now, "fr") == french
    assert service_messages().opening(opens, now, "en") == english


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("closed: {fr: a}", "needs a text for each of fr, en"),
        ("closed: {fr: {vous: a}, en: a}", "one for vous and one for tu"),
        ('closed: {fr: "{name}", en: "{nom}"}', "different values"),
        ("closed: [1]", "cannot be read"),
        ("{", "cannot be read"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(tmp_path, content, says):
    path = tmp_path / "service.yml"
    path.write_text(content)
    with pytest.raises(BadTexts, match=says) as refused:
        ServiceMessages(path)
    assert "service.yml" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadTexts, match=r"service\.yml cannot be read"):
        ServiceMessages(tmp_path / "service.yml")
