"""The shapes of numbers, codes, addresses on the net, sums and days, in French and English texts.

Where only a part is to be taken out, that part is the group `value`. `places.py` knows where people
live, `names.py` what they are called, `redaction.py` which placeholder stands for what.
"""

from __future__ import annotations

import re


def _shape(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE | re.UNICODE)


def _cased(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.UNICODE | re.MULTILINE)


PUBLIC_NUMBERS = ("33700",)
"""Numbers that anybody may dial and a reply may name: 33700 takes reports of unwanted texts."""

_GAP = r"[\s.\-\u00a0\u202f]"
_SIGN = (
    r"(?:\s*(?:n\s?[°ºo]\.?|num[ée]ros?|number|no\.?|nr\.?|num\b|r[ée]f\.?|r[ée]f[ée]rences?|#|"
    r":|=|\(|«|"
    r"\"|est|is|c['’]est|de|du|porte|sous|le|the|by|par))*\s*"
)

# --- with a check digit ---------------------------------------------------------------------
MASKED_CARD = _shape(
    r"(?<![\w•*])(?:\d{4}[\s-]?)?(?:\d{0,2}[•*x]{2,4}[\s.-]?){1,4}\d{2,4}\b|",
    r"\b(?:termin\w+|finiss\w+|finit|ending|ends)\s+(?:par|en|in|with|"
    r":)?\s*(?P<value>\d{4})\b(?!\s?€)",
)
LAST_DIGITS = _shape(
    r"\b(?:derniers|last)\s+(?:4\s+|four\s+|quatre\s+)?(?:chiffres|num[ée]ros|digits)[^\d\n]{0,25}",
    r"(?P<value>\d{4})\b(?!\s?€)",
)
CARD_IN_CONTEXT = _shape(
    r"\b(?:card|carte|cb|visa|mastercard|amex)\b(?!\s+(?:cadeau|de fid|fid))[^\d\n.]{0,25}",
    r"(?P<value>\d(?:[ -]?\d){11,18})(?!\d)",
)
NIR = _shape(
    r"(?<![\w.])[1-478]", _GAP, r"{0,2}\d\d", _GAP, r"{0,2}(?:0[1-9]|1[0-2]|[2-9]\d)", _GAP,
    r"{0,2}(?:\d\d|2[AB])", _GAP, r"{0,2}\d{3}", _GAP, r"{0,2}\d{3}", _GAP, r"{0,2}(?:/\s?)?\d\d"
    r"(?!\w)",
)  # fmt: skip
SIRET_IN_CONTEXT = _shape(
    r"\bsire[nt]\b[^\d\n]{0,20}(?P<value>\d{3}", _GAP, r"?\d{3}", _GAP, r"?\d{3}(?:", _GAP,
    r"?\d{2,3}", _GAP,
    r"?\d{2,3})?)(?!\d)|\b(?P<vat>FR\s?\d{2}\s?\d{3}\s?\d{3}\s?\d{3})(?!\s?\d)",
)  # fmt: skip
SIRET = _shape(r"(?<!\w)\d{3}", _GAP, r"?\d{3}", _GAP, r"?\d{3}", _GAP, r"?\d{5}(?!\w)")
S10 = _shape(r"\b[A-Z]{2}(?:[ .-]?\d){9}[ .-]?[A-Z]{2}\b")

