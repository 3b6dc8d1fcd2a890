"""One plain HTTP request and one TLS handshake at an address that a resolver gave: the `PageLooker` port.

Whoever owns the name chose the address: what a capture may not connect to is not asked here either (decision 0014).
Only status, length, the names of headers and the title's hash are kept. Nothing but text is read: a body of another
type is not fetched at all.
"""

import contextlib
import http.client
import re
import socket
import ssl
from hashlib import sha256

from rempart.adapters.egress.addresses import Network, find_refusal
from rempart.ports.probing import NOT_ASKED, PageSeen

_MOST_BYTES = 65_536
_MOST_HEADERS = 50
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_HEADERS = {"Accept": "text/html", "User-Agent": "Rempart"}
_TEXT = ("text/", "application/xhtml")
# OpenSSL's numbers for why a certificate does not hold (x509_vfy.h): nobody we know issued it, or not for this name.
_UNKNOWN_ISSUER = frozenset({2, 18, 19, 20, 21})
_OTHER_NAME = 62


class HttpPageLooker:
    """Asks at `port`, shakes hands at `tls_port` (None: not), and waits `timeout_s` at most for each step.

    `allowed` opens networks on purpose, as for captures: loopback for tests.
    """

    def __init__(
        self,
        *,
        port: int = 80,
        tls_port: int | None = None,
        timeout_s: float = 5.0,
        context: ssl.SSLContext | None = None,
        allowed: tuple[Network, ...] = (),
    ) -> None:
        self._port = port
        self._tls_port = tls_port
        self._timeout_s = timeout_s
        self._context = context or ssl.create_default_context()
        self._allowed = allowed

    def may_ask(self, address: str) -> bool:
        """As `PageLooker.may_ask`."""
        return not find_refusal(address, self._allowed)

    def look(self, hostname: str, address: str, *, is_ours: bool = False) -> PageSeen:
        """One GET of ``/``, no redirect followed; the body is counted and thrown away. Raises nothing."""
        if not is_ours and not self.may_ask(address):
            return PageSeen(None, 0, NOT_ASKED)
        connection = http.client.HTTPConnection(address, self._port, timeout=self._timeout_s)
        with contextlib.closing(connection):
            try:
                connection.request("GET", "/", headers=_HEADERS | {"Host": hostname})
                answer = connection.getresponse()
                is_text = (answer.headers.get("Content-Type") or "").startswith(_TEXT)
                body = answer.read(_MOST_BYTES) if is_text else b""
                names = sorted({name.lower()[:60] for name in answer.headers})[:_MOST_HEADERS]
                return PageSeen(answer.status, len(body), title=_title_hash(body), headers=tuple(names))
            except (OSError, http.client.HTTPException) as error:
                return PageSeen(None, 0, _word(error))

    def shake_hands(self, hostname: str, address: str, *, is_ours: bool = False) -> str | None:
        """One TLS handshake for the name, nothing asked after it. Raises nothing."""
        if self._tls_port is None:
            return None
        if not is_ours and not self.may_ask(address):
            return NOT_ASKED
        try:
            with (
                socket.create_connection((address, self._tls_port), timeout=self._timeout_s) as connection,
                self._context.wrap_socket(connection, server_hostname=hostname),
            ):
                return ""
        except OSError as error:
            return _word(error)


def _title_hash(body: bytes) -> str:
    """What two looks at one page have in common, without telling what it says."""
    found = _TITLE.search(body)
    words = b" ".join(found[1].split()).lower() if found else b""
    return sha256(words).hexdigest() if words else ""


# OONI's words for failures (ooni/spec df-007); the first kind that fits, so the narrower stand before the wider.
_WORDS: tuple[tuple[type[OSError], str], ...] = (
    (TimeoutError, "generic_timeout_error"),
    (ConnectionRefusedError, "connection_refused"),
    (ConnectionResetError, "connection_reset"),
    (ssl.SSLEOFError, "eof_error"),
    (ssl.SSLError, "ssl_failed_handshake"),
)


def _word(error: OSError | http.client.HTTPException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        if error.verify_code in _UNKNOWN_ISSUER:
            return "ssl_unknown_authority"
        return "ssl_invalid_hostname" if error.verify_code == _OTHER_NAME else "ssl_invalid_certificate"
    found = (word for kind, word in _WORDS if isinstance(error, kind))
    return next(found, f"unknown_failure: {type(error).__name__}")
