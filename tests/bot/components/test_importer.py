"""`rasa train` without flags trains our bot, and paths on the command line win."""

from pathlib import Path

import pytest

from bot.components.importer import DATA, MissingPath, ProjectImporter

CONFIG = str(Path(__file__).parents[3] / "bot" / "config.yml")


def test_without_paths_the_project_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(CONFIG).parent)
    importer = ProjectImporter(CONFIG, "domain.yml", ["data"])
    assert "parcel_lost" in importer.get_domain().intents
    assert "parcel_lost" in importer.get_nlu_data().intents
    assert importer.get_stories().story_steps


def test_held_out_sentences_are_never_trained_on() -> None:
    trained = {m.get("text") for m in ProjectImporter(CONFIG).get_nlu_data().training_examples}
    named = ProjectImporter(CONFIG, None, [str(DATA)]).get_nlu_data().training_examples
    held = ProjectImporter(CONFIG, None, [str(DATA / "tests")]).get_nlu_data().training_examples
    assert {m.get("text") for m in named} == trained
    assert held
    assert not trained & {m.get("text") for m in held}


def test_another_data_set_is_trained_with_the_same_configuration(tmp_path: Path) -> None:
    other = tmp_path / "nlu.yml"
    other.write_text(
        'version: "3.1"\nnlu:\n- intent: mattress\n  examples: |\n    - soft\n    - hard'
    )
    data = ProjectImporter(CONFIG, None, [str(other)]).get_nlu_data()
    assert data.intents == {"mattress"}


def test_a_path_that_does_not_exist_is_refused_and_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match="does not exist"):
        ProjectImporter(CONFIG, None, [str(tmp_path / "typo.yml")])
