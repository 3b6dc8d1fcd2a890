"""Keys out of certificates: the same hash as in exhibits, out of what a log signs for, and only where it proves it."""

import base64
import json
from collections.abc import Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from rempart.adapters.streams.certificates import LogEntry
from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.keys import find_holders, key_digest
from rempart.adapters.streams.rfc6962 import Rfc6962Log
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.engines import ledger
from rempart.lab.certificate_log import HolderKey
from rempart.ports.streams import Batch, Holder, HostnameStream, StreamDistrustedError, WatchedKeys
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer, key_hash, make_certificate
from tests.waiting import PATIENCE_S

KEY = ec.generate_private_key(ec.SECP256R1())
WATCHED = WatchedKeys(frozenset({bytes.fromhex(key_hash(KEY))}))
HELD = ("velvet-tide.example", "*.velvet-tide.example")


@pytest.mark.parametrize(
    "key",
    [KEY, ed25519.Ed25519PrivateKey.generate(), rsa.generate_private_key(public_exponent=65537, key_size=2048)],
    ids=["EC", "Ed25519", "RSA"],
)
def test_the_key_of_a_certificate_and_of_its_part_to_be_signed_is_that_of_exhibits(key: HolderKey) -> None:
    certificate = make_certificate("a.example", key=key)
    part = x509.load_der_x509_certificate(certificate).tbs_certificate_bytes
    assert {key_digest(certificate).hex(), key_digest(part).hex()} == {key_hash(key)}


def test_what_is_cut_or_no_certificate_has_no_key() -> None:
    certificate = make_certificate("a.example", key=KEY)
    assert not any(key_digest(certificate[:end]) == key_digest(certificate) for end in range(200))
    assert key_digest(b"") == key_digest(b"no certificate") == key_digest(b"\x30\x84") == b""


def test_names_are_those_that_the_log_signs_for() -> None:
    """The certificate of a precertificate lies outside the leaf: a front end may put any beside it."""
    signed = x509.load_der_x509_certificate(make_certificate(*HELD, key=KEY)).tbs_certificate_bytes
    entry = LogEntry(
        b"leaf",
        0,
        certificate=make_certificate("framed.example", key=ec.generate_private_key(ec.SECP256R1())),
        signed=signed,
    )
    assert list(find_holders([entry], WATCHED.digests)) == [(0, Holder(key_hash(KEY), HELD))]
    assert list(find_holders([entry], frozenset())) == []


@pytest.fixture
def server() -> Iterator[LogServer]:
    log = CertificateLog()
    for number in range(300):
        log.add(f"plain{number}.example")
    log.add(certificate=make_certificate(*HELD, key=KEY))
    log.add("last.example")
    with LogServer(log, names_tiles=False) as running:
        yield running


@pytest.fixture
def fetcher(server: LogServer) -> Iterator[Fetcher]:
    fetcher = Fetcher("log", server.url, Budget(rate=10_000.0, sleep=lambda _s: None), timeout_s=PATIENCE_S)
    yield fetcher
    fetcher.close()


def static(server: LogServer, fetcher: Fetcher, **options: object) -> StaticLog:
    key = load_key("log", server.log.public_key)
    wanted = {"key": key, "from_start": True, "partial_wait_s": 0.0, "keys": WATCHED, **options}
    return StaticLog("log", fetcher, **wanted)  # type: ignore[arg-type]


def rfc6962(server: LogServer, fetcher: Fetcher, **options: object) -> Rfc6962Log:
    wanted = {"key": load_key("log", server.log.public_key), "from_start": True, "keys": WATCHED, **options}
    return Rfc6962Log("log", fetcher, **wanted)  # type: ignore[arg-type]


def read(stream: HostnameStream) -> list[Batch]:
    return list(stream.read(None))


def held(batches: list[Batch]) -> list[Holder]:
    return [holder for batch in batches for holder in batch.holders]


def named(batches: list[Batch]) -> int:
    return sum(batch.lines.count(b"\n") for batch in batches)


def looked_through(batches: list[Batch]) -> int:
    return sum(batch.certificates for batch in batches)


@pytest.mark.parametrize("open_", [static, rfc6962])
def test_a_certificate_with_a_key_that_is_looked_for_is_told(
    open_: type[StaticLog] | type[Rfc6962Log], server: LogServer, fetcher: Fetcher
) -> None:
    batches = read(open_(server, fetcher))  # type: ignore[arg-type]
    assert held(batches) == [Holder(key_hash(KEY), HELD)]
    assert sum(batch.certificates for batch in batches) == server.size


