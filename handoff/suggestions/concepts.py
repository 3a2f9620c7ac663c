"""What customers of a shop mean, in the words they use for it: French and English.

Data for `analysis.py`, all folded (lower case, no accents). Words of one concept count as alike,
within a language and across the two.
"""

from __future__ import annotations

ABBREVIATIONS = {
    "fr": {
        "c": "c est",
        "ct": "c etait",
        "cad": "c est a dire",
        "jai": "j ai",
        "jattends": "j attends",
        "jattend": "j attends",
        "jaimerais": "j aimerais",
        "jvoudrais": "je voudrais",
        "jsuis": "je suis",
        "chui": "je suis",
        "ya": "il y a",
        "yavait": "il y avait",
        "pr": "pour",
        "ds": "dans",
        "ac": "avec",
        "av": "avec",
        "tjr": "toujours",
        "tjrs": "toujours",
        "tj": "toujours",
        "ttjs": "toujours",
        "qd": "quand",
        "qq": "quelque",
        "qqn": "quelqu un",
        "qqch": "quelque chose",
        "pk": "pourquoi",
        "pq": "pourquoi",
        "pkoi": "pourquoi",
        "koi": "quoi",
        "cb": "carte bancaire",
        "cmd": "commande",
        "cmde": "commande",
        "cde": "commande",
        "nb": "nombre",
        "msg": "message",
        "mdp": "mot de passe",
        "rdv": "rendez vous",
        "rep": "reponse",
        "rembourst": "remboursement",
        "rbt": "remboursement",
        "dc": "donc",
        "bcp": "beaucoup",
        "mtn": "maintenant",
        "auj": "aujourd hui",
        "ojd": "aujourd hui",
        "tt": "tout",
        "ts": "tous",
        "rien": "rien",
        "pb": "probleme",
        "pbm": "probleme",
        "num": "numero",
        "tel": "telephone",
        "dispo": "disponible",
        "abime": "abime",
        "svp": "",
        "stp": "",
        "bjr": "",
        "bsr": "",
        "slt": "",
        "cdt": "",
        "mr": "",
        "mme": "",
    },
    "en": {
        "pls": "",
        "plz": "",
        "u": "you",
        "ur": "your",
        "thx": "",
        "im": "i am",
        "ive": "i have",
        "dont": "do not",
        "doesnt": "does not",
        "didnt": "did not",
        "cant": "can not",
        "havent": "have not",
        "hasnt": "has not",
        "isnt": "is not",
        "wheres": "where is",
        "pwd": "password",
        "acc": "account",
        "del": "delivery",
        "w": "with",
    },
}

STOP_WORDS = {
    "fr": """
        a ai aie ait as au aux avec avez avoir avons ont etait etais ete etre est es suis sommes
        etes sont serait sera soit c ca ce ceci cela ces cet cette ceux d de des du dans donc
        dont elle elles en et eu eux il ils j je l la le les leur leurs lui m ma mais me mes moi
        mon n ne nos notre nous on par pas pour plus puis qu que quel quelle quels quelles qui s
        sa se ses si son sur t ta te tes toi ton tu un une vos votre vous y alors aussi bien car
        comme encore deja tres tout tous toute toutes meme peu trop vraiment juste bonjour
        bonsoir salut coucou merci avance cordialement madame monsieur svp plait voudrais
        aimerais souhaite souhaiterais peux peut pouvez pourriez pouvoir faire fait fais dire
        dit hello aujourd hui chez vers
        """,
    "en": """
        a about am an and any are as at be been being but by can could d did do does for from
        get got had has have he hello her hey hi him his how i if in into is it its just kindly
        ll m me my of on or our please re s she should so some t than thank thanks that the
        their them then there these they this those to too up us ve very was we were what which
        who will with would you your yours dear good morning afternoon evening really also like
        want need
        """,
}

