"""Messages without words are told by their form, and sentences are left alone."""

import pytest

from bot.components.form import Form, form, sign


@pytest.mark.parametrize("text", ["…", "?", "??", "...", "!!!", " . ", "-", "¿?"])
def test_marks_alone_hold_nothing_to_read(text: str) -> None:
    assert form(text) is Form.empty


@pytest.mark.parametrize("text", ["😂", "👍🏽", "❤️", "🙏🙏", "😭😭 !!", "👩‍👧"])
def test_emoji_alone_are_known(text: str) -> None:
    assert form(text) is Form.emoji


@pytest.mark.parametrize(
    "text", ["https://www.example.com/a?b=c", "www.example.com", "👍 http://a.b"]
)
def test_a_bare_link_is_known(text: str) -> None:
    assert form(text) is Form.link


@pytest.mark.parametrize(
    "text",
    [
        "hola, ¿dónde está mi pedido?",
        "Hallo, wo ist mein Paket?",
        "Buongiorno, dove è il mio pacco?",
        "olá, onde está a minha encomenda?",
        "waar is mijn pakket",
        "где моя посылка",
        "أين طلبي؟",
        "我的包裹在哪里",
        "danke",
        "hola",
    ],
)
def test_a_language_that_is_not_served_is_known(text: str) -> None:
    assert form(text) is Form.other_language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "20417 75011",
        "bonjour, où est mon colis ?",
        "c pr mon colis",
        "tjr rien",
        "où est mon colis 😡",
        "where is my parcel? https://www.example.com/suivi",
        "je vous ai écrit hola mais je parle français",
        "is it in the blue box",
        "merci 👍",
        "ciao",
        "plaid brume",
        "Anna Delmas, Bourg-en-Bresse",
        "jean@example.com",
        "il est où mon colis",
        "una question",
        "no",
        "mi coli est perdu",
    ],
)
def test_what_can_be_understood_is_left_alone(text: str) -> None:
    assert form(text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("👍", "affirm"),
        ("👍🏿👍🏿", "affirm"),
        ("👎", "deny"),
        ("🙏", "thanks"),
        ("❤️", "thanks"),
        ("😡😡😡", "not_helped"),
        ("👋", "greet"),
        ("😂", None),
        ("👏", None),
        ("👍😡", None),
        ("👍😂", None),
    ],
)
def test_an_emoji_stands_for_an_answer_where_it_is_plain(text: str, intent: str | None) -> None:
    assert sign(text) == intent