# --- with a form of their own ---------------------------------------------------------------
EMAIL = _shape(
    r"(?<![\w.%+'-])[\w.%+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)*(?:\s?[.,]\s?|\spoint\s)[a-z]{2,}\b|",
    r"(?<![\w.%+'-])[\w.%+-]+\s?(?:[(\[{]\s?(?:at|a|arobase|@)\s?[)\]}]|\s(?:arobase|arobas)\s)"
    r"\s?[\w-]+",
    r"(?:\s?(?:\.|[(\[{]\s?(?:dot|point)\s?[)\]}]|\s(?:point|dot)\s)\s?[\w-]+){0,2}",
    r"\s?(?:\.|[(\[{]\s?(?:dot|point)\s?[)\]}]|\s(?:point|dot)\s)\s?[a-z]{2,}\b",
)
LINK = _shape(
    r"\b(?:https?://|www\.)[^\s<>{}]+[^\s<>{}.,;:!?)»\"']",
    r"|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/"
    r"[^\s<>{}]*[\w/]",
)
IP_ADDRESS = _shape(
    r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)|",
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])",
)
CASE_NUMBER = _cased(r"\bD-\d{3,}\b")
INVOICE_NUMBER = _shape(
    r"\b(?:factures?|invoices?|avoir(?= n| num| AV|\s?:)|pi[èe]ce comptable|bill)", _SIGN,
    r"(?P<value>(?!(?:19|20)\d\d\b(?![-_/]))[A-Z]{0,5}[-_/]?\d[\dA-Z/_-]{2,}[\dA-Z]|"
    r"[A-Z]{1,5}(?:[-_/][A-Z]{1,4})?[-_/]\d[\dA-Z/_-]{2,})\b"
    r"(?!\s?(?:€|eur))",
    r"|\b(?:FA|FAC|FACT|FCT|FV|INV|AV|FC)[-_/ ]?\d[\d/_-]{3,}[A-Z\d]*\b|\bF[-_/]?(?:19|"
    r"20)\d\d[-_/]?\d{2,}[\d/_-]*\b",
)  # fmt: skip
_VOUCHER = (
    r"\b(?:codes?|coupon|voucher|bon (?:d['’]achat|de r[ée]duction|cadeau)|bon|avoir|"
    r"carte[- ]cadeau|"
    r"ch[èe]que[- ]cadeau|e-?carte|gift card|promo\w*|remise)"
)
VOUCHER_CODE = _cased(
    r"(?i:",
    _VOUCHER,
    r"(?:\s+(?:promo\w*|de (?:r[ée]duction|bienvenue|parrainage|remise|fid[ée]lit[ée])|"
    r"r[ée]duc\w*|avantage|cadeau|",
    r"parrainage|parrain|privil[èe]ge|fid[ée]lit[ée]|anniversaire|discount|code|est|is|c['’]est|"
    r"de|n\s?[°o]|num[ée]ro|",
    r"suivant|unique))*",
    r"\s*[:=(]?\s*[«\"'“]?\s*)(?P<value>[A-Z0-9][A-Z0-9_-]{3,24})\b",
)
VOUCHER_NEAR = _shape(
    _VOUCHER, r"\b(?:(?!commande|colis|suivi|facture|postal|porte|immeuble|retrait|barre)",
    r"(?:[^.!?\n\d]|\d+\s?(?:€|euros?|%)))",
    r"{0,45}?[\s:«\"'“(](?P<value>(?=[\w-]{4})(?=[\w-]*[a-z])(?=[\w-]*\d)[a-z0-9]{1,12}(?:[-_][a"
    r"-z0-9]{1,12}"
    r"){0,4}|\d{5,12})",
    r"(?![\w-])",
)  # fmt: skip
BARE_VOUCHER = _cased(
    r"(?i:",
    _VOUCHER,
    r")\b[^.!?\n]{0,30}?[(«\"“]\s?(?P<quoted>[\w-]{4,20})\s?[)»\"”]|",
    r"(?<![\w-])(?:[A-Z]{4,}[-_]?\d{1,4}|\d{1,3}[A-Z]{4,}|"
    r"(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z0-9]{3,6}(?:-[A-Z0-9]{3,6}){2,4})(?![\w-])",
)
GIFT_CARD = _shape(
    r"\b(?:carte|ch[èe]que|gift)[- ](?:cadeau|card)[^.!?\n\d]{0,30}?",
    r"(?P<value>(?:\b[A-Z]{2,4}[ -])?\d{4}(?:[ -]?\d{4}){1,3}\b)",
)
COURIER_NUMBER = _shape(
    r"\b(?:\d[A-Z](?:[ .-]?\d){11}|1Z(?:[ -]?[A-Z0-9]){16}|(?:JJD|JVGL|JD)\d{10,18}|"
    r"X[A-Z]\d{9}[A-Z]{2}|",
    r"[A-Z]{1,4}\d{8,}[A-Z]{0,3}|\d{8,}[A-Z]{1,3}|[A-Z]{2}(?:[ .-]?\d){9}[ .-]?[A-Z]{2})\b",
)
MIXED_NUMBER = _cased(r"(?<![\w-])(?=\d*[A-Z])(?=(?:[A-Z]*\d){4})[A-Z0-9]{8,24}(?![\w-])")
_NATIONAL = r"[1-9](?:[\s.\-/\u00a0\u202f]{0,2}\d){8}"
PHONE = _shape(
    r"(?<![\w+])(?:[(]?(?:\+|00)\s?33[)]?", _GAP, r"{0,2}(?:\(0\))?", _GAP, r"?0?|\(?0\)?", _GAP,
    r"?)", _NATIONAL,
    r"(?!\d)",
    r"|(?<![\w+])[(]?(?:\+|00)\d{1,3}[)]?(?:[\s.()/-]{0,2}\d){6,13}(?:\s?x\d{1,5})?(?!\d)",
    r"|(?<![\w+])(?:1[-. ])?\(?\d{3}\)?[-. ]?\d{3}[-. ]\d{4}(?:\s?x\d{1,5})?(?!\d)",
    r"|(?<![\w+.,/-])\d\d(?:[-. ]\d\d){3,4}(?![\w.,/-]*\d)",
    r"|(?<![\w+])0\d{2,4}[ -/]{1,2}\d{2,4}(?:[ -]?\d{2,4}){1,3}(?!\d)",
    r"|(?<![\w+])\(\d{2,4}\)[ -]?\d{3}[ -]\d{3,4}(?!\d)",
    r"|\bo6(?:[\s.-]?\d\d){4}(?!\d)",
)  # fmt: skip
_DIALLED = r"\+?\(?\d(?:[\s.()/-]{0,2}\d){5,14}(?:\s?x\d{1,5})?(?!\d)"
_DIGIT = r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
PHONE_IN_WORDS = _shape(
    r"\bz[ée]ro[ -]", _DIGIT, r"(?:[ ,-]+(?:et[ -]+)?(?:z[ée]ro|", _DIGIT, r"|dix|onze|douze|tre"
    r"ize|",
    r"quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante)){3,20}\b",
)  # fmt: skip
PHONE_IN_CONTEXT = _shape(
    r"\b(?:t[ée]l(?:[ée]phone)?s?\.?|portable|mobile|cell|phone|fax|desk|office|gsm|",
    r"(?:call|ring|reach|text|phone) me (?:at|on)|contact(?:ez)?[- ]moi (?:au|sur le)|",
    r"(?:appele[zr]|rappele[zr]|joindre|contacter)(?:[- ](?:moi|le|la|nous|me))?(?: (?:au|"
    r"sur le))|",
    r"joignables? (?:au|sur le)|whatsapp|sms (?:au|sur le))(?!\w)[^\d\n]{0,24}\n?\s?",
    r"(?P<value>", _DIALLED, r")|(?P<before>(?<![\w+.-])", _DIALLED, r")(?=[ -]{1,2}(?:office|"
    r"fax|mobile|desk|home|work)\b)",
)  # fmt: skip

