"""The demonstration tells times: what it measures is as prompt as an installation that serves."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from rempart.cli import demo as command
from rempart.demo import installation, performance


def test_the_story_is_told_once_the_installation_stands_and_is_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []

    class Setting:
        folder = None

    @contextmanager
    def set_up() -> Iterator[Setting]:
        yield Setting()

    @contextmanager
    def install(_setting: Setting) -> Iterator[None]:
        happened.append("installed")
        yield
        happened.append("stopped")

    def perform(_cast: object, _screen: object) -> tuple[()]:
        happened.append("performed")
        return ()

    monkeypatch.setattr("rempart.cli.demo.signal.signal", lambda *_arguments: None)
    monkeypatch.setattr(command, "open_database", lambda: None)
    monkeypatch.setattr(command, "Setting", set_up)
    monkeypatch.setattr(installation, "Installation", install)
    monkeypatch.setattr(performance, "perform", perform)
    monkeypatch.setattr("rempart.demo.cast.Cast", lambda **_parts: SimpleNamespace(take_lines=list))
    monkeypatch.setattr(command, "be_prompt", lambda: happened.append("prompt"))
    command.demo(leave=True, keep=None)
    assert happened == ["installed", "prompt", "performed", "stopped"]
