"""Where new names show first: a certificate log, and a daily list of registrations. Both over HTTP on loopback.

In: names. Out: the addresses that `[[streams]]` of a configuration name.
Never: a real name in a certificate; a list that was not asked for.
"""

import gzip
import hashlib
from collections.abc import Iterable

from rempart.lab.certificate_log import CertificateLog
from rempart.lab.processes import Part, free_port
from rempart.lab.serving import LoopbackServers, Request, Response

_LIST = "/new-names.txt.gz"
_LOG = "/log/"
_BYTES = (("Content-Type", "application/octet-stream"),)
_NOTHING = Response(404, b"Nothing is here.\n", (("Content-Type", "text/plain"),))


class NewNames(Part):
    """The log (`log`, with data tiles alone) below `log_url`, and the list of the day at `list_url`."""

    address = "127.0.0.1"

    def __init__(self) -> None:
        port = free_port(self.address)
        root = f"http://{self.address}:{port}"
        self.log = CertificateLog()
        self.log_url, self.list_url = root + _LOG.rstrip("/"), root + _LIST
        self._list = b""
        self._servers = LoopbackServers([self.address], port, self._answer)
        self.put_list(())

    def start(self) -> None:
        """Listen."""
        self._servers.start()

    def stop(self) -> None:
        """Stop listening."""
        self._servers.stop()

    def put_list(self, names: Iterable[str]) -> None:
        """The list of the day from now on: one name a line, gzip."""
        self._list = gzip.compress("".join(f"{name}\n" for name in names).encode(), 1, mtime=0)

    def log_names(self, names: Iterable[str]) -> None:
        """Certificates for the names, one each, are issued and logged."""
        for name in names:
            self.log.add(name)

    def _answer(self, request: Request) -> Response:
        if request.path == _LIST:
            return self._answer_list(request)
        if not request.path.startswith(_LOG):
            return _NOTHING
        path, size = request.path.removeprefix(_LOG), self.log.size
        if path == "checkpoint":
            return Response(200, self.log.checkpoint(size).encode(), (("Content-Type", "text/plain; charset=utf-8"),))
        # Without the names tiles that some logs add: what is read then is proven, entry by entry.
        tile = self.log.tile(path, size) if path.startswith("tile/") and not path.startswith("tile/names/") else None
        return _NOTHING if tile is None else Response(200, tile, _BYTES)

    def _answer_list(self, request: Request) -> Response:
        content = self._list
        mark = f'"{hashlib.sha256(content).hexdigest()}"'
        if request.headers.get("if-none-match") == mark:
            return Response(304, b"", (("ETag", mark),))
        return Response(200, content, (*_BYTES, ("ETag", mark)))
