"""Customers name a product their way, and the catalogue finds it, or says that it does not."""

from __future__ import annotations

from datetime import date

import pytest

from actions.shop.demo_catalogue import products
from actions.shop.finding import colour_in, find, names_something, variants_in

SOLD = {
    brand: [one for one in products(date(2026, 3, 18)) if one.brand == brand]
    for brand in ("demo", "kiosque")
}

FOUND = [
    ("demo", "le vase ondine est dispo ?", "vase-ondine"),
    ("demo", "VASE ONDINE", "vase-ondine"),
    ("demo", "vous avez encore le vaze ondyne", "vase-ondine"),
    ("demo", "l'ondine", "vase-ondine"),
    ("demo", "le plaid brumme", "plaid-brume"),
    ("demo", "le jeté gris", "plaid-brume"),
    ("demo", "le plaid avec mon prénom", "plaid-prenom"),
    ("demo", "is the brume blanket back?", "plaid-brume"),
    ("demo", "la lampe galet elle éclaire bien ?", "lampe-galet"),
    ("demo", "lamp in white", "lampe-galet"),
    ("demo", "bougie figuier", "bougie-figuier"),
    ("demo", "la bougie au figuié", "bougie-figuier"),
    ("demo", "bougies cedre", "bougie-cedre"),
    ("demo", "the fig candle", "bougie-figuier"),
    ("demo", "plateau en noyer", "plateau-seve"),
    ("demo", "le plato seve", "plateau-seve"),
    ("demo", "coussins en lin", "coussin-lin"),
    ("demo", "le coussin lin lave", "coussin-lin"),
    ("demo", "linen cushion", "coussin-lin"),
    ("demo", "mirroir lune", "miroir-lune"),
    ("demo", "MIROIRS", "miroir-lune"),
    ("demo", "round mirror", "miroir-lune"),
    ("demo", "torchons rayures", "torchons-rayure"),
    ("demo", "dishcloths", "torchons-rayure"),
    ("demo", "le miroire de 80", "miroir-lune"),
    ("kiosque", "carnet marelle jaune", "carnet-marelle"),
    ("kiosque", "le marelle en A6", "carnet-marelle"),
    ("kiosque", "carnet comète", "carnet-comete"),
    ("kiosque", "les affiches des toits", "affiche-toits"),
    ("kiosque", "poster 50x70", "affiche-toits"),
    ("kiosque", "stylo plume", "stylo-azur"),
    ("kiosque", "le stilo azur", "stylo-azur"),
    ("kiosque", "agenda grand large", "agenda-grand-large"),
    ("kiosque", "the planner", "agenda-grand-large"),
    ("kiosque", "cadre en chene", "cadre-chene"),
    ("kiosque", "oak frames", "cadre-chene"),
    ("kiosque", "cartes bonne nouvelle", "cartes-bonne-nouvelle"),
    ("kiosque", "coffret encre", "coffret-encres"),
]


@pytest.mark.parametrize(("brand", "typed", "meant"), FOUND)
def test_a_product_is_found_as_people_type_it(brand: str, typed: str, meant: str) -> None:
    assert [product.id for product in find(SOLD[brand], typed)] == [meant]


@pytest.mark.parametrize(
    ("brand", "typed", "meant"),
    [
        ("demo", "vous avez des bougies ?", {"bougie-figuier", "bougie-cedre"}),
        ("demo", "vos plaids", {"plaid-brume", "plaid-prenom"}),
        ("demo", "un vase vert", {"vase-ondine", "vase-aurore"}),
        ("kiosque", "a notebook", {"carnet-marelle", "carnet-comete"}),
    ],
)
def test_a_kind_of_which_there_are_several_has_to_be_asked(
    brand: str, typed: str, meant: set[str]
) -> None:
    assert {product.id for product in find(SOLD[brand], typed)} == meant


@pytest.mark.parametrize(
    "typed",
    [
        "vous vendez des tapis ?",
        "do you sell rugs",
        "c'est en stock ?",
        "c'est une nouvelle assez large",
        "c'est une bonne question",
        "quelle taille choisir",
        "je voudrais savoir le prix",
        "",
        "😀",
        "12",
        "'; DROP TABLE shop.products; --",
    ],
)
def test_what_the_shop_does_not_sell_is_not_found(typed: str) -> None:
    assert find(SOLD["demo"], typed) == []
    assert find(SOLD["kiosque"], typed) == []


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("plaid", ["130 × 170 cm, gris", "130 × 170 cm, bleu", "180 × 220 cm, gris"]),
        ("le plaid bleu", ["130 × 170 cm, bleu"]),
        ("the blue throw", ["130 × 170 cm, bleu"]),
        ("en 180x220 ?", ["180 × 220 cm, gris"]),
        ("plaid gris 130 sur 170", ["130 × 170 cm, gris"]),
        ("en bleue 180 x 220 cm", []),
    ],
)
def test_a_size_and_a_colour_are_read_from_the_sentence(typed: str, labels: list[str]) -> None:
    (plaid,) = find(SOLD["demo"], "plaid brume")
    assert [v.label("fr") for v in variants_in(plaid, typed, "fr")] == labels


def test_a_letter_is_a_size_only_as_a_word() -> None:
    (pen,) = find(SOLD["kiosque"], "stylo plume")
    assert [v.size for v in variants_in(pen, "je l'aime en taille f", "fr")] == ["F"]
    assert len(variants_in(pen, "j'aime ce stylo fin", "fr")) == 2


def test_a_colour_that_the_product_has_not_is_still_heard() -> None:
    assert colour_in("vous l'avez en rose ?") == "rose"
    assert colour_in("vous l'avez ?") is None


def test_whether_a_thing_was_named_at_all() -> None:
    assert names_something("vous vendez des tapis ?")
    assert not names_something("c'est encore en stock ?")
    assert not names_something("is it available in another size")
