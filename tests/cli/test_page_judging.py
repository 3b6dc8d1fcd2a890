"""Many pages on several cores: what comes out is what one process gives, to the last byte."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rempart.cli import page_judging
from rempart.cli.page_judging import cores_for
from tests.cli.running import run
from tests.factories import pages

PAGES = [pages.CLOSED, pages.REOPENED, pages.SHOP, pages.NEWS, pages.LOOKALIKE, pages.PARKED, ""]


def test_cores_give_what_one_process_gives_to_the_last_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With confusions, a page that is none, one that is lost, and more pieces than processes."""
    monkeypatch.setattr(page_judging, "PAGES_A_PIECE", 2)
    monkeypatch.setattr(page_judging, "PAIRS_A_PIECE", 3)
    for number, html in enumerate(PAGES):
        (tmp_path / f"{number}.html").write_text(html)
    (tmp_path / "7.html").write_bytes(b"PK\x03\x04 no archive")
    rows = [
        {"a": f"{a}.html", "b": f"{b}.html", "same": (a + b) % 2 == 1, "group": f"g{a % 3}"}
        for a in range(9)
        for b in range(a)
    ]
    (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, rows)))
    one, two = (run("pages", "evaluate", tmp_path / "labels.jsonl", "--json", "--cores", n) for n in (1, 2))
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    found = json.loads(one.stdout)
    assert found["confusions"]
    assert found["left_out"]["pages"] == ["7.html", "8.html"]


def test_other_processes_are_begun_where_that_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 5})
    assert [cores_for(2, 1), cores_for(100, 400), cores_for(1_000, 1), cores_for(80, 6_000)] == [1, 1, 3, 3]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {*range(64)})
    assert cores_for(1_000, 1) == 8


def test_a_script_that_calls_the_command_is_not_run_again_by_other_processes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.CLOSED)
    (tmp_path / "labels.jsonl").write_text('{"a": "a.html", "b": "a.html", "same": true, "group": "g"}')
    script = tmp_path / "notebook.py"
    script.write_text(
        "import sys; print('begun', file=sys.stderr)\n"
        "sys.argv = ['rempart', 'pages', 'evaluate', *sys.argv[1:]]\nfrom rempart.cli import main\nmain()"
    )
    command = [sys.executable, str(script), str(tmp_path / "labels.jsonl"), "--json", "--cores", "2"]
    ended = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert json.loads(ended.stdout)["groups"]["g"]["pairs"] == 1
    assert ended.stderr.count("begun") == 1
