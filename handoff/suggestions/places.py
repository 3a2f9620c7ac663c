"""Where people live, as they write it: streets with what leads to the door, postcodes with towns.

Where only a part is to be taken out, that part is the group `value`.
"""

from __future__ import annotations

import re
from typing import Final


def _cased(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.UNICODE)


_CAPITAL = r"[A-ZÀ-Ý][\w'’-]*"
_WORD = r"[\wÀ-ÿ'’-]+"
_LINK = r"(?i:de la|de l['’]|de|du|des|d['’]|la|le|les|l['’]|aux?|à la|en|sur|sous|et)"
_BETWEEN = r"(?:\s*[,;/]\s*|\s+-\s+|\s+)"

# --- streets --------------------------------------------------------------------------------
_ROADS = (
    r"(?i:rue|avenue|av\.?|ave\.?|boulevard|bd|bld|bvd|blvd|all[ée]es?|chemin|che?m?\.|impasse|"
    r"imp\.?|"
    r"route|rte|r\.|faubourg|fbg|sentier|sente|esplanade|promenade|ruelle|venelle|mont[ée]e|"
    r"traverse|"
    r"rond[- ]point|quai|chauss[ée]e|parvis|lotissement|lot\.|hameau|square|sq\.|r[ée]sidence|"
    r"r[ée]s\.)"
)
_ALSO_WORDS = r"(?i:place|pl\.?|cours|passage|mail|voie|cit[ée]|clos|villa|domaine)"
"""Streets as well as everyday words: "2 place", "3 cours"."""

_HOUSE = (
    r"\b\d{1,4}(?:\s?(?i:bis|ter|quater)\b|\s?[A-Da-d]\b)?(?:\s?[-/]\s?\d{1,4}\b)?(?:\s*,\s*|\s+)"
)
_ADJECTIVE = (
    r"(?i:vieux|vieille|vieil|grande?s?|petite?s?|haute?s?|bas|basse|belle?|bel|bons?|gros|neuf|"
    r"neuve)"
)
_MORE_WORDS = (
    r"(?:\s+(?!(?i:svp|stp|merci|mais|et|ou|au|aux|à|a|pour|avec|depuis|est|je|il|on|pas|"
    r"toujours|sans|car|"
    r"donc|vos|votre|mes|mon|ma|tes|ton|ta|from|your|my|records|please|c['’]est|j['’]ai|"
    r"n['’]est)\b)"
    rf"{_WORD}){{1,4}}?(?=\s*(?:[,(\n]|\Z))"
)
"""What else belongs to a street in small letters, where only a comma or the end follows."""
_OF_A_DAY = r"\s+(?:(?i:du)\s+)?\d{1,2}(?:er)?[\s-]+[^\W\d]+(?:\s+1\d{3}\b)?"
"""Streets named after a day: "rue du 8 mai 1945"."""
_NAMED = rf"(?:\s+{_LINK}(?=[\s'’]|(?<=['’]))\s*)*"
_POSTCODE_AHEAD = r"(?=[\s,-]+(?:F-)?\d{5}\b)"
_STREET_NAME = (
    rf"(?:{_OF_A_DAY}|{_NAMED}\s*(?:{_ADJECTIVE}\s+)?{_WORD}(?:(?:\s+{_WORD}){{1,6}}?"
    rf"{_POSTCODE_AHEAD}|"
    rf"{_MORE_WORDS}|(?:{_NAMED}\s*{_CAPITAL}){{0,5}}))"
)
_STREET_NAME_IN_CAPITALS = rf"(?:{_NAMED}\s*{_CAPITAL}(?:{_NAMED}\s*{_CAPITAL}){{0,5}})"
_STREET_NAME_BEFORE_POSTCODE = rf"(?:(?:\s+{_WORD}){{1,6}}?{_POSTCODE_AHEAD})"

