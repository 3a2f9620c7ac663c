"""Asking which of the order's articles it is about, only where it cannot be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from actions.hand_over import hand_over
from actions.pursuits import go_on, hears
from actions.request import note, noted
from actions.returns import articles
from actions.returns.articles import Articles
from actions.shop.aftersales import lines_with, pieces
from actions.shop.finding import find
from actions.shop.order import Line
from actions.turn import Turn

CHOICE = "choice"
"""The entity that a button carries: the place of what it stands for, from 1."""


async def which_articles(
    turn: Turn,
    order_number: str,
    lines: Sequence[Line],
    *,
    all_unless_named: bool = False,
    read: Callable[[str, Sequence[Line]], Articles] = articles.named,
) -> Articles | None:
    """The articles meant, as `read` finds them in a sentence; None once they were asked for."""
    found = await named_so_far(turn, order_number, lines, read)
    all_unless_named = all_unless_named and not articles.leaves_out(turn.text)
    if not found and (all_unless_named or len(articles.choices(lines)) == 1):
        found = tuple(lines)
    if not found:
        await _ask(turn, lines)
        return None
    note(turn, order_number, pieces=pieces(found))
    turn.learn(articles=articles.in_words(found, turn.language))
    return found


async def named_so_far(
    turn: Turn,
    order_number: str,
    lines: Sequence[Line],
    read: Callable[[str, Sequence[Line]], Articles],
) -> Articles:
    """The articles that the customer has named, now or before, as `read` finds them."""
    # Which of them was opened is not which of them is meant.
    said = () if turn.awaiting == "opened" else _said(turn, lines, read)
    found = _the_rest(turn, order_number, lines) or said
    if not found:
        problem = str(turn.known.get("problem") or "")
        before = _remembered(turn, order_number, lines) or read(problem, lines)
        everything = articles.whole(turn.text, lines) or articles.whole(problem, lines)
        found = articles.less(turn.text, before or everything)
    return found or await _by_other_names(turn, lines)


def _the_rest(turn: Turn, order_number: str, lines: Sequence[Line]) -> Articles:
    """What "the rest" is, once something was spoken of: without it."""
    if not articles.means_the_rest(turn.text):
        return ()
    kept = noted(turn, order_number)
    spoken_of: list[str] = kept.get("set_aside") or list(kept.get("pieces") or {})
    return tuple(line for line in lines if line.title not in spoken_of) if spoken_of else ()


async def _by_other_names(turn: Turn, lines: Sequence[Line]) -> Articles:
    """The one line that the catalogue's own words for things point at: "the soaps", "le throw"."""
    products = await turn.within_time(turn.shop.assortment.products(turn.brand))
    ordered = [one for one in products if any(line.title == one.title for line in lines)]
    now = articles.spoken_for(turn.text)
    before = articles.spoken_for(str(turn.known.get("problem") or ""))
    named = find(ordered, now) or find(ordered, before)
    return tuple(line for line in lines if len(named) == 1 and line.title == named[0].title)


@hears("which_item")
async def which_item_answered(turn: Turn) -> bool:
    """An article was named or pressed; what it was asked for goes on."""
    order_number = str(turn.slot("order_number"))
    order = await turn.within_time(turn.shop.orders.order(turn.brand, order_number))
    if order is None or turn.reading.identifies:
        return False
    said = (
        _said(turn, order.lines, articles.named)
        or articles.whole(turn.text, order.lines)
        or await _by_other_names(turn, order.lines)
    )
    if not said:
        return False
    await go_on(turn)
    return True


def _said(
    turn: Turn, lines: Sequence[Line], read: Callable[[str, Sequence[Line]], Articles]
) -> Articles:
    choices = articles.choices(lines)
    pressed = turn.entity(CHOICE)
    if pressed is not None:
        place = int(pressed) - 1 if re.fullmatch("[0-9]{1,3}", pressed) else -1
        return choices[place] if 0 <= place < len(choices) else ()
    if turn.awaiting == "which_item":
        return articles.chosen(turn.text, lines)
    return read(turn.text, lines)


def _remembered(turn: Turn, order_number: str, lines: Sequence[Line]) -> Articles:
    return lines_with(lines, noted(turn, order_number).get("pieces") or {})


async def _ask(turn: Turn, lines: Sequence[Line]) -> None:
    """Ask with buttons; who has answered twice without naming one gets a human, not a loop."""
    failures = int(turn.slot("failures") or 0) + 1 if turn.awaiting == "which_item" else 0
    if failures > 1:
        await hand_over(turn, "not_understood", "utter_human_not_understood")
        return
    choices = articles.choices(lines)
    buttons = [
        {
            "title": articles.label(choice, lines, turn.language),
            "payload": f'/inform{{"{CHOICE}": "{place}"}}',
        }
        for place, choice in enumerate(choices, start=1)
    ]
    turn.offer("utter_ask_which_item", buttons)
    turn.wait_for("which_item")
    turn.ends_as("failure" if failures else "question")
    turn.remember(failures=failures)
