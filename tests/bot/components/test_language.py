"""French or English, and silence where a message does not show it."""

import pytest

from bot.components.language import detect, first_word


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour",
        "c pr mon colis",
        "tjr rien",
        "OU EST MON COLIS",
        "jé jamé recu mon coli",
        "oui",
        "j’ai pas reçu",
        "colis perdu",
        "laissez tomber",
    ],
)
def test_french_is_told_as_people_write_it(text: str) -> None:
    assert detect(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "still nothing",
        "where's my parcel",
        "WHERE IS MY ORDER",
        "never mind",
        "yes",
        "cheers",
        "ok cheers",
    ],
)
def test_english_is_told_as_people_write_it(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    "text",
    ["ok", "ta", "ta x", "20417 75011", "6A15602676300", "jean@example.com", "👍", "?"],
)
def test_a_message_that_shows_no_language_changes_none(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en anglais please", "en"),
        ("vous parlez anglais ?", "en"),
        ("sorry, I don't speak French", "en"),
        ("can you answer in French?", "fr"),
        ("je ne parle pas anglais", "fr"),
        ("English please", "en"),
    ],
)
def test_the_language_asked_for_wins_over_the_one_it_is_asked_in(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("où est la 20417", "où"),
        ("20417, c'est mon numéro", "c"),
        ("anna@example.com voilà mon mail", "voilà"),
        ("« bonjour »", "bonjour"),
        ("20417 01000", "20417 01000"),
    ],
)
def test_it_is_told_at_a_word_and_never_over_a_number(text: str, word: str) -> None:
    start, end = first_word(text)
    assert text[start:end] == word
