"""What the words of a return request say: the declaration itself, what an exchange is for. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

LONGEST_WISH = 200
"""Characters kept of what an exchange is for."""

# "Je vous notifie ma rétractation", "I hereby withdraw": not "how do I withdraw?".
_DECLARATION = re.compile(
    r"\b(?:notifie|informe|declare|exerce|signifie)\b.*\bretract|\bje me retracte\b"
    r"|(?:^|[.,;:!] |\band )i (?:hereby |am )?withdraw(?:ing)?\b"
    r".*\b(?:contract|purchase|sale|order)\b"
    r"|\bi (?:hereby )?(?:give notice|notify|exercise|am exercising)\b.*\bwithdraw"
)
_ASKS = re.compile(
    r"\b(?:comment|si|s'ils?(?! (?:vous|te) plait)|est[- ]ce|je (?:peux|dois|pourrais)"
    r"|(?:puis|peux|dois|devrais|pourrais)[- ]je|peut[- ]on|on peut|faut|quand|combien|pourquoi"
    r"|quoi|quel\w*|ou (?:est|dois|puis)|savoir"
    r"|how|if|whether|when|what|why|(?:can|could|may|do|should|must|would|am) i|unless)\b"
)
"""Before a declaration, in its sentence: a question about it, or a condition."""

_ON_CONDITION = re.compile(r"^[^,]*\b(?:si|s'ils?|sauf|if|unless)\b")

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]?")

_INSTEAD = re.compile(
    r"\bcontre\s+(?P<french>\S.+)|\b(?:exchange|swap)\w*\b.{0,60}?\bfor\s+(?P<english>\S.+)",
    re.IGNORECASE,
)
_AFTER_THE_WISH = re.compile(r"[,;.?!\n]|\b(?:commande|order|n°)", re.IGNORECASE)
_SENDS_BACK = re.compile(
    r"\b(?:renvo(?:ie|yer|is)|retourner?|rends|rendre|send (?:it|them|this) back|sending back"
    r"|return(?:ing)? (?:it|them|this))\b"
)
_CHANGES_MIND = re.compile(
    r"\b(?:chang\w* d'avis|n'en veux plus|ne (?:la|le|les) veux plus|plus (?:envie|besoin)"
    r"|changed my mind|don'?t want (?:it|them) (?:any ?more|after all)|no longer (?:want|need)"
    r"|not (?:have|receive) (?:it|them))\b"
)
_IS_SENT_BACK = re.compile(
    r"\b(?:j'ai|jai|je|j'avais|nous avons|ai) (?:(?!pas\b|jamais\b|rien\b|vous m')[\w']+ ){0,3}"
    r"(?:r[ae]n?[vb]oyee?s?|rendue?s?|reexpediee?s?)\b"
    r"|\b(?:j'ai|jai|nous avons) (?:(?!pas\b|jamais\b|rien\b)[\w']+ ){0,3}"
    r"(?:retournee?s?|(?:depose|poste)e?s? (?:mon|le|notre) (?:colis )?retour)\b"
    r"|\b(?:mon|notre) (?:colis )?(?:de )?retour (?:vous )?"
    r"(?:date\b|(?:est|a|etait) (?:bien |deja )?"
    r"(?:ete )?(?:chez|arriv|part[ie]|parvenu|poste|depose|envoye|en route|recu|revenu|livre))"
    r"|\b(?:i|we|have|i've|we've|already|been|having)"
    r" (?:(?!you\b|they\b|not\b|never\b|to\b|\w+n't\b)[\w']+ ){0,2}"
    r"(?:sent|sended|posted|shipped|mailed|dropped|gave|given)\b[^.!?;\n]{0,40}?\bback\b"
    r"|\b(?:i|we|i've|we've|have|already) (?:have |already |since )?returned\b"
    r"|\bmy return (?:parcel )?"
    r"(?:(?:is|was|has) (?:already |been )*(?:with|back|at|in|on its"
    r"|posted|sent|dropped|delivered|received|reached|arrived)|got|reached|arrived|went)\b"
)
_ONCE_BOUGHT = re.compile(
    r"\b(?:(?:une|1) fois (?:que )?(?:\w+ )*(?:recue?s?|arrivee?s?|livree?s?|chez moi|a la maison)"
    r"|(?:quand|lorsque|apres) (?:\w+ |j'|l')*"
    r"(?:aurai\w*|recevr\w*|recois|arriver\w*|reception|avoir recu)"
    r"|avant (?:de |d')(?:\w+ )?(?:command\w*|achet\w*|prendre)"
    r"|(?:si|s'il) (?:je |j'|on )?(?:\w+ ){0,2}(?:command\w*|achet\w*|prends|prend)\b"
    r"|once (?:[\w']+ ){0,3}(?:received|arrive[ds]?|here|delivered|get it|got it|home)"
    r"|(?:when|after) (?:it|they|i) (?:\w+ )?(?:arrives?|comes?|gets?|receive)"
    r"|before (?:i |we )?(?:order\w*|buy\w*)|if (?:i|we) (?:\w+ )?(?:order|buy|bought|get one))\b"
)
_CONDITION = re.compile(r"\b(?:si|s'ils?|if|au cas ou|in case|suppose)\b")
_BOUGHT = re.compile(
    r"\b(?:ma commande|mon colis|mes articles|j'ai (?:\w+ )?(?:commande|achete|recu|pris)|my order"
    r"|my parcel|(?<!once )(?<!when )(?:i|i've|i have) (?:just )?(?:ordered|bought|received|got))\b"
)
_POSTING = re.compile(
    r"\b(?:preuves?|recus?|recepisse|ticket|bordereau|justificatif|papier|attestation|tampon"
    r"|proof|receipt|slip|paper|stub|certificate|stamp)\b"
    r"|\b(?:perdu\w*|se perd\w*|perde|egare\w*|disparai\w*|disparu\w*|n'arrive (?:jamais|pas)"
    r"|lost|goes missing|vanish\w*|never (?:arrives|gets|reaches))\b"
)
_NO_REASON = re.compile(
    r"(?:\b(?:pas|rien|aucun\w*|no|not|nothing|never)|n't)\b.{0,40}"
    r"\b(?:justifi\w*|motif\w*|raisons?|expliquer|reasons?|justify|explain)\b"
)
_AT_THE_DOOR = re.compile(
    r"\b(?:facteur|factrice|livreu\w+|sonne\w*|se presente|a la porte|postm[ae]n|courier|driver"
    r"|delivery (?:man|guy|person)|doorbell|at (?:the|my) door|refuse[rz]?)\b"
)
_FINAL = re.compile(
    r"\b(?:mort|foutu|fichu|cuit|coince\w*|impossible|aucune? (?:chance|retour|solution)|definitif"
    r"|rien a faire|vraiment pas|pas (?:le )?(?:rendre|renvoyer|retourner)|stuck|no way|no chance"
    r"|final|nothing (?:i|you|we) can do|can'?t (?:return|send))\b"
)
_IS_CANCELLED = re.compile(
    r"\b(?:rien|pas|bien|toujours|deja|est|ete)[- ](?:\w+ )?(?:ete )?annulee?s?\b"
    r"|\b(?:nothing|not|been|is|was|got|still)(?:'s)? (?:\w+ )?(?:been )?cancell?ed\b"
)
_TOO_LATE = re.compile(
    r"\b(?:trop tard|hors delais?|delais? (?:est |sont |doit etre )?(?:passe|depasse|ecoule)\w*"
    r"|encore (?:possible|(?:le |du )?temps|dans les (?:temps|delais)|(?:le |la |les )?(?:rendre"
    r"|renvoyer|retourner))|too late|out of time|(?:past|missed|within|over) the (?:\w+ )?"
    r"(?:window|deadline|period|limit)|still (?:return|send|in time))\b"
)
_HAS_IT = re.compile(
    r"\b(?:recue?s?|eue?s?|livree?s?|chez moi|depuis|received|got|had|delivered|arrived|came)\b"
)
_DISLIKES = re.compile(
    r"\b(?:couleur|taille|teinte|convien\w*|plai[tsr]\w*|aim\w*|va pas|vont pas|deplai\w*|decu\w*"
    r"|trop (?:petite?|grande?|court\w*|long\w*|clair\w*|fonce\w*)|colou?r|size|like|suits?|fits?"
    r"|don'?t want|too (?:small|big|large|short|long|dark|bright))\b"
)
_LABEL = re.compile(r"\b(?:etiquettes?|bordereau|bon de retour|labels?)\b")


def declares_withdrawal(text: str) -> bool:
    """Whether a sentence is the declaration itself, which takes effect without another yes.

    "Comment je me rétracte ?" and "si je me rétracte, je paie le retour ?" only ask about one.
    """
    said = (fold(one) for one in _SENTENCE.findall(text))
    return any(_declares(sentence) for sentence in said)


def _declares(sentence: str) -> bool:
    found = _DECLARATION.search(sentence)
    if found is None or _ASKS.search(sentence[: found.end()]):
        return False
    rest = sentence[found.end() :]
    # "Je me rétracte, comment je le renvoie ?" declares, and asks something else.
    return not _ON_CONDITION.search(rest) and (not sentence.endswith("?") or "," in rest)


def wanted_instead(text: str) -> str | None:
    """What an exchange is for, where the request says so: "contre un plus petit"."""
    found = _INSTEAD.search(text)
    if found is None:
        return None
    wish = _AFTER_THE_WISH.split(found["french"] or found["english"], maxsplit=1)[0]
    return wish.strip(" ?!.")[:LONGEST_WISH] or None


def keeps_reasons(text: str) -> bool:
    """Whether somebody says that they need not say why: "je n'ai pas à me justifier"."""
    return bool(_NO_REASON.search(fold(text)))


def asks_of_the_door(text: str) -> bool:
    """Whether it is asked what to do once the carrier comes with the parcel."""
    return bool(_AT_THE_DOOR.search(fold(text)))


def asks_if_final(text: str) -> bool:
    """Whether it is asked again if nothing can be done: "donc c'est mort ?", "so I'm stuck?"."""
    return bool(_FINAL.search(fold(text)))


def asks_if_cancelled(text: str) -> bool:
    """Whether it is asked what has become of cancelling: "rien n'est annulé alors ?"."""
    return "?" in text and bool(_IS_CANCELLED.search(fold(text)))


def asks_for_label(text: str) -> bool:
    """Whether the label of a return is spoken of."""
    return bool(_LABEL.search(fold(text)))


def sends_back(text: str) -> bool:
    """Whether somebody says that the article goes back."""
    return bool(_SENDS_BACK.search(fold(text)))


def was_sent_back(text: str) -> bool:
    """Whether somebody says that they have sent something back already."""
    return bool(_IS_SENT_BACK.search(fold(text)))


def asks_before_buying(text: str) -> bool:
    """Whether it is asked what would be possible with something not bought yet."""
    words = fold(text)
    asks = bool(_CONDITION.search(words)) and bool(_ONCE_BOUGHT.search(words))
    return asks and not _BOUGHT.search(words)


def asks_of_posting(text: str) -> bool:
    """Whether it is about the proof that a return was posted, or about its getting lost."""
    return bool(_POSTING.search(fold(text)))


def asks_if_too_late(text: str) -> bool:
    """Whether it is asked if what was received can still go back."""
    words = fold(text)
    goes_back = _SENDS_BACK.search(words) or (_HAS_IT.search(words) and _DISLIKES.search(words))
    return bool(_TOO_LATE.search(words) and goes_back)


def changes_mind(text: str) -> bool:
    """Whether somebody no longer wants what they ordered."""
    return bool(_CHANGES_MIND.search(fold(text)))
