"""A brand whose shop is a WooCommerce is served like any other, from its customer to its shop."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import httpx
import pytest

from actions.carriers.diagnosis import local_day
from bot.components.numbers import find
from tests.actions.flows.boutique import BRAND, Boutique
from tests.actions.flows.conftest import Answer, Mailbox, Stint
from tests.actions.outside import Asked, page, reply
from tests.actions.shop.woocommerce.wordpress import SHIPPED, WordPress, order

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)

POSTCODE = "01000"
_numbers = itertools.count(711)


def _ago(days: float) -> str:
    """So long ago, as WooCommerce writes times."""
    return f"{datetime.now(timezone.utc) - timedelta(days=days):%Y-%m-%dT%H:%M:%S}"


class Shop:
    """The brand's WordPress with one order in it, and what happened to it."""

    def __init__(self, boutique: Boutique, carrier_url: str) -> None:
        self.asked: list[Asked] = []
        self.wordpress = WordPress(now=_ago(0))
        self.number = str(next(_numbers))
        self._boutique = boutique
        self._carrier = carrier_url
        self.answers_with(self.wordpress)

    def answers_with(self, answer: Callable[[Asked], bytes | None]) -> None:
        """From now on."""

        def answered(asked: Asked) -> bytes | None:
            self.asked.append(asked)
            return answer(asked)

        self._boutique.answer = answered

    def holds(self, *, days: float = 1, **more: Any) -> None:
        """An order, placed and paid so many days ago."""
        moments = dict.fromkeys(("date_created_gmt", "date_paid_gmt"), _ago(days))
        self.wordpress.orders.append(order(int(self.number), **{**moments, **more}))

    def ships(self, tracking_number: str, *events: tuple[str, float], days: float = 10) -> None:
        """An order in a parcel, with what its carrier has told and how many days ago."""
        shipped = {**SHIPPED, "tracking_number": tracking_number, "date_shipped": _ago(days)[:10]}
        tracking = {"key": "_wc_shipment_tracking_items", "value": [shipped]}
        self.holds(days=days, status="completed", meta_data=[tracking])
        told = [{"code": code, "date": f"{_ago(ago)}Z"} for code, ago in events]
        httpx.put(
            f"{self._carrier}/sandbox/histories/{tracking_number}", json={"events": told}
        ).raise_for_status()

    @property
    def order(self) -> dict[str, Any]:
        """The order as it stands in the shop."""
        return self.wordpress.known(int(self.number))

    @property
    def changes(self) -> list[tuple[str, str]]:
        """What the shop was asked to change, its staff's notes aside."""
        asked = ((one.method, one.path.removeprefix("/wp-json/wc/v3/")) for one in self.asked)
        return [one for one in asked if one[0] != "GET" and not one[1].endswith("/notes")]


@pytest.fixture
def shop(shop_elsewhere: Boutique, carrier_url: str) -> Iterator[Shop]:
    """The brand's shop, empty."""
    yield Shop(shop_elsewhere, carrier_url)
    shop_elsewhere.answer = lambda _: page("503 Service Unavailable")


@pytest.fixture
def customer(stint: Begin) -> Begin:
    """Begin a stint with the brand."""
    return lambda **slots: stint(brand=BRAND, brand_name="Faïencerie", order_digits="3–8", **slots)


async def _about(stint: Stint, shop: Shop, intent: str, text: str, action: str) -> Answer:
    """Ask for something about the order, with its number and what proves it."""
    entities = {"order_number": shop.number, "postcode": POSTCODE}
    return await stint.turn(action, text, intent=intent, entities=entities)


