"""Which product a customer means: accents, plurals, slips of the key, half a name. Pure.

A kind ("le plaid", "your candles") points to all products of that kind, a proper name ("Brume",
"ondyne") to one. Common words in a proper name ("Grand Large") count only together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.shop.product import Product, Variant
from actions.spelling import fold

LEAST_FOR_A_SLIP = 4
"""Letters from which a word may be misspelled and still be meant."""
LEAST_FOR_TWO_SLIPS = 8
LEAST_FOR_A_BEGINNING = 4
"""Letters that are enough of a proper name."""

_NAME_SCORE = 2
_WORD = re.compile(r"[a-z0-9]+")

_EVERYDAY = frozenset(
    """
    a ai aime aller apres as au aucun aussi autre autres aux avec avez avoir avons bien bonjour bonsoir
    bon bonne ca car ce cela ces cet cette ceux chez combien comme comment dans de des deux dit dois donc
    du elle elles en encore enfin est et etes etre eu eux exact existe faire fait faites faut fois hello
    il ils ici j jai je jour jours l la le les leur lui m ma mais me meme merci mes moi moins mon ne
    ni nos notre nous on ont ou par pas peu peut peux pouvez plus plutot pour pourquoi prix produit
    produits article articles puis quand que quel quelle quelles quels qui quoi s sa salut sans savoir
    se sera serait ses si sont sous suis sur svp stp ta te tes toi ton toujours tout tous toute toutes
    trop tu un une va vas vers veux veut voir vos votre voudrais voulais vous vraiment y
    stock rupture dispo disponible disponibles disponibilite epuise epuisee retour revient reviendra
    reappro restock reassort commande commander acheter achat vends vendez vendre reste encore taille
    tailles couleur couleurs coloris matiere matieres composition laver lave-linge machine entretien
    dimension dimensions mesure mesures largeur hauteur longueur poids grand grande petit petite large
    modele modeles version cher coute coutent detail details info infos fiche question aimerais
    an and any are as at be been but buy can could did do does for from get got had has have he her
    hi how i id if im in is it its just like me more much my need new no not of off on one or our out
    please price sell she size sizes so some still that the their them then there they thing this to
    too up us want was we what when where which will with would you your available availability
    restocked again back sold soon stocked colour colours color colors material materials made wash
    washable washed care clean dishwasher item items product products another other big bigger small
    smaller measurements order ordering
    """.split()
)


def find(products: Sequence[Product], text: str) -> list[Product]:
    """The products that `text` may mean, best first; one alone is sure, several have to be asked.

    Empty where it names none.
    """
    words = _words(text)
    scored = [(_score(product, words), product) for product in products]
    best = max((score for score, _ in scored), default=0.0)
    return [product for score, product in scored if score == best] if best > 0 else []


def names_something(text: str) -> bool:
    """Whether `text` holds a word that might be a thing's: not only question words."""
    return any(len(word) > 2 and not word.isdigit() for word in _words(text) - _EVERYDAY)


def variants_in(product: Product, text: str, language: str) -> tuple[Variant, ...]:
    """The product's variants of the size and colour that `text` names; all where it names none."""
    words = _words(text)
    sizes = {v.size for v in product.variants if v.size and _names_size(v.size, text)}
    colours = {
        v.colour[language]
        for v in product.variants
        for name in v.colour.values()
        if any(_same(word, fold(name)) for word in words)
    }
    return tuple(
        v
        for v in product.variants
        if (not sizes or v.size in sizes) and (not colours or v.colour.get(language) in colours)
    )


def colour_in(text: str) -> str | None:
    """A usual colour that `text` names, as typed without accents; None where it names none."""
    return next((word for word in _WORD.findall(fold(text)) if _singular(word) in _COLOURS), None)


_COLOURS = frozenset(
    """
    bleu bleue vert verte rouge jaune noir noire blanc blanche gris grise rose orange violet violette
    marron beige ocre sable ambre turquoise doree dore argent kaki bordeaux creme
    blue green red yellow black white grey gray pink purple brown ochre sand amber gold silver navy
    """.split()
)


def _score(product: Product, words: Iterable[str]) -> float:
    kinds = {word for kind in product.kind for word in _words(kind)}
    names = _words(product.name)
    kind = any(_same(word, known) for word in words for known in kinds)
    told = sum(any(_names(word, known) for word in words) for known in names) / len(names)
    counts = told == 1 or kind
    return kind + (_NAME_SCORE * told if counts else 0.0)


def _words(text: str) -> set[str]:
    return {_singular(word) for word in _WORD.findall(fold(text))}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _names(typed: str, known: str) -> bool:
    begins = len(typed) >= LEAST_FOR_A_BEGINNING and known.startswith(typed)
    return begins or _same(typed, known)


def _same(typed: str, known: str) -> bool:
    """Whether two words are the same but for a slip of the key; short ones must be exact."""
    known = _singular(known)
    if typed == known:
        return True
    if min(len(typed), len(known)) < LEAST_FOR_A_SLIP or typed in _EVERYDAY:
        return False
    slips = 2 if len(known) >= LEAST_FOR_TWO_SLIPS else 1
    # The first letter of a word is the one that is rarely mistyped.
    return typed[0] == known[0] and _distance(typed, known, slips) <= slips


def _distance(left: str, right: str, most: int) -> int:
    """Edits between two words, swapped neighbours being one (optimal string alignment).

    Past `most` the exact figure does not matter and is not worked out.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            edits = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                edits = min(edits, earlier[j - 2] + 1)
            row.append(edits)
    return row[-1]


def _names_size(size: str, text: str) -> bool:
    """Whether `text` names a size: `50x70`, `50 × 70 cm`, `26cm`, `taille M`, `A5`."""
    plain, wanted = _compact(text), _compact(size)
    if wanted.isalpha():
        return bool(re.search(rf"\b{wanted}\b", fold(text)))
    return bool(re.search(rf"(?<![0-9a-z]){re.escape(wanted)}(?![0-9])", plain))


def _compact(text: str) -> str:
    """Sizes without their blanks and units: `130x170`, `26`, `a5`."""
    plain = re.sub(r"\s*[×x*]\s*(?=\d)|(?<=\d)\s*sur\s*(?=\d)|(?<=\d) by (?=\d)", "x", fold(text))
    return re.sub(r"(?<=\d)\s*(?:cm|centimetres?|g|grammes?|grams?)\b", "", plain)
