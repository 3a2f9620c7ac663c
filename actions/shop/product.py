"""A product of the catalogue, with its variants and their stock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Variant:
    """A size and colour, either empty where the product has only one.

    Out of stock with `back_on` None: no restock is planned, or the shop does not know of one.
    """

    size: str = ""
    colour: dict[str, str] = field(default_factory=dict[str, str])
    """The colour's name for each language."""
    pieces: int = 0
    back_on: date | None = None
    tells_restocks: bool = True
    """Whether the shop would know of a restock."""

    def label(self, language: str) -> str:
        """`26 cm, vert`; empty for a product without variants."""
        return ", ".join(part for part in (self.size, self.colour.get(language, "")) if part)


@dataclass(frozen=True)
class Product:
    """What a shop sells; `price` in `currency`, taxes included.

    `kind` are the words that customers use for such a thing, `names` its own,
    in one or two languages.
    """

    brand: str
    id: str
    title: str
    kind: tuple[str, ...]
    names: tuple[str, ...]
    price: Decimal
    currency: str
    materials: dict[str, str]
    care: dict[str, str]
    variants: tuple[Variant, ...]

    @property
    def sizes(self) -> list[str]:
        """Its sizes, each once, in the shop's order."""
        return list(dict.fromkeys(v.size for v in self.variants if v.size))

    def colours(self, language: str) -> list[str]:
        """Its colours, each once, in the shop's order."""
        return list(dict.fromkeys(v.colour[language] for v in self.variants if v.colour))