# --- what leads to the door -----------------------------------------------------------------
_WHICH = r"\s*(?:n\s?[°o]\s*)?(?:[a-z]?\d{1,5}[a-z]?\d{0,4}[a-z]?|\d{1,4}\s[a-z]|[a-z])\b"
_ENTRANCE = (
    r"\b(?:b[âa]t(?:iment|\.)?|imm(?:euble|\.)|esc(?:alier|\.)?|appt?\.?|appart(?:ement)?\.?|"
    r"apt\.?|"
    rf"interphone|digicode){_WHICH}"
)
_DOOR = (
    rf"(?i:{_ENTRANCE}|\b(?:hall|porte|entr[ée]e|lot|bte|code|bo[iî]te(?: aux lettres)?){_WHICH}|"
    r"\b\d{1,2}\s?(?:er|[èe]me|[èe]|nde?)\s+[ée]tage\b(?:\s+(?:gauche|droite?|face))?|"
    r"\b\d{1,2}e\s+(?:gauche|droite?|face)\b|\brdc\b)"
)
_DWELLING = (
    rf"(?i:\br[ée]sidence|\br[ée]s\.|\blotissement|\bimmeuble|"
    rf"\btour)(?:{_NAMED}\s*{_CAPITAL}){{1,4}}"
)
_LODGED = (
    r"(?i:\bchez|\bc/o)\s+(?:(?i:m\.|mme|mlle|mr|monsieur|madame|et|famille)\s+){0,3}"
    rf"{_CAPITAL}(?:\s+{_CAPITAL})?"
)
_BEFORE = rf"(?:(?:{_DOOR}|{_DWELLING}|{_LODGED}){_BETWEEN}){{0,4}}"
_AFTER = rf"(?:{_BETWEEN}(?:{_DOOR}|{_DWELLING})){{0,4}}"

# --- towns ----------------------------------------------------------------------------------
_LINKED = r"(?i:de|du|des|la|le|les|l['’]|sur|sous|en|lès|saint|sainte|st|ste)[\s-]"
_TOWN_WORD = (
    r"(?!(?i:cedex|merci|bonjour|cordialement|svp|je|j['’]ai|il|elle|on|nous|mon|ma|tel|tél|le|"
    r"la|pour)\b)"
    rf"{_CAPITAL}"
)
_CEDEX = r"(?:\s(?i:cedex)(?:\s\d{1,2}\b)?)?"
_TOWN = (
    rf"(?:(?i:le|la|les|st|ste|saint|"
    rf"sainte)[\s-])?{_TOWN_WORD}(?:[\s-](?:{_LINKED})*{_TOWN_WORD}){{0,3}}{_CEDEX}"
)
_LOWER_TOWN = rf"(?:{_LINKED})*[a-zà-ÿ][\w'’-]+(?:[\s-](?:{_LINKED})+[a-zà-ÿ][\w'’-]+)?{_CEDEX}"
_AND_TOWN = (
    rf"(?:[\s,-]+(?:(?:[A-Z]{{1,2}}-)?\d{{4,5}}[\s,-]+{_TOWN}|\d{{5}}[\s,-]+{_LOWER_TOWN}|"
    rf"\d{{5}}\b))?"
)

ADDRESS: Final = _cased(
    _BEFORE,
    rf"(?:{_HOUSE}{_ROADS}(?!\w)\.?{_STREET_NAME}|",
    rf"{_HOUSE}{_ALSO_WORDS}(?!\w)(?:{_STREET_NAME_IN_CAPITALS}|{_STREET_NAME_BEFORE_POSTCODE}|"
    rf"{_OF_A_DAY}|"
    rf"\s+(?i:de la|du|des|de l['’])\s*{_WORD}))",
    _AFTER,
    _AND_TOWN,
)
NUMBER_LAST: Final = _cased(
    r"\b(?i:rue|avenue|av\.|boulevard|bd|chauss[ée]e|place|chemin|impasse|quai|route|all[ée]e)",
    rf"{_STREET_NAME_IN_CAPITALS}(?:\s*,?\s+\d{{1,4}}(?:\s?[A-Da-d]\b|\s?(?i:bis|ter))?\b",
    rf"(?!\s*(?:€|%|h\b)))?{_AFTER}{_AND_TOWN}",
)
"""As Belgians and the Swiss write it, and streets without a number."""

