"""Before buying: is it there, when is it back, what is it made of; read from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actions.carriers.diagnosis import local_day
from actions.facts import Topic
from actions.flow import Flow
from actions.follow_up import follows
from actions.hand_over import hand_over
from actions.pursuits import hears
from actions.shop.finding import (
    colour_in,
    find,
    made_of,
    material_in,
    names_something,
    unwanted,
    variants_in,
)
from actions.shop.product import Product, Variant
from actions.talk.aside import offer_human, settle
from actions.turn import Turn
from actions.wording import day, money
from actions.words.spelling import fold

MOST_CHOICES = 6
"""Products offered as buttons where several could be meant."""

MOST_LISTED = 8
"""Products named in one sentence."""

_ANOTHER = re.compile(
    r"\b(?:vende[zs]|vends|avez|as|faites|fais|sell|have|got|carry)\b.*"
    r"\b(?:des|du|de la|d'autres|any|some|other)\b|^do you (?:sell|make)"
)
_SOUGHT = re.compile(
    r"\b(?:cherche\w*|vende[zs]|avez(?:[- ]vous)?|as[- ]tu|voudrais|faites|faut|sell|have|stock|do"
    r"|want|after|need|looking for)(?: \w+)? (?:des?|du|un|une|d'|any|some|an?)"
    r" ?(?!(?:cadeaux?|idees?|choses?|trucs?|modeles?|gifts?|things?|presents?|products?)\b)"
    r"([a-z-]{3,})"
)
"""What is looked for by its kind, where that is no mere "thing"."""
_DETAILS = {
    "price": r"\bprix|\bcout|\bcombien|\bcher|\bprice|\bhow much|\bcosts?\b",
    "sizes": r"\btaille|\bdimension|\bmesur|\blarg|\bhaut|\blong|\bdiametr|\bgrand|\bpetit|\bsize|"
    r"\bmeasur|\bbig|\btall\b|\bwide|\bsmall|\bformat",
    "colours": r"\bcouleur|\bcoloris|\bcolou?rs?\b|\bteinte",
    "materials": r"\bmatiere|\bmateriau|\bdedans\b|\bcontien|\bcontain|\bingredient|\ballerg"
    r"|\bcompos|\btissu|\blaine|\bcoton|\bbois\b|\ben quoi\b|\bcire|\bampoule|\bled\b"
    r"|\bmade (?:of|from)|\bmaterial|\bfabric|\bwool|\bcotton|\bwood|\bbulb|\bwax",
    "care": r"\blav|\bentreti|\bnetto[iy]|\bmachine|\bseche|\brepass|\bwash|\bclean|\bcare\b|"
    r"\bdish|\biron",
}
_ADVICE = re.compile(
    r"\benfant|\bbebe|\ballerg|\bconvien|\bconseil|\brecommand|\bcompatib|\bchild|\bbab(?:y|ies)|"
    r"\bkids?\b|\bsuitab|\badvi[cs]e|\brecommend|(?<!dishwasher[ -])\bsafe\b|\bnoci[fv]|\btoxi|"
    r"\bpoiso"
)


class ActionProduct(Flow):
    """Is it in stock, when is it back; what size, what material, how to care for it."""

    def name(self) -> str:
        return "action_product"

    async def answer(self, turn: Turn) -> None:
        asked: Topic = "availability" if turn.intent == "availability" else "product_details"
        turn.learn(topic=asked)
        await look_up(turn, asked)


@hears("product")
async def hear_product(turn: Turn) -> bool:
    """Which product it is, asked before; small talk is no answer to that."""
    products = await turn.within_time(turn.shop.assortment.products(turn.brand))
    if not find(products, turn.text) and turn.intent not in {"inform", "nlu_fallback"}:
        return False
    await look_up(turn, str(turn.slot("asked_about")))
    return True


@follows("availability", "product_details")
async def product_followed_up(turn: Turn) -> bool:
    """Another colour or size of the same product, or another thing about it."""
    asks = bool(_asked_details(turn)) or bool(colour_in(turn.text))
    if not asks:
        products = await turn.within_time(turn.shop.assortment.products(turn.brand))
        known = next((p for p in products if p.id == turn.slot("product")), None)
        if known is not None:
            known = await turn.within_time(turn.shop.assortment.in_full(known))
        asks = known is not None and variants_in(known, turn.text, turn.language) != known.variants
    if not asks or turn.slot("product") is None:
        return False
    same = turn.intent if turn.intent in _TOLD else str(turn.slot("asked_about"))
    await look_up(turn, same)
    return True


async def look_up(turn: Turn, asked: str) -> None:
    """Find the product and tell what was `asked` of it, or ask which one is meant."""
    turn.remember(asked_about=asked)
    products = await turn.within_time(turn.shop.assortment.products(turn.brand))
    meant = _meant(turn, products)
    if len(meant) == 1:
        if turn.awaiting == "product":
            turn.wait_for(None)
        turn.remember(product=meant[0].id)
        turn.learn(product=meant[0].title)
        product = await turn.within_time(turn.shop.assortment.in_full(meant[0]))
        _TOLD[asked](turn, product)
    elif meant:
        choices = [
            {"title": product.title, "payload": f'/{asked}{{"product": "{product.id}"}}'}
            for product in meant[:MOST_CHOICES]
        ]
        await _ask(turn, "utter_which_product", choices)
    elif material_in(turn.text):
        _tell_made_of(turn, products, str(material_in(turn.text)))
    elif names_something(turn.text):
        await _not_found(turn)
    else:
        await _ask(turn, "utter_ask_product", [])


def _tell_made_of(turn: Turn, products: Sequence[Product], material: str) -> None:
    """What there is of a material, or without it."""
    having = made_of(products, material)
    without = unwanted(material, turn.text)
    fitting = [one for one in products if (one in having) is not without and one.materials]
    if not fitting:
        offer_human(turn, "utter_offer_alternative")
        return
    listed = ", ".join(one.title for one in fitting[:MOST_LISTED])
    if not without and _seeks_unknown_thing(turn.text):
        turn.say("utter_not_ours_but_of_material", products=listed)
        settle(turn)
        return
    turn.say("utter_without_material" if without else "utter_of_material", products=listed)
    settle(turn)


def _seeks_unknown_thing(text: str) -> bool:
    """Whether a kind of thing is named that the catalogue has no word for: "sheets in linen"."""
    found = _SOUGHT.search(fold(text))
    return found is not None and names_something(found[1]) and material_in(found[1]) is None


def _meant(turn: Turn, products: Sequence[Product]) -> list[Product]:
    chosen = turn.entity("product")
    if chosen is None:
        found = find(products, turn.text)
        if found or _ANOTHER.search(fold(turn.text)):
            return found
        chosen = turn.slot("product")
    return [product for product in products if product.id == chosen]


async def _ask(turn: Turn, words: str, choices: list[dict[str, str]]) -> None:
    """Ask which product it is; asked again, an answer that tells none is a failure."""
    failures = int(turn.slot("failures") or 0) + 1 if turn.awaiting == "product" else 0
    await _ask_or_hand_over(turn, words, choices, failures)


async def _not_found(turn: Turn) -> None:
    """Once the name is asked for again; then a human looks."""
    failures = int(turn.slot("failures") or 0) + 1
    await _ask_or_hand_over(turn, "utter_product_not_found", [], failures)


async def _ask_or_hand_over(
    turn: Turn, words: str, choices: list[dict[str, str]], failures: int
) -> None:
    if failures > 1:
        await hand_over(turn, "out_of_scope", "utter_human_presale", about_an_order=False)
        return
    turn.offer(words, choices)
    turn.wait_for("product")
    turn.ends_as("failure" if failures else "question")
    turn.remember(failures=failures)


def tell_availability(turn: Turn, product: Product) -> None:
    """What is in stock of the sizes and colours that were named, and when the rest is back."""
    variants = variants_in(product, turn.text, turn.language)
    if not variants or _unknown_colour(product, turn):
        _tell_choices(turn, product)
        return
    stock = tell_stock(turn, product, variants)
    if stock.there or stock.back:
        settle(turn)
    else:
        offer_human(turn, "utter_offer_alternative")


@dataclass(frozen=True)
class Stock:
    """Whether any of the variants is there, and whether any comes back."""

    there: bool
    back: bool


def tell_stock(turn: Turn, product: Product, variants: Sequence[Variant]) -> Stock:
    """Say of these variants which are in stock, and when the others are back."""
    there = [variant for variant in variants if variant.pieces]
    back = [variant for variant in variants if not variant.pieces and variant.back_on]
    gone = [variant for variant in variants if not variant.pieces and not variant.back_on]
    known = {
        "product": product.title,
        "price": money(product.price, product.currency, turn.language),
    }
    if there:
        turn.say("utter_in_stock", variants=_labels(there, turn), **known)
    for back_on, same_day in groupby(sorted(back, key=_back_on), key=_back_on):
        date_said = day(back_on, turn.language, local_day(turn.now))
        turn.say("utter_back_on", variants=_labels(list(same_day), turn), date=date_said, **known)
    if gone:
        planned = all(variant.tells_restocks for variant in gone)
        words = "utter_not_planned" if planned else "utter_out_of_stock"
        turn.say(words, variants=_labels(gone, turn), **known)
    return Stock(bool(there), bool(back))


def tell_details(turn: Turn, product: Product) -> None:
    """What was asked of the product, or all that the catalogue says of it.

    A human is offered where the catalogue does not say what was asked.
    """
    plain, language = fold(turn.text), turn.language
    known = {
        "product": product.title,
        "price": money(product.price, product.currency, language),
        "sizes": ", ".join(product.sizes),
        "colours": ", ".join(product.colours(language)),
        "materials": product.materials[language],
        "care": product.care[language],
    }
    asked = _asked_details(turn)
    everything = ["summary"] if known["materials"] and known["care"] else ["materials", "care"]
    for name in asked or [*everything, "price"]:
        if known.get(name, "summary"):
            turn.say(f"utter_product_{name}", **known)
    if _ADVICE.search(plain):
        offer_human(turn, "utter_offer_advice")
    elif any(not known[name] for name in asked):
        offer_human(turn, "utter_offer_details")
    else:
        settle(turn)


def _asked_details(turn: Turn) -> list[str]:
    plain = fold(turn.text)
    return [name for name, words in _DETAILS.items() if re.search(words, plain)]


_TOLD: dict[str, Callable[[Turn, Product], None]] = {
    "availability": tell_availability,
    "product_details": tell_details,
}


def _tell_choices(turn: Turn, product: Product) -> None:
    variants = list_variants(product.variants, turn)
    turn.say("utter_no_such_variant", product=product.title, variants=variants)
    settle(turn)


def _unknown_colour(product: Product, turn: Turn) -> bool:
    """Whether a colour was named that none of the variants has."""
    narrowed = variants_in(product, turn.text, turn.language) != product.variants
    return bool(product.colours(turn.language)) and not narrowed and bool(colour_in(turn.text))


def _labels(variants: Sequence[Variant], turn: Turn) -> str:
    """The variants in brackets, with a blank before; nothing where there is only one kind."""
    listed = list_variants(variants, turn)
    return f" ({listed})" if listed else ""


def list_variants(variants: Sequence[Variant], turn: Turn) -> str:
    """The variants in one line: `18 cm, vert ; 26 cm, sable`."""
    separator = " ; " if turn.language == "fr" else "; "
    return separator.join(label for v in variants if (label := v.label(turn.language)))


def _back_on(variant: Variant) -> date:
    return variant.back_on or date.max
