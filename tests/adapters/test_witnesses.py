"""Three instances watch a fourth one's log over HTTP: a log that shows two histories is caught by each of them."""

import base64
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rempart.adapters.witnesses import HttpWitness, WitnessDesk
from rempart.cli.witness import make_server
from rempart.engines import ledger
from rempart.key_files import write_once
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


@dataclass
class Speaker:
    """A witness that answers whatever it likes."""

    status: int
    body: str
    verifier_key: str = ""

    def answer(self, request: str, at: int) -> tuple[int, str, str]:
        return self.status, "text/plain", self.body


def ask(speaker: Speaker, log: Log, public_key: bytes = bytes(32)) -> str:
    server = make_server(speaker, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        return HttpWitness("w.example/witness", url, public_key, PATIENCE_S).cosign(log.note(), log.proof)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_witness_that_signs_a_longer_head_spoils_no_proof_of_ours() -> None:
    """Its signature holds, over our whole head and more; what it adds would be read as a part of the head."""
    log, key = Log(*ENTRIES), Ed25519PrivateKey.generate()
    public_key = key.public_key().public_bytes_raw()
    text = f"{log.note()}and more\n"
    signature = key.sign(f"cosignature/v1\ntime 7\n{text}".encode())
    raw = ledger.key_id("w.example/witness", public_key, ledger.COSIGNATURE) + (7).to_bytes(8, "big") + signature
    line = f"\u2014 w.example/witness {base64.b64encode(raw).decode()}"
    longer = f"{text}\n{line}\n"
    assert ledger.verify_cosignature(longer, "w.example/witness", public_key) == 7
    with pytest.raises(WitnessUnavailableError, match="does not hold"):
        ask(Speaker(200, f"and more\n\n{line}\n"), log, public_key)


def test_of_what_a_witness_says_its_own_line_alone_is_taken(instances: list[Instance]) -> None:
    log = Log(*ENTRIES)
    line = cosign(instances[0], log)
    other = line.replace("a.example/witness", "w.example/witness")
    for body in (f"{line}\n{other}\n", f"{line}\n", ""):
        with pytest.raises(WitnessUnavailableError, match="no cosignature of its key"):
            ask(Speaker(200, body), log)
    instances[0].desk.answer = lambda *_: (200, "text/plain", f"{other}\n{line}\n")  # type: ignore[method-assign]
    assert cosign(instances[0], log) == line


def test_a_witness_that_names_an_endless_size_is_unavailable() -> None:
    with pytest.raises(WitnessUnavailableError, match="it answered 409"):
        ask(Speaker(409, "9" * 5_000), Log(*ENTRIES))


def test_two_processes_of_one_witness_do_not_cosign_two_histories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (WitnessDesk(tmp_path, "a.example/witness", LOGS) for _ in range(2))
    begun, asked = threading.Event(), threading.Event()
    remember = one._remember

    def slowly(seen: Mapping[str, ledger.Seen]) -> None:
        begun.set()
        asked.wait(PATIENCE_S)
        time.sleep(0.2)
        remember(seen)

    monkeypatch.setattr(one, "_remember", slowly)
    true, fork = Log(*ENTRIES), Log(*ENTRIES[:10], b"history as somebody would like it", *ENTRIES[11:])
    statuses: dict[str, int] = {}

    def show(desk: WitnessDesk, name: str, log: Log) -> None:
        statuses[name] = desk.answer(ledger.encode_request(0, (), log.note()), 1)[0]

    first = threading.Thread(target=show, args=(one, "true", true))
    first.start()
    assert begun.wait(PATIENCE_S)
    second = threading.Thread(target=show, args=(other, "fork", fork))
    second.start()
    asked.set()
    first.join()
    second.join()
    assert statuses == {"true": 200, "fork": 409}


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


@pytest.mark.parametrize("content", ["", "no key", "ab" * 31])
def test_a_witness_key_that_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    write_once(tmp_path / "witness-key", content.encode())
    with pytest.raises(SignerUnavailableError, match="64 hex digits"):
        WitnessDesk(tmp_path, "a.example/witness", LOGS)
