"""A WordPress with WooCommerce on loopback: holds what it is told, and answers as documented."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from actions.brands.policies import Policies
from actions.shop.brand_shop import BrandShop
from actions.shop.client import engine
from actions.shop.pending import PendingChanges
from actions.shop.place import ShopPlace
from actions.shop.woocommerce.shop import woocommerce
from tests.actions.outside import Asked, Server, answering, reply

POLICIES = Policies(lost_limit=Decimal(150), delivery_days_home=3)
KEYS = {"ORME_SHOP_KEY": "ck_1", "ORME_SHOP_SECRET": "cs_2"}
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"
ADDRESS = {
    "first_name": "Anna",
    "last_name": "Delmas",
    "address_1": "12 rue des Lilas",
    "address_2": "bât. B",
    "city": "Bourg-en-Bresse",
    "postcode": "01000",
    "country": "FR",
}
SHIPPED = {
    "tracking_provider": "Colissimo",
    "custom_tracking_provider": "",
    "tracking_number": "6A15602676300",
    "date_shipped": "1773738000",
}
NOW = "2026-03-18T10:00:00"


def order(known_as: int = 727, **more: Any) -> dict[str, Any]:
    """An order as their documentation shows it, in the fields that matter."""
    return {
        "id": known_as,
        "parent_id": 0,
        "number": str(known_as),
        "status": "processing",
        "currency": "EUR",
        "total": "69.90",
        "customer_id": 25,
        "date_created": "2026-03-12T11:24:00",
        "date_created_gmt": "2026-03-12T10:24:00",
        "date_paid_gmt": "2026-03-12T10:25:00",
        "date_completed_gmt": None,
        "date_modified_gmt": "2026-03-13T08:00:00",
        "billing": {
            **ADDRESS,
            "postcode": "75011",
            "email": "Anna.Delmas@example.com",
            "phone": "0199000000",
        },
        "shipping": ADDRESS,
        "line_items": [
            {
                "id": 1,
                "name": "Vase",
                "product_id": 11,
                "variation_id": 0,
                "quantity": 1,
                "total": "33.25",
                "total_tax": "6.65",
                "taxes": [{"id": 7, "total": "6.65", "subtotal": "6.65"}],
            },
            {
                "id": 2,
                "name": "Bougie",
                "product_id": 12,
                "variation_id": 120,
                "quantity": 2,
                "total": "20.00",
                "total_tax": "4.00",
                "taxes": [{"id": 7, "total": "4.00", "subtotal": "4.00"}],
            },
        ],
        "shipping_lines": [
            {
                "id": 3,
                "method_id": "flat_rate",
                "method_title": "Livraison à domicile",
                "total": "5.00",
                "total_tax": "1.00",
                "taxes": [{"id": 7, "total": "1.00", "subtotal": ""}],
            }
        ],
        "fee_lines": [],
        "refunds": [],
        "meta_data": [{"id": 9, "key": "_wcpdf_number", "value": "12"}],
        **more,
    }


def tracked(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An order with these tracking items."""
    return order(meta_data=[{"key": "_wc_shipment_tracking_items", "value": list(items)}], **more)


