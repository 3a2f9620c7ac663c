"""A brand's whole WooCommerce shop: orders, aftersales and assortment behind one address."""

from __future__ import annotations

from collections.abc import Mapping

from actions.brands.policies import Policies
from actions.shop.brand_shop import BrandShop
from actions.shop.orders import ShopUnavailable
from actions.shop.pending import PendingChanges
from actions.shop.place import ShopPlace
from actions.shop.woocommerce.assortment import WooCommerceAssortment
from actions.shop.woocommerce.changes import WooCommerceChanges
from actions.shop.woocommerce.orders import WooCommerceOrders
from actions.shop.woocommerce.site import Site


def woocommerce(
    brand: str,
    place: ShopPlace,
    policies: Policies,
    environment: Mapping[str, str],
    pending: PendingChanges,
) -> BrandShop:
    """The shop at `place`, with the keys that `environment` holds.

    Raises `ShopUnavailable` naming a variable that is missing or holds no key.
    """
    key = _secret(brand, place.key_env, environment, begins="ck_")
    secret = _secret(brand, place.secret_env, environment, begins="cs_")
    site = Site(place.url, key, secret)
    orders = WooCommerceOrders(brand, site, place.order_digits, policies)
    changes = WooCommerceChanges(site, orders, pending, policies)
    assortment = WooCommerceAssortment(brand, site, policies.currency, place.public_codes)
    return BrandShop(orders, changes, assortment, closing=(changes.close, site.close))


def _secret(brand: str, name: str, environment: Mapping[str, str], *, begins: str) -> str:
    value = environment.get(name, "")
    if not value.startswith(begins):
        wrong = f"{name} holds no WooCommerce key ({begins}…)" if value else f"set {name}"
        raise ShopUnavailable(f"The shop of {brand} cannot be opened: {wrong}.")
    return value
