"""A response policy zone in the wire format (RFC 1035), held ready for transfer: whole (RFC 5936) or by its changes
(RFC 1995). Written by hand because a million entries must be ready in seconds.

Owner names end in a pointer to the zone's own name, which stands at offset 12 of every message, in its question.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from rempart.engines.zonefile.difference import next_serial
from rempart.engines.zonefile.entries import Answer, Entry, check_owner
from rempart.engines.zonefile.rpz import Zone
from rempart.kernel.hostname import Hostname

_POINTER = b"\xc0\x0c"
_CLASS_IN = 1
_TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "AAAA": 28}
_RESPONSE = 0x8400  # an authoritative answer
_CHUNK = 16_000
_TARGETS = {"nxdomain": b"\x00", "nodata": b"\x01*\x00", "pass": b"\x0crpz-passthru\x00"}
_FIXED = 10  # type, class, TTL and length of one record
_KINDS = {target: kind for kind, target in _TARGETS.items()}


def encode_name(name: str) -> bytes:
    """An absolute name: length-prefixed labels and the root."""
    return _labels(name.rstrip(".")) + b"\x00"


@dataclass(frozen=True, slots=True)
class _Step:
    """One change: what it took out and put in, as wire records, and the serial after it."""

    serial: int
    removed: bytes
    added: bytes
    records: int


class WireZone:
    """One zone with every change that it went through since it was made; nothing is ever forgotten, so that a
    subscriber never has to fetch it whole again."""

    def __init__(self, zone: Zone, serial: int = 1) -> None:
        self.zone = zone
        self.apex = encode_name(zone.name.lower())
        self.serial = serial
        self._records: dict[Hostname, bytes] = {}
        self._steps: list[_Step] = []
        self._step_after: dict[int, int] = {serial: 0}

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, hostname: object) -> bool:
        return hostname in self._records

    @property
    def names(self) -> tuple[Hostname, ...]:
        """The names that the zone holds, oldest first."""
        return tuple(self._records)

    def holds(self, entry: Entry) -> bool:
        """Whether the zone says exactly this of the name."""
        return self._records.get(entry.hostname) == self._encode(entry)

    @property
    def records(self) -> Mapping[Hostname, bytes]:
        """What the zone says of each name, in bytes that any zone has that says the same: read of a million at once."""
        return self._records

    def get(self, hostname: Hostname) -> Entry | None:
        """What the zone says of exactly this name."""
        run = self._records.get(hostname)
        if run is None:
            return None
        end = _end(run, 0)
        data = run[len(_labels(hostname)) + len(_POINTER) + _FIXED : end]
        kind = _KINDS.get(data)
        answer = Answer(kind) if kind else Answer("address", str(ip_address(data)))
        return Entry(hostname, subdomains=end < len(run), answer=answer)

    def change(self, removed: Iterable[Hostname], added: Iterable[Entry]) -> int:
        """Take names out and put entries in as one change; the new serial. Raises NameTooLongError."""
        new = {entry.hostname: self._encode(entry) for entry in added}
        out = b"".join(self._records.pop(name, b"") for name in dict.fromkeys((*removed, *new)))
        self._records.update(new)
        put = b"".join(new.values())
        self.serial = next_serial(self.serial)
        self._steps.append(_Step(self.serial, out, put, _count(out) + _count(put)))
        self._step_after[self.serial] = len(self._steps)
        return self.serial

    def begin(self, serial: int, records: Mapping[Hostname, bytes] | None = None) -> None:
        """Begin the history anew at `serial`, with these `records` of other zones or with what the zone holds: whoever
        has another serial fetches it whole."""
        if records is not None:
            self._records = dict(records)
        self.serial = serial
        self._steps = []
        self._step_after = {serial: 0}

    def load(self, entries: Iterable[Entry]) -> None:
        """Fill a new zone without a change: the mass that was there from the beginning."""
        for entry in entries:
            self._records[entry.hostname] = self._encode(entry)

    def soa(self, serial: int | None = None) -> bytes:
        """The SOA record."""
        timers = (serial or self.serial, self.zone.refresh, self.zone.retry, self.zone.expire, self.zone.minimum)
        data = encode_name("localhost") + encode_name(f"hostmaster.{self.zone.name}") + struct.pack("!5I", *timers)
        return _POINTER + _fixed("SOA", self.zone.ttl, data)

    def whole(self) -> Iterator[bytes]:
        """Runs of records of a whole transfer: SOA, everything, SOA, as of its beginning."""
        soa, records = self.soa(), list(self._records.values())
        yield soa
        yield _POINTER + _fixed("NS", self.zone.ttl, encode_name("localhost"))
        yield from records
        yield soa

    def changes_since(self, serial: int) -> Iterator[bytes] | None:
        """Runs of records of an incremental transfer, as of its beginning; None where that serial never was."""
        if serial not in self._step_after:
            return None
        return self._incremental(serial)

    def _incremental(self, serial: int) -> Iterator[bytes]:
        soa, steps, before = self.soa(), self._steps[self._step_after[serial] :], serial
        yield soa
        for step in steps:
            yield self.soa(before)
            yield from split_records(step.removed)
            yield self.soa(step.serial)
            yield from split_records(step.added)
            before = step.serial
        if before != serial:
            yield soa

    def _encode(self, entry: Entry) -> bytes:
        check_owner(entry.hostname, self.zone.name)
        record = _fixed(*_record(entry.answer, self.zone.ttl))
        name = _labels(entry.hostname)
        below = b"\x01*" + name + _POINTER + record if entry.subdomains else b""
        return name + _POINTER + record + below


def messages(query_id: int, apex: bytes, query_type: int, runs: Iterable[bytes]) -> Iterator[bytes]:
    """The messages (without TCP's length prefix) that carry the records, at most some 16 kB each."""
    question = apex + struct.pack("!2H", query_type, _CLASS_IN)
    body: list[bytes] = []
    size = count = 0
    for run in runs:
        if size + len(run) > _CHUNK and body:
            yield _header(query_id, count) + question + b"".join(body)
            body, size, count = [], 0, 0
        body.append(run)
        size += len(run)
        count += _count(run)
    yield _header(query_id, count) + question + b"".join(body)


def split_records(run: bytes) -> Iterator[bytes]:
    """The single records of a run."""
    at = 0
    while at < len(run):
        end = _end(run, at)
        yield run[at:end]
        at = end


def _header(query_id: int, answers: int) -> bytes:
    return struct.pack("!6H", query_id, _RESPONSE, 1, answers, 0, 0)


def _record(answer: Answer, ttl: int) -> tuple[str, int, bytes]:
    if answer.kind == "address":
        return ("AAAA" if answer.is_ipv6 else "A"), ttl, ip_address(answer.address).packed
    return "CNAME", ttl, _TARGETS[answer.kind]


def _fixed(kind: str, ttl: int, data: bytes) -> bytes:
    return struct.pack("!HHIH", _TYPES[kind], _CLASS_IN, ttl, len(data)) + data


def _labels(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split("."))


def _end(run: bytes, at: int) -> int:
    while run[at] & 0xC0 != 0xC0:
        at += run[at] + 1
    at += len(_POINTER)
    return int(at + _FIXED + struct.unpack_from("!H", run, at + 8)[0])


def _count(run: bytes) -> int:
    at = number = 0
    while at < len(run):
        at = _end(run, at)
        number += 1
    return number
