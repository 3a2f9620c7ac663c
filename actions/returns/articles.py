"""Which of an order's articles a customer means, and how they are listed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.shop.order import Line
from actions.words.spelling import fold

Articles = tuple[Line, ...]

_WORD = re.compile(r"[a-z0-9]+")
_SHORT = 4
"""Shorter words of a title tell nothing ("de", "en", "lot")."""

_TELLS_NOTHING = {"deux", "trois", "avec", "pour", "votre", "dans", "dix"}
_EVERYTHING = re.compile(
    r"\b(?:tout|toute|tous|toutes|les (?:deux|trois|quatre|2|3|4)|l'ensemble|la commande entiere"
    r"|all|both|everything|whole order)\b"
)
# Of a message that asks for something; as an answer to "which article?", less is enough.
_WHOLE = re.compile(
    r"\b(?:rien (?:ne )?m(?:e |')(?:plai\w*|convien\w*|va\b)|tout(?:e)? (?:la|ma) commande"
    r"|commande (?:entiere|complete)|l'ensemble|(?:renvo\w+|retourn\w+|rend\w*) (?:le )?tout\b"
    r"|tout (?:renvo\w+|retourn\w+|rendre)|(?:whole|entire|full) order|everything|all of it"
    r"|the lot)\b"
)
_REST = re.compile(
    r"\b(?:le reste|les autres|l'autre (?:article|produit)|the rest|the others|the other "
    r"(?:one|ones|items?|articles?|things?))\b"
)
_ONE_OF = re.compile(r"\b(?:un seul|une seule|juste un|juste une|qu'un|qu'une|l'un d|l'une d)\b")
_ONE_OF_ENGLISH = re.compile(r"\b(?:only one|just one|one of)\b")
# "il n'y avait que la bougie", "j'ai seulement reçu le vase", "there was only the candle".
_WAS_THERE = re.compile(
    r"\b(?:(?:n'?y|y) ?(?:a(?:vait)?|a eu) (?:que|seulement|juste)"
    r"|(?:recu|eu|trouve|avais|contenait) (?:que|seulement|juste|uniquement)"
    r"|(?:seulement|juste|uniquement) (?:recu|eu|trouve)"
    r"|(?:there (?:was|were)|it (?:had|contained)|i (?:got|received|found)|(?:with|had))"
    r" (?:only|just|nothing but)"
    r"|(?:only|just) (?:got|received|found|had|contained))\b[^.,;!?\n]*"
)
_UP_TO = r"[^.,;:!?\n]*?(?=\b(?:mais|but)\b|[.,;:!?\n]|$)"
_ONE = r"(?:(?:les?|la|ce(?:lui|lles?|ux|t|tte|s)?|m(?:on|a|es)|the|th(?:at|is|ose|ese)|my)\b|l')"
_EXCEPT = re.compile(
    r"\b(?:sauf|a part|hormis|excepte|except|apart from|other than"
    r"|(?:everything|all(?: of \w+)?) but)"
    rf" (?:pour |for )?(?:{_ONE}|(?:une?|des|one)\b){_UP_TO}"
)
_AFTER_EXCEPT = re.compile(r"^(?:sauf|a part|hormis|excepte|except|apart from|other than|.* but)\b")
_NOT_THAT = re.compile(
    r"(?:^|[.,;:(!] ?|\b(?:et|mais|and|but|surtout|juste) )"
    rf"(?:pas|not) (?:pour |for )?{_ONE}{_UP_TO}"
)
"""Right behind a "not": in "je n'ai pas reçu le vase" the vase is meant."""
_IT_IS_NOT = re.compile(r"\b(?:ce n'|c'?|it'?s|it is)(?:est)? ?(?=(?:pas|not)\b)")
_CLAUSE = re.compile(
    r"[^.,;:!?\n]+?(?=[.,;:!?\n]|$|\b(?:mais|but|et (?:je |on )?(?:renvo\w*|rend\w*|retourn\w*)"
    r"|(?:et |and )?(?:juste|seulement|just|only|send\w* back)|and (?:i )?(?:return|send)\w*)\b)"
)
_KEEPS = re.compile(
    r"\b(?:gard(?:e|ee|ees|es|er|ons|ez|ent|erai|erais|ais|ait)|conserv\w*"
    r"|keep(?:ing)?\b(?! \w+ing\b)|hang(?:ing)? on to|hold(?:ing)? on to)\b"
)
_FAULTY = re.compile(
    r"\b(?:cass\w*|abim\w*|fele\w*|ebrech\w*|tache\w*|defaut\w*|defectueu\w*|odeurs?|experte?s?"
    r"|fonctionne|marche|brok\w*|damaged|cracked|stain\w*|scratch\w*|smell\w*|faulty)\b"
)
"""What is complained of is not what is kept: "le vase garde une mauvaise odeur"."""
_IS_FINE = re.compile(
    r"\bstays?\b|\b(?:est|sont|is|are|c'est|looks?)"
    r" (?:(?:vraiment|tout|tres|absolutely|really|just|so) )?"
    r"(?:parfaite?s?|nickel|impeccables?|superbes?|magnifiques?|tres bien|bien|jolie?s?|belles?"
    r"|beaux?|ok|fine|perfect|lovely|gorgeous|beautiful|great)\b"
)
_KEEPS_NOT = re.compile(r"\b(?:pas|plus|rien|aucun\w*|not|never|\w+n't|nothing|neither)\b")
_SAID_BEFORE = re.compile(
    r"\b(?:je|on|nous) (?:vais |veux |compte |prefere )?(?:la|le|les|l')(?: |')?(?:gard|conserv)"
    r"|\b(?:keep\w*|hang\w* on to|hold\w* on to) (?:it|them|that|those|this)\b"
)
"""What is kept by a pronoun was named right before: "the lamp is fine, I'll keep it"."""
_NOTHING = re.compile(r"\b(?:rien|aucun\w*|nothing|none)\b")
_PLACES = (
    re.compile(r"\b(?:premier|premiere|1er|1ere|first)\b"),
    re.compile(r"\b(?:deuxieme|second|seconde|2e|2eme)\b"),
    re.compile(r"\b(?:troisieme|third|3e|3eme)\b"),
)

_PLACE_OF_AN_ARTICLE = re.compile(
    r"\b(?:premier|premiere|1er|1ere|deuxieme|second|seconde|2e|2eme|troisieme|3e|3eme|first|third)"
    r" (?:(?:articles?|produits?|objets?|lignes?|choses?|trucs?|items?|things?|products?|lines?)\b"
    r"(?! (?:que|qu|i|we|of yours)\b)"
    r"|(?:one )?(?:on|of|in|de|sur|dans) (?:the|my|la|ma) (?:list|order|liste|commande)\b)"
)
"""An ordinal that can only be an article's: a "second one" may be anything."""

