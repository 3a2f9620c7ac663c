"""What an article is exchanged for: asked, held against the stock, and read back.

An exchange for what is not there would end in a refusal days later, so it is said at once, with
what there is and the money back as the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.presale.product_flow import list_variants, tell_stock
from actions.pursuits import go_on, hears
from actions.request import note, noted
from actions.returns import articles
from actions.returns.articles import Articles
from actions.shop.finding import find, variants_in
from actions.shop.product import Product, Variant
from actions.turn import Turn
from actions.words.sending_back import LONGEST_WISH, wanted_instead

_SAYS_WHAT = frozenset(
    {"inform", "exchange_item", "product_details", "availability", "order_change", "nlu_fallback"}
)
"""Intents whose words may be a size or a colour."""


@dataclass(frozen=True)
class Wish:
    """The product meant, and its variants of the size and colour named; none where it has none."""

    product: Product
    variants: tuple[Variant, ...]


def read_wish(products: Sequence[Product], article: str, words: str, language: str) -> Wish | None:
    """What `words` ask for instead of `article`; None where the catalogue does not know that."""
    own = next((product for product in products if product.title == article), None)
    named = find(products, words)
    product = named[0] if len(named) == 1 else own
    if product is None:
        return None
    variants = variants_in(product, words, language)
    # Of the article itself, something else than what they have has to be named.
    says_which = product is not own or variants != product.variants
    return Wish(product, variants if says_which else ())


async def ask_for_exchange(turn: Turn, order_number: str, kept: Articles) -> None:
    """Ask what it is to be exchanged for, or read the wish back once the stock allows it."""
    problem = str(turn.known.get("problem") or "")
    wanted = noted(turn, order_number).get("wanted") or wanted_instead(problem)
    turn.ends_as("question")
    if not wanted:
        turn.say("utter_ask_exchange_for", articles=articles.in_words(kept, turn.language))
        turn.wait_for("exchange_for")
        return
    note(turn, order_number, wanted=wanted)
    if await _is_there(turn, kept, wanted):
        said = articles.in_words(kept, turn.language)
        turn.say("utter_ask_exchange", articles=said, wanted=wanted)
        turn.wait_for("return_confirm")
    else:
        note(turn, order_number, wanted=None)
        turn.say("utter_ask_exchange_otherwise")
        turn.wait_for("exchange_for")


async def _is_there(turn: Turn, kept: Articles, wanted: str) -> bool:
    """Whether the wish can be had, as far as the catalogue knows; what it knows is said."""
    wish = await _wish(turn, kept[0].title, wanted) if len(kept) == 1 else None
    if wish is None:
        # A colleague looks: the case of the exchange says so.
        return True
    if not wish.variants:
        title = wish.product.title
        choices = list_variants(wish.product.variants, turn) or title
        turn.say("utter_exchange_choices", product=title, variants=choices)
        return False
    return tell_stock(turn, wish.product, wish.variants).there


async def _wish(turn: Turn, article: str, wanted: str) -> Wish | None:
    assortment = turn.shop.assortment
    products = await turn.within_time(assortment.products(turn.brand))
    named = find(products, wanted)
    meant = named if len(named) == 1 else [one for one in products if one.title == article]
    if not meant:
        return None
    # Its stock as of now: a shop may list its products without.
    full = await turn.within_time(assortment.in_full(meant[0]))
    known = [full if one.id == full.id else one for one in products]
    return read_wish(known, article, wanted, turn.language)


@hears("exchange_for", flow="return")
async def exchange_for_answered(turn: Turn) -> bool:
    """The size or colour wanted, in the customer's own words."""
    if turn.intent not in _SAYS_WHAT or not turn.text or turn.reading.identifies:
        return False
    note(turn, str(turn.slot("order_number")), wanted=turn.text[:LONGEST_WISH])
    await go_on(turn)
    return True
