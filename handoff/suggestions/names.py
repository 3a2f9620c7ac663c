"""People's names in a text: by what stands before them, by signature, and by their given name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from handoff.suggestions.given_names import ALSO_WORDS, GIVEN_NAMES

TITLES: Final = frozenset(
    {"Madame", "Monsieur", "Mademoiselle", "Mme", "Mlle", "Mr", "Mrs", "Ms", "Miss", "Dr"}
    | {"Docteur", "Maître", "Bonjour", "Hello"}
)


def _cased(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.UNICODE | re.MULTILINE)


_TITLE = (
    r"(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|Mle|MME|MLLE|MR|M\.|M(?=\s[A-ZÀ-Ý]{2})|Mr|Mrs|Ms|"
    r"Miss|Dr|"
    r"[Ff]amille|Docteur|Maître|Me(?=\s[A-ZÀ-Ý][a-zà-ÿ]))\.?"
)
_LOWER_TITLE = r"(?:monsieur|madame|mme|mlle|mr|mrs|m\.|dr|docteur)\.?"
_NAME_WORD = (
    r"(?:(?:d['’]|l['’]|O['’]|Mc|Mac|Le|La|Da|"
    r"Di)?[A-ZÀ-Ý][a-zà-ÿ'’]*[a-zà-ÿ](?:-[A-ZÀ-Ý][a-zà-ÿ]+)*|"
    r"(?:[DLO]['’])?[A-ZÀ-Ý]{2,}(?:-[A-ZÀ-Ý]+)*)"
)
_PARTICLE = r"(?:(?:de|du|des|de la|van|von|van der|van den|el|al|ben|d['’]|Le|La)\s+)"
_NO_NAMES: Final = """
    Madame Monsieur Mademoiselle Je J Nous Vous Tu Il Elle On Ils Elles Le La Les Un Une Mon
    Ma Mes Votre Vos Ton Ta Tes Notre C Cela Ce Merci Bonjour Hello Toute Tous Team There
    The I We You They He She His Her Our My Your It Is Please Thanks Thank Service Client
    Cliente Maison Orme Kiosque Relais Customer Care Quand Comment Pourquoi Où Est Pas
    Pouvez Pourriez Quelle Quel When Where Why How What Can Could Toujours Suite Pour Afin
    En Dans À A Au Aux Chez Avec Sans Après Avant Depuis Sur Si Que Qui Ni Or Mais Et Ou
    Donc But And Then Not No Yes Oui Non Aucun Aucune Très Trop Vraiment Beaucoup Very
    Really So Encore Plus Cordialement Bien Bonne Belle Salutations Regards Best Kind
    Commande Colis Numéro Facture Adresse Livraison Retour Code Tel Tél Email Mail Mobile
    Phone Hier Demain Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday United States France Belgique Suisse Paris
    Lyon JE NOUS VOUS IL ELLE ON LE LA LES UN UNE MON MA MES VOTRE VOS ET EST PAS DE DU DES
    POUR AVEC MAIS QUI QUE SUR DANS NON OUI COLIS SVP URGENT MERCI BONJOUR HELLO COMMANDE
    ETAGE RUE APPT CP