SYNONYMS: dict[str, dict[str, str]] = {
    "parcel": {
        "fr": "colis paquet livraison commande carton",
        "en": "parcel package packet delivery shipment order box",
    },
    "carrier": {
        "fr": "transporteur livreur facteur coursier colissimo chronopost dpd ups dhl gls mondial",
        "en": "courier carrier driver postman ups dhl dpd fedex",
    },
    "where": {
        "fr": "ou suivi suivre statut avancement localiser trouve acheminement",
        "en": "where track tracking status whereabouts locate",
    },
    "late": {
        "fr": "retard tarde attend attends attente depasse long longtemps toujours lent delai",
        "en": "late delayed delay waiting overdue slow still long yet",
    },
    "stuck": {
        "fr": "bloque bouge stagne immobile evolue fige",
        "en": "stuck moved moving blocked stalled",
    },
    "lost": {
        "fr": "perdu egare disparu introuvable",
        "en": "lost missing disappeared vanished",
    },
    "received": {
        "fr": "recu recue recus arrive arrivee reception recevoir recevrai livre livree",
        "en": "received arrived arrive receive came turned delivered",
    },
    "return": {
        "fr": "retour retourner renvoyer renvoie renvoi rendre retourne retractation retracter",
        "en": "return returning returned send sent back withdraw withdrawal",
    },
    "refund": {
        "fr": "remboursement rembourser rembourse argent recredite sous virement",
        "en": "refund refunded reimburse money reimbursement",
    },
    "exchange": {
        "fr": "echange echanger remplacer remplacement troquer",
        "en": "exchange swap replace replacement",
    },
    "broken": {
        "fr": "casse cassee brise brisee abime abimee endommage endommagee fele felee fissure "
        "ebreche ebrechee raye rayee dechire dechiree tache morceaux miettes",
        "en": "broken damaged cracked smashed torn chipped scratched shattered dented stained",
    },
    "faulty": {
        "fr": "defaut defectueux defectueuse panne marche fonctionne garantie decousu decoud boite",
        "en": "faulty defective defect works working warranty guarantee unstitched wobbly",
    },
    "wrong": {
        "fr": "erreur mauvais mauvaise trompe inverse correspond different",
        "en": "wrong incorrect mistake different mixed mistaken",
    },
    "incomplete": {
        "fr": "manque manquant manquante incomplet incomplete partiel oublie moitie",
        "en": "missing incomplete lacking half partial forgot",
    },
    "cancel": {
        "fr": "annuler annulation annule resilier stopper",
        "en": "cancel cancelled cancellation stop",
    },
    "change": {
        "fr": "modifier modification changer changement corriger rectifier",
        "en": "change modify edit correct amend update",
    },
    "address": {
        "fr": "adresse rue demenage demenagement appartement batiment digicode",
        "en": "address street moved flat apartment",
    },
    "voucher": {
        "fr": "code promo promotion reduction remise bon coupon solde soldes rabais avoir",
        "en": "code promo discount voucher coupon sale promotion",
    },
    "gift": {
        "fr": "cadeau offrir offert anniversaire noel emballage",
        "en": "gift present birthday christmas wrapping wrapped",
    },
    "payment": {
        "fr": "paiement payer paye carte bancaire debite debit preleve prelevement paypal virement",
        "en": "payment pay paid card charged debited paypal bank",
    },
    "refused": {
        "fr": "refuse refuse echoue rejete passe bloque",
        "en": "declined refused rejected failed fails",
    },
    "twice": {
        "fr": "deux fois double doublon 2",
        "en": "twice double two duplicate",
    },
    "invoice": {
        "fr": "facture justificatif recu note tva",
        "en": "invoice receipt bill vat",
    },
    "account": {
        "fr": "compte profil connexion connecter identifiant inscription",
        "en": "account profile login log sign",
    },
    "password": {"fr": "passe reinitialiser mdp", "en": "password reset"},
    "loyalty": {
        "fr": "fidelite points parrainage parrainer avantage",
        "en": "loyalty points referral refer rewards",
    },
    "newsletter": {
        "fr": "newsletter mails publicite desabonner desinscrire desinscription sms spam",
        "en": "newsletter emails unsubscribe marketing ads",
    },
    "pickup": {
        "fr": "relais point consigne locker retrait bureau poste casier",
        "en": "pickup collection locker point collect shop",
    },
    "customs": {
        "fr": "douane douanes dedouanement taxes taxe tva frais",
        "en": "customs duty duties tax taxes vat",
    },
    "fraud": {
        "fr": "arnaque arnaquer frauduleux fraude phishing hameconnage louche suspect faux",
        "en": "scam fraud phishing fake suspicious",
    },
    "size": {
        "fr": "taille tailles pointure mesure mesures dimensions dimension largeur hauteur grand "
        "petit petite grande",
        "en": "size sizes measurements dimensions width height small large fit",
    },
    "stock": {
        "fr": "stock disponible disponibilite rupture dispo reassort epuise",
        "en": "stock available availability sold restock",
    },
    "care": {
        "fr": "laver lavage entretien entretenir nettoyer machine repasser secher",
        "en": "wash washing care clean machine iron dry",
    },
    "shop": {
        "fr": "boutique magasin horaires ouvert ouverte ferme showroom",
        "en": "store shop hours open closed showroom",
    },
    "human": {
        "fr": "conseiller humain personne responsable agent quelqu",
        "en": "human person agent someone manager",
    },
    "complaint": {
        "fr": "reclamation plainte litige mediateur avocat honte scandaleux inadmissible "
        "inacceptable",
        "en": "complaint complain dispute mediator lawyer disgrace unacceptable ridiculous",
    },
    "again": {
        "fr": "relance relancer deuxieme troisieme reponse repond contacte recontacte",
        "en": "again second third reply answer chasing contacted",
    },
    "neighbour": {
        "fr": "voisin voisine gardien gardienne concierge lettres",
        "en": "neighbour neighbor concierge letterbox mailbox porch",
    },
    "abroad": {
        "fr": "etranger belgique suisse reunion martinique guadeloupe guyane europe outre "
        "international",
        "en": "abroad overseas international europe ireland uk switzerland belgium",
    },
    "time": {
        "fr": "quand combien date delai jours jour heure semaine semaines",
        "en": "when days day date long time week weeks hour",
    },
    "price": {
        "fr": "prix cout coute tarif cher gratuit gratuite frais",
        "en": "price cost costs free fee fees expensive",
    },
    "label": {
        "fr": "etiquette bordereau bon imprimer imprimante",
        "en": "label print printer slip",
    },
    "review": {"fr": "avis commentaire note", "en": "review comment rating"},
    "data": {
        "fr": "donnees rgpd supprimer suppression personnelles effacer",
        "en": "data gdpr delete deletion personal erase",
    },
    "assembly": {
        "fr": "montage monter notice vis piece pieces visser",
        "en": "assembly assemble instructions screws part parts manual",
    },
    "delivered": {
        "fr": "livre livree livrer livraison remis remise depose deposee distribue",
        "en": "delivered delivery drop dropped handed",
    },
    "shipped": {
        "fr": "expedie expediee expedition expedier parti partie partir part preparation prepare "
        "entrepot etiquette prise charge",
        "en": "shipped ship dispatched dispatch sent processing packed preparing warehouse label",
    },
    "redelivery": {
        "fr": "relivrer relivraison repasser passage avis rate ratee absent absente nouvelle "
        "represente",
        "en": "redeliver redelivery missed card absent again attempt",
    },
    "announced": {
        "fr": "indique indiquee marque marquee ecrit dit affiche statut mentionne",
        "en": "says marked shows states status tracking",
    },
    "not": {
        "fr": "jamais rien aucun aucune personne sans nulle",
        "en": "never nothing no nobody none without not",
    },
    "someone else": {
        "fr": "quelqu autre mari femme ami proche tiers procuration place",
        "en": "someone somebody else husband wife friend behalf",
    },
    "appointment": {
        "fr": "rdv rendez creneau appel appelle appeler rappelle rappeler",
        "en": "appointment slot call calls called booking",
    },
    "furniture": {
        "fr": "canape commode table fauteuil meuble etagere buffet lit chaise armoire bureau",
        "en": "sofa couch dresser table armchair furniture shelf sideboard bed chair wardrobe desk",
    },
    "homeware": {
        "fr": "vase assiette assiettes lampe bougie tapis coussin coussins plaid drap draps "
        "rideaux housse miroir tasse verre",
        "en": "vase plate plates lamp candle rug cushion cushions throw sheet sheets curtains "
        "cover mirror mug glass",
    },
    "clothing": {
        "fr": "robe chemise pull pantalon jupe veste manteau sac chaussures chemisier",
        "en": "dress shirt jumper sweater trousers skirt jacket coat bag shoes blouse",
    },
    "stationery": {
        "fr": "affiche affiches poster posters carnet stylo cadre tube stickers impression",
        "en": "print prints poster posters notebook pen frame tube stickers",
    },
    "colour": {
        "fr": "couleur couleurs coloris bleu vert rouge beige noir blanc rose gris teinte",
        "en": "colour color colours blue green red beige black white pink grey gray",
    },
    "picture": {
        "fr": "photo photos image description site page fidele",
        "en": "photo picture image description website page described",
    },
    "laundry": {
        "fr": "deteint retreci lavage machine bouloche delave",
        "en": "shrunk faded bled laundry washing pilling",
    },
    "amount": {
        "fr": "montant somme difference moins euros total",
        "en": "amount sum difference less total euros",
    },
    "stolen": {"fr": "vole volee vol voleur", "en": "stolen theft stole thief"},
    "outside": {
        "fr": "devant porte portail palier hall exterieur dehors",
        "en": "outside doorstep door gate hallway porch",
    },
    "deadline": {
        "fr": "delai avant jusqu limite depasse lundi mardi mercredi jeudi vendredi samedi",
        "en": "deadline before until by monday tuesday wednesday thursday friday saturday",
    },
    "since bought": {
        "fr": "mois an ans annee derniere achat achete achetee",
        "en": "month months year years bought purchase purchased ago",
    },
    "danger": {
        "fr": "danger dangereux etincelles brule brulure feu allergie plaques blesse fumee choc",
        "en": "danger dangerous sparks sparked burn burnt fire allergy rash hurt smoke shock",
    },
    "thanks": {
        "fr": "super parfait bravo contente content ravie genial adore",
        "en": "great perfect amazing love lovely happy wonderful",
    },
    "rude": {
        "fr": "odieux nul impoli agressif jete lance balance insulte",
        "en": "rude awful horrible threw thrown aggressive",
    },
    "mistake": {
        "fr": "trompe trompee erreur oublie",
        "en": "mistake accident accidentally forgot wrongly",
    },
    "news": {"fr": "nouvelle nouvelles news avancee", "en": "news update updates"},
    "instalments": {"fr": "plusieurs mensualites echelonner credit", "en": "instalments credit"},
}
