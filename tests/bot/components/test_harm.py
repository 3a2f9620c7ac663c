"""Words that tell of somebody in danger, and those that only sound like it."""

from pathlib import Path

import pytest

from bot.components.figures import without_figures
from bot.components.harm import tells_of_harm
from bot.components.importer import DATA, ProjectImporter

PROBES = Path(__file__).with_name("probes")
CONFIG = Path(__file__).parents[3] / "bot" / "config.yml"


def _probes(name: str) -> list[str]:
    lines = (PROBES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace(" / ", "\n") for line in lines]


def test_nearly_every_danger_is_heard_from_its_words_alone() -> None:
    dangers = _probes("dangers")
    missed = [text for text in dangers if not tells_of_harm(text)]
    assert len(dangers) >= 80
    assert len(missed) <= len(dangers) * 0.03, missed


def test_what_sounds_like_harm_calls_nobody() -> None:
    harmless = _probes("harmless")
    heard = [text for text in harmless if tells_of_harm(text)]
    assert len(harmless) >= 80
    assert len(heard) <= len(harmless) * 0.05, heard


def test_hardly_any_sentence_about_something_else_is_heard_as_harm() -> None:
    data = ProjectImporter(str(CONFIG), None, [str(DATA / "nlu")]).get_nlu_data()
    texts = [m.get("text") for m in data.intent_examples if m.get("intent") != "danger"]
    heard = [text for text in texts if tells_of_harm(text)]
    assert len(heard) <= len(texts) * 0.001, heard


@pytest.mark.parametrize(
    "text",
    [
        "personne n'est blessé mais la lampe a pris feu",
        "j'ai peur que mon fils ait avalé la pile",
        "what can I do, my son is choking",
        "I can smell burning from the lamp",
        "je brûle d'envie de vous répondre : ma fille s'est coupé la main",
        "she can't swallow, her throat is swelling",
    ],
)
def test_a_figure_a_fear_or_a_denial_beside_it_hides_no_danger(text: str) -> None:
    assert tells_of_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "quelqu'un peut m'aider mon fils s'étouffe",
        "danger mon fils s'étouffe",
        "j'ai peur ma fille s'étouffe",
        "la lampe me fait peur elle fume",
        "que peut-on faire la prise fume",
        "on peut faire quoi ma lampe fume",
        "je risque quoi ma lampe fume",
        "can someone call me back I cut my hand badly",
        "I would like to complain I cut my hand on your vase",
        "can I return it it set fire to my table",
        "will the burn on my son's arm leave a scar",
        "my hand got burnt with the wax",
        "my skin has been burning for 2 hours",
        "la bougie a fumé toute la pièce et mon bébé tousse",
        "ma fille a avalé un bout de métal",
        "je me suis fait mal au dos en tombant",
        "my son fell off the chair and hit his head",
    ],
)
def test_danger_told_in_one_breath_without_a_comma_is_heard(text: str) -> None:
    assert tells_of_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "la lampe avec le socle noir ?",
        "le câble est-il noir ou blanc ?",
        "une prise noire",
        "le tabouret passe sous la table ?",
        "le fauteuil va sous la fenêtre ?",
        "le lit a-t-il un tiroir sous le sommier",
        "j'ai reçu 220x240 au lieu de 240x260",
        "je n'ai pas reçu 22045",
        "je vous ai appelé le 15 mars",
        "j'ai appelé le 18",
        "il manque deux boutons sur la housse",
        "un éclat dans le pied de la lampe",
        "la vis est bloquée dans le pied",
        "je peux bouger la date de livraison ?",
        "le drap housse glisse du lit",
        "une vis est tombée de la chaise",
        "tombée de ma chaise en voyant le prix",
        "j'ai reçu le plaid châtaigne",
        "batterie à fond",
        "ça brûle combien de temps vos bougies ?",
        "le carton est arrivé lacéré",
        "le pied est entaillé",
        "vos photos me mettent l'eau à la bouche",
        "le pull, il est devenu bleu au lavage",
        "le ventilateur ne souffle plus",
        "ça fait mal au portefeuille",
        "vous avez fait mal votre travail",
        "prise de sang",
        "le stylo, il bave",
        "ma fille boit dans le verre en plastique",
        "I am a bit worried, two pieces are missing",
        "I think it's a bit scratched, the paint came off",
        "my daughter is a bit upset, parts are missing",
        "I have been sick this week, can I return it later?",
        "stuck in customs, I want it back",
        "stuck in the system, call me back",
        "the parcel was dropped on my back porch",
        "there's a piece missing in the back",
        "can I send back my puffer jacket",
        "your driver broke my gate, call me back about it",
        "I called about my order, postcode 91120",
        "I called twice about order 11234",
        "could the driver please not wake the baby",
        "it will wake her up",
        "one leg fell off the chair",
        "the cushion arrived with loose stitches",
        "the candle burns on one side only",
        "in my eyes this is unacceptable",
        "I can't move the delivery date",
        "it is not breathable",
        "the total gave me a shock",
        "my husband had a fit when he saw the price",
    ],
)
def test_what_shops_are_told_every_day_is_no_danger(text: str) -> None:
    assert not tells_of_harm(text)


def test_a_figure_of_speech_is_left_out_and_the_rest_stays_as_written() -> None:
    assert without_figures("Je brûle d’impatience : où est ma Lampe ?") == "Je : où est ma Lampe ?"


def test_words_without_figures_stay_as_they_are() -> None:
    assert without_figures("  Où est ma lampe ? ") == "  Où est ma lampe ? "