@pytest.mark.parametrize("open_", [static, rfc6962])
def test_a_log_whose_signature_nobody_checks_tells_of_no_key(
    open_: type[StaticLog] | type[Rfc6962Log], server: LogServer, fetcher: Fetcher
) -> None:
    batches = read(open_(server, fetcher, key=None))  # type: ignore[arg-type]
    assert (held(batches), sum(batch.certificates for batch in batches)) == ([], 0)


def test_names_tiles_carry_no_keys_unless_whole_certificates_are_asked_for(server: LogServer, fetcher: Fetcher) -> None:
    server.names_tiles = True
    by_names = read(static(server, fetcher))
    assert (held(by_names), sum(batch.certificates for batch in by_names)) == ([], 0)
    assert held(read(static(server, fetcher, whole=True))) == [Holder(key_hash(KEY), HELD)]


def test_an_entry_that_only_the_front_end_of_a_static_log_knows_is_a_contradiction(
    server: LogServer, fetcher: Fetcher
) -> None:
    """It hands out a data tile of its own: the names deserve a look all the same, the key says nothing."""
    forged = CertificateLog()
    for number in range(server.size - 2):
        forged.add(f"plain{number}.example")
    forged.add(certificate=make_certificate("framed.example", key=KEY))
    forged.add("last.example")
    with LogServer(forged, names_tiles=False) as front:

        def faults(path: str) -> Answer | None:
            return front.answer(path) if path.startswith("tile/data/001") else None

        server.faults = faults
        batches: list[Batch] = []
        with pytest.raises(StreamDistrustedError, match="tile 1 "):
            batches.extend(static(server, fetcher).read(None))
    assert b"framed.example" in batches[-1].lines
    assert held(batches) == []


def test_an_entry_that_its_log_cannot_prove_is_a_contradiction_and_one_that_it_does_not_prove_is_not_told(
    server: LogServer, fetcher: Fetcher
) -> None:
    answers: dict[str, Answer] = {}
    server.faults = lambda path: answers.get(path.partition("?")[0])
    answers["ct/v1/get-proof-by-hash"] = (404, {}, b"")
    batches = read(rfc6962(server, fetcher))
    assert (held(batches), named(batches)) == ([], server.size + 1)
    assert looked_through(batches) < server.size, "what is not proven was not looked through"
    wrong = {"leaf_index": 3, "audit_path": [base64.b64encode(bytes(ledger.HASH_SIZE)).decode()] * 9}
    answers["ct/v1/get-proof-by-hash"] = (200, {}, json.dumps(wrong).encode())
    with pytest.raises(StreamDistrustedError, match="not in its tree"):
        read(rfc6962(server, fetcher))
    for index in (b"null", b"1e999", b'"300"'):
        answers["ct/v1/get-proof-by-hash"] = (200, {}, b'{"leaf_index": %s, "audit_path": []}' % index)
        with pytest.raises(StreamDistrustedError, match="none"):
            read(rfc6962(server, fetcher))


@pytest.mark.parametrize("status", [400, 429, 500])
def test_names_come_and_a_find_waits_for_its_proof_while_the_log_does_not_answer_for_it(
    server: LogServer, fetcher: Fetcher, status: int
) -> None:
    asked: list[str] = []

    def faults(path: str) -> Answer | None:
        if "get-proof-by-hash" not in path:
            return None
        asked.append(path)
        return status, {}, b""

    server.log.add(certificate=make_certificate("tide.example", key=KEY))
    for number in range(50):
        server.log.add(f"later{number}.example")
    server.faults = faults
    log = rfc6962(server, fetcher)
    batches = read(log)
    assert (held(batches), named(batches)) == ([], server.size + 1)
    assert looked_through(batches) < server.size
    assert len(asked) == 1, "no find after the first holds up the names"
    assert held(list(log.read(batches[-1].cursor))) == []
    server.faults = lambda _path: None
    later = list(log.read(batches[-1].cursor))
    assert {holder.names for holder in held(later)} == {HELD, ("tide.example",)}
    assert list(log.read(later[-1].cursor)) == []


def test_a_find_outlives_whoever_made_it(server: LogServer, fetcher: Fetcher) -> None:
    """It waits in the cursor: a restart of the house must not lose the one certificate that matters."""
    server.faults = lambda path: (500, {}, b"") if "get-proof-by-hash" in path else None
    cursor = read(rfc6962(server, fetcher))[-1].cursor
    server.faults = lambda _path: None
    later = list(rfc6962(server, fetcher).read(cursor))
    assert (held(later), named(later)) == ([Holder(key_hash(KEY), HELD)], 0)
    server.faults = lambda path: (404, {}, b"") if "get-proof-by-hash" in path else None
    given_up = list(rfc6962(server, fetcher).read(cursor))
    assert (held(given_up), "finds" in json.loads(given_up[-1].cursor)) == ([], False)