_PLACE = re.compile(r"[ .]*[0-9]{1,2}[ .]*")


def choices(lines: Sequence[Line]) -> list[Articles]:
    """What can be pointed at: each line, one piece of a line that has several, everything."""
    found: list[Articles] = []
    for line in lines:
        if line.quantity > 1:
            found.append((replace(line, quantity=1),))
        found.append((line,))
    if len(lines) > 1:
        found.append(tuple(lines))
    return found


def chosen(text: str, lines: Sequence[Line]) -> Articles:
    """What an answer to "which article?" points at: a name, a place, a number, "both"."""
    said = _IT_IS_NOT.sub(", ", fold(text))
    kept = _without(said)
    found = _by_name(kept, lines)
    if found:
        return found
    if kept != said:
        return _by_place(kept, lines) or _all_but(said, lines)
    return tuple(lines) if _EVERYTHING.search(kept) else _by_place(kept, lines)


def whole(text: str, lines: Sequence[Line]) -> Articles:
    """All lines where a message is about the whole order ("rien ne me plaît"), else none."""
    return tuple(lines) if _WHOLE.search(fold(text)) else ()


def means_the_rest(text: str) -> bool:
    """Whether what was not spoken of is meant: "et le reste ?"."""
    return bool(_REST.search(fold(text)))


def named(text: str, lines: Sequence[Line]) -> Articles:
    """The lines whose titles a sentence names by a word that no other line has, or by their place.

    Those that it leaves out ("tout sauf le vase", "pas le vase") are not named.
    """
    said = fold(text)
    return _by_name(_without(said), lines) or _all_but(said, lines) or _by_told_place(said, lines)


def leaves_out(text: str) -> bool:
    """Whether a sentence says what is not meant."""
    said = fold(text)
    return _without(said) != said


def less(text: str, lines: Sequence[Line]) -> Articles:
    """`lines` without what a sentence leaves out."""
    return _subtracted(lines, _left_out(fold(text), lines))


def spoken_for(text: str) -> str:
    """A sentence without what it leaves out."""
    return _without(fold(text))


def _without(said: str) -> str:
    return _NOT_THAT.sub(" ", _EXCEPT.sub(" ", _claimed(said)))


def _claimed(said: str) -> str:
    """A sentence without what it says is kept; of "I keep all but the vase" the vase is left."""
    for clause in _kept(said):
        exception = _EXCEPT.search(clause)
        said = said.replace(clause, _AFTER_EXCEPT.sub(" ", exception[0]) if exception else " ")
    return said


