"""The whole story, as a person runs it."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rempart.lab.processes import FOLDER_PREFIX, LabFolder
from rempart.lab.small_internet import missing
from tests.descendants import descendants_of, is_running
from tests.waiting import PATIENCE_S, await_that

pytestmark = pytest.mark.slow

DEMO = [sys.executable, "-m", "rempart", "demo"]
# One Unbound subscribes, one stands behind the edge agent, one is the control; feed and agent are the two Pythons.
SERVERS = ["named", "python", "python", "unbound", "unbound", "unbound"]
# Nothing of the test run's own settings: the demo makes its own.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": tempfile.gettempdir()}


@pytest.fixture(autouse=True)
def _needs_programs() -> None:
    if absent := [program.package for program in missing()]:
        pytest.skip(f"not installed: {', '.join(absent)}")


@contextlib.contextmanager
def started_demo() -> Iterator["subprocess.Popen[str]"]:
    """One that serves until it is ended; a test that fails does not wait for ever for its end."""
    null = subprocess.DEVNULL
    with subprocess.Popen(DEMO, env=ENVIRONMENT, stdout=null, stderr=null, text=True) as demo:
        try:
            yield demo
        except BaseException:
            demo.kill()
            raise


def folders_of(demo: "subprocess.Popen[str]") -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}{demo.pid}-*"))


def started_servers(demo: "subprocess.Popen[str]") -> dict[int, str]:
    deadline = time.monotonic() + 2 * PATIENCE_S
    while time.monotonic() < deadline:
        children = {pid: name.rstrip("0123456789.") for pid, name in descendants_of(demo.pid).items()}
        servers = {pid: name for pid, name in children.items() if name in SERVERS}
        if sorted(servers.values()) == SERVERS:
            return servers
        time.sleep(0.05)
    raise AssertionError("the demo did not start its servers")


def assert_nothing_is_left(servers: dict[int, str]) -> None:
    await_that(lambda: not any(map(is_running, servers)), f"the end of {servers}")


def test_every_step_verifies_and_what_is_to_be_kept_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = subprocess.run(
        [*DEMO, "--exit", "--keep", str(kept)], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 of 12 steps verified" in done.stdout
    told = " ".join(done.stdout.replace("│", " ").split())
    assert "with a signed receipt" in told
    assert "behind the edge agent" in told
    assert "resolver-2 signs: NOERROR" in done.stderr
    exhibits = sorted((kept / "exhibits").glob("*.wacz"))
    assert len(exhibits) >= 6
    verified = subprocess.run(
        [sys.executable, "-m", "rempart", "verify", "--json", str(exhibits[0])], capture_output=True, check=False
    )
    assert json.loads(verified.stdout)["sound"]
    assert list((kept / "lists").iterdir())
    assert (kept / "journal" / "checkpoint").exists()
    assert (kept / "rempart.toml").exists()
    assert 'public_key = "' in (kept / "edge.toml").read_text()
    secrets = [
        path for path in kept.rglob("*") if path.name == "zone-key" or path.suffix == ".key" or "keys" in path.parts
    ]
    assert secrets == []


def test_a_demo_that_is_killed_without_warning_leaves_no_server_behind() -> None:
    with started_demo() as demo:
        servers = started_servers(demo)
        demo.send_signal(signal.SIGKILL)
    assert_nothing_is_left(servers)
    LabFolder().remove()  # another test's laboratory may be sweeping it too
    await_that(lambda: folders_of(demo) == [], "the sweep of what a killed laboratory left")


def test_a_demo_that_is_asked_to_end_removes_its_folder_too() -> None:
    with started_demo() as demo:
        servers = started_servers(demo)
        demo.send_signal(signal.SIGTERM)
    assert_nothing_is_left(servers)
    assert folders_of(demo) == []
