"""Lists of hostnames to sweep: plain, or JSON lines with what certificate logs and passive DNS say of each.

Implements `rempart.ports.hostnames.SweepList`. A line that is broken JSON is handed out as it is: no hostname. Of a
wildcard, as certificates have them, the name below which it stands is looked at; of an address, its host, since a sweep
looks at the first page alone. What follows a ``#`` is a note.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

from rempart.adapters.hostname_files import HostnameFile, standard_input
from rempart.adapters.pipes import is_pipe
from rempart.engines.pages import host_of
from rempart.kernel.hostname import find_hostname
from rempart.ports.hostnames import STANDARD_INPUT, HostnamesMissingError, ListedSigns

_SINGLE = {"certificate_key": "certificate-key", "certificate": "certificate"}
_WILDCARD, _NOTE = "*.", "#"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MANY = {"name_servers": "name-server", "addresses": "address"}


class SweepListFile:
    """A file as `HostnameFile` reads it. What can be read but once, standard input or a pipe, is kept in a nameless
    temporary file while it is needed. Raises HostnamesMissingError."""

    def __init__(self, path: str) -> None:
        is_input = path == STANDARD_INPUT
        # It lives as long as this list, not as long as a block of code.
        self._copy = tempfile.NamedTemporaryFile(prefix="rempart-") if is_input or is_pipe(path) else None  # noqa: SIM115
        if self._copy:
            try:
                with nullcontext(standard_input()) if is_input else Path(path).open("rb") as file:
                    shutil.copyfileobj(file, self._copy)
            except OSError as error:
                source = "standard input" if is_input else path
                raise HostnamesMissingError(source=source, problem=str(error.strerror).lower()) from error
            self._copy.flush()
        self._path = self._copy.name if self._copy else path
        self._digest = ""
        self._lines = 0

    def sha256(self) -> str:
        """See the port."""
        self._measure()
        return self._digest

    def __len__(self) -> int:
        self._measure()
        return self._lines

    def read(self) -> Iterator[ListedSigns]:
        """See the port."""
        number = 0
        for block in HostnameFile(self._path).blocks():
            for line in block.split(b"\n")[:-1]:
                number += 1
                yield _listed(number, line.decode("utf-8", "replace").strip())

    def _measure(self) -> None:
        if self._digest:
            return
        digest = sha256()
        for block in HostnameFile(self._path).blocks():
            digest.update(block)
            self._lines += block.count(b"\n")
        self._digest = digest.hexdigest()


def _listed(number: int, text: str) -> ListedSigns:
    if not text.startswith("{"):
        return ListedSigns(number, _name_in(text), ())
    try:
        row: dict[str, Any] = json.loads(text)
        signs = [(kind, str(row[name]).lower()) for name, kind in _SINGLE.items() if row.get(name)]
        signs += [(kind, str(v).rstrip(".").lower()) for name, kind in _MANY.items() for v in _values(row.get(name))]
        # Whoever wrote a row meant a host: one without is refused by its line, and no note.
        return ListedSigns(number, _name_in(row["hostname"]) or text[:200], tuple(signs))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ListedSigns(number, text[:200], ())


def _name_in(text: str) -> str:
    """What stands for a hostname: without a note, a wildcard and what an address has around its host; "" of a note.

    In the form that logs and passive sources have it in, so that what they say of it is found however it was written.
    """
    name = text.partition(_NOTE)[0].strip()
    if _ADDRESS.match(name):
        name = host_of(name) or name
    name = name.removeprefix(_WILDCARD)
    return find_hostname(name) or name


def _values(value: Any) -> list[Any]:
    """Several, one alone, or none."""
    return value if isinstance(value, list) else [value] if value else []