""".split()  # noqa: SIM905
"""Words that begin with a capital where a name could stand, and are none."""

_NOT_A_NAME = rf"(?!(?:{'|'.join(_NO_NAMES)})\b)"
_INITIAL = r"[A-ZÀ-Ý]\.?(?=[\s,.;!?)]|\Z)"
_NAME = (
    rf"(?:[A-ZÀ-Ý]\.[ \t]?)?{_NOT_A_NAME}{_NAME_WORD}"
    rf"(?:[ \t]+(?:{_PARTICLE}?{_NOT_A_NAME}{_NAME_WORD}|{_INITIAL})){{0,3}}"
)
_FULL_NAME = (
    _NOT_A_NAME
    + _NAME_WORD
    + rf"(?:[ \t]+{_INITIAL})?(?:[ \t]+{_PARTICLE}?{_NOT_A_NAME}{_NAME_WORD}){{1,2}}"
)
_LOWER_NAME = r"[a-zà-ÿ]{3,}(?:[ '’-][a-zà-ÿ]{2,}){0,2}"

TITLED_NAME: Final = _cased(
    rf"\b(?:(?P<value>{_TITLE}(?:\s+(?:et|ou|&|and)\s+{_TITLE})?\s+{_NAME})|"
    rf"{_LOWER_TITLE}(?:\s+et\s+{_LOWER_TITLE})?\s+(?P<name>{_NAME})|"
    r"(?:mme|mlle|mr|mrs)\.?\s+(?P<small>(?!(?:le|la|les|de|du|qui|est|et|au|à|a|pour|je|svp|"
    r"merci|bonjour|the|and)\b)[a-zà-ÿ][a-zà-ÿ'’-]{2,})|"
    r"(?<=suis )(?:monsieur|madame)\s(?P<after>(?!(?:le|la|les|et)\b)[a-zà-ÿ'’-]{3,}))"
)
GREETED_NAME: Final = _cased(
    r"^[ \t]*(?i:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|ch[èe]re?|",
    r"good (?:morning|evening|afternoon))",
    r"[ \t]+(?:(?i:ch[èe]re?)\s+)?(?P<value>",
    _NAME,
    r")",
)
_RELATIVE = (
    r"(?:mari|femme|épouse|époux|fils|fille|frère|s[œo]e?ur|m[èe]re|père|conjointe?|"
    r"compagn(?:on|e)|ami|amie|"
    r"voisine?|collègue|gardienne?|neveu|nièce|husband|wife|son|daughter|brother|sister|mother|"
    r"father|kid|"
    r"child|partner|friend|neighbou?r|colleague|boss|name|partner['’]s name)"
)
INTRODUCED_NAME: Final = _cased(
    r"\b(?:(?i:je m['’]appelle|mon (?:pr[ée])?nom(?: de famille)?(?: est|,? c['’]est)|"
    r"moi,? c['’]est|",
    r"my (?:first |last |full |maiden )?name(?: is|['’]s)|maiden name is|the name['’]?s(?: is)?|",
    r"au nom d(?:e(?: la| famille)?|['’])|sous le nom de|de la part de|[àa] l['’]attention de|",
    r"(?:under|in|by) the name(?: of)?|on behalf of|people call me|call me|appelez[- ]moi|",
    r"sign[ée]e?(?=\s*[«\"])|(?:sign[ée]e?|remise?|r[ée]ceptionn[ée]e?|command[ée]e?) (?:par|"
    r"[àa])|signed (?:for )?by|"
    r"handed to|",
    r"last name\?|name\?|name on the account\?(?:\s+user:)?|user:|",
    r"(?:pr[ée])?noms?(?: et (?:pr[ée])?noms?)?\s*:|destinataire\s*:|name\s*:|titulaire\s*:|"
    r"client[e]?\s*:)",
    rf"|(?i:(?:mon|ma|mes|notre|my|our|her|his)\s+{_RELATIVE}),?|\b[Nn]om\s)",
    r"\s*(?:(?i:une? certaine?)\s+)?[«\"“(]?\s*(?P<value>",
    _NAME,
    r")",
)
LOWER_NAME: Final = re.compile(
    r"\b(?:je m['’]appelle|my name is)\s+(?P<whole>[a-zà-ÿ]{3,}(?: [a-zà-ÿ'’-]{3,})?)(?=\s*(?:[,"
    r".;!?\n]|\Z|et\b|and\b))|"
    r"\bau nom de\s+(?!(?:ma|mon|mes|la|le|les|notre|votre|leur|toute?s?|tous|quoi|ce|cette|"
    r"famille|"
    r"soci[ée]t[ée])\b|l['’])"
    r"(?P<name>[a-zà-ÿ][a-zà-ÿ'’-]{2,})"
)
STATED_NAME: Final = _cased(
    rf"\b(?:(?i:je suis|ici|i am|i['’]m|this is|nomm[ée]e?|named)\s+(?P<value>{_FULL_NAME}))"
)
SIGNED_NAME: Final = _cased(
    r"(?:^|[.!?,;]\s+|\n|[ \t][—–-][ \t])[ \t]*(?i:(?:bien |très )?cordialement|cdl?te?\.?|"
    r"bien (?:à vous|cordialement)|",
    r"(?:meilleures |sincères )?salutations|bises|",
    r"merci(?: d['’]avance| beaucoup| bien| à vous)?|bonne (?:journ[ée]e|soir[ée]e)|",
    r"(?:best|kind|warm|many)(?:est)? (?:regards|wishes|thanks)|regards|thanks|thank you|cheers|"
    r"sincerely|yours(?: sincerely| truly)?)",
    r"(?:\s*[,.!:\n—–-]+\s*|\s+)(?P<value>",
    _NAME,
    r")\s*[.!]?\s*\Z",
)
LOWER_SIGNED_NAME: Final = _cased(
    r"(?i:\bcordialement|\bcdl?t|\bbien à vous|\bsalutations)(?:\s*[,.\n—–-]+\s*|\s+)"
    r"(?P<value>(?!(?:merci|bonne|je|une?|le|la|votre|ta|ton|client|cliente|et|de|à|en|pour|"
    r"dans|avec|distingu)\b)"
    rf"{_LOWER_NAME})\s*[.!]?\s*\Z"
)
LONE_NAME: Final = _cased(r"(?:\n|[—–]\s*|\s-\s)(?P<value>", _NAME, r")\s*[.!]?\s*\Z")
HEADING_NAME: Final = re.compile(rf"\A[\s>?]*(?P<value>{_FULL_NAME})[ \t]*\n")

_IN_CONTEXT: Final = (
    TITLED_NAME,
    GREETED_NAME,
    SIGNED_NAME,
    LOWER_SIGNED_NAME,
    LOWER_NAME,
    LONE_NAME,
    HEADING_NAME,
    INTRODUCED_NAME,
    STATED_NAME,
)
_PERSON = re.compile(
    _RELATIVE
    + r"|livreu(?:r|se)|factrice|facteur|conseill[èe]re?|cliente?|dame|vendeu(?:r|se)|prénom|petit|"
    r"petite|copine?|copain|mamie|papi|tante|oncle|cousine?|marraine|parrain|aid\w+|advisor|"
    r"manager|agent"
)
_THE_THING = re.compile(
    r"\b(?i:le|la|les|une?|du|des|ce|cette|mon|ma|notre|votre|vos|ton|ta|the|an?|my|your|this|"
    r"l['’])\s*"
    r"(?P<noun>[a-zà-ÿ-]{3,})\s+\Z"
)
_FIRST = re.compile(r"(?<![\w@.{-])[A-ZÀ-Ý][\wÀ-ÿ]+(?:-[A-ZÀ-Ý][\wÀ-ÿ]+)*(?![\w@])")
_SHOUTED = re.compile(rf"(?<!\w)(?P<name>{_NOT_A_NAME}[A-ZÀ-Ý]{{3,}}(?:-[A-ZÀ-Ý]+)?)[ \t]+\Z")
"""A family name in capitals, as forms have it before the given name."""
_REST = re.compile(
    rf"(?:[ \t]+{_INITIAL})?(?:[ \t]+{_PARTICLE}?{_NOT_A_NAME}{_NAME_WORD}){{1,2}}(?!\w)"
    rf"|[ \t]+{_INITIAL}"
)


_SMALL = re.compile(
    r"(?:\b(?:je suis|c['’ ]?est|ici|bonjour|bonsoir|salut|coucou|hello|hi|pr[ée]nom|nom|moi|"
    r"chez|i['’]?m|"
    r"this is|(?:mon|ma)\s"
    + _RELATIVE
    + r")\s*:?\s+|[,.!?;:\n-][ \t]*(?=[^\s,.!?;:-]+(?: [^\s,.!?;:-]+)?\s*\Z))(?P<name>[a-zà-ÿ]{3,}("
    r"?:-[a-zà-ÿ]+)?)(?![\w@'’-])"
)
_SMALL_LAST = re.compile(r" [a-zà-ÿ][a-zà-ÿ'’-]{2,}(?=\s*[.!]?\s*\Z)")
_SMALL_WORDS = frozenset("pierre jean marc guy carole laure rene desire".split())  # noqa: SIM905
"""Common nouns, brands and adjectives once they have no capital."""


def given(text: str) -> Iterator[tuple[int, int]]:
    """Names that begin with a common given name, wherever they stand, with what follows of them.

    Goods bear given names as well: "la lampe Margot" is nobody, "ma voisine Margot" is.
    """
    for first in _FIRST.finditer(text):
        words = [_fold(word) for word in first.group().split("-")]
        if words[0] not in GIVEN_NAMES:
            continue
        rest = _REST.match(text, first.end())
        shouted = _SHOUTED.search(text, max(0, first.start() - 30), first.start())
        if shouted and not first.group().isupper():
            yield shouted.start("name"), rest.end() if rest else first.end()
            continue
        if rest is None and len(words) == 1 and words[0] in ALSO_WORDS:
            continue
        if rest is None and _is_of_goods(text[max(0, first.start() - 40) : first.start()]):
            continue
        yield first.start(), rest.end() if rest else first.end()


def in_small_letters(text: str) -> Iterator[tuple[int, int]]:
    """Given names without a capital, where a name is what one expects."""
    for found in _SMALL.finditer(text):
        word = _fold(found.group("name"))
        if word in GIVEN_NAMES and word not in ALSO_WORDS | _SMALL_WORDS:
            last = _SMALL_LAST.match(text, found.end())
            yield found.start("name"), last.end() if last else found.end()


def _is_of_goods(before: str) -> bool:
    noun = _THE_THING.search(before)
    return noun is not None and not _PERSON.fullmatch(noun.group("noun"))


def told(text: str) -> Iterator[str]:
    """The single words of names that greeting, signature or introduction give away."""
    for pattern in _IN_CONTEXT:
        for found in pattern.finditer(text):
            name = next(filter(None, found.groupdict().values()))
            for word in re.findall(r"[^\W\d_][\w'’-]+", name):
                if word[0].isupper() and len(word) > 2 and word not in TITLES:
                    yield word


def _fold(word: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)
    ).lower()
