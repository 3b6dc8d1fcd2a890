"""A mail server and a webhook on loopback that keep what they were handed; each can be told to refuse."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.serving import serving


@dataclass
class MailServer:
    """Speaks enough of SMTP; `refused` are recipients it does not know."""

    port: int = 0
    refused: set[str] = field(default_factory=set)
    taken: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        keep: MailServer = self.server.keep  # type: ignore[attr-defined]
        recipients: list[str] = []
        self.say("220 mail.test")
        while line := self.rfile.readline().decode().rstrip():
            word = line.split(" ")[0].upper()
            if word == "RCPT":
                name = line.partition("<")[2].rstrip(">")
                known = name not in keep.refused
                recipients += [name] if known else []
                self.say("250 ok" if known else "550 no such person")
            elif word == "DATA":
                self.say("354 go on")
                text = ""
                while (part := self.rfile.readline().decode()) != ".\r\n":
                    text += part
                keep.taken.append((tuple(recipients), text))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    keep = MailServer()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
    server.keep = keep  # type: ignore[attr-defined]
    keep.port = server.server_address[1]
    with serving(server):
        yield keep


@dataclass
class Webhook:
    """What was posted: (headers, body); answers with `status`."""

    url: str = ""
    status: int = 204
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def webhook() -> Iterator[Webhook]:
    keep = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            keep.taken.append((dict(self.headers), body))
            self.send_response(keep.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    keep.url = f"http://127.0.0.1:{server.server_address[1]}/alarm"
    with serving(server):
        yield keep
