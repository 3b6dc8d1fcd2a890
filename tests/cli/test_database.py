"""Which data a command reads where nobody said so."""

from dataclasses import replace
from pathlib import Path

import pytest

from rempart import wiring
from rempart.cli.database import _say_where
from rempart.config import load_config


@pytest.mark.parametrize(("is_configured", "is_used"), [(False, False), (False, True), (True, True)])
def test_data_of_earlier_that_no_configuration_names_are_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_configured: bool,
    is_used: bool,
) -> None:
    source = tmp_path / "rempart.toml" if is_configured else None
    config = replace(load_config(), data_folder=tmp_path, source=source)
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    if is_used:
        (tmp_path / "rempart.sqlite3").touch()
    _say_where.cache_clear()
    for _time in range(2):
        _say_where()
    _say_where.cache_clear()
    told = capsys.readouterr()
    times = told.err.count("No rempart.toml here")
    assert (told.out, times, str(tmp_path) in told.err) == ("", int(is_used and not is_configured), times == 1)
