"""What a mail looks like to the server that carries it and to the person who reads it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID

import pytest

from handoff.brands.brand import load_brands
from handoff.mail.letter import BadAddress, letter, masked
from handoff.mail.smtp import Server
from handoff.settings import ROOT

BRAND = load_brands(ROOT / "data" / "brands")["demo"]
ID = UUID("5f0c1a52-6f0e-4f0e-9a43-52b2c6f8a1d4")


def _letter(**fields: str) -> EmailMessage:
    """A letter as the other side reads it."""
    written = letter(
        BRAND,
        id=ID,
        at=datetime(2026, 11, 22, 10, 12, tzinfo=UTC),
        sender="service@relais.example",
        language="fr",
        **{"to": "nadia@exemple.fr", "subject": "Votre retour", "text": "Reçu.", **fields},
    )
    return message_from_bytes(written.as_bytes(policy=SMTP), policy=SMTP)


def test_a_letter_has_what_mail_servers_and_readers_expect() -> None:
    mail = _letter(subject="Commande 20417 : c'est noté ✓", text="Retour reçu à 10 h 12.\n…")
    assert mail["Message-ID"] == f"<{ID}@relais.example>"
    assert mail["Date"].datetime == datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
    assert str(mail["From"]) == "Maison Orme <service@relais.example>"
    assert str(mail["Reply-To"]) == "Maison Orme <bonjour@maison-orme.example>"
    assert mail["Subject"] == "Commande 20417 : c'est noté ✓"
    assert mail["MIME-Version"] == "1.0"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content().splitlines() == ["Retour reçu à 10 h 12.", "…"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x00"])
def test_a_line_break_in_a_subject_begins_no_header(end: str) -> None:
    mail = _letter(subject=f"Votre retour{end}Bcc: tous@exemple.fr{end}{end}<b>corps</b>")
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Votre retour Bcc: tous@exemple.fr <b>corps</b>"
    assert mail.get_content().splitlines() == ["Reçu."]


@pytest.mark.parametrize(
    "address",
    [
        "nadia@exemple.fr\r\nBcc: tous@exemple.fr",
        "nadia@exemple.fr, tous@exemple.fr",
        "nadia@exemple.fr>",
        "nadia",
        "@exemple.fr",
        "nadia@",
        "nadïa@exemple.fr",
        "",
    ],
)
def test_what_is_no_single_address_is_mailed_to_nobody(address: str) -> None:
    with pytest.raises(BadAddress):
        _letter(to=address)


def test_a_masked_address_tells_its_owner_which_mailbox() -> None:
    assert masked("nadia.perrin@exemple.fr") == "n…@exemple.fr"
    assert masked("n@exemple.fr") == "n…@exemple.fr"


def test_the_address_of_a_server_says_how_to_speak_to_it() -> None:
    named = Server.at("smtp://us%40er:p%3Aw@mail.example:2525?starttls=1")
    assert named == Server("mail.example", 2525, False, True, "us@er", "p:w")
    assert Server.at("smtp://mail.example") == Server("mail.example", 587, False, False, None, None)
    assert Server.at("smtps://mail.example").port == 465
