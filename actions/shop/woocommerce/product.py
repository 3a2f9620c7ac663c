"""WooCommerce's products and variations, as ours. Pure.

WooCommerce keeps a title, categories and freely named attributes; which attribute is a size, a
colour, a material or a care instruction is read from its name, in French or English.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from actions.shop.product import Product, Variant
from actions.words.spelling import fold

FIELDS = "id,name,type,price,categories,attributes,stock_status,stock_quantity"
"""What is asked for of a product: descriptions and pictures make a list ten times as long."""
VARIATION_FIELDS = "id,attributes,stock_status,stock_quantity"

LANGUAGES = ("fr", "en")
"""The shop has words in one language; they are told in both."""

_COLOUR = re.compile(r"couleur|coloris|teinte|colou?r")
_MATERIAL = re.compile(r"matiere|materiau|composition|tissu|material|fabric")
_CARE = re.compile(r"entretien|lavage|care|washing")
_SMALL_WORDS = {"le", "la", "les", "un", "une", "de", "du", "des", "en", "et", "a", "the", "of"}


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _WireCategory(_Wire):
    name: str


class _WireAttribute(_Wire):
    name: str
    options: list[str] = []
    variation: bool = False


class _WireOption(_Wire):
    name: str
    option: str = ""


class _WireStocked(_Wire):
    stock_status: Literal["instock", "outofstock", "onbackorder"] = "instock"
    stock_quantity: int | None = None

    @property
    def pieces(self) -> int:
        """How many are there; 1 where the shop only says that there are some."""
        if self.stock_status != "instock":
            return 0
        return 1 if self.stock_quantity is None else max(self.stock_quantity, 0)


class WireVariation(_WireStocked):
    """A variation as `GET /products/{id}/variations` gives it."""

    id: int
    attributes: list[_WireOption] = []


def _price(value: Any) -> Any:
    """A product without a price has an empty one."""
    return value or 0


class WireProduct(_WireStocked):
    """A product as `GET /products` gives it, in the fields that we ask for."""

    id: int
    name: str
    type: str = "simple"
    price: Annotated[Decimal, BeforeValidator(_price)] = Decimal(0)
    categories: list[_WireCategory] = []
    attributes: list[_WireAttribute] = []

    @property
    def is_variable(self) -> bool:
        """Whether its stock is that of its variations."""
        return self.type == "variable"


def read_product(
    wire: WireProduct, brand: str, currency: str, variations: list[WireVariation] | None = None
) -> Product:
    """The product; without its `variations` it has none yet, unless it is of one kind only."""
    first, names = _called(wire.name)
    kind = [*(category.name for category in wire.categories), *first]
    materials, care = (_told(wire, about) for about in (_MATERIAL, _CARE))
    if wire.is_variable:
        variants = tuple(_variant(one) for one in variations or [])
    else:
        variants = (Variant(pieces=wire.pieces, tells_restocks=False),)
    return Product(
        brand=brand,
        id=str(wire.id),
        title=wire.name,
        kind=tuple(kind),
        names=names,
        price=wire.price,
        currency=currency,
        materials=dict.fromkeys(LANGUAGES, materials),
        care=dict.fromkeys(LANGUAGES, care),
        variants=variants,
    )


def _called(title: str) -> tuple[list[str], tuple[str, ...]]:
    """The word for such a thing and its own name: a vase and `Ondine` of `Vase Ondine`.

    A title of one word is its name alone.
    """
    words = [word for word in title.split() if fold(word) not in _SMALL_WORDS]
    if len(words) < 2:
        return [], (title,)
    return [words[0]], (" ".join(words[1:]),)


def _told(wire: WireProduct, about: re.Pattern[str]) -> str:
    """What the attributes of that kind say."""
    said = (", ".join(one.options) for one in wire.attributes if about.search(fold(one.name)))
    return " ; ".join(text for text in said if text)


def _variant(wire: WireVariation) -> Variant:
    """Colours apart; whatever else tells variations from each other stands for the size."""
    colours = [one.option for one in wire.attributes if _COLOUR.search(fold(one.name))]
    others = [one.option for one in wire.attributes if not _COLOUR.search(fold(one.name))]
    colour = " ".join(option for option in colours if option)
    return Variant(
        size=", ".join(option for option in others if option),
        colour=dict.fromkeys(LANGUAGES, colour) if colour else {},
        pieces=wire.pieces,
        tells_restocks=False,
    )
