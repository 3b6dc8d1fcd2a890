"""Accounts at the command line."""

import pytest
from typer.testing import CliRunner

from rempart.cli import user


def test_a_list_of_nobody_says_so_and_how_to_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user, "_open", lambda: None)
    monkeypatch.setattr("rempart.people.queries.list_people", lambda **_: ())
    told = CliRunner().invoke(user.app, ["list"])
    assert (told.exit_code, told.stdout) == (0, "")
    assert "rempart user add you@your.example --role administrator" in " ".join(told.stderr.split())
