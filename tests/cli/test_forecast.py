import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import zstandard
from typer.testing import CliRunner

from rempart.cli.forecast import SiteNotWatchedError, forecast
from rempart.engines.names import WatchlistError, WatchlistUnreadableError

app = typer.Typer()
app.command()(forecast)


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.jsonl"
    path.write_text(
        '{"site": "salon", "domains": ["salonbleu3.example", "salonbleu4.example"]}\n'
        '{"site": "cave", "domains": ["old-cave.test"]}\n',
        "utf-8",
    )
    return path


def run(*arguments: str | Path) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_site_is_forecast_in_the_order_of_the_watch_list(watchlist: Path) -> None:
    rows = run(watchlist)
    assert [row["site"] for row in rows] == ["salon"] * 300 + ["cave"] * 300
    assert [row["rank"] for row in rows] == [*range(1, 301)] * 2
    assert set(rows[0]) == {"site", "hostname", "rank", "probability"}
    assert rows[0]["hostname"] == "salonbleu5.example"


def test_one_site_and_a_number_of_names_can_be_asked_for(watchlist: Path) -> None:
    rows = run(watchlist, "--site", "cave", "-n", "5")
    assert [(row["site"], row["rank"]) for row in rows] == [("cave", rank) for rank in range(1, 6)]


def test_a_site_that_is_not_watched_is_refused_with_those_that_are(watchlist: Path) -> None:
    with pytest.raises(SiteNotWatchedError, match="salon, cave"):
        run(watchlist, "--site", "tower")


def test_a_watch_list_that_is_missing_or_broken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WatchlistUnreadableError):
        run(tmp_path / "nowhere.jsonl")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{]\n", "utf-8")
    with pytest.raises(WatchlistError, match="line 1"):
        run(broken)


@pytest.mark.parametrize("form", ["gzip", "zstandard", "utf-16", "standard input"])
def test_a_watch_list_comes_packed_or_from_standard_input_like_hostnames(watchlist: Path, form: str) -> None:
    text = watchlist.read_bytes()
    packed = {
        "gzip": gzip.compress(text),
        "zstandard": zstandard.compress(text),
        "utf-16": text.decode().encode("utf-16"),
        "standard input": gzip.compress(text),
    }[form]
    watchlist.write_bytes(packed)
    result = CliRunner().invoke(app, ["-" if form == "standard input" else str(watchlist), "-n", "1"], input=packed)
    assert [json.loads(row)["site"] for row in result.stdout.splitlines()] == ["salon", "cave"], result.output


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (gzip.compress(b"{}" * 99, mtime=0)[:-9], "cut off"),
        (zstandard.compress(b"{}" * 99)[:-2], "cut off"),
        (b"\x1f\x8bnonsense", "damaged"),
        (b"PAR1" + bytes(99), "JSON lines alone"),
    ],
)
def test_a_packed_watch_list_that_is_damaged_or_a_table_is_refused(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(content)
    with pytest.raises(WatchlistUnreadableError, match=problem + ".* Give a file"):
        run(broken)


@pytest.mark.slow
def test_the_command_starts_without_a_web_framework() -> None:
    program = "import sys, rempart.cli.forecast; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