@dataclass
class WordPress:
    """What it holds; `search` looks through everything, as loosely as WordPress does.

    Attributes:
        now: when it makes things.
        reads_only: its key has no permission to write.
        pays_back: its payment service can refund.
        loses: whether the answer to a change that it has made gets lost on its way;
            `keeps_silent` where it does not even hang up.
    """

    orders: list[dict[str, Any]] = field(default_factory=list)
    refunds: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    products: list[dict[str, Any]] = field(default_factory=list)
    variations: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    coupons: list[dict[str, Any]] = field(default_factory=list)
    customers: list[dict[str, Any]] = field(default_factory=list)
    now: str = NOW
    reads_only: bool = False
    pays_back: bool = True
    loses: Callable[[Asked], bool] = lambda _: False
    keeps_silent: bool = False
    ids: Any = field(default_factory=lambda: itertools.count(9001))

    def __call__(self, asked: Asked) -> bytes | None:
        path = asked.path.removeprefix("/wp-json/wc/v3/").split("/")
        if asked.method == "GET":
            return self._read(path, asked.query)
        if self.reads_only:
            return _refusal("woocommerce_rest_cannot_edit", "401 Unauthorized")
        made = self._write(path, asked.body)
        if self.loses(asked):
            return None if self.keeps_silent else b""
        return made

    def known(self, number: int) -> dict[str, Any]:
        """The order as it stands."""
        return next(one for one in self.orders if one["id"] == number)

    def _read(self, path: list[str], query: Mapping[str, str]) -> bytes:
        match path:
            case ["orders", number, "refunds"]:
                return _listed(self.refunds.get(int(number), []), query)
            case ["products", number, "variations"]:
                return _listed(self.variations.get(int(number), []), query)
            case ["products", number, "variations", one]:
                return _one(self.variations.get(int(number), []), one, "product_variation")
            case ["orders", number]:
                return _one(self.orders, number, "shop_order")
            case ["products", number]:
                return _one(self.products, number, "product")
            case ["coupons"]:
                return _listed([c for c in self.coupons if c["code"] == query["code"]], query)
            case ["customers"]:
                found = [c for c in self.customers if c["email"] == query["email"]]
                return _listed(found, query)
            case ["products"]:
                return _listed(self.products, query)
            case _:
                return _listed(self._found_orders(query), query)

    def _found_orders(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        if "parent" in query:
            return [one for one in self.orders if one["parent_id"] == int(query["parent"])]
        words = query["search"].casefold()
        return [one for one in self.orders if words in str(one).casefold()]

    def _write(self, path: list[str], body: dict[str, Any]) -> bytes:
        match path:
            case ["orders"]:
                return self._place(body)
            case ["orders", number, "refunds"]:
                return self._refund(self.known(int(number)), body)
            case ["orders", number, "notes"]:
                self.notes.append((int(number), body["note"]))
                return reply({"id": next(self.ids), **body}, "201 Created")
            case _:
                return self._change(self.known(int(path[1])), body)

    def _place(self, body: dict[str, Any]) -> bytes:
        fresh = next(self.ids)
        lines = [
            {**line, "id": next(self.ids), "name": self._name(line), "total_tax": "0.00"}
            for line in body["line_items"]
        ]
        placed = {**order(fresh), "total": "0.00", **body, "line_items": lines}
        placed |= {"date_created_gmt": self.now, "shipping_lines": [], "refunds": []}
        self.orders.insert(0, placed)
        return reply(placed, "201 Created")

    def _name(self, line: dict[str, Any]) -> str:
        lines = (one for known in self.orders for one in known["line_items"])
        return next(one["name"] for one in lines if one["product_id"] == line["product_id"])

    def _refund(self, known: dict[str, Any], body: dict[str, Any]) -> bytes:
        made = self.refunds.setdefault(known["id"], [])
        left = Decimal(known["total"]) - sum(Decimal(one["amount"]) for one in made)
        if Decimal(body["amount"]) > left or not self.pays_back:
            code = "woocommerce_rest_cannot_create_order_refund"
            return _refusal(code, "500 Internal Server Error")
        names = {line["id"]: line["name"] for line in known["line_items"]}
        refund = {
            "id": next(self.ids),
            "date_created_gmt": self.now,
            "amount": body["amount"],
            "reason": body["reason"],
            "refunded_payment": body["api_refund"],
            "meta_data": body.get("meta_data", []),
            "line_items": [
                {
                    "id": next(self.ids),
                    "name": names[item["id"]],
                    "quantity": -item["quantity"],
                    "total": f"-{item['refund_total']}",
                    "total_tax": f"-{sum(Decimal(t['refund_total']) for t in item['refund_tax'])}",
                }
                for item in body["line_items"]
                if item["id"] in names
            ],
        }
        made.insert(0, refund)
        known["refunds"].append(
            {"id": refund["id"], "reason": refund["reason"], "total": f"-{refund['amount']}"}
        )
        if Decimal(body["amount"]) == left:
            known["status"] = "refunded"
        return reply(refund, "201 Created")

    def _change(self, known: dict[str, Any], body: dict[str, Any]) -> bytes:
        written = body.pop("meta_data", [])
        fresh = {meta["key"] for meta in written}
        kept = [meta for meta in known["meta_data"] if meta["key"] not in fresh]
        known.update(body, meta_data=[*kept, *written], date_modified_gmt=self.now)
        return reply(known)


def _one(held: list[dict[str, Any]], number: str, kind: str) -> bytes:
    for one in held:
        if str(one["id"]) == number:
            return reply(one)
    return _refusal(f"woocommerce_rest_{kind}_invalid_id", "404 Not Found")


def _listed(held: list[dict[str, Any]], query: Mapping[str, str]) -> bytes:
    size, number = int(query["per_page"]), int(query["page"])
    pages = max(1, -(-len(held) // size))
    some = held[size * (number - 1) : size * number]
    return reply(some, headers={"X-WP-TotalPages": str(pages)})


def _refusal(code: str, status: str) -> bytes:
    return reply({"code": code, "message": "", "data": {"status": status[:3]}}, status)


def place(url: str, **more: Any) -> ShopPlace:
    """Where such a shop is."""
    return ShopPlace(
        kind="woocommerce",
        url=url,
        key_env="ORME_SHOP_KEY",
        secret_env="ORME_SHOP_SECRET",
        **{"order_digits": {"least": 3, "most": 7}, **more},
    )


@asynccontextmanager
async def shop(
    answer: Callable[[Asked], bytes | None],
    database_url: str = NO_DATABASE,
    *,
    brand: str = "demo",
    **more: Any,
) -> AsyncIterator[tuple[BrandShop, Server]]:
    """A brand's shop at a server that answers so; `more` is said of its place."""
    base = engine(database_url)
    async with answering(answer) as server:
        known = woocommerce(brand, place(server.url, **more), POLICIES, KEYS, PendingChanges(base))
        try:
            yield known, server
        finally:
            await known.close()
            await base.dispose()
