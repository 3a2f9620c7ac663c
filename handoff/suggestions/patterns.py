"""The shapes of personal data and particulars, in French and English texts.

Each constant is named after its placeholder (`EMAIL` → `{email}`) or mapped to one in
`redaction.py`. Where only a part is to be taken out, that part is the group `value`.
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
    r"(?:\s*(?:n\s?[°ºo]\.?|num[ée]ro|number|no\.?|nr\.?|ref\.?|r[ée]f[ée]rence|#|:|est|is|de))*\s*"
)

# --- with a check digit ---------------------------------------------------------------------
MASKED_CARD = _shape(r"(?:[•*x]{4}[\s-]?){1,3}\d{4}\b")
NIR = _shape(
    r"(?<![\w.])[1-478]", _GAP, r"?\d\d", _GAP, r"?(?:0[1-9]|1[0-2]|[2-9]\d)", _GAP,
    r"?(?:\d\d|2[AB])", _GAP, r"?\d{3}", _GAP, r"?\d{3}", _GAP, r"?\d\d(?!\w)",
)  # fmt: skip
SIRET = _shape(r"(?<!\w)\d{3}", _GAP, r"?\d{3}", _GAP, r"?\d{3}", _GAP, r"?\d{5}(?!\w)")
S10 = _shape(r"\b[A-Z]{2}[ -]?\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?[A-Z]{2}\b")

# --- with a form of their own ---------------------------------------------------------------
EMAIL = _shape(r"(?<![\w.%+'-])[\w.%+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")
LINK = _shape(
    r"\b(?:https?://|www\.)[^\s<>{}]+[^\s<>{}.,;:!?)»\"']",
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:fr|com|net|org|eu|io|shop|example|me|be|ch|uk)/[^\s<>{}]*[\w/]",
)
CASE_NUMBER = _cased(r"\bD-\d{3,}\b")
INVOICE_NUMBER = _shape(
    r"\b(?:factures?|invoice|avoir n[°o])", _SIGN, r"(?P<value>[A-Z]{0,4}[-_/]?\d[\dA-Z/_-]{3,})\b",
    r"|\b(?:FA|FAC|INV)[-_/]?\d[\d/_-]{3,}\b",
)  # fmt: skip
VOUCHER_CODE = _cased(
    r"(?i:\b(?:code|coupon|voucher|bon d['’]achat|bon|avoir|carte[- ]cadeau|gift card)",
    r"(?:\s+(?:promo\w*|de r[ée]duction|r[ée]duc|avantage|cadeau|discount|code|est|is|de|n[°o]))*",
    r"\s*[:=]?\s*[«\"'“]?\s*)(?P<value>[A-Z0-9][A-Z0-9_-]{3,24})\b",
)
COURIER_NUMBER = _shape(
    r"\b(?:\d[A-Z]\d{11}|1Z[A-Z0-9]{16}|(?:JJD|JVGL|JD)\d{10,18}|X[A-Z]\d{9}[A-Z]{2}|",
    r"[A-Z]{1,4}\d{8,}[A-Z]{0,3}|\d{8,}[A-Z]{1,3})\b",
)
PHONE = _shape(
    r"(?<![\w+])(?:(?:\+|00)33", _GAP, r"?(?:\(0\))?", _GAP,
    r"?|0)[1-9](?:", _GAP, r"?\d\d){4}(?!\d)",
    r"|(?<![\w+])(?:\+|00)\d{1,3}(?:[\s.()/-]{0,2}\d){6,13}(?:\s?x\d{1,5})?(?!\d)",
    r"|(?<![\w+])(?:1[-. ])?\(?\d{3}\)?[-. ]?\d{3}[-. ]\d{4}(?:\s?x\d{1,5})?(?!\d)",
    r"|(?<![\w+.,/-])\d\d(?:[-. ]\d\d){3,4}(?![\w.,/-]*\d)",
    r"|(?<![\w+])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?!\d)",
)  # fmt: skip
PHONE_IN_CONTEXT = _shape(
    r"\b(?:t[ée]l(?:[ée]phone)?\.?|portable|mobile|phone|call me (?:at|on)|ring me on|",
    r"(?:appele[zr]|rappele[zr])(?:[- ]moi)?(?: au)?|joignable au|whatsapp)\b[^\d\n]{0,16}",
    r"(?P<value>\+?\(?\d(?:[\s.()/-]{0,2}\d){5,14}(?:\s?x\d{1,5})?)",
)

# --- known by the words around them ---------------------------------------------------------
NUMBER_OF_PARCEL = _shape(
    r"\b(?:suivi|colis|tracking|parcel|shipment|bordereau|exp[ée]dition)", _SIGN,
    r"(?P<value>(?=[A-Z0-9 ]*\d{3})[A-Z0-9]{8,24}|\d{2,4}(?: \d{2,5}){2,5})\b",
)  # fmt: skip
NUMBER_OF_ORDER = _shape(
    r"(?:\b(?:commandes?|cmde?|cde|orders?|achat)", _SIGN, r"|#\s?|\bn[°º]\s?)",
    r"(?P<value>[A-Z]{0,3}-?\d(?:[\d -]{2,10})\d)(?![\d])",
)  # fmt: skip
POSTCODE_IN_CONTEXT = _shape(
    r"\b(?:code[- ]postal|cp|post\s?code|postal code|zip(?: code)?)(?:\s+(?:est|is|de|du))?",
    r"\s*:?\s*(?P<value>[A-Z]{0,2}\d[A-Z\d]{0,2}\s?\d[A-Z\d]{1,3}|\d{4,5})\b",
)
_STREET = (
    r"(?:rue|r\.|avenue|av\.?|ave|boulevard|bd|bld|bvd|place|pl\.|all[ée]es?|chemin|ch\.|impasse|"
    r"imp\.|quai|cours|route|rte|square|passage|r[ée]sidence|lotissement|hameau|faubourg|fbg|"
    r"sentier|esplanade|promenade|mail|ruelle|venelle|mont[ée]e|traverse|rond[- ]point|voie)"
)
_LINK_WORD = r"(?:de la|de l['’]|de|du|des|la|le|les|aux?|à la|en|sur|sous|saint|sainte|st|ste)"
_PLACE_NAME = r"[A-ZÀ-Ý][\w'’-]+"
_CITY = (
    r"(?:[\s,]+(?:\d{5}|[A-Z]{0,2}-?\d{4,5})[\s,]+" + _PLACE_NAME
    + r"(?:[\s-](?:(?:de|du|des|la|le|les|sur|sous|en|l['’])\s?)?" + _PLACE_NAME
    + r"){0,3}(?:\s(?i:cedex)(?:\s\d{1,2})?)?)?"
)  # fmt: skip
ADDRESS = _cased(
    r"\b\d{1,4}(?:\s?(?i:bis|ter|quater)|\s?[A-Da-d])?,?\s+(?i:", _STREET, r")\b\.?",
    r"(?:\s+(?i:", _LINK_WORD, r")\b|\s*\b[ldLD]['’]){0,3}\s*['’]?[\wÀ-ÿ'’-]+",
    r"(?:\s+(?:(?:de la|de|du|des|la|le|les|et)\s)?(?:[ld]['’])?", _PLACE_NAME, r"){0,4}", _CITY,
)  # fmt: skip
ENGLISH_ADDRESS = _cased(
    r"\b\d{1,5}[A-Z]?,?\s+(?:[A-Z][\w'.-]*\s+){1,4}",
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|",
    r"Terrace|Close|Crescent|Gardens|Square|Sq|Mews|Row|Hill|Parkway|Pkwy|Circle|Trail)\b\.?",
    r"(?:,?\s+(?:Apt|Apartment|Flat|Suite|Unit)\.?\s*\w+)?",
    r"(?:[\s,]+[A-Z][a-z][\w-]*(?:\s[A-Z][a-z][\w-]*){0,2})?",
    r"(?:[\s,]+(?:[A-Z]{2}\s)?(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}))?",
)
POST_BOX = _shape(r"\b(?:BP|P\.?\s?O\.?\s?Box|bo[iî]te postale)\s?\d{1,6}\b")
POSTCODE = _cased(
    r"\b(?:F-)?\d{5}\s+", _PLACE_NAME, r"(?:[\s-](?:(?:de|du|des|la|le|les|sur|sous|en)[\s-])?",
    _PLACE_NAME, r"){0,3}",
)  # fmt: skip
BRITISH_POSTCODE = _cased(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
BARE_ORDER = _shape(
    r"(?<![\w.,-])\d{2}\s?\d{3}(?![\w-]|[.,]\d|\s?(?:€|euros?|EUR|points?|pi[èe]ces|km|m\b))"
)
NUMBER = _shape(r"(?<!\w)(?<!\d[.,])(?:\d{6,}|\d{3,}(?:[ -]\d{2,}){1,6})(?![\w]|[.,]\d)")

# --- amounts and dates ----------------------------------------------------------------------
_CURRENCY = r"(?:€|euros?\b|eur\b|£|\$|gbp\b|usd\b|chf\b|dollars?\b|pounds?\b)"
_FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
AMOUNT = _shape(
    r"(?<![\w.,])(?:(?:", _FIGURE, r")[ \u00a0\u202f]?", _CURRENCY,
    r"(?:[ \u00a0\u202f]?\d{2}\b)?|[€£$]\s?(?:", _FIGURE, r"))",
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
DATE = _shape(
    r"\b(?:", _WEEKDAY, r",?\s+)?(?:the\s+)?\d{1,2}(?:er|st|nd|rd|th)?\s+(?:of\s+)?", _MONTH,
    r"\b(?:\s+\d{4})?|\b", _MONTH, r"\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?",
    r"|\b\d{4}-\d{2}-\d{2}\b|(?<![\d/.])(?:[0-3]?\d)[/.](?:[01]?\d)(?:[/.](?:20)?\d\d)?(?![\d/]|[.,]\d|\s?€)",
    r"|\b", _WEEKDAY, r"\s+\d{1,2}\b",
)  # fmt: skip
RELATIVE_DATE = _shape(
    r"\b(?:(?:d['’]ici|avant|pour|jusqu['’]à|by|before|until)\s+(?:ce\s+|this\s+|next\s+)?",
    _WEEKDAY, r"(?:\s+(?:prochain|soir|matin))?|(?:ce|next|this)\s+", _WEEKDAY, r"|", _WEEKDAY,
    r"\s+prochain|apr[èe]s-demain|demain(?:\s+(?:matin|soir))?|tomorrow)\b",
)  # fmt: skip
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
GESTURE_WORDS = _shape(
    r"\bexceptionnellement\b|à titre exceptionnel|geste (?:commercial|exceptionnel)|\ben geste\b|",
    r"gesture of goodwill|goodwill gesture|as an exception|exceptionally",
)
NOTICE_WORDS = _shape(
    r"\bgr[èe]ves?\b|mouvement social|intemp[ée]ries|panne (?:informatique|g[ée]n[ée]rale)|",
    r"\bon strike\b|\bstrikes?\b|snow ?storm|outage",
)

# --- names ----------------------------------------------------------------------------------
TITLES = frozenset(
    {"Madame", "Monsieur", "Mademoiselle", "Mme", "Mlle", "Mr", "Mrs", "Ms", "Miss", "Dr"}
    | {"Docteur", "Maître", "Bonjour", "Hello"}
)
_TITLE = r"(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|MME|M\.|Mr|Mrs|Ms|Miss|Dr|Docteur|Maître)\.?"
_NAME_WORD = r"(?:[A-ZÀ-Ý][a-zà-ÿ'’]*[a-zà-ÿ](?:-[A-ZÀ-Ý][a-zà-ÿ]+)*|[A-ZÀ-Ý]{2,}(?:-[A-ZÀ-Ý]+)*)"
_NOT_A_NAME = (
    r"(?!(?:Madame|Monsieur|Mademoiselle|Je|J|Nous|Vous|Tu|Il|Elle|On|Le|La|Les|Un|Une|Mon|Ma|Mes|"
    r"Votre|Vos|Ton|Ta|Tes|C|Cela|Ce|Merci|Bonjour|Hello|Toute|Tous|Team|There|The|I|We|You|My|"
    r"Your|It|Is|Please|Thanks|Thank|Service|Client|Maison|Orme|Kiosque|Relais|Customer|Care|"
    r"Quand|Comment|Pourquoi|Où|Est|Pas|Pouvez|Pourriez|When|Where|Why|How|What|Can|Could|"
    r"COLIS|SVP|URGENT|MERCI|BONJOUR|HELLO|COMMANDE|Toujours|Suite|Pour|Afin|En|Dans|À|A)\b)"
)
_NAME = _NOT_A_NAME + _NAME_WORD + r"(?:\s+" + _NOT_A_NAME + _NAME_WORD + r"){0,2}"
TITLED_NAME = _cased(r"\b(?P<value>", _TITLE, r"\s+", _NAME, r")")
GREETED_NAME = _cased(
    r"^\s*(?i:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|ch[èe]re?|",
    r"good (?:morning|evening|afternoon))",
    r"\s+(?P<value>",
    _NAME,
    r")",
)
INTRODUCED_NAME = _cased(
    r"\b(?i:je m['’]appelle|mon (?:pr[ée])?nom est|moi c['’]est|my (?:first |last |full )?name is|",
    r"au nom de|under the name(?: of)?|in the name of|(?:pr[ée])?nom\s*:|name\s*:)\s*",
    r"(?P<value>",
    _NAME,
    r")",
)
SIGNED_NAME = _cased(
    r"(?:^|[.!?]\s+|\n)\s*(?i:cordialement|bien (?:à vous|cordialement)|salutations|",
    r"merci(?: d['’]avance| beaucoup)?|bonne (?:journ[ée]e|soir[ée]e)|",
    r"(?:best|kind|warm)(?:est)? regards|regards|thanks|thank you|cheers|sincerely|yours)",
    r"\s*[,.!\n—–-]+\s*(?P<value>", _NAME, r")\s*\Z",
)  # fmt: skip
LONE_NAME = _cased(r"(?:\n|[—–]\s*)(?P<value>", _NAME, r")\s*\Z")
