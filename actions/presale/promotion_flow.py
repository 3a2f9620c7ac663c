"""Why a promotion code is refused, and what is on offer today; no code is ever made up."""

from __future__ import annotations

import asyncio
import re
from decimal import Decimal

from actions.carriers.diagnosis import local_day
from actions.flow import Flow
from actions.hand_over import hand_over
from actions.pursuits import hears
from actions.shop.finding import find
from actions.shop.promotion import Promotion, Refusal
from actions.talk.aside import settle
from actions.turn import Turn
from actions.wording import day, money
from actions.words.spelling import fold

# A code stands in capitals or holds a digit; "code promo refusé" names none.
_CODE = re.compile(r"\b(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{3,19}\b|\b[a-z]{2,12}\d{1,4}\b")
_AFTER_CODE = re.compile(
    r"\b(?:code|coupon|voucher)(?: promo)?\s*[:«\"' ]\s*([a-z0-9-]{4,20})\b", re.I
)
_NOT_CODES = frozenset(
    {"CODE", "PROMO", "SVP", "BONJOUR", "MERCI", "MARCHE", "REMISE", "PLEASE", "HELLO", "COUPON"}
)
_BASKET = re.compile(
    r"(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:€|euros?|eur\b)|€\s*(\d{1,4})(?:[.,](\d{1,2}))?"
)
_FAILED = re.compile(
    r"marche|fonctionne|passe pas|refus|invalid|accept|valide|expir|erreur|prend pas|applique|"
    r"work|reject|declin|error|apply|applied|recognis|recogniz|used|utilis"
)
_AFTERWARDS = re.compile(
    r"oublie|forgot|pas ete (?:prise?|deduit|appliqu)|apres coup|deja (?:paye|commande)|"
    r"was(?:n't| not) applied|already (?:paid|ordered)"
)
MOST_CANDIDATES = 6
"""Words of one message that the shop is asked about."""

_GIFT_CARD = re.compile(r"carte[- ]cadeau|gift[- ]?card|bons? d'achat|avoir\b|cheque[- ]cadeau")


class ActionPromotion(Flow):
    """A code that is not taken; what is on offer."""

    def name(self) -> str:
        return "action_promotion"

    async def answer(self, turn: Turn) -> None:
        turn.learn(topic="promotion")
        plain = fold(turn.text)
        if _GIFT_CARD.search(plain) or _AFTERWARDS.search(plain):
            await _marketing(turn)
        elif typed := await _code(turn):
            await _explain(turn, typed)
        elif _FAILED.search(plain):
            turn.say("utter_ask_code")
            turn.wait_for("promo_code")
            turn.ends_as("question")
        else:
            await _tell_offers(turn)


@hears("promo_code")
async def hear_code(turn: Turn) -> bool:
    """The code, asked for before: any single word is taken for one."""
    typed = await _code(turn)
    if typed is None and len(turn.text.split()) == 1 and turn.intent in {"inform", "nlu_fallback"}:
        typed = turn.text
    if typed is None:
        return False
    await _explain(turn, typed)
    return True


async def _code(turn: Turn) -> str | None:
    """What the message holds of a code: one that exists before one that only looks like it."""
    shouted = turn.text.isupper() and len(turn.text.split()) > 1
    text = turn.text.lower() if shouted else turn.text
    typed = [found[0] for found in _CODE.finditer(text) if found[0].upper() not in _NOT_CODES]
    named = [found[1] for found in _AFTER_CODE.finditer(turn.text)]
    words = re.findall(r"[\w-]{4,20}", turn.text) if shouted or named else named
    others = [word for word in words if word.upper() not in _NOT_CODES]
    candidates = list(dict.fromkeys([*typed, *named, *others]))[:MOST_CANDIDATES]
    # A whole sentence in capitals may hold a code anywhere: the shop is asked for all at once.
    asked = (turn.shop.assortment.promotion(turn.brand, one) for one in candidates)
    known = await turn.within_time(asyncio.gather(*asked))
    exist = (one for one, promotion in zip(candidates, known, strict=True) if promotion)
    return next(exist, typed[0] if typed else None)


