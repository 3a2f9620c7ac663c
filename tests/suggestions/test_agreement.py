"""What agrees with the last customer, or with a colleague, is shown before it is sent."""

import json

import pytest

from handoff.settings import ROOT
from handoff.suggestions.agreement import agreeing


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("Vous êtes ravie de votre achat, tant mieux.", ("ravie",)),
        ("Vous avez été débitée deux fois.", ("débitée",)),
        ("Vous n'êtes pas très satisfait, je le comprends.", ("satisfait",)),
        ("Vous vous êtes trompé de taille.", ("trompé",)),
        ("Vous serez prévenue jeudi et remboursée.", ("prévenue", "remboursée")),
        ("Si tu es déçue, renvoie-la.", ("déçue",)),
        ("Je suis désolée, nous vous avons remboursée.", ("désolée", "remboursée")),
        ("Désolé(e) pour l'attente, vous serez prévenu·e.", ("Désolé(e)", "prévenu·e")),
        ("Je comprends, Madame.", ("Madame",)),
    ],
)
def test_a_word_that_hangs_on_who_reads_or_writes_is_named(
    reply: str, words: tuple[str, ...]
) -> None:
    assert agreeing(reply) == words


@pytest.mark.parametrize(
    "reply",
    [
        "Vous êtes dans les temps, le colis est arrivé.",
        "Vous êtes éligible au remboursement et libre de garder l'article.",
        "Nous vous avons envoyé une étiquette.",
        "Vous avez 30 jours, l'article doit être complet.",
        "You are welcome, it has been refunded.",
        "Votre commande {order_number} est partie.",
        "",
    ],
)
def test_what_agrees_with_something_else_is_not(reply: str) -> None:
    assert agreeing(reply) == ()


@pytest.mark.parametrize("brand", ["demo", "kiosque"])
def test_seed_replies_suit_whoever_reads_and_writes_them(brand: str) -> None:
    file = ROOT / "data" / "resolutions" / f"{brand}.jsonl"
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert {row["reply"]: words for row in rows if (words := agreeing(row["reply"]))} == {}
