"""A certificate log on loopback that speaks static-ct-api and RFC 6962, and misbehaves when told to."""

import base64
import gzip
import hashlib
import json
import struct
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from rempart.engines import ledger

START = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)
_CA_KEY = ec.generate_private_key(ec.SECP256R1())


def make_certificate(*names: str) -> bytes:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test CA")]))
        .public_key(_CA_KEY.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=45))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    )
    return builder.sign(_CA_KEY, SHA256()).public_bytes(Encoding.DER)


class CertificateLog:
    """The log's content; `precertificates` alternate with certificates."""

    origin = "log.example/2026"
    later_ms = 0  # how much later than it should the log signs

    def __init__(self) -> None:
        self.signed_ms = int(time.time() * 1000)  # when the log signs, but for its size
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.leaves: list[bytes] = []
        self.tile_leaves: list[bytes] = []
        self.names: list[tuple[str, ...]] = []
        self.extra: list[bytes] = []
        self.nodes: dict[tuple[int, int], bytes] = {}

    @property
    def public_key(self) -> str:
        der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(der).decode()

    @property
    def size(self) -> int:
        return len(self.leaves)

    def add(self, *names: str, certificate: bytes | None = None) -> None:
        certificate = certificate or make_certificate(*names)
        timestamp = struct.pack(">Q", int(START.timestamp() * 1000) + self.size)
        extensions = struct.pack(">H", 0)
        body = len(certificate).to_bytes(3, "big") + certificate
        if self.size % 2:
            signed = struct.pack(">H", 1) + bytes(32) + body
            self.tile_leaves.append(timestamp + signed + extensions + body + struct.pack(">H", 0))
            self.extra.append(body + bytes(3))
        else:
            signed = struct.pack(">H", 0) + body
            self.tile_leaves.append(timestamp + signed + extensions + struct.pack(">H", 0))
            self.extra.append(bytes(3))
        leaf = b"\x00\x00" + timestamp + signed + extensions
        self.nodes.update(ledger.append(self.size, ledger.leaf_hash(leaf), lambda *at: self.nodes[at]))
        self.names.append(names)
        self.leaves.append(leaf)  # last: the size goes by it, and a server may be answering meanwhile

    def root(self, size: int) -> bytes:
        if size > self.size:
            return hashlib.sha256(b"entries that do not exist").digest()
        return ledger.root(size, lambda *at: self.nodes[at])

    def sign(self, size: int) -> tuple[int, bytes]:
        timestamp = self.signed_ms + size + self.later_ms
        message = struct.pack(">BBQQ", 0, 1, timestamp, size) + self.root(size)
        signature = self.key.sign(message, ec.ECDSA(SHA256()))
        return timestamp, struct.pack(">BBH", 4, 3, len(signature)) + signature

    def checkpoint(self, size: int) -> str:
        text = f"{self.origin}\n{size}\n{base64.b64encode(self.root(size)).decode()}\n"
        log_id = hashlib.sha256(base64.b64decode(self.public_key)).digest()
        key_id = hashlib.sha256(self.origin.encode() + b"\n\x05" + log_id).digest()[:4]
        timestamp, signed = self.sign(size)
        raw = key_id + struct.pack(">Q", timestamp) + signed
        return f"{text}\n— {self.origin} {base64.b64encode(raw).decode()}\n"

    def names_tile(self, first: int, width: int) -> bytes:
        lines = [
            json.dumps({"Index": i, "Timestamp": int(START.timestamp() * 1000) + i, "DNS": list(self.names[i])})
            for i in range(first, first + width)
        ]
        return gzip.compress(("\n".join(lines) + "\n").encode())


Answer = tuple[int, dict[str, str], bytes]


class QuietServer(ThreadingHTTPServer):
    """A server that a reader may leave in the middle of an answer."""

    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that goes in the middle is nothing to print."""


class LogServer:
    """Serves a log on loopback. `faults` sees each path first and may answer in the log's place."""

    def __init__(self, log: CertificateLog, *, names_tiles: bool = True, most_entries: int = 32) -> None:
        self.log = log
        self.names_tiles = names_tiles
        self.most_entries = most_entries
        self.stated_size: int | None = None
        self.faults: Callable[[str], Answer | None] = lambda _path: None
        self.requests: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = self.path.lstrip("/")
                server.requests.append(path)
                status, headers, body = server.faults(path) or server.answer(path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        self._http = QuietServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def size(self) -> int:
        return self.log.size if self.stated_size is None else self.stated_size

    def answer(self, path: str) -> Answer:
        if path == "checkpoint":
            return 200, {}, self.log.checkpoint(self.size).encode()
        if path.startswith("ct/v1/"):
            return self._rfc6962(path)
        return self._tile(path)

    def _tile(self, path: str) -> Answer:
        """Any tile of the log, also a partial one that has grown since: logs keep those for a while."""
        name, _, partial = path.partition(".p/")
        level, _, number = name.removeprefix("tile/").partition("/")
        tile = int(number.replace("x", "").replace("/", ""))
        height = 8 * int(level) if level.isdigit() else 0
        there = min(256, (self.size >> height) - tile * 256)
        width = int(partial or 256)
        if width > there:
            return 404, {}, b""
        first = tile * 256
        if level == "names":
            body = self.log.names_tile(first, width)
            return (200, {"Content-Encoding": "gzip"}, body) if self.names_tiles else (404, {}, b"")
        if level == "data":
            return 200, {}, gzip.compress(b"".join(self.log.tile_leaves[first : first + width]))
        return 200, {}, ledger.tile_bytes(int(level), tile, width, lambda *at: self.log.nodes[at])

    def _rfc6962(self, path: str) -> Answer:
        parts = urlsplit(path)
        query = {name: int(values[0]) for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("get-sth"):
            size = self.size  # once: the log may grow meanwhile
            timestamp, signed = self.log.sign(size)
            value: dict[str, object] = {
                "tree_size": size,
                "timestamp": timestamp,
                "sha256_root_hash": base64.b64encode(self.log.root(size)).decode(),
                "tree_head_signature": base64.b64encode(signed).decode(),
            }
        elif parts.path.endswith("get-sth-consistency"):
            proof = ledger.consistency_proof(query["first"], query["second"], lambda *at: self.log.nodes[at])
            value = {"consistency": [base64.b64encode(step).decode() for step in proof]}
        else:
            last = min(query["end"], query["start"] + self.most_entries - 1, self.size - 1)
            value = {
                "entries": [
                    {
                        "leaf_input": base64.b64encode(self.log.leaves[i]).decode(),
                        "extra_data": base64.b64encode(self.log.extra[i]).decode(),
                    }
                    for i in range(query["start"], last + 1)
                ]
            }
        return 200, {}, json.dumps(value).encode()