async def test_where_is_my_order_is_told_by_its_three_digits_and_postcode(
    customer: Begin, shop: Shop
) -> None:
    shop.ships("6A71100000001", ("PC1", 2), ("MD2", 0), days=2)
    begun = customer()
    asked = await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    assert asked.said == ["utter_introduction", "utter_ask_order"]
    named = await begun.turn("action_parcel", shop.number, entities={"number": shop.number})
    assert named.said == ["utter_ask_proof"]
    told = await begun.turn("action_parcel", "1000", entities={"number": "1000"})
    assert told.said == ["utter_parcel_out_for_delivery", "utter_ask_helped"]
    assert told.told["facts"]["first_name"] == "Anna"
    (card,) = told.cards
    assert card["tracking_number"] == "6A71100000001"
    assert shop.changes == []


# Order numbers of eight digits, as some carriers' are: the shop knows which it is.

LONG = "17264531"


async def _writes(stint: Stint, text: str) -> Answer:
    """A message with the numbers that the bot finds in it."""
    kinds: dict[str, str] = {}
    for place, found in enumerate(find(text)):
        kinds[f"{found.kind}{place}"] = found.value
    return await stint.turn("action_parcel", text, entities=kinds)


@pytest.mark.parametrize("together", [True, False])
async def test_a_long_number_is_the_order_that_the_shop_has_by_it(
    customer: Begin, shop: Shop, together: bool
) -> None:
    shop.ships("6A71100000006", ("PC1", 2), ("MD2", 0), days=2)
    shop.order["number"] = LONG
    begun = customer()
    if together:
        told = await _writes(begun, f"{LONG} {POSTCODE}")
    else:
        named = await _writes(begun, LONG)
        assert named.said == ["utter_introduction", "utter_ask_proof"]
        told = await _writes(begun, POSTCODE)
    assert told.said[-2:] == ["utter_parcel_out_for_delivery", "utter_ask_helped"]
    assert told.told["facts"]["order_number"] == LONG


async def test_a_long_number_that_is_no_orders_is_its_parcels(customer: Begin, shop: Shop) -> None:
    shop.ships(LONG, ("PC1", 2), ("MD2", 0), days=2)
    begun = customer()
    # Whether it is known, and as what, is not told before proof.
    named = await _writes(begun, f"mon colis {LONG}")
    assert named.said == ["utter_introduction", "utter_ask_proof"]
    assert [one.path for one in shop.asked] == []
    told = await _writes(begun, POSTCODE)
    assert told.said[0].startswith("utter_parcel_")
    assert told.told["facts"]["order_number"] == shop.number
    assert told.told["facts"]["tracking_number"] == LONG


async def test_a_long_number_that_the_shop_does_not_know_is_refused_like_any_other(
    customer: Begin, shop: Shop
) -> None:
    shop.holds()
    told = await _writes(customer(), f"{LONG} {POSTCODE}")
    assert told.said == ["utter_introduction", "utter_proof_refused"]


async def test_what_left_without_a_tracking_number_is_said_to_have_left(
    customer: Begin, shop: Shop
) -> None:
    shop.holds(days=2, status="completed", date_completed_gmt=_ago(1))
    begun = customer()
    told = await _about(begun, shop, "track_parcel", "où est ma commande ?", "action_parcel")
    assert told.said == ["utter_introduction", "utter_parcel_no_page", "utter_ask_helped"]
    assert told.cards == []
    too_late = await begun.turn("action_cancel_order", "annulez-la", intent="cancel_order")
    assert too_late.said[0] == "utter_cancel_too_late"
    elsewhere = await begun.turn(
        "action_change_address", "changez l'adresse", intent="change_address"
    )
    assert elsewhere.said[0] == "utter_address_too_late_no_page"


async def test_of_a_carrier_that_nobody_can_follow_its_name_and_number_are_told(
    customer: Begin, shop: Shop
) -> None:
    shop.ships("GEO7110001", days=2)
    (tracking,) = shop.order["meta_data"]
    tracking["value"][0] |= {"tracking_provider": "", "custom_tracking_provider": "Geodis"}
    told = await _about(customer(), shop, "track_parcel", "où est mon colis ?", "action_parcel")
    words = told.values("utter_parcel_no_page")
    assert words["sent_with"] == " avec Geodis, sous le numéro GEO7110001"


