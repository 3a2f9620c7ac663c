"""Where a brand delivers, for how much and how fast; and which of it a customer's words mean."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from actions.words.spelling import fold


class Zone(str, Enum):
    """Parts of the world that delivery is priced by; overseas departments are neither home nor
    abroad."""

    mainland = "mainland"
    corsica = "corsica"
    overseas = "overseas"
    territories = "territories"
    belgium = "belgium"
    luxembourg = "luxembourg"
    switzerland = "switzerland"
    europe = "europe"
    united_kingdom = "united_kingdom"
    world = "world"


WITH_CUSTOMS = frozenset(
    {Zone.overseas, Zone.territories, Zone.switzerland, Zone.united_kingdom, Zone.world}
)
"""Where the addressee may be asked for duties or taxes (octroi de mer overseas)."""


class DeliveryTerms(BaseModel):
    """What delivery to one zone costs and takes; money in the brand's currency."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: Zone
    cost: Annotated[Decimal, Field(ge=0)]
    free_from: Annotated[Decimal, Field(gt=0)] | None = None
    """Order total from which delivery is free; None where it never is."""
    pickup_cost: Annotated[Decimal, Field(ge=0)] | None = None
    """To a pick-up point; None where there is none."""
    days: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]
    """Least and most *jours ouvrables* from dispatch."""

    @model_validator(mode="after")
    def _least_before_most(self) -> DeliveryTerms:
        if self.days[0] > self.days[1]:
            raise ValueError(f"days {list(self.days)}: write the least first, like [2, 3]")
        return self


_NAMES: dict[Zone, str] = {
    Zone.mainland: r"france(?: metropolitaine)?|metropole|mainland|paris|lyon|marseille|bordeaux"
    r"|lille|nantes|toulouse|strasbourg|rennes|nice",
    Zone.corsica: r"corse|corsica|ajaccio|bastia|calvi|porto[- ]vecchio",
    Zone.overseas: r"dom|dom[- ]tom|drom|outre[- ]?mer|overseas|(?:la )?reunion|guadeloupe"
    r"|martinique|guyane|french guiana|mayotte|antilles",
    Zone.territories: r"dom[- ]tom|nouvelle[- ]caledonie|new caledonia|tahiti|polynesie|noumea"
    r"|french polynesia|wallis|saint[- ](?:pierre|barth|martin)\S*|\btom\b",
    Zone.belgium: r"belgique|belgium|belge|bruxelles|brussels|liege|namur|anvers|gand|wallonie",
    Zone.luxembourg: r"luxembourg",
    Zone.switzerland: r"suisse|switzerland|swiss|geneve|geneva|lausanne|zurich|fribourg|neuchatel",
    Zone.europe: r"europe|union europeenne|\bue\b|\beu\b|allemagne|germany|berlin|espagne|spain"
    r"|madrid|barcelone|barcelona|italie|italy|milan|rome|portugal|lisbonne|lisbon|pays[- ]bas"
    r"|hollande|netherlands|holland|amsterdam|autriche|austria|vienne|irlande|ireland|dublin"
    r"|pologne|poland|suede|sweden|danemark|denmark|finlande|finland|grece|greece|hongrie"
    r"|hungary|roumanie|romania|tchequie|czechia|slovaquie|slovakia|slovenie|slovenia|croatie"
    r"|croatia|bulgarie|bulgaria|estonie|estonia|lettonie|latvia|lituanie|lithuania|malte|malta"
    r"|chypre|cyprus",
    Zone.united_kingdom: r"royaume[- ]uni|angleterre|united kingdom|\buk\b|england|london|londres"
    r"|ecosse|scotland|great britain|grande[- ]bretagne|pays de galles|wales",
    Zone.world: r"etats[- ]unis|usa|united states|america|amerique|canada|quebec|montreal|japon"
    r"|japan|chine|china|australie|australia|maroc|morocco|algerie|algeria|tunisie|tunisia"
    r"|senegal|monde entier|worldwide|bresil|brazil|inde|india|norvege|norway|turquie|turkey"
    r"|liban|lebanon|dubai|israel|mexique|mexico|cote d'ivoire",
}
_ZONES = {zone: re.compile(rf"\b(?:{names})\b") for zone, names in _NAMES.items()}
_POSTCODES = {
    Zone.overseas: re.compile(r"\b97[1-46]\d\d\b"),
    Zone.territories: re.compile(r"\b(?:975|977|978|98[678])\d\d\b"),
    Zone.corsica: re.compile(r"\b20[0126]\d\d\b"),
}
_ABROAD = re.compile(r"etranger|abroad|international\w*|outside (?:of )?france|hors de france")


def zones_in(text: str) -> list[Zone]:
    """The zones that a sentence names, by place or by French postcode; none where it names none."""
    plain = fold(text)
    found = [zone for zone, names in _ZONES.items() if names.search(plain)]
    found += [zone for zone, code in _POSTCODES.items() if code.search(plain)]
    return [zone for zone in Zone if zone in found]


def asks_abroad(text: str) -> bool:
    """Whether "abroad" is asked of without a country."""
    return bool(_ABROAD.search(fold(text)))
