"""What is asked around a return: the delivery paid, who pays the way back, photo and box. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_QUESTION = re.compile(
    r"\?|\b(?:est[- ]ce|qui (?:pa[iy]e|regle|prend)|a (?:la|ma|notre|votre|ta) charge|combien|quand"
    r"|quel\w*|comment|dois[- ]je|je dois|faut|confirm\w*|who|when|how|do i|will i|is|are)\b"
)
_DELIVERY_PAID = re.compile(
    r"\b(?:livraison|frais (?:de port|d'envoi|de livraison)|le port|delivery|shipping|postage)\b"
)
_BACK_TO_ME = re.compile(
    r"\b(?:rembours\w*|restitu\w*|rend(?:ez|s|u[es]?|ra|rez)?|recuper\w*|recredit\w*"
    r"|pour ma pomme|perdue?s?|compris\w*|refund\w*|back|lost|included|get)\b"
)
_WAY_BACK = re.compile(
    r"\b(?:ren?vo[iy]\w*|retour\w*|retourn\w*|etiquette"
    r"|(?:send|post|ship|mail)(?:ing)? (?:[\w']+ ){1,4}?back|returns?"
    r"|returning|return (?:postage|shipping|label)|way back|(?:shipping|postage)(?: \w+)? back)\b"
)
_WHO_PAYS = re.compile(
    r"\b(?:qui (?:pa[iy]e|regle|prend)|(?:pour|a) qui|who (?:covers|pays)"
    r"|pa[iy](?:e|er|es|ez|ant|ante)|payant\w*|gratuit\w*|charge"
    r"|mes frais|vos frais|frais|cout\w*|timbres?|pay(?:s|ing)?|free|cost\w*|charged?)\b"
)


_POSTAGE = re.compile(
    r"\b(?:port|livraison|envoi|(?:r[ae]n?v|env)o[iy]\w*|expedi\w*|poste\w*|timbres?|affranch\w*"
    r"|postage|shipping|delivery|stamps?|courier"
    r"|(?:send|post|ship)(?:ing)? (?:it|them|this|that))\b"
)
_WHOSE = re.compile(
    r"\b(?:(?:pour|sur) (?:moi|nous|vous|toi)|m'incombe|me revien\w*|on me|for me|mine|yours)\b"
)
_WHEN = re.compile(
    r"\b(?:quand(?! meme)|combien de (?:temps|jours)|(?:sous|d'ici) combien"
    r"|quel(?:le)? (?:jour|date|delai)|when|how (?:long|soon|many days)|what day)\b"
)
_MONEY = re.compile(
    r"\b(?:rembours\w*|argent|re?credit\w*|virement|refund\w*|money|cash|paid back"
    r"|(?:sur|on|in|to|into) (?:mon|ma|my) (?:compte|carte|account|card|bank))\b"
)


_PHOTO = r"(?:photos?|photograph\w*|cliches?|picture|pictures|pics?)"
_NOT = (
    r"(?:pas|sans|impossible|aucune?|incapable|no|not|never|can't|cannot|couldn't|without|unable"
    r"|don't)"
)
_SHOWN = r"\b(?:(?:sur|de|on|in|from) (?:la|les|vos|the|your)|cel(?:ui|le)|the one)\b"
"""A photo of the shop's own: "ce n'est pas celle sur la photo"."""
_NO_PHOTO = re.compile(
    rf"\b{_NOT}\b(?:(?!{_SHOWN})[^.!?;\n]){{0,30}}\b{_PHOTO}\b"
    rf"|(?<!sur la )(?<!sur les )(?<!on the )(?<!in the )"
    rf"\b{_PHOTO}\b[^.!?;\n]{{0,25}}\b{_NOT}\b"
    r"|\b(?:pas|plus|no|not|don't have|without)\b(?: \w+){0,2} (?:d'appareil|appareil photo|camera"
    r"|smartphone)\b"
    rf"|\b{_PHOTO}\b[^.!?;\n]{{0,25}}\b(?:oblig\w*|indispensable|necessaire|required|compulsory"
    r"|mandatory|needed|a must)\b"
)
_BOX = r"(?:boite|carton|emballage|paquet d'origine|box|packaging|package|wrapping|packing)"
_NO_BOX = re.compile(
    r"\b(?:jete\w*|poubelle|recycle\w*|dechire\w*|plus|balance\w*|perdu|sans|threw|thrown"
    r"|chucked|binned|tossed|recycled|ditched|without|no longer|haven't|don't)\b"
    rf"[^.!?;\n]{{0,30}}\b{_BOX}\b"
    rf"|\b{_BOX}\b[^.!?;\n]{{0,25}}"
    r"\b(?:jete\w*|poubelle|recycle\w*|dechire\w*|oblig\w*|necessaire"
    r"|threw|thrown|binned|gone|recycled|required|needed|in the bin)\b"
)


def has_no_photo(text: str) -> bool:
    """Whether somebody has no photo to send, or asks whether one is owed."""
    return bool(_NO_PHOTO.search(fold(text)))


def has_no_box(text: str) -> bool:
    """Whether the box that it came in is gone, or it is asked whether that matters."""
    return bool(_NO_BOX.search(fold(text)))


def asks_if_delivery_is_refunded(text: str) -> bool:
    """Whether it is asked if the delivery that was paid comes back with the money."""
    words = fold(text)
    return all(p.search(words) for p in (_QUESTION, _DELIVERY_PAID, _BACK_TO_ME))


def asks_who_pays_the_way_back(text: str) -> bool:
    """Whether it is asked who pays for sending something back."""
    words = fold(text)
    return all(p.search(words) for p in (_QUESTION, _WAY_BACK, _WHO_PAYS))


def asks_who_pays_postage(text: str) -> bool:
    """Whether it is asked who pays for the post: on the way of a return, for the way back."""
    words = fold(text)
    whose = _WHO_PAYS.search(words) or _WHOSE.search(words)
    return bool(_QUESTION.search(words) and _POSTAGE.search(words) and whose)


def asks_when_paid(text: str) -> bool:
    """Whether it is asked when money comes, which chooses nothing: "et je suis payé quand ?"."""
    words = fold(text)
    return bool(_WHEN.search(words) and _MONEY.search(words))