FOREIGN_ADDRESS: Final = _cased(
    r"(?:\b\d{1,5},?\s+)?(?:\b(?:Via|Viale|Piazza|Corso|Calle|C\.|Avda?\.|Avenida|Plaza|Paseo|"
    r"Rua|Rúa|Travessa|"
    rf"Largo|ul\.|al\.|os\.)(?:{_NAMED}\s*{_CAPITAL}){{1,5}}|",
    r"\b[A-ZÀ-Ý][\w.-]{0,30}(?:\s[A-ZÀ-Ý][\w-]*)?"
    r"(?i:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|straat|laan|plein|gracht|vej|gade|gata|"
    r"gatan|vägen|"
    r"veien|katu|tie)|",
    rf"\b(?:{_CAPITAL}\s+){{1,3}}(?i:u\.|utca|tér|út|tee|Strasse|Straße|Straat|Gate|Gata|Lane|"
    rf"Road|Street))",
    r",?\s+\d{1,4}\s?[A-Za-z]?\b\.?(?:[\s,]+(?:Apt|Suite|Unit|Bus|Top)\.?\s?\w+)?",
    _AND_TOWN,
)
_KINDS_OF_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|"
    r"Terrace|Close|Crescent|Gardens|Square|Sq|Mews|Row|Hill|Parkway|Pkwy|Circle|Trail|Path|Walk|"
    r"Green|Grove|Park|View|Rise|Wharf|Quay|Highway|Hwy)\b\.?"
)
_UNIT = r"(?:[\s,>]*(?i:\b(?:apt|apartment|flat|suite|ste|unit|floor|room)\b\.?\s*#?\w+))"
_ENGLISH_TOWN = (
    r"(?:[\s,>]+[A-ZÀ-Ý][\w'’.-]{0,30}(?:\s[A-ZÀ-Ý][\w'’.-]{0,30}){0,2}){0,3}[\s,>]+"
    r"(?:[A-Z]{2,3}\s+)?(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
)
_LINES_AFTER_UNIT = (
    r"(?:[\s,>]+(?!(?i:mobile|phone|desk|fax|tel|please|thanks)\b)[A-ZÀ-Ý][\w'’.-]{0,30}){0,4}"
)
ENGLISH_ADDRESS: Final = _cased(
    rf"(?<![\w/.,])\d{{1,6}}[A-Z]?,?\s+(?:\d{{1,5}}\s+)?(?:(?:[A-ZÀ-Ý][\w'’.-]{{0,30}}\s+){{1,4}}"
    rf"{_KINDS_OF_STREET}"
    rf"(?:\s[A-Z][a-z]+)?(?:{_UNIT}{{1,2}}(?:{_ENGLISH_TOWN}|{_LINES_AFTER_UNIT})|"
    rf"{_ENGLISH_TOWN}|[ \t,]+[A-Z][a-z][\w-]*)?|",
    rf"(?:[A-ZÀ-Ý][a-zà-ÿ'’][\w'’.-]{{0,30}}\s+){{1,5}}\d{{1,5}}\b\.?(?:{_UNIT}{{0,2}}"
    rf"{_ENGLISH_TOWN}|"
    rf"{_UNIT}{{1,2}}{_LINES_AFTER_UNIT})?|"
    rf"(?:[A-ZÀ-Ý][\w'’.-]{{0,30}}\s+){{1,5}}{_UNIT}{{1,2}}(?:{_ENGLISH_TOWN}|"
    rf"{_LINES_AFTER_UNIT}))",
)
POST_BOX: Final = _cased(
    r"\b(?i:BP|TSA|CS|P\.?\s?O\.?\s?Box|bo[iî]te postale|postfach)\s?(?:n\s?°\s?)?\d{1,6}\b|",
    r"\b(?i:psc|unit)\s\d{1,5},?\s(?i:box)\s\d{1,5}\b|",
    r"\b(?i:[adf]po)\s(?i:a[aep])\s\d{5}\b|",
    r"\b(?i:apt|apartment|flat|suite)\.?\s#?\d{1,5}[A-Z]?\b",
)
LOCALITY: Final = _cased(
    rf"\b(?:(?i:mas|ferme|villa|domaine|ch[âa]teau|manoir|moulin|quartier|tour|"
    rf"clos)(?:{_NAMED}\s*{_CAPITAL}){{1,4}}|"
    rf"(?i:le bourg))(?=[\s,]+\d{{5}}\b){_AND_TOWN}|",
    rf"\b(?i:lieu[- ]dit|hameau|zone (?:artisanale|industrielle|d['’]activit[ée]s?)|"
    rf"Z\.?[AI]\.?C?\.?)(?!\w)"
    rf"(?:{_NAMED}\s*{_CAPITAL}){{1,4}}{_AND_TOWN}",
)
DOOR: Final = _cased(rf"(?i:{_ENTRANCE}){_AFTER}|{_LODGED}(?=\s*,\s*\d)")
ADDRESS_IN_CONTEXT: Final = _cased(
    r"\b(?i:address(?:\s+is|es)?|adresse(?:\s+(?:est|c['’]est))?(?:\s+(?:le|la|au))?|"
    r"j['’]habite(?:\s+au)?|"
    r"(?:i\s+)?lives?\s+(?:at|on)|(?:is|it['’]?s|located|me|offices? are|back) at|return to|"
    r"moved to)"
    r"\s*:?\s+(?P<value>\d{1,6}[A-Za-z]?,?\s+[^\W\d][^\n!?;:]{3,60}?)"
    r"(?=\.?\s*(?:$|[\n!?;:]|\.\s)|,?\s+(?i:merci|svp|mais|car|et|ou|pour|in case|after|thanks|"
    r"please|and)\b)"
)

