"""What the bot may say unread, and what it may not."""

import json
from pathlib import Path

import pytest

from handoff.suggestions.approval import barred

ROOT = Path(__file__).resolve().parents[2]

FOR_EVERYBODY = [
    "Le lin se lave à 40 °C sur l'envers et sèche à l'air libre.",
    "Vous disposez de 30 jours à partir de la réception, sans raison à donner.",
    "Nous livrons en Europe et en Suisse ; comptez une dizaine de jours ouvrables.",
    "Nous avons deux boutiques, à Lyon et à Nantes.",
    "Écrivez à {contact_email} : la notice se télécharge aussi sur la page du produit.",
    "Si vous préférez, rentrez le code sans espace. Je suis désolée pour ce désagrément.",
    "Pas besoin de nous la renvoyer : recyclez-la.",
    "Returns are free in our shops in Lyon and Nantes. I am so sorry about that.",
    "Outside the European Union, duties and taxes may be due on arrival.",
]
NOT_UNREAD = [
    ("La livraison coûte 4,90 €.", "amount"),
    ("Delivery is £5.", "amount"),
    ("Exceptionnellement, le retour est gratuit.", "gesture"),
    ("Voici 10 % sur la prochaine commande.", "gesture"),
    ("Nous vous offrons les frais de port.", "gesture"),
    ("Je vous rembourse.", "promise"),
    ("J’ai relancé le transporteur.", "promise"),
    ("Nous vous renvoyons la commande.", "promise"),
    ("On te rembourse tout de suite.", "promise"),
    ("Vous recevrez un nouveau colis.", "promise"),
    ("Vous aurez de nos nouvelles.", "promise"),
    ("Votre demande est enregistrée.", "promise"),
    ("Notre équipe qualité vous appelle en priorité.", "promise"),
    ("I will send another one.", "promise"),
    ("We'll reprint it right away.", "promise"),
    ("You will not have to pay anything.", "promise"),
    ("La livraison est prévue le 14 mars.", "date"),
    ("Écrivez-nous avant vendredi.", "date"),
    ("Les colis partent aujourd'hui.", "date"),
    ("Les grèves retardent les colis.", "date"),
    ("Votre commande {order_number} est en route.", "placeholder"),
    ("Bonjour {first_name}, tout est sur la page.", "placeholder"),
]


@pytest.mark.parametrize("reply", FOR_EVERYBODY)
def test_what_is_true_for_everybody_may_be_approved(reply: str) -> None:
    assert barred(reply) == ()


@pytest.mark.parametrize(("reply", "reason"), NOT_UNREAD)
def test_what_one_customer_alone_may_hear_is_kept_from_the_bot(reply: str, reason: str) -> None:
    assert reason in barred(reply)


def test_every_reason_is_given_at_once() -> None:
    reply = "Exceptionnellement, je vous rembourse {amount} avant vendredi, soit 12 €."
    assert barred(reply) == ("amount", "gesture", "promise", "date", "placeholder")


def test_some_of_a_brands_replies_can_be_approved_and_most_cannot() -> None:
    lines = (ROOT / "data" / "resolutions" / "demo.jsonl").read_text(encoding="utf-8").splitlines()
    replies = {json.loads(line)["reply"] for line in lines}
    free = [reply for reply in replies if not barred(reply)]
    assert 10 <= len(free) < len(replies) / 3
