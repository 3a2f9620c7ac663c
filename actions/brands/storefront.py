"""Where a brand is found besides the chat: its shops, its links, its mediator.

Read from the brand's own file, by the service (the whole file) and by the flows (this part).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from actions.brands.brand_file import read
from actions.brands.opening_hours import OpeningHours

Address = Annotated[str, Field(pattern=r"^https?://\S+$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Part):
    """How to reach the brand besides the chat; `phone` as printed."""

    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    phone: str = ""


class ShopAddress(_Part):
    """A shop of the brand that customers can walk into, and when."""

    name: str
    street: str
    postcode: str
    city: str
    hours: OpeningHours

    def one_line(self) -> str:
        """Street and town, as said in a sentence."""
        return f"{self.street}, {self.postcode} {self.city}"


class Links(_Part):
    """Pages of the brand's own site that an answer points to.

    Without `jobs` the communication team takes applications.
    """

    account: Address
    jobs: Address | None = None


class Mediator(_Part):
    """The consumer mediator that the brand belongs to (Code de la consommation, L612-1)."""

    name: str
    url: Address
    address: str


class Storefront(BaseModel):
    """What a brand's file says of the brand itself, beside its policies."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    privacy_url: Address
    contact: Contact
    hours: OpeningHours
    """When the team answers."""
    shops: tuple[ShopAddress, ...] = ()
    links: Links
    mediator: Mediator


def load(brand: str, folder: Path | None = None) -> Storefront:
    """The storefront of `brand`, from its file.

    Raises:
        BrandFileError: no such file, or a field that is missing or not acceptable.
    """
    return read(brand, Storefront, None, folder)
