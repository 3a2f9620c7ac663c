"""Which article is meant, as people say it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.returns import articles
from actions.shop.order import Line

VASE = Line("Vase Ondine en grès", 1, Decimal(39))
CUSHIONS = Line("Coussin Lin lavé", 2, Decimal(34))
TOWELS = Line("Lot de deux torchons Rayure", 1, Decimal(18))
LINES = (VASE, CUSHIONS, TOWELS)


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("le vase", ["Vase Ondine en grès"]),
        ("LE VASE", ["Vase Ondine en grès"]),
        ("les coussins", ["Coussin Lin lavé"]),
        ("le coussin et les torchons", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("celui en gres", ["Vase Ondine en grès"]),
        ("tout", ["Vase Ondine en grès", "Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("all of them", ["Vase Ondine en grès", "Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("le deuxième", ["Coussin Lin lavé"]),
        ("the first one", ["Vase Ondine en grès"]),
        ("3", ["Lot de deux torchons Rayure"]),
        ("7", []),
        ("je sais pas", []),
        ("9" * 4900, []),
    ],
)
def test_an_answer_points_at_articles(said: str, titles: list[str]) -> None:
    assert [line.title for line in articles.chosen(said, LINES)] == titles


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("tout sauf le vase", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("tout, sauf le vase et les coussins", ["Lot de deux torchons Rayure"]),
        ("everything but the vase", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        (
            "all of it except for the coussins",
            ["Vase Ondine en grès", "Lot de deux torchons Rayure"],
        ),
        ("tout mais pas le vase", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("tout sauf le premier", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("pas le vase, les coussins", ["Coussin Lin lavé"]),
        ("c'est pas le vase, c'est les torchons", ["Lot de deux torchons Rayure"]),
        ("les coussins mais pas le vase", ["Coussin Lin lavé"]),
        ("not the vase but the coussins", ["Coussin Lin lavé"]),
        ("pas le premier, le deuxième", ["Coussin Lin lavé"]),
        ("pas le vase", []),
        ("tout sauf le plaid", []),
        ("non le vase", ["Vase Ondine en grès"]),
        ("à part ça, le vase", ["Vase Ondine en grès"]),
        ("sauf que c'est le vase", ["Vase Ondine en grès"]),
    ],
)
def test_what_is_left_out_is_not_meant(said: str, titles: list[str]) -> None:
    assert [line.title for line in articles.chosen(said, LINES)] == titles


def test_all_but_one_piece_leaves_the_others() -> None:
    (_, cushion, _) = articles.chosen("tout sauf un seul des coussins", LINES)
    assert (cushion.title, cushion.quantity) == ("Coussin Lin lavé", 1)


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("je n'ai pas reçu le vase", ["Vase Ondine en grès"]),
        ("le vase n'est pas le bon", ["Vase Ondine en grès"]),
        ("je renvoie les coussins, pas le vase", ["Coussin Lin lavé"]),
        ("je me rétracte sauf pour le vase", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
    ],
)
def test_a_request_names_what_it_does_not_leave_out(said: str, titles: list[str]) -> None:
    assert [line.title for line in articles.named(said, LINES)] == titles


def test_one_of_several_pieces_can_be_meant() -> None:
    (one,) = articles.chosen("un seul des coussins", LINES)
    assert one.quantity == 1
    (both,) = articles.chosen("les coussins", LINES)
    assert both.quantity == 2


def test_a_request_names_nothing_by_words_that_every_sentence_has() -> None:
    assert articles.named("je veux tout de suite renvoyer un des deux", LINES) == ()


def test_a_word_that_two_titles_share_tells_neither() -> None:
    lines = (Line("Carnet Marelle bleu", 1, Decimal(1)), Line("Carnet Marelle vert", 1, Decimal(1)))
    assert articles.named("le carnet", lines) == ()
    assert articles.named("le carnet vert", lines) == (lines[1],)


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("il manque le vase", ["Vase Ondine en grès"]),
        ("il n'y avait que le vase", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
        ("pas de torchons, j'ai reçu que le vase et les coussins", ["Lot de deux torchons Rayure"]),
        ("there were only torchons, no coussins", ["Coussin Lin lavé"]),
        ("only got one of the coussins", ["Coussin Lin lavé"]),
        ("il manque quelque chose", []),
        ("tout est là sauf le vase", ["Vase Ondine en grès"]),
        ("j'ai eu les coussins, pas le vase", ["Vase Ondine en grès"]),
        ("rien n'est là sauf le vase", ["Coussin Lin lavé", "Lot de deux torchons Rayure"]),
    ],
)
def test_what_is_missing_is_not_what_was_there(said: str, titles: list[str]) -> None:
    assert [line.title for line in articles.missing(said, LINES)] == titles


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("the second item, it's the wrong shade", ["Coussin Lin lavé"]),
        ("c'est le premier article", ["Vase Ondine en grès"]),
        ("the third one on the list", ["Lot de deux torchons Rayure"]),
        ("c'est le premier article que je prends chez vous", []),
        ("le deuxième colis n'est pas là", []),
        ("the first one would do", []),
    ],
)
def test_an_article_may_be_named_by_its_place(said: str, titles: list[str]) -> None:
    assert [line.title for line in articles.named(said, LINES)] == titles


def test_buttons_offer_each_line_one_piece_of_several_and_everything() -> None:
    labels = [articles.label(choice, LINES, "fr") for choice in articles.choices(LINES)]
    assert labels == [
        "Vase Ondine en grès",
        "1 × Coussin Lin lavé",
        "2 × Coussin Lin lavé",
        "Lot de deux torchons Rayure",
        "Tout",
    ]


def test_articles_are_listed_as_in_a_sentence() -> None:
    assert articles.in_words(LINES, "fr") == (
        "Vase Ondine en grès, 2 × Coussin Lin lavé et Lot de deux torchons Rayure"
    )
    assert articles.in_words(LINES[:2], "en") == "Vase Ondine en grès and 2 × Coussin Lin lavé"
    assert articles.in_words(LINES[:1], "en") == "Vase Ondine en grès"


@pytest.mark.parametrize(
    ("said", "all_of_it"),
    [
        ("rien ne me convient", True),
        ("je retourne toute la commande", True),
        ("I'm sending the whole order back", True),
        ("je veux tout de suite en renvoyer un", False),
        ("I don't want it after all", False),
    ],
)
def test_a_request_about_the_whole_order_is_about_all_of_it(said: str, all_of_it: bool) -> None:
    assert articles.whole(said, LINES) == (LINES if all_of_it else ())


@pytest.mark.parametrize(("said", "rest"), [("et les autres ?", True), ("le reste du temps", True)])
def test_the_rest_is_what_was_not_spoken_of(said: str, rest: bool) -> None:
    assert articles.means_the_rest(said) is rest


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("le vase est magnifique, je le garde. les torchons repartent", ["Lot de deux torchons"]),
        ("je conserve les coussins, ce sont les torchons qui repartent", ["Lot de deux torchons"]),
        ("je garde le vase et les coussins", ["Lot de deux torchons"]),
        ("les coussins sont parfaits et je garde le vase, reste les torchons", ["Lot de deux"]),
        ("je garde tout sauf les coussins", ["Coussin"]),
        ("I'm keeping the vase, only the torchons go back", ["Lot de deux torchons"]),
        ("je ne garde pas le vase", ["Vase"]),
        ("le vase est fendu mais je le garde", ["Vase"]),
        ("les coussins étaient chez le gardien, ils sont tachés", ["Coussin"]),
    ],
)
def test_what_somebody_keeps_is_not_meant(said: str, titles: list[str]) -> None:
    found = [line.title for line in articles.named(said, LINES)]
    assert len(found) == len(titles)
    assert all(title.startswith(t) for title, t in zip(found, titles, strict=True))


def test_what_is_kept_is_not_what_is_missing() -> None:
    said = "je garde le vase bien sûr, mais il manque les torchons"
    assert articles.missing(said, LINES) == (TOWELS,)


@pytest.mark.parametrize(
    "said",
    [
        "le vase garde une mauvaise odeur",
        "j'ai gardé le vase cassé pour l'expert",
        "should I keep the broken vase?",
    ],
)
def test_what_is_complained_of_is_not_what_is_kept(said: str) -> None:
    assert [line.title for line in articles.named(said, LINES)] in (["Vase Ondine en grès"], [])
