"""Serve HTTP on loopback out of this process: what the timestamp authority and the websites have in common.

In: the addresses, a port, a function from request to response. Out: listening sockets, answered by threads.
Never: an address outside 127.0.0.0/8, a connection kept open after its answer.
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

MAX_BODY_BYTES = 1_000_000
_READ_S = 10.0


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked. `host` is the Host header without its port, in lower case."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """What it gets. Headers are sent in this order and no others, but for Content-Length and Connection."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = field(default=(("Content-Type", "text/html; charset=utf-8"),))


Answer = Callable[[Request], Response]


class LoopbackServers:
    """One port on several loopback addresses, all answered by the same function."""

    def __init__(self, addresses: Sequence[str], port: int, answer: Answer) -> None:
        self._addresses = tuple(addresses)
        self._port = port
        self._answer = answer
        self._servers: list[ThreadingHTTPServer] = []
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Listen on every address. Raises OSError where the port is taken on one of them; then none listens."""
        try:
            for address in self._addresses:
                self._servers.append(_QuietServer((address, self._port), _handler(self._answer)))
        except OSError:
            self.stop()
            raise
        for server in self._servers:
            thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True, name=f"lab-{server.server_name}")
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Close every socket and wait for the threads."""
        for server, thread in zip(self._servers, self._threads, strict=False):
            server.shutdown()
            thread.join()
        for server in self._servers:
            # A child that another thread starts just now still has the socket: it shall not go on to listen there.
            server.socket.shutdown(socket.SHUT_RDWR)
            server.server_close()
        self._servers, self._threads = [], []


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # of the five that are usual, a busy machine turns visitors away for seconds

    def server_bind(self) -> None:
        # The parent's server_bind asks the system's resolver for our name: no question leaves the laboratory.
        # Else a port stays taken for a minute after the last answer of a server that was closed.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])


def _handler(answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = _READ_S

        def _serve(self) -> None:
            length = min(int(self.headers.get("Content-Length") or 0), MAX_BODY_BYTES)
            request = Request(
                method=self.command,
                host=(self.headers.get("Host") or "").rsplit(":", 1)[0].lower(),
                path=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self.rfile.read(length),
            )
            self._send(answer(request))

        def _send(self, response: Response) -> None:
            self.send_response_only(response.status)
            for name, value in response.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(response.body)

        do_GET = do_HEAD = do_POST = _serve  # noqa: N815 (names that http.server looks for)

        def log_message(self, format: str, *values: object) -> None:  # noqa: A002 (http.server's signature)
            """Keep nothing about who asked."""

    return Handler
