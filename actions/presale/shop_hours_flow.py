"""The brand's shops: where they are, when they open, whether they do on a certain day."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from actions.brands.storefront import ShopAddress
from actions.carriers.diagnosis import local_day
from actions.flow import Flow
from actions.follow_up import follows
from actions.presale.hours_wording import spans, week
from actions.talk.aside import settle
from actions.turn import Turn
from actions.wording import day, moment
from actions.words.day_named import days_named
from actions.words.spelling import fold

_TEAM = re.compile(
    r"service client|conseiller|\bchat\b|telephon|\bappel|standard|customer (?:care|service)|"
    r"support|\bcall\b|\bphone"
)
_PLACE = re.compile(
    r"(?:maga[sz]ins?|bouti(?:ques?|ks?)|shops?|stores?|adresse)\b.*?"
    r"\b(?:a|sur|vers?|in|at|near|around|close to|pres de|(?:du|au) cote de)\s+([a-z][a-z'-]+)"
)
_NO_PLACE = {"quelle", "what", "partir", "proximite", "cote", "the", "which", "cette", "ce", "noel"}
_WHERE = re.compile(r"\b(?:ou|adresse|metro|venir|where|address|get there)\b")
_HOLIDAYS = re.compile(r"jours? feries?|public holidays?|bank holidays?")
MOST_DAYS = 3
"""Days told of one by one; whoever names more is told the week."""

_CLOSURE = {"fr": ", fermeture exceptionnelle", "en": ", an exceptional closure"}


class ActionShopHours(Flow):
    """Where are the shops, when do they open, are they open today."""

    def name(self) -> str:
        return "action_shop_hours"

    async def answer(self, turn: Turn) -> None:
        turn.learn(topic="shop_hours")
        tell_hours(turn)


@follows("shop_hours")
async def hours_followed_up(turn: Turn) -> bool:
    """Where that is, or another day."""
    plain = fold(turn.text)
    if not _WHERE.search(plain) and not days_named(turn.text, local_day(turn.now)):
        return False
    tell_hours(turn)
    return True


def tell_hours(turn: Turn) -> None:
    """The shops with their addresses and hours, or the hours of the team."""
    plain = fold(turn.text)
    shops = turn.storefront.shops
    if _TEAM.search(plain):
        hours = turn.storefront.hours
        today = hours.local(turn.now).date()
        turn.say("utter_team_hours", week=week(hours.week(today), turn.language))
    elif not shops:
        turn.say("utter_no_shop", email=turn.storefront.contact.email)
    else:
        for shop in _named(turn, plain, shops):
            _tell(turn, shop)
        if _HOLIDAYS.search(plain):
            turn.say("utter_shops_on_holidays")
    settle(turn)


def _named(turn: Turn, plain: str, shops: tuple[ShopAddress, ...]) -> list[ShopAddress]:
    """The shops of the town that was named, else all; a town without one is said so."""
    here = [shop for shop in shops if _is_named(shop, plain)]
    if here:
        return here
    place = _PLACE.search(plain)
    if place and place[1] not in _NO_PLACE and not days_named(place[1], local_day(turn.now)):
        towns = ", ".join(dict.fromkeys(shop.city for shop in shops))
        turn.say("utter_no_shop_there", towns=towns)
    return list(shops)


def _is_named(shop: ShopAddress, plain: str) -> bool:
    own_name = fold(shop.name).split()[-1]
    return any(re.search(rf"\b{re.escape(word)}\b", plain) for word in (fold(shop.city), own_name))


def _tell(turn: Turn, shop: ShopAddress) -> None:
    """The hours of the days that were named, else those of the week."""
    today = shop.hours.local(turn.now).date()
    asked = days_named(turn.text, today)
    if 0 < len(asked) <= MOST_DAYS:
        for day_asked in asked:
            _tell_day(turn, shop, day_asked)
        return
    turn.say(
        "utter_shop_week",
        shop=shop.name,
        address=shop.one_line(),
        week=week(shop.hours.week(today), turn.language),
    )


def _tell_day(turn: Turn, shop: ShopAddress, asked: date) -> None:
    hours, language = shop.hours, turn.language
    now = hours.local(turn.now)
    known = {"shop": shop.name, "address": shop.one_line()}
    open_at = hours.spans(asked)
    date_said = day(asked, language, now.date())
    if not open_at:
        turn.say(
            "utter_shop_closed",
            day=date_said,
            why=_why_closed(shop, asked, language),
            reopens=_reopens(shop, datetime.combine(asked, time(23, 59), now.tzinfo), language),
            **known,
        )
    elif asked == now.date() and open_at[-1].closes <= now.time():
        turn.say(
            "utter_shop_closed_now",
            hours=spans(open_at, language),
            reopens=_reopens(shop, now, language),
            **known,
        )
    else:
        turn.say("utter_shop_open", day=date_said, hours=spans(open_at, language), **known)


def _why_closed(shop: ShopAddress, asked: date, language: str) -> str:
    if asked in shop.hours.closed:
        return _CLOSURE[language]
    holiday = shop.hours.holiday(asked, language)
    return f" ({holiday})" if holiday else ""


def _reopens(shop: ShopAddress, after: datetime, language: str) -> str:
    opening = shop.hours.next_opening(after)
    return moment(opening, language, after.date()) if opening else ""