# --- known by the words around them ---------------------------------------------------------
_CARRIER = (
    r"relais|colissimo|chronopost|mondial relay|relais colis|la poste|dpd|gls|ups|dhl|fedex|"
    r"colis priv[ée]|tnt|"
    r"point relais|lettre suivie|recommand[ée]"
)
NUMBER_OF_PARCEL = _shape(
    r"\b(?:suivi|suivre|colis|tracking|parcel|package|shipment|bordereau|exp[ée]dition|envoi|",
    _CARRIER, r")",
    r"(?:", _SIGN, r"(?:suivi|colis|tracking|", _CARRIER, r"|chez|via|code)){0,3}", _SIGN,
    r"(?P<value>(?!0[1-9](?:[ .-]?\d\d){4}\b)(?:(?=[A-Z0-9]*\d{3})[A-Z0-9]{8,24}|"
    r"\d{1,4}(?:[ .-]\d{1,5}){2,6}(?:[ -]?[A-Z]{1,2})?|"
    r"(?=[A-Z0-9]*\d[A-Z0-9]*\d)[A-Z0-9]{2,4}(?:[ -][A-Z0-9]{2,5}){2,4}(?<=\d)))\b",
)  # fmt: skip
NUMBER_OF_ORDER = _shape(
    r"(?:\b(?:commandes?|cmdes?|cdes?|cmd|orders?|achat|panier)(?: web| internet|"
    r" pass[ée]e(?: hier)?,?)?", _SIGN,
    r"|#\s?|\bn\s?[°º]\s?)",
    r"(?P<value>[A-Z]{1,5}[-_]?\d(?:[\d_-]{1,14})\d(?:-[A-Z0-9]{1,4})?|"
    r"(?=[\d -]{4})\d+(?:[ -]\d+){0,3}(?:-[A-Z]{1,3})?|[A-Z]{2,5}(?:-\d{2,8}){1,3})(?![\d€])",
    r"|\b(?:CMD|CDE|WEB|ORD|CO)[-_]\d{3,}\b",
)  # fmt: skip
BARE_ORDER = _shape(
    r"(?<![\w.,-])\d{2}\s?\d{3}(?![\w-]|[.,]\d|\s?(?:€|euros?|EUR|points?|pi[èe]ces|km|m\b))"
)
NUMBER = _shape(
    r"(?<!\w)(?<!\d[.,])(?:\d{6,}|\d{3,}(?:[ -]\d{2,}){1,6}|",
    r"(?=(?:[ .-]?\d){7})\d{1,4}(?:[ .-]\d{2,4}){1,5})(?![\w]|[.,]\d)",
)

