"""Each brand's orders are read where its file says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from actions.brands.brand_file import BrandFileError
from actions.shop.orders import ShopUnavailable, proves
from actions.shop.place import ShopPlace
from actions.shop.shops import Shops
from tests.actions.outside import answering
from tests.actions.shop.woocommerce.wordpress import SHIPPED, WordPress, order, tracked

ROOT = Path(__file__).resolve().parents[3]
WOO = {
    "kind": "woocommerce",
    "url": "https://boutique.example.com",
    "key_env": "ORME_SHOP_KEY",
    "secret_env": "ORME_SHOP_SECRET",
    "order_digits": {"least": 3, "most": 5},
}
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"
PUBLIC = "https://aide.example.com"
KEYS = {"ORME_SHOP_KEY": "ck_1", "ORME_SHOP_SECRET": "cs_2"}


def folder(tmp_path: Path, **places: Any) -> Path:
    """Brand files like the demo's, with a `shop` where one is given."""
    for name, place in places.items():
        content = yaml.safe_load((ROOT / "data" / "brands" / "demo.yml").read_text("utf-8"))
        content["name"] = name
        if place is not None:
            content["shop"] = place
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("shop")
async def test_each_brand_is_asked_in_its_own_shop(postgres_url: str, tmp_path: Path) -> None:
    async with answering(WordPress([tracked(SHIPPED)])) as server:
        brands = folder(tmp_path, demo=None, orme={**WOO, "url": server.url})
        shops = Shops(postgres_url, PUBLIC, brands, KEYS)
        shops.open(["demo", "orme"])
        demo, orme = (shops.of(brand).orders for brand in ("demo", "orme"))

        ours = await demo.order("demo", "20417")
        theirs = await orme.order("orme", "727")
        assert ours is not None
        assert theirs is not None
        assert await demo.order("demo", "727") is None
        assert await orme.order("orme", "20417") is None
        assert await proves(orme, "orme", "727", postcode="01000")
        assert await demo.orders_of("demo", ours.customer.email)
        assert await orme.orders_of("orme", ours.customer.email) == [theirs]
        (parcel,) = await orme.parcels_of(theirs)
        assert parcel.brand == "orme"
        assert await orme.parcel("orme", parcel.tracking_number) == parcel
        assert await demo.parcel("demo", parcel.tracking_number) is None
        await shops.close()


@pytest.mark.usefixtures("shop")
async def test_the_demos_brands_have_the_demo_shop(postgres_url: str) -> None:
    shops = Shops(postgres_url, PUBLIC)
    shops.open(["demo", "kiosque"])
    assert await shops.of("demo").orders.order("demo", "20417") is not None
    await shops.close()


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"ORME_SHOP_KEY": "ck_1"}, "of orme cannot be opened: set ORME_SHOP_SECRET"),
        ({**KEYS, "ORME_SHOP_KEY": "cs_2"}, "ORME_SHOP_KEY holds no WooCommerce key"),
    ],
)
async def test_a_key_that_is_not_there_is_named(
    keys: dict[str, str], why: str, tmp_path: Path
) -> None:
    shops = Shops(NO_DATABASE, PUBLIC, folder(tmp_path, orme=WOO), keys)
    with pytest.raises(ShopUnavailable, match=why):
        shops.open(["orme"])


async def test_a_brands_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    brands = folder(tmp_path, orme={**WOO, "url": "http://boutique.example.com"})
    with pytest.raises(BrandFileError, match=r"orme\.yml, shop\.url"):
        Shops(NO_DATABASE, PUBLIC, brands, KEYS).open(["orme"])


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ({"kind": "shopify"}, "kind"),
        ({"kind": "woocommerce"}, "url, key_env, secret_env, order_digits"),
        ({**WOO, "order_digits": {"least": 6, "most": 5}}, "exchange the two"),
        ({"order_digits": {"least": 5, "most": 5}}, "nothing to set"),
        ({**WOO, "secret_env": ""}, "secret_env"),
        ({**WOO, "url": "boutique.example.com"}, "https"),
        ({**WOO, "key_env": "ck_0123456789"}, "never into this file"),
        ({**WOO, "kind": "demo"}, "woocommerce"),
        ({**WOO, "password": "x"}, "password"),
    ],
)
def test_a_place_that_cannot_be_used_says_why(place: dict[str, str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        ShopPlace.model_validate(place)


def test_an_address_may_end_with_a_stroke() -> None:
    assert ShopPlace(**{**WOO, "url": f"{WOO['url']}/"}).url == WOO["url"]


@pytest.mark.usefixtures("shop")
async def test_a_wrong_file_of_one_brand_leaves_the_others_shops_open(
    postgres_url: str, tmp_path: Path
) -> None:
    shops = Shops(postgres_url, PUBLIC, folder(tmp_path, demo=None, orme={"kind": "x"}), KEYS)
    assert await shops.of("demo").orders.order("demo", "20417") is not None
    with pytest.raises(BrandFileError):
        await shops.of("orme").orders.order("orme", "20417")
    await shops.close()


async def test_a_woocommerce_order_of_another_shape_is_the_same_order(tmp_path: Path) -> None:
    async with answering(WordPress([order(20417)])) as server:
        brands = folder(tmp_path, orme={**WOO, "url": server.url})
        shops = Shops(NO_DATABASE, PUBLIC, brands, KEYS)
        told = await shops.of("orme").orders.order("orme", "n° 20 417")
        assert told is not None
        assert told.brand == "orme"
        await shops.close()