async def test_a_lost_parcel_is_paid_back_once_with_its_delivery_and_confirmed(
    customer: Begin, shop: Shop, mailbox: Mailbox
) -> None:
    shop.ships("6A71100000002", ("PC1", 12), ("ET1", 11), days=13)
    begun = customer()
    lost = await _about(begun, shop, "parcel_lost", "mon colis est perdu", "action_parcel")
    assert lost.said[1:] == [
        "utter_parcel_presumed_lost",
        "utter_case_lost_parcel",
        "utter_ask_resend_or_refund",
    ]
    chosen = await begun.turn("action_refund", "le remboursement", intent="refund")
    assert chosen.said == ["utter_confirm_by_mail"]
    assert shop.changes == []
    (mail,) = mailbox.mails()
    assert mail["to"] == ["anna.delmas@example.com"]
    done = await begun.confirm_by_mail()
    assert done.said == ["utter_refunded"]
    assert done.told["turn"] == "done"
    (refund,) = shop.wordpress.refunds[int(shop.number)]
    # All that was paid (L216-7), delivery included.
    assert refund["amount"] == shop.order["total"] == "69.90"
    assert done.values("utter_refunded")["amount"] == "69,90 €"
    assert done.values("utter_refunded")["refund_number"] == str(refund["id"])
    again = await begun.turn("action_refund", "et mon remboursement ?", intent="refund")
    assert again.said[0] == "utter_refund_done"
    assert len(shop.changes) == 1


async def test_a_confirmation_that_the_bot_hears_twice_pays_back_once(
    customer: Begin, shop: Shop, mailbox: Mailbox
) -> None:
    shop.ships("6A71100000003", ("PC1", 12), ("ET1", 11), days=13)
    begun, turn_id = customer(), str(uuid4())
    await _about(begun, shop, "parcel_lost", "mon colis est perdu", "action_parcel")
    await begun.turn("action_refund", "le remboursement", intent="refund")
    mailbox.confirm()
    before, told = copy.deepcopy(begun.tracker), []
    for _ in range(2):
        begun.tracker = copy.deepcopy(before)
        answer = await begun.turn("action_confirmed", intent="confirmed", turn_id=turn_id)
        told.append(answer.values("utter_refunded"))
    assert told[0] == told[1]
    assert len(shop.changes) == 1


async def test_an_order_is_cancelled_before_dispatch_by_the_mailed_link(
    customer: Begin, shop: Shop, mailbox: Mailbox
) -> None:
    shop.holds()
    begun = customer()
    asked = await _about(begun, shop, "cancel_order", "annulez ma commande", "action_cancel_order")
    assert asked.said[1:] == ["utter_can_cancel", "utter_confirm_by_mail"]
    assert asked.values("utter_can_cancel")["amount"] == "69,90 €"
    assert shop.changes == []
    done = await begun.confirm_by_mail()
    assert done.said == ["utter_order_cancelled"]
    assert (shop.order["status"], shop.order["refunds"][0]["total"]) == ("cancelled", "-69.90")
    told = await begun.turn("action_parcel", "elle arrive quand ?", intent="track_parcel")
    assert told.said[0] == "utter_order_is_cancelled"


async def test_what_has_left_is_not_cancelled(customer: Begin, shop: Shop) -> None:
    shop.ships("6A71100000004", ("PC1", 1), days=2)
    begun = customer()
    told = await _about(begun, shop, "cancel_order", "annulez ma commande", "action_cancel_order")
    assert told.said[1] == "utter_cancel_too_late"
    assert shop.changes == []


