"""What a conversation may learn: every fact's standard name, and what its value is.

Flat, as the log keeps facts. Dates are ISO 8601. A fact whose value is a code is typed by its
codes: whoever shows facts to people needs words for every name and every code, which
`tests/console/test_words.py` sees to.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, EnumMeta
from functools import lru_cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin, get_type_hints

from actions.brands.windows import Standing
from actions.carriers.diagnosis import ParcelFacts
from actions.shop.aftersales import Why
from actions.words.remedy import Remedy

Topic = Literal[
    "account",
    "availability",
    "cancel",
    "change_address",
    "complaint",
    "damaged",
    "danger",
    "data_request",
    "delivery_terms",
    "exchange",
    "guarantee",
    "invoice",
    "jobs",
    "late_offer",
    "missing",
    "order_change",
    "partnership",
    "payment_problem",
    "praise",
    "press",
    "product_details",
    "promotion",
    "refund",
    "resend",
    "return",
    "shop_hours",
    "wrong",
]
"""What a contact is about, where a flow knows it better than the intent says."""


class Facts(ParcelFacts, total=False):
    """Facts of one conversation; `problem`, `wanted` and `praise` are the customer's own words."""

    language: Literal["fr", "en"]
    intent: str
    topic: Topic
    problem: str
    first_name: str
    order_date: str
    order_total: str
    case_number: str
    articles: str
    product: str
    wanted: str | None
    remedy: Literal[Remedy, "resend"]
    new_address: str
    change_refused: Why
    return_number: str
    return_standing: Annotated[str, Standing]
    return_until: str
    declared_at: str
    send_by: str
    refund_number: str
    refund_amount: str
    refund_due: str
    resend_number: str
    guaranteed_until: str
    promotion_code: str
    praise: str


@lru_cache(maxsize=1)
def codes() -> Mapping[str, frozenset[str]]:
    """The facts whose values are codes, each with all of them; any other fact is words already."""
    hints = get_type_hints(Facts, include_extras=True)
    found = {name: _codes(hint) for name, hint in hints.items()}
    return {name: values for name, values in found.items() if values}


def _codes(hint: Any) -> frozenset[str]:
    """Of a `Literal`, or of a text annotated with its enumeration or with a table of names."""
    if get_origin(hint) is Literal:
        return frozenset(get_args(hint))
    if get_origin(hint) is not Annotated:
        return frozenset()
    named: Any = get_args(hint)[1]
    if isinstance(named, EnumMeta):
        return frozenset(str(one.value) for one in cast("type[Enum]", named))
    return frozenset(str(name) for name in named)
