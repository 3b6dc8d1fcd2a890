"""A sweep against the farm, as an operator runs it: every way of answering, and stopping half-way without warning."""

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rempart.lab.server_farm import ServerFarm, write_names
from tests.factories import pages

pytestmark = pytest.mark.slow

CONFIGURATION = """\
data_folder = "data"
[captures]
ports = [{farm.port}, {farm.tls_port}]
allowed_networks = ["127.0.0.0/8"]
resolver = "{farm.dns}"
[sweeps]
requests_per_s = 300
network_requests_per_s = 300
host_pause_s = 0.01
[[sweeps.legal_bases]]
code = "act-12"
text = "Act 12"
"""
# Nothing of the test run's own settings: `rempart.toml` lies where the command is run.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": tempfile.gettempdir()}
SWEEP = ["sweep", "names.txt", "--basis", "act-12", "--reason", "trial", "--json"]


@pytest.fixture
def farm() -> Iterator[ServerFarm]:
    with ServerFarm(pages.REOPENED) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, farm: ServerFarm) -> Path:
    (tmp_path / "rempart.toml").write_text(CONFIGURATION.format(farm=farm))
    (tmp_path / "closed.html").write_text(pages.CLOSED)
    (tmp_path / "closed.jsonl").write_text('{"site": "Lantern Quay", "domains": ["lantern-quay.example"]}\n')
    rempart(tmp_path, "watchlist", "import", "closed.jsonl")
    rempart(tmp_path, "watchlist", "refer", "Lantern Quay", "closed.html")
    return tmp_path


def rempart(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "rempart", *words]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_sweep_that_is_killed_goes_on_where_it_was_and_finds_every_reopening(folder: Path, farm: ServerFarm) -> None:
    ways = write_names(folder / "names.txt", 200)
    with subprocess.Popen(
        [sys.executable, "-m", "rempart", *SWEEP],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as killed:
        time.sleep(4)
        killed.send_signal(signal.SIGKILL)
    rows = [json.loads(line) for line in rempart(folder, *SWEEP, "--all").splitlines()]
    counts = rows[-1]["counts"]
    assert rows[-1]["settled"] == sum(counts.values()) == 200
    assert counts["sighted"] == ways["back"]
    assert counts["gone"] == ways["gone"]
    assert counts["unreachable"] >= ways["refused"] + ways["hang"] + ways["garbage"]
    asked = farm.stop_and_count().hosts
    twice = [host for host, count in asked.items() if host.startswith("site") and count > 4]
    assert len(twice) <= 64, "at most the looks that were open when it was killed are taken again"