async def test_the_address_is_changed_before_dispatch_and_told_as_it_stands(
    customer: Begin, shop: Shop, mailbox: Mailbox
) -> None:
    shop.holds()
    begun = customer()
    asked = await _about(
        begun, shop, "change_address", "je me suis trompée d'adresse", "action_change_address"
    )
    assert asked.said[1:] == ["utter_ask_new_address"]
    given = await begun.turn(
        "action_parcel",
        "2 rue du Port, 56100 Lorient",
        entities={"number": "56100"},
    )
    assert given.said == ["utter_can_change_address", "utter_confirm_by_mail"]
    done = await begun.confirm_by_mail()
    assert done.said == ["utter_address_changed"]
    assert done.values("utter_address_changed")["address"] == "2 rue du Port, 56100 Lorient"
    assert shop.order["shipping"]["address_1"] == "2 rue du Port"
    assert shop.order["shipping"]["last_name"] == "Delmas"
    assert shop.order["billing"]["city"] == "Bourg-en-Bresse"


@pytest.mark.parametrize(
    ("coupon", "said"),
    [
        ({"minimum_amount": "50.00"}, ["utter_code_holds_on", "utter_code_condition_minimum"]),
        ({"date_expires": "2026-02-01T00:00:00"}, ["utter_code_expired"]),
        (None, ["utter_code_unknown"]),
    ],
)
async def test_a_code_is_explained_as_the_shop_has_it(
    customer: Begin, shop: Shop, coupon: dict[str, Any] | None, said: list[str]
) -> None:
    known = {"id": 1, "code": "rentree15", "amount": "15.00", "discount_type": "percent"}
    if coupon is not None:
        known |= {"date_created": "2026-01-02T00:00:00", **coupon}
        shop.wordpress.coupons.append(known)
    told = await customer().turn(
        "action_promotion", "le code RENTREE15 ne marche pas", intent="promotion"
    )
    assert told.said[1:-1] == said


async def test_only_the_offers_that_the_brand_makes_public_are_told(
    customer: Begin, shop: Shop
) -> None:
    for number, code in enumerate(("rentree15", "equipe50")):
        shop.wordpress.coupons.append(
            {
                "id": number,
                "code": code,
                "amount": "15.00",
                "discount_type": "percent",
                "date_created": "2026-01-02T00:00:00",
            }
        )
    told = await customer().turn("action_promotion", "des promos ?", intent="promotion")
    assert told.values("utter_offer_on")["code"] == "RENTREE15"


async def test_what_is_there_of_a_product_is_told_as_the_shop_counts_it(
    customer: Begin, shop: Shop
) -> None:
    shop.wordpress.products.append(
        {"id": 12, "name": "Vase Ondine", "price": "39.90", "type": "variable"}
    )
    shop.wordpress.variations[12] = [
        {"id": known, "attributes": [{"name": "Couleur", "option": colour}], "stock_status": stock}
        for known, colour, stock in ((120, "vert", "instock"), (121, "sable", "outofstock"))
    ]
    begun = customer()
    there = await begun.turn("action_product", "le vase ondine en vert ?", intent="availability")
    assert there.said[1:] == ["utter_in_stock", "utter_ask_helped"]
    assert there.values("utter_in_stock")["variants"] == " (vert)"
    gone = await begun.turn("action_product", "et en sable ?", intent="availability")
    # WooCommerce says of nothing when it is back: no date is made up.
    assert gone.said == ["utter_out_of_stock", "utter_offer_alternative"]


async def test_a_withdrawal_is_acknowledged_with_its_moment_and_a_human_sees_to_it(
    customer: Begin, shop: Shop, mailbox: Mailbox
) -> None:
    shop.ships("6A71100000005", ("PC1", 4), ("DI1", 2), days=5)
    begun = customer()
    asked = await _about(begun, shop, "return_item", "je veux renvoyer le vase", "action_return")
    assert asked.said[1:] == ["utter_return_window", "utter_ask_return_free"]
    told = await begun.turn("action_affirm", "oui", intent="affirm")
    assert told.said == ["utter_return_taken_down", "utter_human_return"]
    (letter,) = mailbox.mails()
    assert letter["to"] == ["anna.delmas@example.com"]
    assert told.values("utter_return_taken_down")["declared_at"] in letter["text"]
    escalated = told.told["escalate"]
    assert escalated["reason"] == "shop_action"
    wanted = escalated["summary"]["request"]
    assert wanted["change_refused"] == "unsupported"
    assert wanted["articles"] == "Vase"
    assert wanted["declared_at"][:10] == local_day(datetime.now(timezone.utc)).isoformat()
    assert escalated["summary"]["problem"] == "je veux renvoyer le vase"
    assert shop.changes == []


