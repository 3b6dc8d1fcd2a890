"""`rempart evaluate names`: what is measured beside the score, and on how much of the data."""

import gzip
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import zstandard

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


def test_the_answer_has_the_keys_that_others_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str]
) -> None:
    monkeypatch.setattr(evaluate, "find_program", lambda _: None)
    answer = json.loads(measured(monkeypatch, capsys, data, "--json"))
    assert set(answer["recall"]) == {"micro", "macro"}
    assert list(answer["forecast"]) == ["10", "100", "300"]
    assert set(answer["baselines"]) == {
        "same label, any suffix",
        "same label without digits and hyphens",
        "Jaro-Winkler >= 0.90",
    }
    assert answer["alerts_per_100k_per_100_sites"] == 0.0


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_moves_come_packed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    data: list[str],
    pack: Callable[[bytes], bytes],
) -> None:
    monkeypatch.setattr(evaluate, "find_program", lambda _: None)
    plain = measured(monkeypatch, capsys, data, "--json")
    Path(data[0]).write_bytes(pack(Path(data[0]).read_bytes()))
    assert measured(monkeypatch, capsys, data, "--json") == plain


def test_moves_come_from_standard_input_which_can_be_given_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str]
) -> None:
    monkeypatch.setattr(evaluate, "find_program", lambda _: None)
    with Path(data[0]).open("rb") as rows:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=rows))
        assert json.loads(measured(monkeypatch, capsys, ["-", data[1]], "--json"))["events"] == 4
    monkeypatch.setattr(sys, "argv", ["rempart", "evaluate", "names", "-", "-"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert (stopped.value.code, "can be given once" in capsys.readouterr().err) == (2, True)


def test_rows_are_chosen_by_day_and_site_and_those_that_cannot_be_judged_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(evaluate, "find_program", lambda _: None)
    rows = [
        {"site": "salon one", "at": "2030-01-01T10:00:00Z", "domain": "qovarrim2.test", "former": ["qovarrim1.test"]},
        {"site": "salon one", "at": "2030-01-02", "domain": "qovarrim2.test", "former": []},
        {"site": "salon one", "at": "2030-01-02", "domain": "no name", "former": ["qovarrim1.test"]},
        {"site": "salon one", "at": "2029-12-31", "domain": "qovarrim2.test", "former": ["qovarrim1.test"]},
        {"site": "salon", "at": "2030-01-01", "domain": "qovarrim2.test", "former": ["qovarrim1.test"]},
    ]
    successions, sites = tmp_path / "rows.jsonl.gz", tmp_path / "sites.txt"
    successions.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    sites.write_bytes(b"salon one\r\n")
    arguments = ["rempart", "evaluate", "names", str(successions), data[1], "--json", "--since", "2030-01-01"]
    monkeypatch.setattr(sys, "argv", [*arguments, "--sites", str(sites)])
    with pytest.raises(SystemExit):
        main()
    told = capsys.readouterr()
    assert json.loads(told.out)["events"] == 1
    assert "line 3: 'no name' is no hostname" in told.err
    assert "2 rows are left out" in told.err


def test_a_budget_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rempart", "evaluate", "names", *data, "--budget", "inf"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert (stopped.value.code, "it must be a number of alerts" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    ("successions", "background", "said"),
    [
        (b"{}", b"a.test", "line 1: it lacks site, at, domain, former."),
        (b"[1]", b"a.test", "line 1: it is no object in braces."),
        (b'{"site": "a", "at": "soon", "domain": "a.test", "former": []}', b"a.test", "at is no day such as"),
        (b"one row", b"a.test", "line 1: it is no JSON, at character 1."),
        (b"[" * 100_000, b"a.test", "line 1: it nests too deep."),
        (b'{"site": "a", "at": "2030-01-01", "domain": "a.test", "former": "b"}', b"a.test", "former is no list"),
        (b'{"site": "a", "at": "2030-01-01", "domain": "a.test", "former": ["b.test"]}', b"\n", "evaluate.background"),
        (gzip.compress(b"{}", mtime=0)[:-9], b"a.test", "evaluate.unreadable"),
        (b"", b"a.test", "evaluate.nothing: No succession of"),
        (
            b'{"site": "a", "at": "2030-01-01", "domain": "not a host", "former": ["a.test"]}',
            b"a.test",
            "can be judged: 1 row has a name that is none, and there is no other. Correct them.",
        ),
        (b"\n", b"a.test", "can be judged: it holds none. Give JSON lines"),
        (b'{"site": "a", "at": "2030-01-01", "domain": "a.test", "former": []}', b"a.test", "none has a former name"),
        (None, b"a.test", "there is no such file"),
    ],
)
def test_files_that_cannot_be_used_are_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    successions: bytes | None,
    background: bytes,
    said: str,
) -> None:
    rows, names = tmp_path / "rows.jsonl", tmp_path / "names.txt"
    if successions is not None:
        rows.write_bytes(successions)
    names.write_bytes(background)
    monkeypatch.setattr(sys, "argv", ["rempart", "evaluate", "names", str(rows), str(names)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2031-01-01", "moves none is left. Check --since and --sites."),
        ("2030-02-29", "'2030-02-29' is no day. Write it as 2024-05-31."),
        ("20300101", "'20300101' is no day. Write it as 2024-05-31."),
        ("2030-W01", "'2030-W01' is no day. Write it as 2024-05-31."),
        ("yesterday", "'yesterday' is no day. Write it as 2024-05-31."),
    ],
)
def test_a_day_that_leaves_nothing_or_is_none_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str], since: str, said: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["rempart", "evaluate", "names", *data, "--since", since])
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert (stopped.value.code, said in " ".join(capsys.readouterr().err.split())) == (2, True)


def test_a_site_that_is_in_no_succession_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: list[str], tmp_path: Path
) -> None:
    sites = tmp_path / "sites.txt"
    sites.write_text("nobody\nodd\n")
    with Path(data[0]).open("a") as rows:
        rows.write('{"site": "odd", "at": "2030-01-01", "domain": "not a host", "former": ["a.test"]}\n')
    monkeypatch.setattr(sys, "argv", ["rempart", "evaluate", "names", *data, "--sites", str(sites)])
    with pytest.raises(SystemExit):
        main()
    assert f"1 site of {sites} not in {data[0]}: nobody. Check their labels." in " ".join(
        capsys.readouterr().err.split()
    )


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
