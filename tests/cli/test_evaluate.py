"""`rempart evaluate names`: what is measured beside the score, and on how much of the data."""

import json
import stat
import sys
from pathlib import Path

import pytest

from rempart.cli import evaluate, main

MOVES = [("salon", f"qovarrim{number}.test", ["qovarrim1.test", f"qovarrim{number - 1}.test"]) for number in (2, 3, 4)]
NEW = ("salon", "weatherhouse.test", ["qovarrim1.test"])


@pytest.fixture
def data(tmp_path: Path) -> list[str]:
    """Successions of which one has a wholly new name, and a background."""
    successions, background = tmp_path / "successions.jsonl", tmp_path / "background.txt"
    rows = [{"site": site, "at": "2030-01-01", "domain": to, "former": former} for site, to, former in [*MOVES, NEW]]
    successions.write_text("".join(json.dumps(row) + "\n" for row in rows))
    background.write_text("".join(f"garden{at}.test\n" for at in range(50)))
    return [str(successions), str(background)]


def measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str], *more: str) -> str:
    monkeypatch.setattr(sys, "argv", ["rempart", "evaluate", "names", *data, *more])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code
    return capsys.readouterr().out


def test_what_is_missed_is_told_by_what_it_keeps_of_the_former_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str]
) -> None:
    monkeypatch.setattr(evaluate, "find_program", lambda _: None)
    answer = json.loads(measured(monkeypatch, capsys, data, "--json"))
    assert answer["recall"]["micro"] == 0.75
    assert answer["missed"] == {"nothing": 1}
    assert "nothing" in measured(monkeypatch, capsys, data)


def test_dnstwist_is_asked_about_some_of_the_last_names_and_the_answer_says_of_how_many_moves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str], tmp_path: Path
) -> None:
    asked, program = tmp_path / "asked", tmp_path / "dnstwist"
    program.write_text(f'#!/bin/sh\necho "$3" >> {asked}\necho qovarrim2.test\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(evaluate, "find_program", lambda _: str(program))
    monkeypatch.setattr(evaluate, "DNSTWIST_DOMAINS", 2)

    rule = json.loads(measured(monkeypatch, capsys, data, "--json"))["baselines"]["dnstwist, last domain"]

    assert asked.read_text().split() == ["qovarrim1.test", "qovarrim3.test"]
    assert (rule["events"], rule["background_names"]) == (3, 0)
    assert rule["recall"]["micro"] == pytest.approx(1 / 3)
