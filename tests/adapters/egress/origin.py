"""A small web server on loopback that answers exactly what a test tells it to, hostile answers included."""

import contextlib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from tests.serving import serving


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `body` given in pieces is sent without a length, piece by piece, and ends the connection."""

    body: bytes | Iterable[bytes] = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Page = Reply | bytes | Callable[[str], Reply]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # of the five that are usual, a busy machine turns browsers away for seconds

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are the point."""


class Origin:
    """Pages by path; `asked` lists every request line's method and path in the order of arrival."""

    def __init__(
        self, pages: Mapping[str, Page], address: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages = dict(pages)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        handler = type("Handler", (_Handler,), {"origin": self})
        self._server = _Server((address, 0), handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.address, self.port = address, self._server.server_address[1]
        self.scheme = "https" if tls else "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.address}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    @contextlib.contextmanager
    def running(self) -> Iterator["Origin"]:
        with serving(self._server):
            yield self


class _Handler(BaseHTTPRequestHandler):
    origin: ClassVar[Origin]
    protocol_version = "HTTP/1.1"
    timeout = 20
    disable_nagle_algorithm = True
    wbufsize = 65_536  # head and body in one packet

    def do_GET(self) -> None:
        self.origin.asked.append((self.command, self.path))
        self.origin.headers.append({name.lower(): value for name, value in self.headers.items()})
        page = self.origin.pages.get(self.path, self.origin.pages.get("*", Reply(b"nothing here", status=404)))
        reply = page if isinstance(page, Reply) else Reply(page) if isinstance(page, bytes) else page(self.path)
        self.send_response(reply.status)
        names = {name.lower() for name in reply.headers}
        if reply.content_type and "content-type" not in names:
            self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if isinstance(reply.body, bytes):
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else reply.body)
            return
        self.send_header("Connection", "close")
        self.end_headers()
        for piece in reply.body:
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


for _method in ("HEAD", "POST", "PUT", "OPTIONS"):  # the names that http.server looks for
    setattr(_Handler, f"do_{_method}", _Handler.do_GET)
