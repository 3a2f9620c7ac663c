"""What the trained pipeline understands of sentences that it has never seen.

The components are trained here as Rasa trains them, on the project's data; the figures are floors
for French and for English apart, so that neither hides behind the other.
"""

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_config_file

from bot.components.encoder_featurizer import EncoderFeaturizer
from bot.components.harm_reader import HarmReader
from bot.components.importer import DATA, ProjectImporter
from bot.components.intent_classifier import KernelIntentClassifier
from bot.components.language import detect

CONFIG = Path(__file__).parents[3] / "bot" / "config.yml"
PROBES = Path(__file__).with_name("probes")

pytestmark = pytest.mark.timeout(600)


class Understanding:
    """Featurizer and classifier, trained and loaded again from what was stored."""

    def __init__(self, folder: Path, data: TrainingData, config: dict[str, Any]) -> None:
        storage, resource = LocalModelStorage(folder), Resource("intents")
        context = ExecutionContext(GraphSchema({}))
        self._featurizer = EncoderFeaturizer.create({"alias": None}, storage, resource, context)
        classifier = KernelIntentClassifier.create(config, storage, resource, context)
        self._harm = HarmReader("danger")
        classifier.train(self._featurizer.process_training_data(data))
        self._classifier = KernelIntentClassifier.load(config, storage, resource, context)

    def intent(self, text: str) -> str:
        return self.of(text)["name"]

    def of(self, text: str) -> dict[str, Any]:
        messages = self._featurizer.process([Message({"text": text})])
        return self._harm.process(self._classifier.process(messages))[0].get("intent")


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    pipeline = read_config_file(CONFIG)["pipeline"]
    (config,) = [c for c in pipeline if c["name"].endswith("KernelIntentClassifier")]
    return Understanding(
        tmp_path_factory.mktemp("model"), ProjectImporter(str(CONFIG)).get_nlu_data(), config
    )


def _held_out() -> list[tuple[str, str]]:
    data = ProjectImporter(str(CONFIG), None, [str(DATA / "tests")]).get_nlu_data()
    return [(m.get("text"), m.get("intent")) for m in data.intent_examples]


@pytest.mark.parametrize(("language", "floor"), [("fr", 0.85), ("en", 0.85)])
def test_held_out_sentences_are_understood(bot: Understanding, language: str, floor: float) -> None:
    sentences = [
        (text, intent)
        for text, intent in _held_out()
        if intent != "nlu_fallback" and (detect(text) or "fr") == language
    ]
    wrong = [(text, bot.intent(text)) for text, intent in sentences if bot.intent(text) != intent]
    assert len(sentences) > 30
    assert 1 - len(wrong) / len(sentences) >= floor, wrong


def test_what_lies_outside_is_mostly_known_to(bot: Understanding) -> None:
    outside = [text for text, intent in _held_out() if intent == "nlu_fallback"]
    understood = [
        (text, bot.intent(text)) for text in outside if bot.intent(text) != "nlu_fallback"
    ]
    assert len(understood) <= len(outside) * 0.25, understood


def test_danger_is_never_missed(bot: Understanding) -> None:
    for text, intent in _held_out():
        if intent == "danger":
            assert bot.intent(text) == "danger", text


