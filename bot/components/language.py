"""French or English, from the words of one message; silence where it cannot be told.

Messages are short ("c pr mon colis", "still nothing"), so the words that carry grammar and the
words of this trade decide, with the spellings of text messages; statistics over characters are no
better at four words and cannot be explained.
"""

from __future__ import annotations

import re
import unicodedata

FRENCH = "fr"
ENGLISH = "en"

_FRENCH_WORDS = frozenset(
    """
    a achat acheter adresse ai aide aidez aie aimerais ainsi alors annuler apres arrive arrivee
    arriver as attend attendre attends au aucun aucune aussi autre aux avais avait avant avec avez
    avocat avoir avons bah ben bien bientot bjr bloque bonjour bonsoir bouge bravo bsr c ca cadeau
    car carte casse cassee cdt ce cela ces cest cet cette changer cher chez cmd code colis commande
    commander commandes comment comprends compris connais conseiller consulter coucou cp d dans de
    deja demain demande depuis dernier derniere des desole detruit deux dis dit dois donc donnez
    dont dsl du elle emballage en encore envoi envoyer erreur es est et etaient etait etat ete etes
    etre eu eux expedie facteur facture faire fais fait faites faut fils fois gens gratuit grave
    hier honte humain ici il ils j jai jamais jattend jattends je jespere jete jeudi jms jour jours
    juste l la laisse laisser laissez le les leur livraison livre livree livrer livreur lundi m ma
    madame mademoiselle maintenant mais mal malheureusement mardi mauvais me meme merci mercredi
    mes mieux moi moins mois mon monsieur mrc n ne ni nickel non nos notre nous nul numero on ont
    ou ouais oui ouvert par parce parfait parler pas passe passer paye perdu perdue personne peu
    peut peux pk plainte plaisir plait plus point porte poser poste pour pourquoi pourrais pourriez
    pouvez pouvoir pq pr probleme prochain produit puis qlq qqn qu quand que quel quelle quelles
    quelqu quelque quelquun quels question qui quoi rappelez rdv reception recevez recevoir recois
    recu recue relais rembourse remboursement remboursez rends renvoyer repondez reponse retard
    retire retirer retour retourner retrouver rien robot s sa sais sait salut samedi sans savoir se
    semaine semaines sera serait service ses si slt soir sont stp suis suivi suivre super sur svp t
    ta tard te tel temps tes tjr tjrs tjs toi tomber ton toujours tous tout toute toutes tres trop
    trouve trouver tu un une va vais vas vendeur vendredi venir vers veut veux vie vient voila voir
    vois voisin voisine vole volé vont vos votre voudrais voulais voulez vouloir vous vrai vraiment
    vs vu y
    """.split()
)
_ENGLISH_WORDS = frozenset(
    """
    about address again agent already also always am an and anybody anyone anything are arrive
    arrived arrives ask at available back be because been before being bought box broken but buy by
    came can cancel cancelled cannot cant change check checked code come coming complaint could
    customer damage damaged day days dear deliver delivered delivery did didnt do does doesnt doing
    done dont driver drop email ever exchange expected explain find fine for forget found friday
    from gave get getting gift give given go goes going gone good got had has hasnt have havent
    having he hello help helped helpful helps her here hey hi him his how hows human i id if ill im
    in into invoice is isnt it item its ive just keep know last late lawyer leave left let like
    live long look looking lost made make me mind missing monday money more moving my name need
    neighbor neighbour never next no nobody none not nothing now nowhere number of off on one open
    or order ordered orders our out over package paid parcel parcels people perfect person phone
    pick picked please pls post postcode problem put question real really receive received refund
    refunded reply return returned returning right robot said saturday say says see send sent
    service she shipped shipping should show since size so somebody someone something somewhere
    soon sorry speak stay still stuck sue sued sunday support sure take talk talking tell
    terrible than thank thanks that thats the their them then there these they thing this those
    through thursday time to today tomorrow track tracking tried trying tuesday u understand until
    up update ur us use useless very wait waited waiting want wanted was wasnt we wednesday week
    weeks well went were what whats when where wheres which while who why will wish with wont work
    works worst would wrong wtf yes yesterday yet you your youre yours
    """.split()
)
_ONLY_FRENCH = _FRENCH_WORDS - _ENGLISH_WORDS
_ONLY_ENGLISH = _ENGLISH_WORDS - _FRENCH_WORDS
_ACCENT = re.compile(r"[àâçèéêëîïôùûœ]", re.IGNORECASE)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|quelqu|aujourd)'(?=\w\w)", re.IGNORECASE)
_CONTRACTION = re.compile(r"\w(?:n't|'(?:s|m|re|ve|ll|d))\b", re.IGNORECASE)
_ASKED_FOR = {
    FRENCH: re.compile(
        r"\b(?:en|in|to|prefer|pr[eé]f[eè]re le|speak|parle\w*(?:[ -]vous)?)\s+"
        r"(?:fran[cç]ais|french)\b|\b(?:parle pas|don'?t speak) (?:l')?(?:anglais|english)\b",
        re.IGNORECASE,
    ),
    ENGLISH: re.compile(
        r"\b(?:en|in|to|prefer|speak|parlez[ -]vous|parlez|parles)\s+(?:anglais|english)\b"
        r"|\b(?:don'?t|do not) speak french\b|^\W*english\b",
        re.IGNORECASE,
    ),
}
_NOT_WORDS = re.compile(r"\S*@\S+|\S*\d\S*|https?://\S+")


def detect(text: str) -> str | None:
    """`fr`, `en`, or None where the message does not show it (numbers only, "ok", a tie).

    A language that is asked for ("en anglais please") is the one to answer in.
    """
    for language, request in _ASKED_FOR.items():
        if request.search(text.replace("’", "'")):
            return language
    words_only = _NOT_WORDS.sub(" ", text.replace("’", "'"))
    balance = _cues(words_only)
    for word in re.findall(r"[^\W_]+", _plain(words_only)):
        balance += (word in _ONLY_FRENCH) - (word in _ONLY_ENGLISH)
    if balance == 0:
        return None
    return FRENCH if balance > 0 else ENGLISH


def _cues(text: str) -> int:
    french = bool(_ACCENT.search(text)) + len(_ELISION.findall(text))
    return french - len(_CONTRACTION.findall(text))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