def _kept(said: str) -> list[str]:
    """The clauses that say what is kept, and what was named just before where "it" is kept."""
    clauses = _CLAUSE.findall(said)
    kept: list[str] = []
    for place, clause in enumerate(clauses):
        if _KEEPS_NOT.search(clause) or _FAULTY.search(clause):
            continue
        if _KEEPS.search(clause):
            before = clauses[place - 1 : place] if _SAID_BEFORE.search(clause) else []
            kept += [one for one in before if _IS_FINE.search(one)]
            kept.append(clause)
        elif _IS_FINE.search(clause) and _KEEPS.search(said):
            kept.append(clause)
    return list(dict.fromkeys(kept))


def _left_out(said: str, lines: Sequence[Line]) -> Articles:
    """What is excepted, and what is kept."""
    kept = " ".join(_EXCEPT.sub(" ", clause) for clause in _kept(said))
    excepted = _excepted(_claimed(said), lines)
    return tuple(dict.fromkeys([*_by_name(kept, lines), *excepted]))


def _excepted(said: str, lines: Sequence[Line]) -> Articles:
    behind = [*_EXCEPT.finditer(said), *_NOT_THAT.finditer(_EXCEPT.sub(" ", said))]
    words = " ".join(found[0] for found in behind)
    return _by_name(words, lines) or _by_place(words, lines)


def _all_but(said: str, lines: Sequence[Line]) -> Articles:
    """All lines but those left out, where that is what is said."""
    left_out = _left_out(said, lines)
    all_others = _EXCEPT.search(said) or _kept(said) or _EVERYTHING.search(_without(said))
    return _subtracted(lines, left_out) if left_out and all_others else ()


def _subtracted(lines: Sequence[Line], gone: Articles) -> Articles:
    less_of = {line.title: line.quantity for line in gone}
    left = ((line, line.quantity - less_of.get(line.title, 0)) for line in lines)
    return tuple(replace(line, quantity=count) for line, count in left if count > 0)


def _by_place(said: str, lines: Sequence[Line]) -> Articles:
    place = next((n for n, words in enumerate(_PLACES) if words.search(said)), None)
    if place is None and _PLACE.fullmatch(said):
        place = int(said.strip(" .")) - 1
    return (lines[place],) if place is not None and 0 <= place < len(lines) else ()


def _by_told_place(said: str, lines: Sequence[Line]) -> Articles:
    """The line that is called "the second article" or "the first one on the list"."""
    found = _PLACE_OF_AN_ARTICLE.search(_without(said))
    return _by_place(found[0], lines) if found else ()


def _by_name(folded: str, lines: Sequence[Line]) -> Articles:
    said = {_stem(word) for word in _WORD.findall(folded)}
    words = [_telling(line.title) for line in lines]
    found: list[Line] = []
    for place, line in enumerate(lines):
        others = set[str]().union(*(w for n, w in enumerate(words) if n != place))
        if said & (words[place] - others):
            one = line.quantity > 1 and (_ONE_OF.search(folded) or _ONE_OF_ENGLISH.search(folded))
            found.append(replace(line, quantity=1) if one else line)
    return tuple(found)


def missing(text: str, lines: Sequence[Line]) -> Articles:
    """The lines that a sentence misses: not those of which it says that they alone were there.

    "Tout est là sauf le vase" and "la bougie, pas le vase" miss the vase.
    """
    said = fold(text)
    said = _claimed(said)
    excepted = _excepted(said, lines)
    if excepted:
        return _subtracted(lines, excepted) if _NOTHING.search(_without(said)) else excepted
    there = " ".join(found[0] for found in _WAS_THERE.finditer(said))
    if _ONE_OF.search(there) or _ONE_OF_ENGLISH.search(there):
        return _by_name(there, lines)
    came = {line.title for line in _by_name(there, lines)}
    found = _by_name(_WAS_THERE.sub(" ", said), lines)
    if found or not came:
        return found
    return tuple(line for line in lines if line.title not in came)


def in_words(lines: Sequence[Line], language: str) -> str:
    """`Vase Ondine en grès et 2 × Coussin Lin lavé`."""
    titles = [f"{o.quantity} × {o.title}" if o.quantity > 1 else o.title for o in lines]
    last = " et " if language == "fr" else " and "
    return last.join([*([", ".join(titles[:-1])] if titles[1:] else []), titles[-1]])


def label(articles: Articles, lines: Sequence[Line], language: str) -> str:
    """The words on the button for one of the `choices`."""
    if len(lines) > 1 and articles == tuple(lines):
        return "Tout" if language == "fr" else "Everything"
    (line,) = articles
    of_several = next(o for o in lines if o.title == line.title).quantity > 1
    return f"{line.quantity} × {line.title}" if of_several else line.title


def _telling(title: str) -> set[str]:
    words = _WORD.findall(fold(title))
    return {_stem(word) for word in words if len(word) >= _SHORT and word not in _TELLS_NOTHING}


def _stem(word: str) -> str:
    return word.rstrip("sx") if len(word) > _SHORT else word
