import contextlib
import subprocess
import sys
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, SOCK_STREAM, SocketKind, socket

import pytest

from rempart.lab.processes import (
    Child,
    LabFolder,
    MissingProgramError,
    PartNotReadyError,
    Program,
    find_program,
    free_port,
    missing_programs,
    require_program,
    require_programs,
)
from tests.descendants import is_running
from tests.waiting import await_that

SLEEPER = Program("sleep", "coreutils", ("usr/bin/sleep",))


def test_a_missing_program_is_named_with_the_package_that_brings_it() -> None:
    absent = Program("no-such-program", "some-package", ("usr/bin/no-such-program",))
    assert missing_programs([absent, SLEEPER]) == (absent,)
    with pytest.raises(MissingProgramError, match="apt-get install some-package"):
        require_program(absent)


def test_several_missing_programs_are_named_at_once() -> None:
    absent = [Program(name, f"{name}-package") for name in ("no-such-one", "no-such-two")]
    with pytest.raises(MissingProgramError, match=r"no-such-one, no-such-two.*no-such-one-package no-such-two-package"):
        require_programs([SLEEPER, *absent])


def test_of_several_versions_the_newest_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "16"):
        binary = tmp_path / "server" / version / "bin" / "server"
        binary.parent.mkdir(parents=True)
        binary.touch()
    place = str(tmp_path / "server" / "*" / "bin" / "server").lstrip("/")
    assert find_program(Program("server", "server", (place,))) == tmp_path / "server" / "16" / "bin" / "server"


def test_a_child_is_ended_by_its_own_id(lab_folder: LabFolder) -> None:
    child = Child.start("sleeper", [require_program(SLEEPER), "60"], lab_folder.make("sleeper"))
    assert is_running(child.pid)
    child.end()
    assert not is_running(child.pid)
    child.end()


def test_a_child_does_not_run_as_root(lab_folder: LabFolder) -> None:
    child = Child.start("sleeper", [require_program(SLEEPER), "60"], lab_folder.make("sleeper"))
    try:
        child.await_ready(lambda: Path(f"/proc/{child.pid}/comm").read_text() == "sleep\n")
        uids = Path(f"/proc/{child.pid}/status").read_text().split("Uid:", 1)[1].splitlines()[0].split()
        assert "0" not in uids
    finally:
        child.end()


def test_a_part_that_ends_by_itself_is_reported_with_the_end_of_its_log(lab_folder: LabFolder) -> None:
    shell = Program("sh", "dash", ("usr/bin/sh",))
    child = Child.start(
        "talker", [require_program(shell), "-c", "echo port 5353 is taken; exit 7"], lab_folder.make("talker")
    )
    with pytest.raises(PartNotReadyError) as raised:
        child.await_ready(lambda: False)
    assert "talker is not ready: it ended by itself with code 7" in raised.value.message
    assert "port 5353 is taken" in raised.value.message
    assert "What to do:" in raised.value.message


def test_a_part_that_never_answers_is_ended_and_reported(lab_folder: LabFolder) -> None:
    child = Child.start("sleeper", [require_program(SLEEPER), "60"], lab_folder.make("sleeper"))
    with pytest.raises(PartNotReadyError, match="did not answer within"):
        child.await_ready(lambda: False, timeout_s=0.1)
    assert not is_running(child.pid)


def test_a_child_dies_with_a_starter_that_was_killed_without_warning_and_its_folder_is_swept() -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": "src"}
    )
    with starter:
        assert starter.stdout is not None
        pid, folder = starter.stdout.readline().split()
        assert is_running(int(pid))
        starter.kill()
    await_that(lambda: not is_running(int(pid)), "the end of the child")
    LabFolder().remove()
    await_that(lambda: not Path(folder).exists(), "the end of the folder, also where another laboratory sweeps it")


_STARTER = """
import time
from rempart.lab.processes import Child, LabFolder, Program, require_program
lab = LabFolder()
child = Child.start("sleeper", [require_program(Program("sleep", "coreutils")), "60"], lab.make("sleeper"))
child.await_ready(lambda: open(f"/proc/{child.pid}/comm").read() == "sleep\\n")
print(child.pid, lab.path, flush=True)
time.sleep(60)
"""


def test_free_ports_lie_below_those_that_outgoing_connections_take() -> None:
    assert 20_000 <= free_port("127.0.0.1", "127.10.0.9") < 32_000


def test_processes_side_by_side_are_never_told_the_same_port() -> None:
    """Whatever seed their runner gives all of them."""
    told = "import random; from rempart.lab.processes import free_port; random.seed(1)\n"
    told += "print(*(free_port() for _ in range(200)), flush=True); input()"
    with contextlib.ExitStack() as running:
        ports = [free_port() for _ in range(200)]
        for _ in range(3):
            other = running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", told],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    env={"PYTHONPATH": "src"},
                )
            )
            assert other.stdout is not None
            ports += map(int, other.stdout.readline().split())
    assert len(set(ports)) == len(ports) == 800


@pytest.mark.parametrize(("kind", "bound"), [(SOCK_STREAM, ""), (SOCK_STREAM, "127.0.0.1"), (SOCK_DGRAM, "127.0.0.1")])
def test_a_port_that_a_server_has_is_not_told(kind: SocketKind, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket(AF_INET, kind) as server:
        server.bind((bound, 0))
        if kind == SOCK_STREAM:
            server.listen()
        taken = server.getsockname()[1]
        monkeypatch.setattr("rempart.lab.processes._own_ports", iter([taken, 1]))
        assert free_port() == 1
        monkeypatch.setattr("rempart.lab.processes._own_ports", iter([taken, 1]))
        assert free_port("127.10.0.9") == (taken if bound else 1)
