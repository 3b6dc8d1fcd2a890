"""A zone by transfer (AXFR, RFC 5936), the later ones by their differences alone where its server has them (IXFR,
RFC 1995), and what is new in it since the last transfer.

The names of the last transfer are kept in a file, sorted, with the serial they belong to. Transfers are cut off now
and then: one that does not end with its SOA is refused by the protocol library, and one that lost a large part of the
zone is doubted here, because taking it as the new state would make every name "new" the next day: what is new in it
counts, and its names are kept aside until another whole transfer agrees with them. An empty zone is never believed.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dns.exception
import dns.message
import dns.name
import dns.query
import dns.rdatatype
import dns.tsigkeyring
import dns.xfr

from rempart.adapters.streams.unproven import LearnedAnew
from rempart.adapters.turns import turn
from rempart.adapters.zone_update import TsigKey
from rempart.ports.naming import Endpoint
from rempart.ports.streams import Batch, StreamBusyError, StreamDoubtedError, StreamUnreadableError

# More than this share gone within one look has never been a zone's own doing.
LARGEST_LOSS = 0.2
PIECE = 10_000
_SERIAL = b";serial"


@contextmanager
def zone_turn(label: str, names: Path) -> Iterator[None]:
    """Hold the turn to read the zone whose names are kept in `names`: two at once would spoil each other's drafts.

    Raises StreamBusyError where another process has it.
    """
    with turn(names.with_name(names.name + ".turn"), wait=False) as ours:
        if not ours:
            raise StreamBusyError(stream=label, problem="another process of this installation reads it now")
        yield


@dataclass(frozen=True, slots=True)
class _Zone:
    """The delegations of a zone at `serial` (None: not known), and how many name servers each has."""

    serial: int | None
    servers: Counter[bytes]


@dataclass(slots=True)
class ZoneTransfer(LearnedAnew):
    """The `HostnameStream` of the delegations of one zone. `folder` keeps the names of the last transfer.

    `key` signs the questions, where the server gives its zone to holders of a key only.
    """

    label: str
    server: Endpoint
    zone: str
    folder: Path
    timeout_s: float = 60.0
    key: TsigKey | None = None

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`; the first transfer is only learned, it holds nothing new."""
        with zone_turn(self.label, self._file):
            yield from self._read(cursor)

    def close(self) -> None:
        """Nothing stays open between two transfers."""

    def _read(self, cursor: str | None) -> Iterator[Batch]:
        serial = self._serial()
        if cursor is not None and _serial_of(self.label, cursor) == serial:
            return
        known = _kept_in(self._file) if cursor is not None else None
        doubted = _kept_in(self._doubted) if cursor is not None else None
        found = self._transfer(known, serial, whole=doubted is not None)
        fresh = sorted(found.servers.keys() - known.servers.keys()) if known is not None else []
        for at in range(0, len(fresh), PIECE):
            piece = fresh[at : at + PIECE]
            # Until the last piece the old cursor stands: stopped half-way, the difference is taken again.
            yield Batch(_lines(piece), cursor or "", len(piece), behind=len(fresh) - at - len(piece))
        if known is not None:
            self._check_loss(known, found, doubted)
        elif not found.servers:
            raise StreamBusyError(stream=self.label, problem="there is no delegation in it")
        self._keep(found, self._file)
        self._doubted.unlink(missing_ok=True)
        after = json.dumps({"serial": found.serial, "names": len(found.servers)}, separators=(",", ":"))
        yield Batch(b"", after, 0)

    def _serial(self) -> int:
        query = dns.message.make_query(self.zone, "SOA")
        if signed := self._signed():
            query.use_tsig(signed["keyring"], signed["keyname"], algorithm=signed["keyalgorithm"])
        try:
            answer = dns.query.tcp(query, self.server.address, timeout=self.timeout_s, port=self.server.port)
        except (OSError, dns.exception.DNSException) as error:
            raise StreamBusyError(stream=self.label, problem=str(error) or type(error).__name__) from error
        for rrset in (*answer.answer, *answer.authority):
            if rrset.rdtype == dns.rdatatype.SOA:
                return int(rrset[0].serial)
        raise StreamUnreadableError(stream=self.label, problem=f"{self.server.address} has no zone {self.zone}")

    def _check_loss(self, known: _Zone, found: _Zone, doubted: _Zone | None) -> None:
        gone = len(known.servers.keys() - found.servers.keys())
        if gone <= LARGEST_LOSS * len(known.servers):
            return
        if doubted is not None and found.servers:
            differing = len(doubted.servers.keys() ^ found.servers.keys())
            if differing <= LARGEST_LOSS * len(doubted.servers):
                return
        self._keep(found, self._doubted)
        raise StreamDoubtedError(stream=self.label, problem=f"{gone} of {len(known.servers)} names are gone at once")

    def _transfer(self, known: _Zone | None, serial: int, *, whole: bool) -> _Zone:
        """The zone as it is now: from its differences to `known` where they can be had and will do, else whole."""
        if known is not None and known.serial == serial:
            return known  # kept, and stopped before the cursor was
        try:
            if known is not None and known.serial is not None and not whole:
                try:
                    return self._changed(known)
                except (dns.xfr.TransferError, dns.exception.FormError, _NotChangedError):
                    pass  # no differences from this server, or none that fit what is known
            return self._whole(self._records(dns.rdatatype.AXFR))
        except (OSError, EOFError, dns.exception.DNSException) as error:
            raise StreamBusyError(stream=self.label, problem=f"the transfer failed ({error!r})") from error

    def _changed(self, known: _Zone) -> _Zone:
        """Differences applied to `known` (RFC 1995, 4). Raises _NotChangedError where they do not fit."""
        records = self._records(dns.rdatatype.IXFR, known.serial or 0)
        latest, second = next(records), next(records, None)
        if second is None:
            raise _NotChangedError
        if second.serial is None:
            return self._whole(iter((latest, second, *records)))
        servers, deleting = known.servers.copy(), True
        for record in records:
            if record.serial is not None:
                deleting = not deleting
            elif record.delegates:
                servers[record.owner] += -1 if deleting else 1
        if any(count < 0 for count in servers.values()):
            raise _NotChangedError
        return _Zone(latest.serial, +servers)

    def _whole(self, records: Iterator["_Record"]) -> _Zone:
        servers: Counter[bytes] = Counter()
        serials: list[int] = []
        for record in records:
            if record.serial is not None:
                serials.append(record.serial)
            elif record.delegates:
                servers[record.owner] += 1
        if len(serials) < 2:
            raise StreamBusyError(stream=self.label, problem="the transfer did not end with its SOA")
        return _Zone(serials[-1], servers)

    def _records(self, kind: dns.rdatatype.RdataType, serial: int = 0) -> Iterator["_Record"]:
        origin = dns.name.from_text(self.zone)
        for message in dns.query.xfr(
            self.server.address,
            origin,
            kind,
            port=self.server.port,
            timeout=self.timeout_s,
            relativize=False,
            serial=serial,
            **self._signed(),
        ):
            for rrset in message.answer:
                owner = rrset.name.to_text(omit_final_dot=True).lower().encode()
                delegates = rrset.rdtype == dns.rdatatype.NS and rrset.name != origin
                for rdata in rrset:
                    is_head = rdata.rdtype == dns.rdatatype.SOA
                    yield _Record(owner, int(rdata.serial) if is_head else None, delegates)

    def _signed(self) -> dict[str, Any]:
        if self.key is None:
            return {}
        name = dns.name.from_text(self.key.name)
        keyring = dns.tsigkeyring.from_text({self.key.name: self.key.secret})
        return {"keyring": keyring, "keyname": name, "keyalgorithm": self.key.algorithm}

    @property
    def _file(self) -> Path:
        return self.folder / f"{self.zone.strip('.')}.names"

    @property
    def _doubted(self) -> Path:
        return self._file.with_name(self._file.name + ".doubted")

    def _keep(self, zone: _Zone, path: Path) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(path.name + ".draft")
        with draft.open("wb") as file:
            file.write(b"%s %d\n" % (_SERIAL, zone.serial or 0))
            file.writelines(b"%s %d\n" % row for row in sorted(zone.servers.items()))
        os.replace(draft, path)  # noqa: PTH105 (the atomic step, named as what it is)


class _NotChangedError(Exception):
    """The differences that were sent do not fit what is known."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of a transfer: its `serial` where it is a SOA; `delegates` where it names a server of another name."""

    owner: bytes
    serial: int | None
    delegates: bool


def _kept_in(path: Path) -> _Zone | None:
    """What was kept; a file of names alone (as earlier versions wrote it) has no serial."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return None
    serial = int(lines.pop(0).split()[1]) if lines and lines[0].startswith(_SERIAL) else None
    rows = (line.partition(b" ") for line in lines)
    return _Zone(serial, Counter({name: int(count or 1) for name, _, count in rows}))


def _lines(names: list[bytes]) -> bytes:
    return b"".join(name + b"\n" for name in names)


def _serial_of(label: str, cursor: str) -> int | None:
    try:
        return int(json.loads(cursor)["serial"]) if cursor else None
    except (ValueError, KeyError, TypeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {cursor!r} is none") from error
