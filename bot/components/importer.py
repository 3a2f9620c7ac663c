"""Where `rasa train` finds the project: `domain/` beside the configuration, data in `../data/bot`.

Rasa looks for one file `domain.yml` and a folder `data` in the working directory, and ours lie
elsewhere. Paths on the command line win, so that any other data set can be trained and tested
with the same configuration.
"""

from __future__ import annotations

from pathlib import Path

from rasa.shared.constants import DEFAULT_DATA_PATH, DEFAULT_DOMAIN_PATH
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter

BOT = Path(__file__).resolve().parents[1]
DOMAIN = BOT / "domain"
DATA = BOT.parent / "data" / "bot"
TRAINED_ON = ("nlu", "rules", "stories")
"""Folders of `DATA`; `tests` beside them is held out."""


class MissingPath(RasaException):
    """A path given on the command line does not exist."""


class ProjectImporter(RasaFileImporter):
    """Rasa's file importer with this project's places as defaults."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Raises `MissingPath` for a path that somebody gave and that is not there."""
        given = (
            [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths
        )
        data = [path for path in given or [] if _usable(path, DEFAULT_DATA_PATH)]
        domain = domain_path if _usable(domain_path, DEFAULT_DOMAIN_PATH) else str(DOMAIN)
        ours = [str(DATA / folder) for folder in TRAINED_ON]
        if [Path(path).resolve() for path in data] in ([], [DATA]):
            data = ours
        super().__init__(config_file, domain, data)


def _usable(path: str | None, default: str) -> bool:
    """Whether `path` was given and exists; Rasa's own defaults count as not given."""
    if path is None:
        return False
    if Path(path).exists():
        return True
    if path == default:
        return False
    raise MissingPath(f"{path} does not exist: correct the path, or leave it out to train our bot.")
