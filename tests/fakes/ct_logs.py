"""A certificate log on loopback that speaks static-ct-api and RFC 6962, and misbehaves when told to."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rempart.engines import ledger
from rempart.lab import certificate_log as lab

START = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


def make_certificate(*names: str, key: lab.HolderKey) -> bytes:
    """DER for the names; `key` is the holder's."""
    return lab.issue_certificate(names, START, key)


def key_hash(key: lab.HolderKey) -> str:
    """SHA-256 in hex of its SubjectPublicKeyInfo, as exhibits have it."""
    der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


class CertificateLog(lab.CertificateLog):
    """A log whose entries come a millisecond after each other, from START on, and which may lie about its size."""

    later_ms = 0  # how much later than it should the log signs

    def __init__(self) -> None:
        super().__init__()
        self.signed_ms = int(time.time() * 1000)  # when the log signs, but for its size

    def taken_ms(self) -> int:
        return int(START.timestamp() * 1000) + self.size

    def signed_at_ms(self, size: int) -> int:
        return self.signed_ms + size + self.later_ms

    def root(self, size: int) -> bytes:
        if size > self.size:
            return hashlib.sha256(b"entries that do not exist").digest()
        return super().root(size)


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
        is_names = path.startswith("tile/names/")
        body = None if is_names and not self.names_tiles else self.log.tile(path, self.size)
        if body is None:
            return 404, {}, b""
        return 200, {"Content-Encoding": "gzip"} if is_names else {}, body

    def _rfc6962(self, path: str) -> Answer:
        parts = urlsplit(path)
        if parts.path.endswith("get-proof-by-hash"):
            return self._inclusion(parse_qs(parts.query)["hash"][0], int(parse_qs(parts.query)["tree_size"][0]))
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
            value = {"entries": [self._entry(i) for i in range(query["start"], last + 1)]}
        return 200, {}, json.dumps(value).encode()

    def _entry(self, index: int) -> dict[str, object]:
        return {
            "leaf_input": base64.b64encode(self.log.leaves[index]).decode(),
            "extra_data": base64.b64encode(self.log.extra[index]).decode(),
        }

    def _inclusion(self, leaf_hash: str, size: int) -> Answer:
        wanted = base64.b64decode(leaf_hash)
        index = next(i for i, leaf in enumerate(self.log.leaves) if ledger.leaf_hash(leaf) == wanted)
        proof = ledger.inclusion_proof(index, size, lambda *at: self.log.nodes[at])
        value = {"leaf_index": index, "audit_path": [base64.b64encode(step).decode() for step in proof]}
        return 200, {}, json.dumps(value).encode()
