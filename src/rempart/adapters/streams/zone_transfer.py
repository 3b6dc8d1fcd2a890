"""A whole zone by AXFR (RFC 5936), and what is new in it since the last transfer.

The names of the last transfer are kept in a file, sorted. Transfers are cut off now and then: one that does not end
with its SOA is refused by the protocol library, and one that lost a large part of the zone is refused here, because
taking it as the new state would make every name "new" the next day. It is taken for a broken transfer and tried again;
a zone that stays so small at `DOUBTS` looks in a row has contradicted itself, and a person has to look.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dns.exception
import dns.message
import dns.name
import dns.query
import dns.rdatatype
import dns.xfr

from rempart.ports.naming import Endpoint
from rempart.ports.streams import Batch, StreamBusyError, StreamDistrustedError, StreamUnreadableError

# More than this share gone within one look has never been a zone's own doing.
LARGEST_LOSS = 0.2
DOUBTS = 3
PIECE = 10_000


@dataclass(slots=True)
class ZoneTransfer:
    """The `HostnameStream` of the delegations of one zone. `folder` keeps the names of the last transfer."""

    label: str
    server: Endpoint
    zone: str
    folder: Path
    timeout_s: float = 60.0
    _doubts: int = 0

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`; the first transfer is only learned, it holds nothing new."""
        serial = self._serial()
        if cursor is not None and _serial_of(self.label, cursor) == serial:
            return
        names = self._transfer()
        known = self._known() if cursor is not None else None
        if known is not None and len(known - names) > LARGEST_LOSS * len(known):
            problem = f"{len(known - names)} of {len(known)} names are gone at once: the transfer was cut off"
            self._doubts += 1
            if self._doubts < DOUBTS:
                raise StreamBusyError(stream=self.label, problem=problem)
            raise StreamDistrustedError(stream=self.label, problem=problem)
        self._doubts = 0
        after = json.dumps({"serial": serial, "names": len(names)}, separators=(",", ":"))
        fresh = sorted(names - known) if known is not None else []
        for at in range(0, len(fresh), PIECE):
            piece = fresh[at : at + PIECE]
            # Until the last piece the old cursor stands: stopped half-way, the difference is taken again.
            yield Batch(_lines(piece), cursor or "", len(piece), behind=len(fresh) - at - len(piece))
        self._keep(names)
        yield Batch(b"", after, 0)

    def close(self) -> None:
        """Nothing stays open between two transfers."""

    def _serial(self) -> int:
        query = dns.message.make_query(self.zone, "SOA")
        try:
            answer = dns.query.tcp(query, self.server.address, timeout=self.timeout_s, port=self.server.port)
        except (OSError, dns.exception.DNSException) as error:
            raise StreamBusyError(stream=self.label, problem=str(error) or type(error).__name__) from error
        for rrset in (*answer.answer, *answer.authority):
            if rrset.rdtype == dns.rdatatype.SOA:
                return int(rrset[0].serial)
        raise StreamUnreadableError(stream=self.label, problem=f"{self.server.address} has no zone {self.zone}")

    def _transfer(self) -> frozenset[bytes]:
        origin = dns.name.from_text(self.zone)
        names: set[bytes] = set()
        ended = 0
        try:
            for message in dns.query.xfr(
                self.server.address, origin, port=self.server.port, timeout=self.timeout_s, relativize=False
            ):
                for rrset in message.answer:
                    ended += rrset.rdtype == dns.rdatatype.SOA
                    if rrset.rdtype == dns.rdatatype.NS and rrset.name != origin:
                        names.add(rrset.name.to_text(omit_final_dot=True).lower().encode())
        except (OSError, EOFError, dns.exception.DNSException) as error:
            raise StreamBusyError(stream=self.label, problem=f"the transfer failed ({error!r})") from error
        if ended < 2:
            raise StreamBusyError(stream=self.label, problem="the transfer did not end with its SOA")
        return frozenset(names)

    @property
    def _file(self) -> Path:
        return self.folder / f"{self.zone.strip('.')}.names"

    def _known(self) -> frozenset[bytes] | None:
        try:
            return frozenset(self._file.read_bytes().split())
        except FileNotFoundError:
            return None

    def _keep(self, names: frozenset[bytes]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".draft")
        draft.write_bytes(_lines(sorted(names)))
        os.replace(draft, self._file)  # noqa: PTH105 (the atomic step, named as what it is)


def _lines(names: list[bytes]) -> bytes:
    return b"".join(name + b"\n" for name in names)


def _serial_of(label: str, cursor: str) -> int | None:
    try:
        return int(json.loads(cursor)["serial"]) if cursor else None
    except (ValueError, KeyError, TypeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {cursor!r} is none") from error
