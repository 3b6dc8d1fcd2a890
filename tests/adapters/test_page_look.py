"""One request to an address: status and length, never more than text, and a word for every way it can fail."""

import contextlib
import http.server
import ssl
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from rempart.adapters.egress.addresses import parse_networks
from rempart.adapters.page_look import HttpPageLooker
from rempart.edge.link import Credentials
from rempart.lab.certificates import Authority
from rempart.lab.processes import free_port
from rempart.ports.probing import NOT_ASKED, PageSeen
from tests.serving import serving
from tests.waiting import PATIENCE_S

HERE = parse_networks(["127.0.0.0/8"])


class Answers(http.server.BaseHTTPRequestHandler):
    """451 in words for one name, an image for another, a redirect for the rest."""

    def do_GET(self) -> None:
        html = "text/html; charset=utf-8"
        known = {"words.example": (451, html), "shapes.example": (200, "image/png"), "titled.example": (200, html)}
        status, kind = known.get(self.headers["Host"], (302, "text/plain"))
        titled = b"<html><title lang=en> Night\n HARBOUR </title>"
        body = titled if self.headers["Host"] == "titled.example" else b"12345678"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    with serving(server):
        yield server.server_address[1]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("words.example", PageSeen(451, 8)),
        ("shapes.example", PageSeen(200, 0)),
        ("elsewhere.example", PageSeen(302, 8)),
        ("titled.example", PageSeen(200, 45, title=sha256(b"night harbour").hexdigest())),
    ],
)
def test_status_length_names_of_headers_and_a_hash_are_all_that_is_kept(port: int, name: str, seen: PageSeen) -> None:
    found = HttpPageLooker(port=port, timeout_s=PATIENCE_S, allowed=HERE).look(name, "127.0.0.1")
    assert replace(found, headers=()) == seen
    assert found.headers == ("content-length", "content-type", "date", "location", "server")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "localhost"]
)
def test_where_a_strangers_name_may_not_lead_nothing_is_sent(
    port: int, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda where, *_, **__: tried.append(where))
    monkeypatch.setattr("socket.getaddrinfo", lambda where, *_, **__: tried.append(where))
    looker = HttpPageLooker(port=port, tls_port=port, timeout_s=PATIENCE_S)
    assert looker.look("words.example", address) == PageSeen(None, 0, NOT_ASKED)
    assert looker.shake_hands("words.example", address) == NOT_ASKED
    assert tried == []


def test_the_operators_own_block_page_is_asked_wherever_it_lies(port: int) -> None:
    looker = HttpPageLooker(port=port, timeout_s=PATIENCE_S)
    assert looker.look("words.example", "127.0.0.1", is_ours=True).status == 451


def test_nobody_there_has_ooni_s_word_for_it() -> None:
    looker = HttpPageLooker(port=free_port(), timeout_s=PATIENCE_S, allowed=HERE)
    assert looker.look("words.example", "127.0.0.1") == PageSeen(None, 0, "connection_refused")


@contextlib.contextmanager
def tls_server(credentials: Credentials) -> Iterator[int]:
    """One that shakes hands with whoever comes."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(credentials.certificate, credentials.key)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server):
        yield server.server_address[1]


@pytest.mark.parametrize(
    ("name", "trusted", "word"),
    [
        ("hub.rempart.test", True, ""),
        ("words.example", True, "ssl_invalid_hostname"),
        ("hub.rempart.test", False, "ssl_unknown_authority"),
    ],
)
def test_a_handshake_is_told_in_ooni_s_words(tmp_path: Path, name: str, trusted: bool, word: str) -> None:
    authority = Authority(tmp_path)
    context = ssl.create_default_context(cafile=authority.path if trusted else None)
    with tls_server(authority.issue("server")) as port:
        assert (
            HttpPageLooker(tls_port=port, timeout_s=PATIENCE_S, context=context, allowed=HERE).shake_hands(
                name, "127.0.0.1"
            )
            == word
        )


def test_no_handshake_where_the_other_end_speaks_no_tls(port: int) -> None:
    assert (
        HttpPageLooker(tls_port=port, timeout_s=PATIENCE_S, allowed=HERE).shake_hands("words.example", "127.0.0.1")
        == "ssl_failed_handshake"
    )
    nobody = free_port("127.0.0.1")
    assert (
        HttpPageLooker(tls_port=nobody, allowed=HERE).shake_hands("words.example", "127.0.0.1") == "connection_refused"
    )
    assert HttpPageLooker().shake_hands("words.example", "127.0.0.1") is None
