"""The Relais that a benchmark starts for itself."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import relais
from handoff.running import NotRunning, Running
from handoff.storage.servers import temporary_folder


def test_a_start_that_takes_too_long_ends_with_a_sentence_and_leaves_nothing_running() -> None:
    with temporary_folder() as state:
        with pytest.raises(SystemExit) as end, relais(state, limit=0.5):
            raise AssertionError("no Relais is ready that soon")
        assert "was not ready after" in str(end.value)
        with pytest.raises(NotRunning):
            Running.read(state)
