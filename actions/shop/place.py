"""Where a brand keeps its orders: the `shop` of its file.

shop:
  kind: woocommerce
  url: https://boutique.example.com
  key_env: MAISON_ORME_SHOP_KEY
  secret_env: MAISON_ORME_SHOP_SECRET
  order_digits: {least: 3, most: 6}
  public_codes: [RENTREE15]
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from actions.brands.brand_file import read

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


LONGEST_NUMBER = 12
"""Digits of an order's number; of a carrier's, which may be as short as eight, the shop knows."""


class OrderDigits(BaseModel):
    """How many digits a brand's order numbers have."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: Annotated[int, Field(ge=1, le=LONGEST_NUMBER)] = 5
    most: Annotated[int, Field(ge=1, le=LONGEST_NUMBER)] = 5

    @model_validator(mode="after")
    def _in_order(self) -> OrderDigits:
        if self.least > self.most:
            raise ValueError("least is above most; exchange the two")
        return self

    def fit(self, number: str) -> bool:
        """Whether `number`, digits alone, is as long as an order's."""
        return self.least <= len(number) <= self.most

    def in_words(self) -> str:
        """`5`, or `3–6`: how many digits a customer is told to look for."""
        return str(self.most) if self.least == self.most else f"{self.least}–{self.most}"


class ShopPlace(BaseModel):
    """A shop and how to reach it; a brand that says nothing has the demo shop.

    Attributes:
        url: the shop's front page.
        key_env, secret_env: the environment variables that hold consumer key and secret; the
            values themselves never stand in a brand's file.
        order_digits: what a number has to look like to be taken for an order's.
        public_codes: promotion codes of a WooCommerce shop that anybody may be told, since
            WooCommerce does not say which are; the demo shop does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["demo", "woocommerce"] = "demo"
    url: str = ""
    key_env: str = ""
    secret_env: str = ""
    order_digits: OrderDigits = OrderDigits()
    public_codes: tuple[str, ...] = ()

    @field_validator("url")
    @classmethod
    def _safe_address(cls, url: str) -> str:
        parts = urlsplit(url)
        # Over plain HTTP the secret would travel readable, and WooCommerce wants OAuth 1.0a.
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        if url and not (safe and parts.hostname):
            raise ValueError(f"{url!r} is no address to send a secret to; write https://…")
        return url.rstrip("/")

    @field_validator("key_env", "secret_env")
    @classmethod
    def _name_of_a_variable(cls, name: str) -> str:
        if name and not _VARIABLE.fullmatch(name):
            raise ValueError(
                "this is the name of an environment variable, in capitals like MY_SHOP_KEY;"
                " the key itself goes into that variable, never into this file"
            )
        return name

    @model_validator(mode="after")
    def _whole(self) -> ShopPlace:
        given = {"url": self.url, "key_env": self.key_env, "secret_env": self.secret_env}
        if self.kind == "demo" and self.model_fields_set - {"kind"}:
            raise ValueError("the demo shop has nothing to set; did you mean kind: woocommerce?")
        missing = [name for name, value in given.items() if not value]
        if "order_digits" not in self.model_fields_set:
            missing.append("order_digits")
        if self.kind == "woocommerce" and missing:
            raise ValueError(f"a shop of kind woocommerce needs {', '.join(missing)} too")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")

    shop: ShopPlace = ShopPlace()


def load(brand: str, folder: Path | None = None) -> ShopPlace:
    """Where `brand` keeps its orders, from its file. Raises `BrandFileError`."""
    return read(brand, _File, None, folder).shop
