"""A declaration is told from a question, and what an exchange is for is read where it is said."""

from __future__ import annotations

import pytest

from actions.words.sending_back import (
    asks_before_buying,
    asks_if_too_late,
    asks_of_the_door,
    declares_withdrawal,
    keeps_reasons,
    wanted_instead,
    was_sent_back,
)


@pytest.mark.parametrize(
    ("said", "declares"),
    [
        ("Par la présente je vous notifie ma rétractation pour la commande 20460.", True),
        ("j'exerce mon droit de rétractation", True),
        ("je me rétracte", True),
        ("I hereby withdraw from the contract", True),
        ("I am exercising my right to withdraw", True),
        ("comment me rétracter ?", False),
        ("droit de rétractation", False),
        ("je voudrais renvoyer le vase", False),
        ("how do I withdraw from my purchase?", False),
        ("comment je me rétracte ?", False),
        ("comment je me rétracte", False),
        ("est-ce que si je me rétracte je paie le retour ?", False),
        ("si je me rétracte, je paie le retour ?", False),
        ("Je paie le retour quand je me rétracte ?", False),
        ("je me rétracte par mail ?", False),
        ("je voudrais savoir comment j'exerce mon droit de rétractation", False),
        ("S'il n'arrive pas demain je me rétracte. Il arrive quand ?", False),
        ("je me rétracte si vous ne livrez pas demain", False),
        ("S'il vous plaît, je me rétracte", True),
        ("if I withdraw from the contract, who pays?", False),
        ("can I say I withdraw from the sale?", False),
        ("Je me rétracte. Comment je renvoie le vase ?", True),
        ("je me rétracte, comment je renvoie le vase ?", True),
        ("Bonjour ! Comment allez-vous ? Je me rétracte de ma commande", True),
        ("je vous informe, suite à ma commande du 3, de ma rétractation", True),
    ],
)
def test_only_a_declaration_takes_effect_at_once(said: str, declares: bool) -> None:
    assert declares_withdrawal(said) is declares


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("je peux l'échanger contre un plus petit ?", "un plus petit"),
        ("exchange the green cushion for the beige one", "the beige one"),
        ("l'échanger contre un bleu, commande 20428 code postal 35000", "un bleu"),
        ("c'est trop grand", None),
    ],
)
def test_what_is_wanted_instead(said: str, wanted: str | None) -> None:
    assert wanted_instead(said) == wanted


@pytest.mark.parametrize(
    ("said", "keeps"),
    [
        ("je n'ai aucun motif à donner", True),
        ("pas besoin de vous expliquer", True),
        ("I don't have to give you a reason", True),
        ("pourquoi il faut un motif ?", False),
        ("c'est pas la bonne taille", False),
    ],
)
def test_who_keeps_their_reasons_is_heard(said: str, keeps: bool) -> None:
    assert keeps_reasons(said) is keeps


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("je fais quoi quand le facteur passe ?", True),
        ("je peux le refuser ?", True),
        ("what if the courier turns up", True),
        ("je le renvoie", False),
    ],
)
def test_what_to_do_when_the_parcel_comes_is_a_question_of_its_own(said: str, asks: bool) -> None:
    assert asks_of_the_door(said) is asks


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("j'ai renvoyé le plaid il y a dix jours", True),
        ("jé ranvoyé mn paké", True),
        ("mon retour est arrivé chez vous", True),
        ("I posted it back last week", True),
        ("i have sended the lamp back since monday", True),
        ("my return is with you", True),
        ("je n'ai pas encore renvoyé le plaid", False),
        ("je voudrais renvoyer le plaid", False),
        ("mon retour est possible jusqu'à quand ?", False),
        ("vous avez renvoyé mon colis ?", False),
        ("I haven't sent it back yet", False),
        ("why did you send it back?", False),
        ("I want my money back", False),
    ],
)
def test_what_was_sent_back_already_is_no_wish_to(said: str, sent: bool) -> None:
    assert was_sent_back(said) is sent


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("si elle est trop grande une fois livrée, je peux la changer ?", True),
        ("si je prends le vert et qu'il ne va pas, on l'échange ?", True),
        ("if I order it and it doesn't suit, can I send it back?", True),
        ("j'ai reçu ma commande, si ça ne va pas je peux la renvoyer ?", False),
        ("je veux échanger le vert", False),
    ],
)
def test_a_question_before_buying_is_told_from_a_request(said: str, before: bool) -> None:
    assert asks_before_buying(said) is before


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("la lampe est là depuis un mois et la teinte me déplaît, j'arrive trop tard ?", True),
        ("est-ce que je peux encore retourner le vase du 2 novembre ?", True),
        ("le délai est passé pour rendre ces torchons ?", True),
        ("had the tray for 25 days, can I still return it?", True),
        ("the mug I got does not suit me, is it too late?", True),
        ("mon colis arrivera trop tard pour la fête", False),
        ("le colis reçu hier est arrivé trop tard", False),
        ("où est mon colis ?", False),
    ],
)
def test_whether_it_can_still_go_back_is_heard(said: str, asked: bool) -> None:
    assert asks_if_too_late(said) is asked
