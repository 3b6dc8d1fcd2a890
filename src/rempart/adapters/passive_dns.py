"""What else was seen on an address, from a file of passive DNS records (Common Output Format, JSON lines).

The file is the operator's, made by whatever sensor they run; it is read again when it changes. Without a file
nothing is known, and the answer is empty.
"""

import json
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from rempart.kernel.hostname import Hostname, NotAHostnameError, parse_hostname
from rempart.ports.naming import PassiveDnsUnreadableError

_LIMIT = 1000
_TYPES = ("A", "AAAA", "NS")


class PassiveDnsFile:
    """The `CoHosting` and `PassiveNames` ports over one file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._read_at: tuple[int, int] | None = None
        self._names: dict[str, frozenset[Hostname]] = {}
        self._signs: dict[str, tuple[tuple[str, str], ...]] = {}

    def names_on(self, address: str) -> tuple[Hostname, ...]:
        """Hostnames seen on the address, sorted, at most 1,000. Raises PassiveDnsUnreadableError."""
        if self._path is None:
            return ()
        self._refresh(self._path)
        return tuple(sorted(self._names.get(str(ip_address(address)), ())))[:_LIMIT]

    def homes_below(self, hostname: str) -> Mapping[Hostname, frozenset[str]]:
        """See the port."""
        if self._path is None:
            return {}
        self._refresh(self._path)
        homes: dict[Hostname, set[str]] = {}
        end = f".{hostname}"
        for name, signs in self._signs.items():
            if name.endswith(end):
                child = Hostname(f"{name.removesuffix(end).rpartition('.')[2]}{end}")
                homes.setdefault(child, set()).update(value for kind, value in signs if kind == "address")
        return {child: frozenset(homes[child]) for child in sorted(homes)[:_LIMIT]}

    def signs_of(self, hostname: str) -> tuple[tuple[str, str], ...]:
        """See the port."""
        if self._path is None:
            return ()
        self._refresh(self._path)
        found = self._signs.get(hostname, ())
        parent = hostname
        while "." in parent and not any(kind == "name-server" for kind, _ in self._signs.get(parent, ())):
            parent = parent.partition(".")[2]
        return (*found, *(sign for sign in self._signs.get(parent, ()) if parent != hostname and sign[0] != "address"))

    def _refresh(self, path: Path) -> None:
        try:
            status = path.stat()
        except OSError as error:
            raise PassiveDnsUnreadableError(path=path, line=0, problem=str(error)) from error
        if (stamp := (status.st_mtime_ns, status.st_size)) == self._read_at:
            return
        names: dict[str, set[Hostname]] = {}
        signs: dict[str, dict[tuple[str, str], None]] = {}
        for kind, value, name in _read(path):
            if kind == "address":
                names.setdefault(value, set()).add(name)
            signs.setdefault(name, {})[kind, value] = None
        self._names = {address: frozenset(found) for address, found in names.items()}
        self._signs = {name: tuple(found) for name, found in signs.items()}
        self._read_at = stamp


def _read(path: Path) -> Iterator[tuple[str, str, Hostname]]:
    number = 1
    with path.open(encoding="utf-8") as lines:
        try:
            for line in lines:
                if line.strip():
                    yield from _parse(json.loads(line))
                number += 1
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise PassiveDnsUnreadableError(path=path, line=number, problem=str(error)) from error


def _parse(record: dict[str, Any]) -> Iterator[tuple[str, str, Hostname]]:
    """(kind of sign, value, name) of an address or name server record; other types and odd names are passed over."""
    if record["rrtype"] not in _TYPES:
        return
    try:
        name = parse_hostname(record["rrname"])
    except NotAHostnameError:
        return
    values = record["rdata"]
    for value in [values] if isinstance(values, str) else values:
        if record["rrtype"] == "NS":
            yield "name-server", str(value).rstrip(".").lower(), name
        else:
            yield "address", str(ip_address(value)), name