# --- amounts and dates ----------------------------------------------------------------------
_CURRENCY = r"(?:€|euros?\b|eur\b|£|\$|gbp\b|usd\b|chf\b|dollars?\b|pounds?\b)"
_FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_IN_WORDS = (
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|"
    r"seize|"
    r"vingts?|trente|quarante|cinquante|soixante|cents?|mille)"
)
AMOUNT = _shape(
    r"(?<![\w.,])(?:(?:", _FIGURE, r")(?:[.,]-+)?[ \u00a0\u202f]?", _CURRENCY,
    r"(?:[ \u00a0\u202f]?\d{2}\b)?|(?:[€£$]|(?:eur|chf|usd|gbp)\b)\s?(?:", _FIGURE, r"))",
    r"|\b", _IN_WORDS, r"(?:[ -](?:et[ -])?", _IN_WORDS, r"){0,4}\s+(?:euros|francs)\b",
    r"|\b(?:total|montant|somme|pay[ée]e?s?|d[ée]bit[ée]e?s?|pr[ée]lev[ée]e?s?|"
    r"rembours[ée]e?s?)(?:\s+(?:de|est|:|"
    r"d['’]un))*\s*:?\s*(?P<value>\d{1,4}[.,]\d\d)(?![\d%]|\s?(?:€|£|eur|chf|kg|cm|m\b))",
)  # fmt: skip
TARIFF_BEFORE = _shape(
    r"(?:\bd[èe]s|à partir d[e’']|plus de|au[- ]dessus d[e’']|au[- ]del[àa] d[e’']|",
    r"sup[ée]rieure?s? à|inf[ée]rieure?s? à|minimum(?: d[e’'])?|moins de|jusqu['’]à|forfait\w*|",
    r"\bfrom|\bover|\babove|\bbelow|under|at least|more than|less than|up to|",
    r"(?:frais|livraison|retour|exp[ée]dition|tarif|delivery|shipping|return|fee|port)s?",
    r"[^.!?\d]{0,30})\s*$",
)
TARIFF_AFTER = _shape(
    r"\s*(?:d['’]achats?|minimum|par mois|par an|ou plus|or more|and over|a month)"
)
_MONTH = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|"
    r"d[ée]cembre|janv\.?|f[ée]vr?\.?|avr\.?|juil\.?|sept\.?|oct\.?|nov\.?|d[ée]c\.?|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|"
    r"jun|jul|aug|sep|dec)"
)
_WEEKDAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday)"
)
_TIME = r"(?:[T ,]+(?:à |at )?\d{1,2}(?:[:h]\d{2}){1,2}(?::\d{2})?)?"
_DAY = r"(?:1er|[12]?\d|3[01]|0\d)"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_ORDINAL = r"(?:er|st|nd|rd|th)?"
_DAY_IN_WORDS = (
    r"(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    r"quinze|seize|"
    r"dix-(?:sept|huit|neuf)|vingt(?:[- ](?:et[- ]un|deux|trois|quatre|cinq|six|sept|huit|neuf))?|"
    r"trente(?:[- ]et[- ]un)?)"
)
DATE = _shape(
    r"\b(?:", _WEEKDAY, r",?\s+)?(?:the\s+)?\d{1,2}", _ORDINAL,
    r"(?:\s*(?:-|/|et|ou|au|and|to|or)\s*(?:le\s+)?(?:", _WEEKDAY, r"\s+)?\d{1,2}", _ORDINAL, r")?",
    r"\s*(?:of\s+)?", _MONTH, r"(?!\w)(?:,?\s+\d{4}|\s['’]?\d\d(?!\s?[\dh:€]))?",
    r"|\b", _DAY_IN_WORDS, r"\s+", _MONTH, r"(?!\w)(?:\s+\d{4})?",
    r"|\b", _MONTH, r"\s+\d{1,2}", _ORDINAL, r"\b(?:,?\s+\d{4})?|\b", _MONTH, r"\s+(?:19|20)\d\d\b",
    r"|\b(?:mi|fin|d[ée]but)[- ]", _MONTH, r"(?!\w)",
    r"|\b(?:19|20)\d{2}[-/.]\d{2}[-/.]\d{2}", _TIME, r"(?!\d)",
    r"|(?<![\d/.-])(?:\b", _WEEKDAY, r"\s+)?[0-3]?\d([/.-])[0-3]?\d\1", _YEAR, r"(?![\d/]|[.,-]"
    r"\d|\s?€)",
    r"|(?<![\d/.-])", _DAY, r"(?:\s[/.-]\s|\s)[01]?\d(?:\s[/.-]\s|\s)(?:19|20)\d\d\b",
    # Of one digit each, only where words say that it is a day: "4/5" is a score.
    r"|(?<![\d/.])(?!24/7)(?:\b", _WEEKDAY, r"\s+)?(?:", _DAY, r"(?<=\d\d)[/.](?:0?[1-9]|"
    r"1[0-2])|\d/(?:0[1-9]|1[0-2]))",
    r"(?![\d/]|[.,]\d|\s?(?:€|eur|kg|cm|m\b|h\b|/))",
    r"|\b(?:le|du|au|the|on|", _WEEKDAY, r")\s+(?P<short>[0-3]?\d\s?[/.-]\s?[01]?\d)(?![\d/]|"
    r"[.,-]\d|\s?(?:h\b|€|%|km|cm))",
    r"|\b", _WEEKDAY, r"\s+(?:le\s+)?", _DAY, r"\b(?!\s?(?:h\b|h\d|€|:))",
    r"|\b", _WEEKDAY, r"\s+(?:dernier|prochain|pass[ée])\b|\b(?:last|next)\s+", _WEEKDAY, r"\b",
    # "Le 15" is a number to dial, "le 12 est trop grand" a size.
    r"|(?<!\bou )(?<!appelez )(?<!composez )(?<!faites )(?<!pris )(?<!prends )(?<!veux )",
    r"(?<!voudrais )",
    r"\b(?:le|au|du)\s+(?P<day>", _DAY, r")(?=\s*(?:[.,;!?\n)]|\Z|(?:et|au(?! lieu)|mais|à|je|"
    r"on|pour|toujours|courant|",
    r"dernier|prochain|de ce mois|du mois)\b))",
)  # fmt: skip
RELATIVE_DATE = _shape(
    r"\b(?:(?:d['’]ici|avant|pour|jusqu['’]à|by|before|until)\s+(?:ce\s+|this\s+|next\s+)?",
    _WEEKDAY, r"(?:\s+(?:prochain|soir|matin))?|(?:ce|next|this)\s+", _WEEKDAY, r"|", _WEEKDAY,
    r"\s+prochain|apr[èe]s-demain|demain(?:\s+(?:matin|soir))?|tomorrow)\b",
)  # fmt: skip
_BEFORE_ANY_WEEKDAY = (
    "du au un le les et and ou à to or a sauf from every chaque black open closed ouvert fermé"
)
LONE_WEEKDAY = _shape(
    *(rf"(?<!\b{word} )" for word in _BEFORE_ANY_WEEKDAY.split()), r"(?<![\w-])", _WEEKDAY,
    r"(?:\s+(?:matin|soir|apr[èe]s-midi|morning|evening|afternoon))?",
    r"(?![\w-]|\s+(?:au|à|et|to|and)\b)",
)  # fmt: skip
"""A day to come or gone ("je vous appelle mardi"); not "du mardi au samedi", nor "le lundi"."""
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
GESTURE_WORDS = _shape(
    r"\bexceptionnellement\b|à titre exceptionnel|geste (?:commercial|exceptionnel)|\ben geste\b|",
    r"gesture of goodwill|goodwill gesture|as an exception|exceptionally",
)
NOTICE_WORDS = _shape(
    r"\bgr[èe]ves?\b|mouvement social|intemp[ée]ries|panne (?:informatique|g[ée]n[ée]rale)|",
    r"\bon strike\b|\bstrikes?\b|snow ?storm|outage",
)