async def _explain(turn: Turn, typed: str) -> None:
    """Why the code is refused, or what it asks for; a human for what this does not explain."""
    if turn.awaiting == "promo_code":
        turn.wait_for(None)
    promotion = await turn.within_time(turn.shop.assortment.promotion(turn.brand, typed))
    if promotion is None:
        turn.say("utter_code_unknown", code=typed.upper())
        settle(turn)
        return
    turn.learn(promotion_code=promotion.code)
    basket, product = _basket(turn.text), await _product(turn)
    used = await _used(turn, promotion)
    refusal = promotion.refusal(local_day(turn.now), basket=basket, product=product, used=used)
    holds = "utter_code_holds" if promotion.ends_on else "utter_code_holds_on"
    turn.say(f"utter_code_{refusal.value}" if refusal else holds, **_values(turn, promotion))
    if refusal in {None, Refusal.minimum, Refusal.excluded}:
        await _tell_conditions(turn, promotion, refusal)
    settle(turn)


async def _tell_conditions(turn: Turn, promotion: Promotion, told: Refusal | None) -> None:
    """The conditions that nothing has been said of yet."""
    values = _values(turn, promotion)
    if promotion.minimum is not None and told is not Refusal.minimum:
        turn.say("utter_code_condition_minimum", **values)
    if promotion.excluded and told is not Refusal.excluded:
        products = await turn.within_time(turn.shop.assortment.products(turn.brand))
        titles = ", ".join(one.title for one in products if one.id in promotion.excluded)
        turn.say("utter_code_condition_excluded", excluded=titles, **values)
    if promotion.once:
        turn.say("utter_code_condition_once", **values)
    if promotion.narrowed:
        turn.say("utter_code_condition_narrowed", **values)


async def _used(turn: Turn, promotion: Promotion) -> bool:
    """Whether the customer of a proven order has had it; without proof nothing is said of that."""
    if not promotion.once:
        return False
    for number in await turn.within_time(turn.clients.record.proven(turn.conversation)):
        order = await turn.within_time(turn.shop.orders.order(turn.brand, number))
        if order is not None:
            email = order.customer.email
            return await turn.within_time(turn.shop.assortment.has_used(promotion, email))
    return False


async def _product(turn: Turn) -> str | None:
    """The product that the message names, where it names one."""
    products = await turn.within_time(turn.shop.assortment.products(turn.brand))
    found = find(products, turn.text)
    return found[0].id if len(found) == 1 else None


def _basket(text: str) -> Decimal | None:
    found = _BASKET.search(text)
    if not found:
        return None
    return Decimal(f"{found[1] or found[3]}.{found[2] or found[4] or 0}")


async def _tell_offers(turn: Turn) -> None:
    today = local_day(turn.now)
    offers = [
        offer
        for offer in await turn.within_time(turn.shop.assortment.public_promotions(turn.brand))
        if offer.holds_on(today) and not offer.exhausted
    ]
    for offer in offers:
        turn.say("utter_offer" if offer.ends_on else "utter_offer_on", **_values(turn, offer))
        if offer.minimum is not None:
            turn.say("utter_code_condition_minimum", **_values(turn, offer))
    if not offers:
        turn.say("utter_no_offer")
    settle(turn)


async def _marketing(turn: Turn) -> None:
    await hand_over(turn, "out_of_scope", "utter_human_promotion", team="marketing")


def _values(turn: Turn, promotion: Promotion) -> dict[str, str]:
    language, currency = turn.language, turn.policies.currency
    today = local_day(turn.now)
    minimum = promotion.minimum
    return {
        "code": promotion.code,
        "gain": _gain(promotion, currency, language),
        "starts": day(promotion.starts_on, language, today),
        "ends": day(promotion.ends_on, language, today) if promotion.ends_on else "",
        "minimum": "" if minimum is None else money(minimum, currency, language),
    }


_FREE_DELIVERY = {"fr": "livraison offerte", "en": "free delivery"}


def _gain(promotion: Promotion, currency: str, language: str) -> str:
    """`10 %`, `5,00 €`, `livraison offerte`."""
    if promotion.free_delivery and not (promotion.percent or promotion.amount):
        return _FREE_DELIVERY[language]
    if promotion.percent is None:
        return money(promotion.amount or Decimal(0), currency, language)
    if language == "en":
        return f"{promotion.percent}%"
    return f"{promotion.percent} %".replace(".", ",")
