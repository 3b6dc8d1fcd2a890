"""Where results go while a bar is shown."""

import errno
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from io import BytesIO, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console
from rich.text import Text

from rempart.cli import build_app, main
from rempart.cli.output import counted, err, out, print_json
from rempart.engines.pages.features import FEATURES_VERSION
from rempart.engines.verdict import VERDICT_VERSION
from tests.cli.running import run


def test_a_command_that_is_ended_while_it_loads_says_so_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("REMPART_LANG", "en")
    monkeypatch.setattr("rempart.cli.build_command", load)
    monkeypatch.setattr(sys, "argv", ["rempart", "doctor"])
    with pytest.raises(SystemExit, match=r"^Aborted\.$"):
        main()


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["compare", "a.html"], ["pages", "classify", "a.html"]])
def test_whoever_closes_the_pipe_ends_a_command_as_any_other_without_a_word(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "rempart", *words]
    done = subprocess.run(command, stdout=write, stderr=write, check=False, timeout=600)
    os.close(write)
    assert done.returncode == -signal.SIGPIPE


def test_a_pipe_that_broke_elsewhere_is_not_laid_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def talk(_arguments: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("rempart.cli.build_command", talk)
    monkeypatch.setattr(sys, "argv", ["rempart", "doctor"])
    with pytest.raises(BrokenPipeError):
        main()


def test_an_output_without_room_is_told_in_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "rempart", "--version"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=600, text=True)
    assert (done.returncode, done.stderr.split(":")[0]) == (3, "cli.no_room")


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_whoever_closed_the_outputs_beforehand_is_told_yes_or_no_by_the_exit_code_alone(
    tmp_path: Path, closed: str
) -> None:
    page, configuration = tmp_path / "page.html", tmp_path / "rempart.toml"
    page.write_text("<p>The harbour opens at nine.</p>", encoding="utf-8")
    configuration.write_text(f'data_folder = "{tmp_path}"\n', encoding="utf-8")
    for words, code in ((f"pages classify {page} --json", 0), ("watchlist show", 0)):
        command = f"exec {sys.executable} -m rempart {words} {closed}"
        environment = os.environ | {"REMPART_CONFIG": str(configuration)}
        done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=False, timeout=600)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode()


def test_half_a_letter_stays_an_escape_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"cookie": "\ud800 é"})
    shown = capsys.readouterr().out
    assert shown == '{"cookie": "\\ud800 é"}\n'
    assert json.loads(shown) == {"cookie": "\ud800 é"}


def _until_closed(terminal: RawIOBase) -> Iterator[bytes]:
    """What is shown on a terminal until nobody has it open any more, which Linux tells as an error."""
    with suppress(OSError):
        while shown := terminal.read(65_536):
            yield shown


def test_json_loses_no_letter_where_the_output_is_in_another_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    written = BytesIO()
    monkeypatch.setattr("sys.stdout", TextIOWrapper(written, "latin-1", errors="replace", write_through=True))
    print_json({"name": "Пристань é \ud800"})
    assert json.loads(written.getvalue()) == {"name": "Пристань é \ud800"}


def test_results_reach_their_pipe_although_a_bar_is_shown_on_the_terminal(tmp_path: Path) -> None:
    watched, names = tmp_path / "watch.jsonl", tmp_path / "names.txt"
    watched.write_text('{"site": "vorlimo", "domains": ["vorlimo.example", "vorlimo2.example"]}\n', encoding="utf-8")
    names.write_text("vorlimo3.example\nshop.example\n", encoding="utf-8")
    mine, theirs = pty.openpty()
    with os.fdopen(mine, "rb", buffering=0) as terminal, ThreadPoolExecutor(1) as pool:
        # Read as it comes: a terminal holds few bytes, and a bar that waits for room would wait for ever.
        told = pool.submit(lambda: b"".join(_until_closed(terminal)))
        try:
            command = [sys.executable, "-m", "rempart", "screen", str(watched), str(names)]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=600)
        finally:
            os.close(theirs)
        shown = told.result(timeout=60)
    assert b'"hostname": "vorlimo3.example"' in done.stdout
    assert b"vorlimo3.example" not in shown
    assert b"hostnames" in shown


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 files hold"), (1, "1 file holds"), (2, "2 files hold"), (2000, "2,000 files hold")]
)
def test_a_count_stands_with_its_word(number: int, said: str) -> None:
    assert str(counted(number, "file holds", "files hold")) == said
    assert str(counted(number, "line")) == said.replace("file holds", "line").replace("files hold", "lines")


@pytest.mark.parametrize("console", [out, err])
def test_brackets_are_printed_as_they_are(console: Console) -> None:
    """A label, a configuration or a stranger's words may hold what looks like markup, or like its broken end."""
    with console.capture() as shown:
        console.print("Set it under [watch]; the site [red]x[/ is gone.")
    assert shown.get() == "Set it under [watch]; the site [red]x[/ is gone.\n"


def _helps(command: Any, name: str = "rempart") -> Iterator[tuple[str, str]]:
    yield name, command.help or ""
    for option in command.params:
        yield f"{name} {option.name}", getattr(option, "help", None) or ""
    for called, one in getattr(command, "commands", {}).items():
        yield from _helps(one, f"{name} {called}")


def test_no_help_loses_what_stands_in_brackets() -> None:
    helps = list(_helps(typer.main.get_command(build_app([]))))
    assert len(helps) > 200
    assert [(name, said) for name, said in helps if Text.from_markup(said).plain != said] == []


def test_the_version_says_by_which_verdict_and_features_records_are_made() -> None:
    told = run("--version")

    assert (told.exit_code, told.output) == (
        0,
        f"rempart {version('rempart')}, verdict {VERDICT_VERSION}, features {FEATURES_VERSION}\n",
    )