# The shop failing


async def test_a_key_that_may_only_read_leaves_the_order_and_brings_a_human(
    customer: Begin, shop: Shop, mailbox: Mailbox
) -> None:
    shop.holds()
    shop.wordpress.reads_only = True
    before = dict(shop.order)
    begun = customer()
    await _about(begun, shop, "cancel_order", "annulez ma commande", "action_cancel_order")
    told = await begun.confirm_by_mail()
    assert told.said == ["utter_human_change_by_hand"]
    escalated = told.told["escalate"]
    assert escalated["reason"] == "shop_action"
    assert escalated["summary"]["request"]["change_refused"] == "not_allowed"
    assert escalated["summary"]["order"]["order_number"] == shop.number
    assert shop.order == before


BROKEN = [page("500 Internal Server Error"), page(), reply([]), reply({"code": "x"}, "401 No")]


@pytest.mark.parametrize("broken", BROKEN, ids=["500", "html", "no order", "key refused"])
async def test_a_shop_that_fails_before_proof_is_told_in_plain_words_and_a_human_comes(
    customer: Begin, shop: Shop, broken: bytes
) -> None:
    shop.answers_with(lambda _: broken)
    told = await _about(customer(), shop, "track_parcel", "où est mon colis", "action_parcel")
    assert told.said == ["utter_introduction", "utter_trouble"]
    escalated = told.told["escalate"]
    assert escalated["reason"] == "bot_failed"
    assert escalated["summary"]["problem"] == "où est mon colis"
    assert told.told["facts"]["order_number"] == shop.number


@pytest.mark.parametrize("broken", [BROKEN[0], BROKEN[1], BROKEN[3]], ids=["500", "html", "key"])
@pytest.mark.parametrize(
    ("action", "intent"),
    [("action_product", "availability"), ("action_promotion", "promotion")],
)
async def test_a_shop_that_fails_before_a_sale_is_told_in_plain_words_too(
    customer: Begin, shop: Shop, broken: bytes, action: str, intent: str
) -> None:
    shop.answers_with(lambda _: broken)
    told = await customer().turn(action, "le code RENTREE15 sur le vase ?", intent=intent)
    assert told.said == ["utter_introduction", "utter_trouble"]
    assert told.told["escalate"]["reason"] == "bot_failed"


@pytest.mark.parametrize(
    ("broken", "said", "why"),
    [
        # It may have been done: nobody asks again, and somebody looks.
        (page("500 Internal Server Error"), "utter_human_change_unsettled", "unsettled"),
        (page(), "utter_human_change_unsettled", "unsettled"),
        (
            reply({"code": "woocommerce_rest_invalid_order"}, "400 Bad Request"),
            "utter_human_change_by_hand",
            "declined",
        ),
    ],
    ids=["500", "html", "declined"],
)
async def test_a_shop_that_fails_at_the_change_is_never_asked_for_it_twice(
    customer: Begin, shop: Shop, mailbox: Mailbox, broken: bytes, said: str, why: str
) -> None:
    shop.holds()
    before = dict(shop.order)
    shop.answers_with(lambda a: shop.wordpress(a) if a.method == "GET" else broken)
    begun = customer()
    await _about(begun, shop, "cancel_order", "annulez ma commande", "action_cancel_order")
    told = await begun.confirm_by_mail()
    assert told.said == [said]
    assert told.told["escalate"]["summary"]["request"]["change_refused"] == why
    assert len(shop.changes) == 1
    assert shop.order == before
