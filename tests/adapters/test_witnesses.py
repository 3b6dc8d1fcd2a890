"""Three instances watch a fourth one's log over HTTP: a log that shows two histories is caught by each of them."""

import threading
from collections.abc import Iterator, Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from rempart.adapters.witnesses import HttpWitness, WitnessDesk
from rempart.cli.witness import make_server
from rempart.engines import ledger
from rempart.ports.sealing import SignerUnavailableError
from rempart.ports.witnessing import WitnessUnavailableError
from tests.engines.ledger.test_cosignatures import LOGS, Log
from tests.waiting import PATIENCE_S

ENTRIES = [f"entry {number}".encode() for number in range(20)]


class Instance:
    """One organisation's witness: its desk, a server on loopback, and how others reach it."""

    def __init__(self, folder: Path, name: str, logs: Mapping[str, bytes] = LOGS) -> None:
        self.desk = WitnessDesk(folder, name, logs)
        self.server: ThreadingHTTPServer = make_server(self.desk, "127.0.0.1", 0)
        _, key = ledger.parse_witness_key(self.desk.verifier_key)
        self.witness = HttpWitness(name, f"http://127.0.0.1:{self.server.server_port}", key, PATIENCE_S)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def instances(tmp_path: Path) -> Iterator[list[Instance]]:
    running = [Instance(tmp_path / name, f"{name}.example/witness") for name in ("a", "b", "c")]
    yield running
    for instance in running:
        instance.stop()


def cosign(instance: Instance, log: Log) -> str:
    return instance.witness.cosign(log.note(), log.proof)


def test_three_witnesses_cosign_a_growing_log(instances: list[Instance]) -> None:
    for size in (1, 2, 7, 7, 20):
        log = Log(*ENTRIES[:size])
        note = ledger.attach_cosignatures(log.note(), [cosign(instance, log) for instance in instances])
        for instance in instances:
            assert ledger.verify_cosignature(note, instance.witness.name, instance.witness.public_key) is not None


def test_a_forked_log_is_caught_by_every_witness_that_saw_the_other_branch(instances: list[Instance]) -> None:
    true, fork = Log(*ENTRIES), Log(*ENTRIES[:10], b"history as somebody would like it", *ENTRIES[11:])
    cosign(instances[0], true)
    with pytest.raises(WitnessUnavailableError, match="409"):
        cosign(instances[0], fork)
    # Whoever shows one branch to one witness and the other to another cannot bring both to one reader:
    cosign(instances[1], fork)
    with pytest.raises(WitnessUnavailableError):
        cosign(instances[1], true)
    longer = Log(*ENTRIES[:10], b"history as somebody would like it", *ENTRIES[11:], b"and on")
    with pytest.raises(WitnessUnavailableError, match="422"):
        cosign(instances[0], longer)


def test_a_log_that_forgot_its_end_is_caught(instances: list[Instance]) -> None:
    cosign(instances[0], Log(*ENTRIES))
    with pytest.raises(WitnessUnavailableError):
        cosign(instances[0], Log(*ENTRIES[:15]))


def test_a_witness_remembers_across_a_restart(tmp_path: Path) -> None:
    first = Instance(tmp_path, "a.example/witness")
    cosign(first, Log(*ENTRIES))
    first.stop()
    second = Instance(tmp_path, "a.example/witness")
    try:
        assert second.desk.verifier_key == first.desk.verifier_key
        with pytest.raises(WitnessUnavailableError):
            cosign(second, Log(*ENTRIES[:10], b"another", *ENTRIES[11:]))
    finally:
        second.stop()


def test_a_witness_with_another_key_than_expected_is_not_believed(instances: list[Instance]) -> None:
    other = HttpWitness(instances[0].witness.name, instances[0].witness.url, instances[1].witness.public_key)
    log = Log(*ENTRIES)
    with pytest.raises(WitnessUnavailableError, match="no cosignature of its key"):
        other.cosign(log.note(), log.proof)


def test_a_witness_that_is_off_is_unavailable(instances: list[Instance]) -> None:
    instances[0].stop()
    log = Log(*ENTRIES)
    with pytest.raises(WitnessUnavailableError):
        cosign(instances[0], log)
    instances[0] = instances[1]  # nothing left to stop twice


def test_a_witness_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    WitnessDesk(tmp_path, "a.example/witness", LOGS)
    (tmp_path / "witness-key").chmod(0o644)
    with pytest.raises(SignerUnavailableError, match="chmod 600"):
        WitnessDesk(tmp_path, "a.example/witness", LOGS)