# --- postcodes ------------------------------------------------------------------------------
_DEPARTMENT = r"(?:0[1-9]|[1-8]\d|9[0-58])"
_CITIES = (
    r"(?i:paris|marseille|lyon|toulouse|nice|nantes|montpellier|strasbourg|bordeaux|lille|"
    r"rennes|reims|toulon|"
    r"saint[- ][ée]tienne|st[- ][ée]tienne|le havre|grenoble|dijon|angers|villeurbanne|n[îi]mes|"
    r"clermont|"
    r"le mans|aix|brest|tours|amiens|limoges|annecy|perpignan|metz|besan[çc]on|orl[ée]ans|rouen|"
    r"mulhouse|"
    r"caen|nancy|argenteuil|montreuil|roubaix|tourcoing|avignon|poitiers|versailles|pau|calais|"
    r"la rochelle|"
    r"cannes|antibes|b[ée]ziers|colmar|bourges|quimper|valence|troyes|lorient|chamb[ée]ry|niort|"
    r"vannes|"
    r"bayonne|laval|arras|[ée]vreux|belfort|blois|agen|albi|tarbes|bastia|ajaccio|"
    r"saint[- ]denis|st[- ]denis|"
    r"cr[ée]teil|nanterre|bobigny|pantin|ivry|vitry|cergy|meaux|melun|boulogne)"
)
POSTCODE: Final = _cased(
    rf"\b(?:F-)?(?:\d{{5}}[\s-]+{_TOWN}|"
    rf"{_DEPARTMENT}\s?\d{{3}}[\s-]+(?:{_CITIES}(?:[\s-](?:{_LINKED})*{_WORD}(?=\s*(?:$|"
    rf"[,.;!?\n])))?|"
    rf"{_TOWN})|{_DEPARTMENT}\d{{3}}\b(?<=0\d{{4}})(?<!\d{{6}}))"
)
POSTCODE_IN_CONTEXT: Final = re.compile(
    r"\b(?:code[- ]postal|c\.?p\.?|post\s?code|postal code|zip(?: code)?)"
    r"(?:\s+(?:est|is|de|du|c['’]est|le|of))*\s*[:=]?\s*"
    r"(?P<value>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{5}-\d{3,4}|\d{2}[ -]?\d{3}|\d{3} \d{2}|\d{3,5}"
    r")\b(?!\s*€)",
    re.IGNORECASE,
)
POSTCODE_AT: Final = _cased(
    rf"\b(?i:à|a|sur|vers|habite|ville|commune|livr\w+|adresse|secteur|dans le|"
    rf"{_CITIES})\s+(?:[:,(]\s*)?\(?"
    rf"(?P<value>{_DEPARTMENT}\d{{3}}\b(?:\s+(?!(?i:euros?|points?|km|pi[èe]ces?|et|ou|"
    r"mais|svp|merci|je|j['’]|pas|est|c['’]|pour|depuis|toujours|comme|qui|que|dans|avec|le|la|"
    r"les)\b)"
    r"[a-zà-ÿ][\w'’-]{2,})?)"
)
FOREIGN_POSTCODE: Final = _cased(
    rf"\b(?:(?:B|CH|L|D|BE|LU)-)\d{{4,5}}\s+{_TOWN}|"
    rf"(?<=[,\nà] )(?<!\d)\d{{4}}\s+{_TOWN}(?=\s*(?:$|[,.\n(]))|"
    r"\b\d{4}\s+(?:Bruxelles|Liège|Namur|Charleroi|Mons|Anvers|Gand|Lausanne|Genève|Fribourg|"
    r"Neuchâtel|"
    r"Sion|Luxembourg|Zürich|Berne|Bâle)\b"
)
BRITISH_POSTCODE: Final = _cased(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
