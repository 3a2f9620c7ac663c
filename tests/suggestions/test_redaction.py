"""Nothing of one customer is offered to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.suggestions.body import body_of
from handoff.suggestions.redaction import redact, redact_reply

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("écrivez à paul.martin@exemple.fr", "écrivez à {email}"),
        ("tel 06 12 34 56 78", "tel {phone}"),
        ("joignable au +33 6 12 34 56 78", "joignable au {phone}"),
        ("call me at (555) 123-4567", "call me at {phone}"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189 merci", "IBAN {iban} merci"),
        ("FR 76 3000 6000 0112 3456 7890 189", "{iban}"),
        ("FR76.3000.6000.0112.3456.7890.189", "{iban}"),
        ("carte 5555 5555 5555 4444", "carte {card}"),
        ("carte •••• •••• •••• 4444", "carte {card}"),
        ("mon NIR 2 69 05 49 588 157 80", "mon NIR {nir}"),
        ("SIRET 732 829 320 00074", "SIRET {siret}"),
        ("colis 6A15602676300", "colis {tracking_number}"),
        ("parcel RB123456785GB", "parcel {tracking_number}"),
        ("ma commande n° 20417", "ma commande n° {order_number}"),
        ("cmd 20 417 svp", "cmd {order_number} svp"),
        ("order #20417", "order #{order_number}"),
        ("facture FA-2026-00123", "facture {invoice_number}"),
        ("dossier D-1042", "dossier {case_number}"),
        ("voici votre code promo MERCI-2K9X", "voici votre code promo {voucher_code}"),
        ("suivez https://ex.fr/suivi?id=3f9, merci", "suivez {link}, merci"),
        ("12 bis rue des Lilas 69002 Lyon", "{address}"),
        ("j'habite 3 allée de l'Orme.", "j'habite {address}."),
        ("code postal 01000", "code postal {postcode}"),
        ("remboursé de 45,90 € hier", "remboursé de {amount} hier"),
        ("commandé le 3 mars 2026", "commandé le {date}"),
        ("placed on March 3rd", "placed on {date}"),
        ("Bonjour Marie, tout va bien", "Bonjour {first_name}, tout va bien"),
        ("C'est pour Mme Durand", "C'est pour {last_name}"),
        ("je m'appelle Paul Martin et j'attends", "je m'appelle {first_name} et j'attends"),
        ("Toujours rien.\nMerci, Julie", "Toujours rien.\nMerci, {first_name}"),
        ("ma CB finissant par 4242", "ma CB finissant par {card}"),
        ("carte 4970 10** **** 1234", "carte {card}"),
        ("carte n° 180016070420458", "carte n° {card}"),
        ("siret : 732 829 320", "siret : {siret}"),
        ("paul.martin (at) exemple (point) fr", "{email}"),
        ("paul.martin arobase exemple point fr", "{email}"),
        ("paul@exemple point fr", "{email}"),
        ("voir lilas.boutique/suivi/3f9", "voir {link}"),
        ("au zéro six douze trente-quatre cinquante-six soixante", "au {phone}"),
        ("prélevé de 45,90 deux fois", "prélevé de {amount} deux fois"),
        ("tel 06/12/34/56/78", "tel {phone}"),
        ("(+33) 6 12 34 56 78", "{phone}"),
        ("phone:\n51 516 33 75", "phone:\n{phone}"),
        ("20 1234 5678-Office", "{phone}-Office"),
        ("blocked from 10.45.3.7 again", "blocked from {ip_address} again"),
        ("facture 2026/11/0042", "facture {invoice_number}"),
        ("avoir AV-2231", "avoir {invoice_number}"),
        ("le code promo noel20 est refusé", "le code promo {voucher_code} est refusé"),
        ("je tape PRINTEMPS15 et rien", "je tape {voucher_code} et rien"),
        ("carte cadeau 1234 5678 9012", "carte cadeau {voucher_code}"),
        ("bon d'achat de 20 € n° BA4451", "bon d'achat de {amount} n° {voucher_code}"),
        ("cmd CMD-20417", "cmd {order_number}"),
        ("commande FR-88213", "commande {order_number}"),
        ("le suivi 6A 156 0267 6300", "le suivi {tracking_number}"),
        ("colis 12345678 mondial relay", "colis {tracking_number} mondial relay"),
        ("mon colis GLS ZK12345X", "mon colis GLS {tracking_number}"),
        ("née le 14/05/1987", "née le {date}"),
        ("le 14 05 1987", "le {date}"),
        ("prévu du 3 au 7 avril", "prévu du {date} au {date}"),
        ("le quinze novembre", "le {date}"),
        ("mardi dernier", "{date}"),
        ("la 2e avant le 9-12", "la 2e avant le {date}"),
        ("since 7/30/1964", "since {date}"),
        ("EUR 45,90 de trop", "{amount} de trop"),
        ("quarante euros de trop", "{amount} de trop"),
    ],
)
def test_what_belongs_to_a_customer_becomes_a_placeholder(text: str, expected: str) -> None:
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vous avez 30 jours, et deux ans de garantie.",
        "La livraison est offerte dès 60 € d'achat.",
        "Transférez le message au 33700 et appelez le 15 ou le 112.",
        "Ouvert du mardi au samedi, de 10 h à 19 h 30.",
        "Votre colis {tracking_number} arrive le {due_date}.",
        "une affiche 50 × 70 cm, lavage à 40 °C",
        "Composez le 15 ou le 18.",
        "MON CODE PROMO NE MARCHE PAS",
        "Ouvert 24/7, note de 4/5, le 12 est trop grand.",
        "Votre délai finit un samedi, il va au lundi.",
        "Le lot de 6 verres dont 2 cassés, payable en 3 fois.",
        "",
    ],
)
def test_what_is_true_for_everybody_stays(text: str) -> None:
    assert redact_reply(text).text == text


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Exceptionnellement, je vous offre la livraison. Merci.", "{gesture} Merci."),
        ("Il y a une grève en ce moment. Patience.", "{notice} Patience."),
        ("Je reviens vers vous d'ici vendredi.", "Je reviens vers vous {date}."),
        ("Je vous appelle mardi matin.", "Je vous appelle {date}."),
        ("Exceptionnellement, 15 € pour {order_number} le 3 mars. Merci.", "{gesture} Merci."),
    ],
)
def test_what_was_meant_for_one_day_or_one_customer_does_not_return(
    reply: str, expected: str
) -> None:
    assert redact_reply(reply).text == expected


def test_the_brands_own_address_and_number_stay() -> None:
    text = "Passez au 14 rue des Tilleuls ou appelez le 01 99 00 45 12."
    assert redact_reply(text, public=["14 rue des Tilleuls", "01 99 00 45 12"]).text == text


def test_a_name_from_the_signature_is_found_in_the_text_as_well() -> None:
    redacted = redact("Le livreur a dit que Julie n'était pas là.\nCordialement,\nJulie Morel")
    assert "Julie" not in redacted.text
    assert "Morel" not in redacted.text


def test_what_an_earlier_finding_leaves_of_a_later_one_goes_as_well() -> None:
    text = "26 rue Pasteur, code 12B4, 59000 Lille"
    assert redact(text, {"city": ["Lille"]}).text == "{address}"
    assert redact("Anna Delmas attend", {"first_name": ["Anna"]}).text == "{first_name} attend"


def test_a_known_value_that_begins_with_a_sign_is_found() -> None:
    assert redact("compte _odile{x@ex.fr ?", {"email": ["_odile{x@ex.fr"]}).text.count("odile") == 0


NAMES = st.sampled_from(["Anaïs", "Jean-Baptiste", "O'Connor", "Léa", "Bartholomé"])
NUMBERS = st.from_regex(r"[1-9]\d{4}", fullmatch=True)
WORDS = st.lists(st.sampled_from(["le", "colis", "de", "est", "parti", ".", ",", "\n", "chez"]))


@given(name=NAMES, number=NUMBERS, before=WORDS, after=WORDS)
def test_no_known_value_of_the_case_survives(
    name: str, number: str, before: list[str], after: list[str]
) -> None:
    text = " ".join([*before, name.upper(), "commande", f"{number[:2]} {number[2:]}", *after])
    known = {"first_name": [name], "order_number": [number]}
    kept = redact_reply(text, known).text
    assert name.lower() not in kept.lower()
    assert number not in kept.replace(" ", "")


@given(st.text(max_size=300), st.sampled_from(["5555 5555 5555 4444", "a@b.fr", "0612345678"]))
def test_whatever_surrounds_it_personal_data_is_found(around: str, datum: str) -> None:
    assert datum not in redact(f"{around}\n{datum}\n{around}").text.splitlines()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["a", "a.", "A.", "1 ", "Rue ", "@", "commande ", "code ", "AB12 ", "\n"]
)
def test_a_long_strange_text_does_not_stall(piece: str) -> None:
    redact_reply(piece * (10_000 // len(piece)))


@pytest.mark.parametrize(
    ("reply", "body"),
    [
        (
            "Bonjour Madame Durand,\n\nIl arrive.\n\nBien à vous,\nCamille, Maison Orme",
            "Il arrive.",
        ),
        ("Bonjour et merci pour votre message. Il arrive.", "Merci pour votre message. Il arrive."),
        ("Hello Sarah! We've refunded you. Have a lovely day!\n- Tom", "We've refunded you."),
        ("Il est perdu.\n\nCordialement\nL'équipe Maison Orme", "Il est perdu."),
        ("Hi there, your parcel is here. ^TM", "Your parcel is here."),
        ("Vous avez 30 jours. À bientôt !", "Vous avez 30 jours."),
        ("Bonjour {first_name}, c'est fait.\n{cm_name}", "C'est fait."),
        ("Bonjour votre colis arrive", "Bonjour votre colis arrive"),
        ("Bonjour,\nBonne journée", ""),
    ],
)
def test_greeting_and_signature_are_taken_off(reply: str, body: str) -> None:
    assert body_of(reply) == body


@pytest.mark.parametrize("brand", ["demo", "kiosque"])
def test_seed_replies_are_bodies_without_particulars(brand: str) -> None:
    public = ["14 rue des Tilleuls", "3 quai du Lavoir"]
    file = ROOT / "data" / "resolutions" / f"{brand}.jsonl"
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        assert redact_reply(body_of(row["reply"]), public=public).text == row["reply"]
        assert redact(row["question"]).text == row["question"]
