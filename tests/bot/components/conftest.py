"""Runs with the bot's own Python.

`bot/.venv/bin/python -m pytest --confcutdir tests/bot/components tests/bot/components`
"""

import warnings

import pytest

with warnings.catch_warnings():
    # What Rasa's dependencies warn of on import is not ours to mend.
    warnings.simplefilter("ignore")
    import pkg_resources  # noqa: F401
    import rasa.nlu.classifiers.fallback_classifier
    import rasa.shared.importers.importer
    import rasa.shared.nlu.training_data.loading  # noqa: F401


def pytest_configure(config: pytest.Config) -> None:
    """What Rasa says to everybody who reads a domain or checks YAML with pykwalify."""
    for harmless in (
        r"ignore:the load_module\(\) method:DeprecationWarning",
        "ignore:Slot auto-fill has been removed:UserWarning",
    ):
        config.addinivalue_line("filterwarnings", harmless)
