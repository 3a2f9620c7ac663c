"""Recognising a tracking number in what a person typed.

Formats only help to recognise: an unknown format is no reason to call a number wrong. The parcel
comes from the order; a number that was typed is looked up among the orders first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from actions.carriers import check_digits

_EXPRESS_12 = (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1)
_EXPRESS_14 = (1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1)

_ISO_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
    "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
    "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
    "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
    "US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
)
ISO_COUNTRIES = frozenset(_ISO_CODES.split())
"""ISO 3166-1 alpha-2: who may have issued an S10 number."""


class Check(str, Enum):
    """What a number's own check digit says."""

    good = "good"
    bad = "bad"
    """A slip of the finger, most likely: ask to read it again."""
    none = "none"
    """No check that we know, or no format that we know."""


@dataclass(frozen=True)
class Number:
    """A tracking number in the carriers' spelling.

    `formats` are the names of the known formats that it fits, best first: those whose check digit
    is right, else those without one, else those whose check digit is wrong. Often several (a
    14-digit number is a letter, a DPD or a DHL parcel), or none.
    """

    value: str
    formats: tuple[str, ...]
    check: Check


@dataclass(frozen=True)
class _Format:
    """`pattern` fits the whole number; its groups `serial` and `check` feed `digit`."""

    name: str
    pattern: re.Pattern[str]
    digit: Callable[[str], str] | None = None

    def judge(self, value: str) -> Check | None:
        """None where the number is not of this format."""
        match = self.pattern.fullmatch(value)
        if not match:
            return None
        if not self.digit:
            return Check.none
        if self.digit(match["serial"]) == match["check"]:
            return Check.good
        # Digits alone are of many carriers: a check that fails says only that it is not this one.
        return None if value.isdigit() else Check.bad


def _format(name: str, pattern: str, digit: Callable[[str], str] | None = None) -> _Format:
    return _Format(name, re.compile(pattern), digit)


_even_odd = check_digits.mod10
_express = check_digits.weighted_mod11

_FORMATS = (
    _format("s10", r"[A-Z]{2}(?P<serial>\d{8})(?P<check>\d)[A-Z]{2}", check_digits.s10),
    _format("ups", r"1Z(?P<serial>[A-Z0-9]{15})(?P<check>\d)", partial(_even_odd, even=1, odd=2)),
    _format("ups", r"[AHJKTV](?P<serial>\d{9})(?P<check>\d)", partial(_even_odd, even=1, odd=2)),
    _format("colissimo", r"\d[A-Z]\d{11}"),
    _format("chronopost", r"[A-Z]{2}\d{11}[A-Z0-9]{2}"),
    _format("mondial_relay", r"\d{8}"),
    _format("tracked_letter", r"\d[A-Z]\d{12}|\d{14}"),
    _format("dhl_express", r"(?P<serial>\d{9,10})(?P<check>\d)", check_digits.mod7),
    _format("dhl_piece", r"J[A-Z]{2,3}\d{9,10}"),
    _format("dhl_ecommerce", r"(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=.*\d)[0-9A-Z]{10,39}|\d{14}"),
    _format("dpd", r"(?P<serial>\d{14}|\d{27})(?P<check>[0-9A-Z])", check_digits.mod37_36),
    _format("dpd", r"\d{14}"),
    _format("fedex", r"(?P<serial>\d{11})(?P<check>\d)", partial(_express, weights=_EXPRESS_12)),
    _format(
        "fedex",
        r"(?:[0-8]\d{19}|96\d{18})(?P<serial>\d{13})(?P<check>\d)",
        partial(_express, weights=_EXPRESS_14),
    ),
    _format(
        "fedex",
        r"3\d{15}(?P<serial>\d{11})(?P<check>\d)\d{4}",
        partial(_express, weights=_EXPRESS_12),
    ),
    _format("fedex", r"(?P<serial>\d{14})(?P<check>\d)", partial(_even_odd, even=1, odd=3)),
    _format("fedex", r"\d{2}(?P<serial>\d{15})(?P<check>\d)", partial(_even_odd, even=3, odd=1)),
    _format(
        "fedex",
        r"96\d{5}(?P<serial>\d{14})(?P<check>\d)",
        partial(_even_odd, even=1, odd=3),
    ),
)

_NOISE = re.compile(r"[\s.\-_/]+")
_SHAPE = re.compile(r"(?=(?:.*\d){6})[0-9A-Z]{8,40}")
"""What may be a tracking number at all: at least six digits in 8 to 40 signs."""
_S10_LIKE = re.compile(r"([A-Z]{2})([0-9O]{9})([A-Z]{2})")
_COLISSIMO_LIKE = re.compile(r"([0-9O])([A-Z])([0-9O]{11,12})")
_DIGITS_LIKE = re.compile(r"[0-9O]{8,40}")
_RANK = {Check.good: 0, Check.none: 1, Check.bad: 2}


def normalise(text: str) -> str:
    """`text` in capitals, without blanks, dots and dashes, an O among digits read as a zero.

    `6a15 6o26 76300` → `6A15602676300`. A letter O stays where the format has letters.
    """
    compact = _NOISE.sub("", text).upper()
    if _DIGITS_LIKE.fullmatch(compact):
        return _zeros(compact)
    if match := _S10_LIKE.fullmatch(compact) or _COLISSIMO_LIKE.fullmatch(compact):
        first, second, third = match.groups()
        if len(first) == 1:
            return _zeros(first) + second + _zeros(third)
        return first + _zeros(second) + third
    return compact


def recognise(text: str) -> Number | None:
    """The tracking number that `text` is; None where it can be none at all.

    An unknown format gives a `Number` without formats: it may be right all the same.
    """
    value = normalise(text)
    if not _SHAPE.fullmatch(value):
        return None
    judged = [(form, check) for form in _FORMATS if (check := form.judge(value)) is not None]
    if value[:2].isalpha() and value[-2:].isalpha() and value[-2:] not in ISO_COUNTRIES:
        judged = [(form, Check.bad if form.name == "s10" else c) for form, c in judged]
    judged.sort(key=lambda pair: _RANK[pair[1]])
    names = dict.fromkeys(form.name for form, _ in judged)
    return Number(value, tuple(names), judged[0][1] if judged else Check.none)


def find(text: str) -> list[Number]:
    """The tracking numbers in a sentence, in its order, each once.

    Only runs without blanks, and groups of digits or of S10 with blanks between, are looked at;
    an order number of five digits or a postcode is none.
    """
    found: dict[str, Number] = {}
    for run in _RUNS.findall(text):
        number = recognise(run)
        if number and not _PHONE.fullmatch(number.value):
            found.setdefault(number.value, number)
    return list(found.values())


_PHONE = re.compile(r"0[1-9]\d{8}")
_RUNS = re.compile(
    r"(?<![0-9A-Za-z])"
    r"(?:[A-Za-z]{2}(?:[ .\-]?[0-9]){9}[ .\-]?[A-Za-z]{2}"  # S10, in pieces
    r"|[0-9][A-Za-z](?:[ .\-]?[0-9Oo]){11,12}"  # Colissimo, in pieces
    r"|[0-9](?:[ .\-]?[0-9Oo]){10,33}"  # digits, in pieces (fewer may be a phone, a date)
    r"|[0-9A-Za-z]{8,40})"
    r"(?![0-9A-Za-z@])"
)


def _zeros(digits: str) -> str:
    return digits.replace("O", "0")
