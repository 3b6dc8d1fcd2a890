import hashlib
import socket
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from rfc3161_client import decode_timestamp_response

from rempart.adapters.timestamp_authority import HttpTimestampAuthority, encode_request, load_roots
from rempart.kernel.clock import SystemClock
from rempart.ports.sealing import TimestampUnavailableError
from rempart.verification.tokens import open_token, signer_problems, sort_certificates
from tests.factories.tokens import with_extra_certificate_first
from tests.fakes.timestamps import OpenSslAuthority
from tests.serving import serving
from tests.waiting import PATIENCE_S

DIGEST = hashlib.sha256(b"statement").digest()


class Desk:
    """An authority over HTTP on loopback; `spoil` may replace what it answers."""

    def __init__(self, folder: Path) -> None:
        self.openssl = OpenSslAuthority(folder, SystemClock().now())
        self.spoil: bytes | None = None
        self.status = 200
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                answer = desk.answer(query)
                self.send_response(desk.status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsa"
        self.authority = HttpTimestampAuthority("Authority T", self.url, (self.openssl.root,), timeout_s=PATIENCE_S)

    def answer(self, query: bytes) -> bytes:
        return self.openssl.answer(query) if self.spoil is None else self.spoil


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    with serving(desk.server):
        yield desk


def test_a_token_is_taken_that_verifies_under_the_pinned_root(desk: Desk) -> None:
    token = desk.authority.stamp(DIGEST)
    assert token.authority == "Authority T"
    assert abs((token.stamped_at - SystemClock().now()).total_seconds()) < PATIENCE_S
    assert DIGEST in token.request
    assert DIGEST in token.response


def test_a_token_under_another_root_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    other = OpenSslAuthority(tmp_path / "other", SystemClock().now())
    with pytest.raises(TimestampUnavailableError):
        replace(desk.authority, roots=(other.root,)).stamp(DIGEST)


def test_a_token_over_another_digest_is_not_taken(desk: Desk) -> None:
    desk.spoil = desk.openssl.stamp(bytes(32)).response
    with pytest.raises(TimestampUnavailableError):
        desk.authority.stamp(DIGEST)


def test_an_old_answer_played_again_is_not_taken(desk: Desk) -> None:
    desk.spoil = desk.authority.stamp(DIGEST).response
    with pytest.raises(TimestampUnavailableError, match=r"[Nn]once"):
        desk.authority.stamp(DIGEST)


def test_a_token_with_unsorted_certificates_is_taken_where_openssl_verifies_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "answer", lambda query: with_extra_certificate_first(desk.openssl, DIGEST, query))
    token = desk.authority.stamp(DIGEST)
    assert abs((token.stamped_at - SystemClock().now()).total_seconds()) < PATIENCE_S


@pytest.mark.parametrize(
    ("digest", "is_taken"), [("sha1", False), ("sha224", False), ("sha384", True), ("sha512", True)]
)
@pytest.mark.parametrize("is_sorted", [True, False])
def test_a_token_is_taken_only_with_a_digest_that_the_verifier_takes_too(
    digest: str, is_taken: bool, is_sorted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seal is made once: with such a token every exhibit would be called forged, for ever."""
    desk = Desk(tmp_path)
    configuration = tmp_path / "tsa.cnf"
    configuration.write_text(configuration.read_text().replace("signer_digest = sha256", f"signer_digest = {digest}"))
    if not is_sorted:
        monkeypatch.setattr(desk, "answer", lambda query: with_extra_certificate_first(desk.openssl, DIGEST, query))
    with serving(desk.server):
        if is_taken:
            response = sort_certificates(desk.authority.stamp(DIGEST).response)
            assert signer_problems(open_token(response, decode_timestamp_response(response))) == []
        else:
            with pytest.raises(TimestampUnavailableError, match="SHA-384"):
                desk.authority.stamp(DIGEST)


@pytest.mark.parametrize("answer", [b"", b"<html>", bytes.fromhex("30053003020102"), bytes(300_000)])
def test_what_is_no_token_is_not_taken(desk: Desk, answer: bytes) -> None:
    desk.spoil = answer
    with pytest.raises(TimestampUnavailableError):
        desk.authority.stamp(DIGEST)


def test_an_error_page_is_no_answer(desk: Desk) -> None:
    desk.status = 503
    with pytest.raises(TimestampUnavailableError, match="503"):
        desk.authority.stamp(DIGEST)


def test_an_authority_that_is_off_or_silent_is_unavailable(desk: Desk) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(TimestampUnavailableError):
            replace(desk.authority, url=url).stamp(DIGEST)
        listener.listen()
        with pytest.raises(TimestampUnavailableError, match="timed out"):
            replace(desk.authority, url=url, timeout_s=0.2).stamp(DIGEST)


def test_roots_are_read_from_pem_and_named_by_fingerprint(desk: Desk, tmp_path: Path) -> None:
    assert load_roots(desk.openssl.root_file) == (desk.openssl.root,)
    assert desk.authority.root_fingerprints() == desk.openssl.root_fingerprints()
    (tmp_path / "no.pem").write_text("no certificate")
    with pytest.raises(TimestampUnavailableError, match=r"no\.pem"):
        load_roots(tmp_path / "no.pem")


@pytest.mark.parametrize("nonce", [1, 127, 128, 255, 1 << 100])
def test_the_request_is_der_with_the_shortest_nonce(nonce: int) -> None:
    request = encode_request(DIGEST, nonce)
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    assert bytes([2, len(number)]) + number in request
    assert request[1] == len(request) - 2
