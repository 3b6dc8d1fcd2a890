"""The command that reads streams, run as a person runs it, against a log on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from rempart import wiring
from rempart.cli.streams import read
from rempart.config import load_config
from rempart.config_streams import StreamConfig
from rempart.kernel.actors import CONSOLE
from rempart.kernel.clock import SystemClock
from rempart.sightings.coverage import list_coverage
from tests.fakes.ct_logs import CertificateLog, LogServer


@pytest.fixture
def server() -> Iterator[LogServer]:
    log = CertificateLog()
    for number in range(300):
        log.add(f"plain{number}.example")
    log.add("orchidroom2.example")
    with LogServer(log) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, server: LogServer) -> Path:
    file = tmp_path / "rempart.toml"
    file.write_text(
        f"""data_folder = "data"

[[streams]]
label = "log A"
kind = "static-ct"
address = "{server.url}"
key = "{server.log.public_key}"
requests_per_s = 500.0
from_start = true
"""
    )
    return file


def run(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rempart", *arguments],
        env={**os.environ, "REMPART_CONFIG": str(config), "DJANGO_SETTINGS_MODULE": "rempart.settings"},
        cwd=config.parent,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_person_reads_a_log_and_sees_its_coverage(config: Path, server: LogServer) -> None:
    assert run(config, "streams", "read").returncode == 0
    shown = run(config, "streams", "coverage", "--json")
    (coverage,) = json.loads(shown.stdout)
    assert (coverage["label"], coverage["state"], coverage["behind"]) == ("log A", "reading", 0)
    unknown = run(config, "streams", "read", "log B")
    assert (unknown.returncode, "Name one of rempart.toml: log A." in unknown.stderr) == (2, True)
    names = config.parent / "names.txt"
    names.write_text("plain.example\nno name\n")
    taken = run(config, "streams", "take", str(names))
    assert (taken.returncode, "1 line is none" in taken.stderr) == (0, True)
    assert "No closed site is watched, so nothing can be sighted." in taken.stderr
    unplanned = run(config, "streams", "budget")
    assert (unplanned.returncode, "under [watch] in rempart.toml" in unplanned.stderr) == (1, True)
    server.faults = lambda _path: (403, {}, b"")
    assert run(config, "streams", "read").returncode == 3
    assert run(config, "streams", "coverage").returncode == 1


@pytest.mark.django_db
def test_a_log_that_is_followed_already_is_not_read_twice(monkeypatch: pytest.MonkeyPatch, server: LogServer) -> None:
    log = {"description": "A", "key": server.log.public_key, "monitoring_url": f"{server.url}/"}
    listed = json.dumps({"operators": [{"name": "O", "tiled_logs": [log]}]}).encode()
    server.faults = lambda path: (200, {}, listed) if path == "all.json" else None
    tables = (
        StreamConfig("list", "ct-list", f"{server.url}/all.json", requests_per_s=1000.0),
        StreamConfig("own", "static-ct", server.url, server.log.public_key, requests_per_s=1000.0),
    )
    config = replace(load_config(), streams=tables)
    monkeypatch.setattr(wiring, "current_config", lambda: config)
    for label, code in ((None, 0), ("list: A", 3)):
        with pytest.raises(typer.Exit) as ended:
            read(label)
        assert ended.value.exit_code == code
        rows = {row.label: row.state for row in list_coverage(viewer=CONSOLE, now=SystemClock().now())}
        assert rows == {"own": "reading", "list": "reading", "list: A": "left-out"}


@pytest.mark.django_db
def test_a_log_that_came_into_a_list_later_is_read_from_its_first_entry_and_others_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], server: LogServer
) -> None:
    """One rule for who reads by hand and for the worker; and what is skipped is said."""

    def entry(name: str, running: LogServer) -> dict[str, str]:
        return {"description": name, "key": running.log.public_key, "monitoring_url": running.url}

    def read_and_count(*, from_start: bool = False) -> dict[str, tuple[int, int]]:
        with pytest.raises(typer.Exit) as ended:
            read(from_start=from_start)
        assert ended.value.exit_code == 0
        rows = list_coverage(viewer=CONSOLE, now=SystemClock().now())
        return {row.label: (row.entries, row.skipped) for row in rows if row.label != "list"}

    with LogServer(CertificateLog()) as shard:
        shard.log.add("plain.example")
        logs = [entry("A", server)]
        server.faults = lambda path: (
            (200, {}, json.dumps({"operators": [{"name": "O", "tiled_logs": logs}]}).encode())
            if path == "all.json"
            else None
        )
        table = StreamConfig("list", "ct-list", f"{server.url}/all.json", requests_per_s=1000.0)
        config = replace(load_config(), streams=(table,))
        monkeypatch.setattr(wiring, "current_config", lambda: config)
        assert read_and_count() == {"list: A": (0, 301)}
        assert "Not read: 301 entries from before reading began" in capsys.readouterr().err
        logs.append(entry("B", shard))
        assert read_and_count() == {"list: A": (0, 301), "list: B": (1, 0)}
        capsys.readouterr()
        assert read_and_count(from_start=True) == {"list: A": (301, 0), "list: B": (1, 0)}
        assert "not read" not in capsys.readouterr().err
