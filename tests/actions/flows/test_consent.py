"""A "no" that only means "not yet" is told from one that wants nothing done."""

from __future__ import annotations

import pytest

from actions.orders.consent import lost_the_mailbox, misses_the_mail, not_yet, takes_back


@pytest.mark.parametrize(
    ("said", "puts_off"),
    [
        ("pas encore, non", True),
        ("not yet, no", True),
        ("attendez deux minutes", True),
        ("je le fais plus tard", True),
        ("non, n'y touchez pas", False),
        ("non merci, je la garde", False),
        ("no, leave it", False),
    ],
)
def test_who_has_not_done_it_yet_is_heard(said: str, puts_off: bool) -> None:
    assert not_yet(said) is puts_off


@pytest.mark.parametrize(
    ("said", "misses_it"),
    [
        ("je n'ai reçu aucun mail", True),
        ("le lien n'arrive pas", True),
        ("rien dans ma boîte", True),
        ("I can't find the link", True),
        ("no email here", True),
        ("pas de souci, j'ouvre le lien", False),
        ("no problem, opening the mail", False),
        ("non merci", False),
    ],
)
def test_who_misses_the_mail_is_heard(said: str, misses_it: bool) -> None:
    assert misses_the_mail(said) is misses_it


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ("j'ai plus accès à cette adresse", True),
        ("envoyez le lien sur une autre adresse mail", True),
        ("I no longer have access to that inbox", True),
        ("je n'ai pas reçu le mail", False),
        ("c'est fait", False),
        ("12 rue Foch, 69003 Lyon", False),
    ],
)
def test_a_mailbox_out_of_reach_is_told_from_a_mail_that_is_late(said: str, lost: bool) -> None:
    assert lost_the_mailbox(said) is lost


@pytest.mark.parametrize(
    ("said", "taken_back"),
    [
        ("sûrement pas, je serais remboursé quand ?", True),
        ("ok non, le remboursement arriverait quand ?", True),
        ("non finalement je la garde, l'argent me revient quand ?", True),
        ("yes but wait, when will I be refunded?", True),
        ("oui, je serai remboursé quand ?", False),
        ("je serai remboursé quand ?", False),
    ],
)
def test_a_no_beside_the_question_of_the_money_is_heard(said: str, taken_back: bool) -> None:
    assert takes_back(said) is taken_back