@pytest.mark.parametrize(("name", "least"), [("dangers", 1.0), ("harmless", 0.9)])
def test_danger_is_told_from_what_sounds_like_it(
    bot: Understanding, name: str, least: float
) -> None:
    texts = (PROBES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    wrong = [
        text
        for text in texts
        if (bot.intent(text.replace(" / ", "\n")) == "danger") != (name == "dangers")
    ]
    assert 1 - len(wrong) / len(texts) >= least, wrong


@pytest.mark.parametrize(
    "text",
    [
        "que savez-vous de moi au juste ? achats, mails, remarques de vos employés",
        "everything you have got about me please, the chats and the staff notes too",
        "et à la fin, effacez tout",
    ],
)
def test_what_is_held_about_somebody_is_asked_for_in_plain_words(
    bot: Understanding, text: str
) -> None:
    assert bot.intent(text) == "data_request"


@pytest.mark.parametrize("text", ["ta", "ta x", "cheers then", "ok ta love"])
def test_english_people_say_thanks_in_two_letters(bot: Understanding, text: str) -> None:
    assert bot.intent(text) == "thanks"


@pytest.mark.parametrize(
    "text",
    [
        "votre tabouret s'est effondré, j'ai le genou ouvert",
        "your bench broke under me and my hip hurts terribly",
        "ma fille respire mal depuis qu'elle a mis votre crème",
    ],
)
def test_who_was_hurt_is_heard_as_hurt(bot: Understanding, text: str) -> None:
    assert bot.intent(text) == "danger"


@pytest.mark.parametrize(
    "text",
    [
        "je ne sors plus guère, à cause de ma hanche, et pourtant on n'a pas sonné",
        "I was in all morning because of my bad ankle and no one came",
        "je boite, ma voisine peut-elle prendre le colis au relais ?",
    ],
)
def test_poor_health_told_in_passing_is_no_danger(bot: Understanding, text: str) -> None:
    assert bot.intent(text) != "danger"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        (
            "je sculpte des bougeoirs, à qui les présenter pour qu'ils soient à votre rayon",
            "partnership",
        ),
        ("remerciez qui a fait ce joli paquet avec un petit mot", "praise"),
        ("you have both the lamp and my cash", "refund"),
        ("a password link was asked for and nothing came, junk folder empty", "account"),
    ],
)
def test_makers_praise_returned_goods_and_password_mails_are_told_apart(
    bot: Understanding, text: str, intent: str
) -> None:
    assert bot.intent(text) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("pour une fois je n'écris pas pour me plaindre : votre vendeur a été top", "praise"),
        ("not writing to complain!! the lad in your shop was so patient with my mum", "praise"),
        ("your man in the shop was rude to me and I want to complain", "complaint"),
        ("toujours aucune suite à ma réclamation", "complaint"),
    ],
)
def test_who_says_it_is_no_complaint_is_heard_praising(
    bot: Understanding, text: str, intent: str
) -> None:
    assert bot.intent(text) == intent


def test_a_question_tag_asks_nobody_who_they_are(bot: Understanding) -> None:
    assert bot.intent("that was not my fault, and I owe you nothing, do I?") != "bot_challenge"


@pytest.mark.parametrize(
    ("burst", "intent"),
    [
        ("bonjour\nc pr mon colis\ntjr rien", "still_nothing"),
        ("Bonjour\nla lampe a pris feu\n20417 75011", "danger"),
        ("où est mon colis 20417 75011, vous êtes des incapables", "angry"),
        ("commande 20417 75011. je vais porter plainte", "legal_threat"),
        ("oui\n20417", "inform"),
        ("merci\nmais où est mon colis ?", "track_parcel"),
        ("toujours pas là\nje préfère quun vrai humain suive mon dossier", "ask_human"),
        ("it never came\nI want someone who is alive to read this", "ask_human"),
        ("ya deux débits de la meme somme sur mon compte\ncommande 20417", "payment_problem"),
        ("une minute, le bébé attrape le câble", "wait"),
        ("merci bcp\nau fait le petit a gobé un aimant du jeu\nje fais koi", "danger"),
        ("hi\nwhat time do you close today\nmy kid has drunk some of the lamp oil", "danger"),
        ("thanks for the tracking\nI'm filing a claim in court on Monday", "legal_threat"),
        ("hello\nnice vase\nyou're all thieves", "angry"),
    ],
)
def test_the_weightiest_thing_in_a_burst_is_heard(
    bot: Understanding, burst: str, intent: str
) -> None:
    assert bot.intent(burst) == intent


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("je n'ai pas reçu mon colis", "JE N’AI PAS RECU MON COLIS"),
        ("où est ma commande 20417", "ou est ma commande 30999"),
    ],
)
def test_spelling_and_numbers_change_nothing(bot: Understanding, one: str, other: str) -> None:
    assert bot.intent(one) == bot.intent(other)


def test_a_confidence_is_a_probability(bot: Understanding) -> None:
    for text, _ in _held_out():
        assert 0.0 <= bot.of(text)["confidence"] <= 1.0
