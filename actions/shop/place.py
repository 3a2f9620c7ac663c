"""Where a brand keeps its orders: the `shop` of its file.

shop:
  kind: woocommerce
  url: https://boutique.example.com
  key_env: MAISON_ORME_SHOP_KEY
  secret_env: MAISON_ORME_SHOP_SECRET
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ShopPlace(BaseModel):
    """A shop and how to reach it; a brand that says nothing has the demo shop.

    Attributes:
        url: the shop's front page.
        key_env, secret_env: the environment variables that hold consumer key and secret; the
            values themselves never stand in a brand's file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["demo", "woocommerce"] = "demo"
    url: str = ""
    key_env: str = ""
    secret_env: str = ""

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
        if self.kind == "demo" and any(given.values()):
            raise ValueError("the demo shop takes no address and no key; did you mean woocommerce?")
        missing = [name for name, value in given.items() if not value]
        if self.kind == "woocommerce" and missing:
            raise ValueError(f"a shop of kind woocommerce needs {', '.join(missing)} too")
        return self
