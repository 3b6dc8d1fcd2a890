import pytest

from rempart.engines import ledger
from rempart.engines.ledger import CosigningRefusedError, Seen

SEED, WITNESS_SEED = bytes(range(32)), bytes(range(100, 132))
ORIGIN, NAME = "hotline.example/journal", "other.example/witness"
LOGS = {ORIGIN: ledger.public_key_of(SEED)}
AT = 1_795_000_000


class Log:
    """A log in memory of the entries given."""

    def __init__(self, *entries: bytes) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.size = 0
        for entry in entries:
            self.nodes.update(ledger.append(self.size, ledger.leaf_hash(entry), self.node))
            self.size += 1

    def node(self, level: int, position: int) -> bytes:
        return self.nodes[level, position]

    def note(self, size: int | None = None, seed: bytes = SEED, origin: str = ORIGIN) -> str:
        size = self.size if size is None else size
        head = ledger.Checkpoint(origin=origin, size=size, root=ledger.root(size, self.node))
        return ledger.sign_checkpoint(head, origin, seed)

    def seen(self, size: int) -> dict[str, Seen]:
        return {ORIGIN: Seen(size, ledger.root(size, self.node))}

    def proof(self, old: int) -> tuple[bytes, ...]:
        return ledger.consistency_proof(old, self.size, self.node)


def ask(request: str, seen: dict[str, Seen] | None = None) -> tuple[str, ledger.Cosigned]:
    return ledger.cosign(request, logs=LOGS, seen=seen or {}, name=NAME, private_key=WITNESS_SEED, at=AT)


@pytest.fixture
def log() -> Log:
    return Log(*(f"entry {number}".encode() for number in range(7)))


@pytest.mark.parametrize("old", range(8))
def test_a_log_that_only_grew_is_cosigned_and_remembered(log: Log, old: int) -> None:
    seen = log.seen(old) if old else {}
    origin, cosigned = ask(ledger.encode_request(old, log.proof(old), log.note()), seen)
    assert origin == ORIGIN
    assert cosigned.seen == log.seen(7)[ORIGIN]
    note = ledger.attach_cosignatures(log.note(), [cosigned.line])
    assert ledger.verify_cosignature(note, NAME, ledger.public_key_of(WITNESS_SEED)) == AT
    assert ledger.verify_checkpoint(note, ORIGIN, LOGS[ORIGIN]).size == 7


def refusal(request: str, seen: dict[str, Seen] | None = None) -> CosigningRefusedError:
    with pytest.raises(CosigningRefusedError) as refused:
        ask(request, seen)
    return refused.value


def test_a_forked_log_of_the_same_size_is_refused(log: Log) -> None:
    fork = Log(*(f"entry {number}".encode() for number in range(6)), b"another entry")
    refused = refusal(ledger.encode_request(7, (), fork.note()), log.seen(7))
    assert (refused.status, refused.size) == (409, 7)
    assert "forked" in refused.message


def test_a_forked_log_that_grew_is_refused(log: Log) -> None:
    fork = Log(b"another entry", *(f"entry {number}".encode() for number in range(1, 9)))
    assert refusal(ledger.encode_request(7, fork.proof(7), fork.note()), log.seen(7)).status == 422


def test_a_log_that_shrank_is_refused(log: Log) -> None:
    assert refusal(ledger.encode_request(7, (), log.note(5)), log.seen(7)).status == 400


def test_a_wrong_guess_of_what_was_seen_is_answered_with_the_size(log: Log) -> None:
    refused = refusal(ledger.encode_request(3, log.proof(3), log.note()), log.seen(5))
    assert (refused.status, refused.size) == (409, 5)


def test_an_unknown_log_or_a_strange_key_is_refused(log: Log) -> None:
    assert refusal(ledger.encode_request(0, (), log.note(origin="strange.example/log"))).status == 404
    assert refusal(ledger.encode_request(0, (), log.note(seed=WITNESS_SEED))).status == 403


@pytest.mark.parametrize(
    "request_", ["", "old 0", "old 00\n\nx", "old -1\n\nx", "old 1\nAAAA\n\nx", "old 0\n\nno note", "new 0\n\nx"]
)
def test_a_malformed_request_is_refused(request_: str) -> None:
    assert refusal(request_).status == 400


def test_a_cosignature_of_another_key_or_moment_does_not_hold(log: Log) -> None:
    _, cosigned = ask(ledger.encode_request(0, (), log.note()))
    note = ledger.attach_cosignatures(log.note(), [cosigned.line])
    public = ledger.public_key_of(WITNESS_SEED)
    assert ledger.verify_cosignature(note, NAME, ledger.public_key_of(SEED)) is None
    assert ledger.verify_cosignature(log.note(), NAME, public) is None
    shorter = ledger.attach_cosignatures(log.note(6), [cosigned.line])
    with pytest.raises(ledger.NoteRejectedError):
        ledger.verify_cosignature(shorter, NAME, public)


def test_a_witness_key_is_handed_out_in_one_form(log: Log) -> None:
    public = ledger.public_key_of(WITNESS_SEED)
    text = ledger.encode_witness_key(NAME, public)
    assert ledger.parse_witness_key(text) == (NAME, public)
    for wrong in (text[:-2], ledger.encode_verifier_key(NAME, public), "name", ""):
        with pytest.raises(ledger.NoteRejectedError):
            ledger.parse_witness_key(wrong)
