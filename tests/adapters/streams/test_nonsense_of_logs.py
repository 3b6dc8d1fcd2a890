"""Certificate logs that state sizes, times and depths that no log can have: no stream ends, no entry is lost."""

import gzip
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from rempart.adapters.streams import certificates
from rempart.adapters.streams.certificates import EntryMalformedError, moment_of
from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.rfc6962 import Rfc6962Log
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.ports.streams import HostnameStream, StreamBusyError
from tests.fakes.ct_logs import START, CertificateLog, LogServer

NAMES = [f"host{number}.example" for number in range(20)]


@pytest.fixture
def server() -> Iterator[LogServer]:
    log = CertificateLog()
    for name in NAMES:
        log.add(name)
    with LogServer(log) as running:
        yield running


@pytest.fixture
def fetcher(server: LogServer) -> Iterator[Fetcher]:
    opened = Fetcher("log", server.url, Budget(rate=10_000.0, sleep=lambda _seconds: None))
    yield opened
    opened.close()


def names_of(stream: HostnameStream) -> list[str]:
    return [name for batch in stream.read(None) for name in batch.lines.decode().split()]


@pytest.mark.parametrize(
    "stated",
    [
        {"tree_size": -5},
        {"tree_size": 2**70},
        {"tree_size": "700"},
        {"tree_size": None},
        {"tree_size": 1.5},
        {"timestamp": "now"},
        {"timestamp": 2**80},
        {"sha256_root_hash": 5},
    ],
)
@pytest.mark.parametrize("signed", [True, False])
def test_a_size_or_time_that_no_log_can_sign_is_asked_for_again(
    server: LogServer, fetcher: Fetcher, stated: dict[str, object], signed: bool
) -> None:
    head = json.loads(server.answer("ct/v1/get-sth")[2]) | stated
    server.faults = lambda path: (200, {}, json.dumps(head).encode()) if path == "ct/v1/get-sth" else None
    key = load_key("log", server.log.public_key) if signed else None
    with pytest.raises(StreamBusyError, match="no tree head"):
        names_of(Rfc6962Log("log", fetcher, key, from_start=True))


@pytest.mark.parametrize("stated_ms", [10**30, -(10**15), 2**63 - 1])
def test_a_day_that_no_calendar_has_takes_no_entry_with_it(server: LogServer, fetcher: Fetcher, stated_ms: int) -> None:
    lines = [json.loads(line) for line in gzip.decompress(server.log.names_tile(0, 20)).splitlines()]
    lines[7]["Timestamp"] = stated_ms
    tile = gzip.compress("\n".join(map(json.dumps, lines)).encode())
    server.faults = lambda path: (200, {}, tile) if path == "tile/names/000.p/20" else None
    assert names_of(StaticLog("log", fetcher, from_start=True, partial_wait_s=0.0)) == NAMES
    assert moment_of(stated_ms) is None


def test_a_line_of_many_entries_is_lost_and_takes_the_log_no_further(server: LogServer, fetcher: Fetcher) -> None:
    lines = gzip.decompress(server.log.names_tile(0, 20)).splitlines()
    claimed = [json.dumps(json.loads(lines[19]) | {"Index": 19 + number}) for number in range(5)]
    tile = gzip.compress(b"\n".join([*lines[:19], ",".join(claimed).encode()]))
    server.faults = lambda path: (200, {}, tile) if path == "tile/names/000.p/20" else None
    batches = list(StaticLog("log", fetcher, from_start=True, partial_wait_s=0.0).read(None))
    assert b"".join(batch.lines for batch in batches).decode().split() == NAMES[:19]
    assert (sum(batch.lost for batch in batches), json.loads(batches[-1].cursor)["next"]) == (1, 20)


def test_an_answer_that_is_too_deep_to_read_is_asked_for_again(server: LogServer, fetcher: Fetcher) -> None:
    server.faults = lambda path: (200, {}, b"[" * 200_000) if path == "ct/v1/get-sth" else None
    with pytest.raises(StreamBusyError, match="no JSON"):
        names_of(Rfc6962Log("log", fetcher))


def certificate(names: bytes, *others: tuple[str, bytes]) -> bytes:
    """A certificate whose extensions hold these very bytes, however broken."""
    key, issuer = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    builder = (
        x509.CertificateBuilder()
        .subject_name(issuer)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=1))
    )
    for number, value in (("2.5.29.17", names), *others):
        extension = x509.UnrecognizedExtension(x509.ObjectIdentifier(number), value)
        builder = builder.add_extension(extension, critical=number == "2.5.29.17")
    return builder.sign(key, SHA256()).public_bytes(Encoding.DER)


def general_names(*names: tuple[int, bytes]) -> bytes:
    body = b"".join(bytes([tag, len(value)]) + value for tag, value in names)
    return bytes([0x30, len(body)]) + body


GOOD = (0x82, b"reopened.example")
TWICE = (("2.5.29.99", b"\x05\x00"), ("2.5.29.98", b"\x05\x00"))


@pytest.mark.parametrize(
    "broken",
    [
        certificate(general_names(GOOD, (0x82, b"\xe9.example"))),
        certificate(general_names((0x81, b"\xff@mail"), GOOD)),
        certificate(general_names(GOOD, (0x87, b"\x01\x02\x03"))),
        certificate(general_names(GOOD), ("2.5.29.15", b"\x03\x01")),
        certificate(general_names(GOOD), *TWICE).replace(b"\x06\x03\x55\x1d\x62", b"\x06\x03\x55\x1d\x63"),
    ],
    ids=["a name", "an address", "an IP address", "another extension", "an extension twice"],
)
def test_what_is_broken_in_a_certificate_hides_no_other_name(broken: bytes) -> None:
    assert certificates.names_of(broken)[0] == "reopened.example"


@pytest.mark.parametrize("names", [b"\x30\x20\x82", b"\x30\x84\xff", b""])
def test_a_certificate_whose_names_cannot_be_read_is_malformed_and_not_silent(names: bytes) -> None:
    with pytest.raises(EntryMalformedError):
        certificates.names_of(certificate(names))


def test_a_certificate_of_a_version_that_nobody_knows_is_read_by_its_bytes() -> None:
    odd = certificate(general_names(GOOD)).replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x07")
    with pytest.raises(x509.InvalidVersion):
        x509.load_der_x509_certificate(odd)
    assert certificates.names_of(odd) == ("reopened.example",)
