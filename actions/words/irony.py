"""Thanks that are none, or not only thanks, and praise that is irony. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_GOOD = (
    r"(?:rapides?|belles?|beaux?|bons?|bonnes?|bien|gentil\w*|agreables?|soign\w*|efficaces?|pros?"
    r"|professionnel\w*|reacti\w*|sympas?|sympathiques?|fast|quick|good|kind|helpful|friendly"
    r"|beautiful|lovely|soft|efficient)"
)
_NO_TROUBLE = re.compile(
    # Nothing to complain of, nothing else to ask.
    r"\brien (?:a (?:re)?dire|a reprocher|a signaler|a jeter|a ajouter|a envier|que du bonheur"
    r"|de plus|d'autre|(?:n'?(?:est|etait) |de )?(?:casse|abime|manqu\w*))"
    r"|\bnothing (?:to (?:fault|complain\w*|add|say|criticis\w*|criticiz\w*)|else|more"
    r"|but (?:praise|good|love))"
    # Never let down.
    r"|\bjamais (?:ete )?(?:decue?s?|deception)"
    r"|\b(?:jamais (?:eu )?|aucune?s?(?: \w+)? |pas (?:eu )?|sans (?:aucune? |le moindre )?)"
    r"(?:d'|de |un |une |le moindre |la moindre |aucune? |a )?(?:seule? )?"
    r"(?:problemes?|soucis?|ennuis?|deceptions?|mauvaise surprise|retards?|attendre|casse)"
    rf"|\bjamais (?:vu|eu|connu|trouve|rencontre|recu)\b[^.,;!?\n]{{0,40}}\b(?:aussi|si) {_GOOD}"
    r"|\bnever (?:been |once |ever )*(?:disappoint\w*|let (?:me|us) down|fail\w*|late)"
    r"|\b(?:never (?:had|have) |no |without )(?:a |an |any |one )?(?:single )?"
    r"(?:problems?|issues?|worries|complaints?|delays?|trouble|waiting)"
    rf"|\bnever (?:seen|had|known|received|found)\b[^.,;!?\n]{{0,40}}"
    rf"\b(?:such|so|as) (?:an? )?{_GOOD}"
    # No need of more.
    r"|\b(?:pas besoin(?= *(?:$|[.,;!?)]|merci|finalement))"
    r"|pas besoin (?:de plus|d'autre chose|d'aide|d'en savoir plus)"
    r"|pas (?:la peine|necessaire|grave|urgent|presse|de quoi)"
    r"|pas (?:d'autres? |de )questions?|pas pour (?:le moment|l'instant|aujourd'hui))"
    r"|\b(?:no need(?= *(?:$|[.,;!?)]|thank|any))|no need for (?:more|anything)|no thank(?:s| you)"
    r"|not necessary|not (?:right )?now|no (?:further|more|other) questions?)"
    # More than was expected.
    r"|\bqu(?:e |')(?:ce (?:que |qu'))?(?:j'|je m'y |je |on )?attend\w+|\bqu'attendu\w*"
    r"|\b(?:de|des|mes|nos|les|toutes|aux) attentes"
    # A pleasure that lasts: it "made my week".
    r"|\b(?:fait|illumine|egaye|embelli|ensoleille) (?:toute )?(?:ma|notre|sa) (?:semaine|journee)"
    r"|\b(?:made|makes|brightened) (?:my|our|her|his) (?:whole )?(?:day|week|month)"
    # For how long somebody has been a customer.
    r"|\b(?:client\w*|fideles?|suis|utilis\w*|port\w*|connais)\b[^.,;!?\n]{0,25}"
    r"\b(?:depuis|il y a)[^.,;!?\n]{0,15}\b(?:mois|semaines?)"
    r"|\b(?:mois|semaines?) que (?:je (?:vous (?:suis|connais)|suis client\w*|l'utilise|utilise)"
    r"|j'utilise)"
    r"|\b(?:customer|us(?:ed|ing)|wor(?:n|e)|following)\b[^.,;!?\n]{0,25}\b(?:for|since)"
    r"[^.,;!?\n]{0,15}\b(?:weeks?|months?)"
    # Money that came back at once; thanks said once more; still content.
    r"|\brembours\w* (?:(?:tres|super|hyper|ultra|vraiment) )?(?:rapide\w*|vite|express|immediat\w*"
    r"|tout de suite|en (?:une?|deux|trois|\d+) (?:jours?|heures?)|sans (?:discuter|probleme))"
    r"|\b(?:quick|fast|prompt|swift|speedy) refund\w*"
    r"|\brefund\w* (?:was |came )?(?:(?:really|very|super|so) )?(?:quick\w*|fast|prompt\w*"
    r"|straight away|immediate\w*)"
    r"|\bencore une fois (?:merci|bravo)|\b(?:merci|bravo),? encore une fois"
    r"|\bstill (?:the best|lov\w+|(?:very |so )?happy|delighted|in love|impressed)"
)
"""Phrases in which words of trouble tell of none."""

_BUT_NOTHING = re.compile(
    r"\b(?:mais|sauf que|par contre|but|except)\b.*\b(?:pas|rien|jamais|toujours|aucun\w*|"
    r"not|nothing|"
    r"never|still|no|doesn't|didn't|don't|isn't|n't)\b"
    r"|\b(?:pour rien|for nothing|merci d'avance de rien|thanks a bunch)\b"
)
_TROUBLE = re.compile(
    r"\b(?:rien|toujours pas|jamais|attend\w*|retard|perdu\w*|casse\w*|semaines?|mois|"
    r"inutile\w*|nul\w*|"
    r"incapable\w*|honte\w*|rembours\w*|encore une fois|vive le service|bravo l'equipe|"
    r"felicitations pour"
    r"|nothing|still|never|waiting|late|lost|broken|weeks?|months?|useless|shame|refund\w*|"
    r"slow clap)\b"
)
_CLAPS = re.compile(
    "[\U0001f44f\U0001f644\U0001f612\U0001f643\U0001f621\U0001f620\U0001f92c\U0001f44e]"
)
"""Clapping hands, rolling eyes, upside-down and angry faces."""


_CLOSING = re.compile(
    r"\b(?:merci|remerci\w*|thank\w*|thx|cheers|parfait|super|genial|nickel|top|bien|clair"
    r"|compris|note|repond\w*|aide\w*|regle\w*|resolu\w*|journee|soiree|week|bientot|revoir"
    r"|great|perfect|brilliant|lovely|good|nice|clear|help\w*|answer\w*|sorted|solved|appreciat\w*"
    r"|day|evening|weekend|bye)\b"
)
"""What belongs to a thank-you: the thanks, that it helped, goodbye."""

_WORDS_THAT_TELL = 5
"""As many make a sentence that says something of its own."""


def is_no_thanks(text: str) -> bool:
    """Whether thanks are taken back in the same breath: "ok merci mais ça répond pas"."""
    return bool(_BUT_NOTHING.search(_telling(text)) or _CLAPS.search(text))


def says_more(text: str) -> bool:
    """Whether thanks come with something else: "thanks. We are on the last train to Lille"."""
    sentences = re.split(r"[.!?;\n]+|\b(?:but|mais|however|par contre)\b", _telling(text))
    return any(
        len(re.findall(r"\w+", sentence)) >= _WORDS_THAT_TELL and not _CLOSING.search(sentence)
        for sentence in sentences
    )


def is_irony(text: str) -> bool:
    """Whether praise tells of trouble, or claps: "bravo l'équipe, trois semaines"."""
    return bool(_TROUBLE.search(_telling(text)) or is_no_thanks(text))


def _telling(text: str) -> str:
    """The folded text without the phrases in which words of trouble tell of none."""
    return _NO_TROUBLE.sub(" ", fold(text))