def test_a_find_outlives_a_person_s_trust_in_its_log(server: LogServer, fetcher: Fetcher) -> None:
    """And the log is read on from where it was: what a person trusts again is neither told nor counted twice."""
    server.faults = lambda path: (500, {}, b"") if "get-proof-by-hash" in path else None
    cursor = read(rfc6962(server, fetcher))[-1].cursor
    server.faults = lambda _path: None
    server.log.add("later.example")
    forked = json.dumps(json.loads(cursor) | {"root": "00" * 32})
    with pytest.raises(StreamDistrustedError):
        list(rfc6962(server, fetcher).read(forked))
    log = rfc6962(server, fetcher)
    later = list(log.read(log.forgive(forked)))
    assert (held(later), [batch.entries for batch in later if batch.entries]) == ([Holder(key_hash(KEY), HELD)], [1])
    assert json.loads(later[-1].cursor)["size"] == server.size


def test_a_find_whose_proof_never_comes_keeps_no_other_waiting(server: LogServer, fetcher: Fetcher) -> None:
    server.log.add(certificate=make_certificate("tide.example", key=KEY))
    server.faults = lambda path: (500, {}, b"") if "get-proof-by-hash" in path else None
    log = rfc6962(server, fetcher)
    cursor = read(log)[-1].cursor
    first: list[str] = []

    def faults(path: str) -> Answer | None:
        asked, _, query = path.partition("?")
        if not asked.endswith("get-proof-by-hash"):
            return None
        first.append(query)
        return (500, {}, b"") if query == first[0] else None

    server.faults = faults
    told = [holder.names for _ in range(2) for holder in held(list(log.read(cursor)))]
    assert len(told) == 1


def test_finds_that_wait_have_their_bounds(server: LogServer, fetcher: Fetcher) -> None:
    many = [f"n{number}.tide.example" for number in range(6000)]
    for _ in range(2):
        server.log.add(certificate=make_certificate(*many, key=KEY))
    server.faults = lambda path: (500, {}, b"") if "get-proof-by-hash" in path else None
    waiting = json.loads(read(rfc6962(server, fetcher))[-1].cursor)["finds"]
    names = [len(find) - 2 for find in waiting]
    assert (names.count(6000), sum(names) <= 10_000) == (1, True)


@pytest.mark.parametrize(("certificates", "names"), [(3, 4000), (1, 10_001)])
def test_a_log_that_proves_what_it_holds_loses_no_find_to_the_bounds(
    server: LogServer, fetcher: Fetcher, certificates: int, names: int
) -> None:
    many = [f"n{number}.tide.example" for number in range(names)]
    for _ in range(certificates):
        server.log.add(certificate=make_certificate(*many, key=KEY))
    batches = read(rfc6962(server, fetcher))
    assert [len(holder.names) for holder in held(batches)] == [len(HELD)] + [names] * certificates
    assert looked_through(batches) == server.size


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "out of the cursor"])
def test_what_is_proven_is_told_also_where_the_log_contradicts_itself_after_it(
    server: LogServer, fetcher: Fetcher, *, waits: bool
) -> None:
    server.log.add(certificate=make_certificate("tide.example", key=KEY))
    asked: list[str] = []
    wrong = json.dumps({"leaf_index": 3, "audit_path": []}).encode()

    def second_is_wrong(path: str) -> Answer | None:
        if "get-proof-by-hash" not in path:
            return None
        asked.append(path)
        return None if len(asked) == 1 else (200, {}, wrong)

    cursor = None
    if waits:
        server.faults = lambda path: (500, {}, b"") if "get-proof-by-hash" in path else None
        cursor = read(rfc6962(server, fetcher))[-1].cursor
    server.faults = second_is_wrong
    batches: list[Batch] = []
    with pytest.raises(StreamDistrustedError, match="not in its tree"):
        batches.extend(rfc6962(server, fetcher).read(cursor))
    assert len(held(batches)) == 1
    assert named(batches) == (0 if waits else server.size + 1)


def test_a_broken_certificate_of_a_tile_has_no_key_and_stops_nothing(server: LogServer, fetcher: Fetcher) -> None:
    server.log.add(certificate=b"\x30\x03\x30\x84\xff")
    assert held(read(static(server, fetcher))) == [Holder(key_hash(KEY), HELD)]
