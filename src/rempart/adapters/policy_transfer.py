"""A policy zone by transfer (AXFR, RFC 5936), record by record as it comes.

In: where the primary is, the zone, the key. Out: every record that refuses something, as name and policy.
Never: the zone as a whole in memory. A signature may cover up to 99 messages before it (RFC 8945, 5.3.1), whose records
are told before it is checked: what was read counts once the reading has ended without an error, and not sooner.

The protocol library takes ten times as long to read a zone of a million names. Its parts are used for what is hard: the
question and the signatures.
"""

import socket
import struct
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.tsig
import dns.tsigkeyring

from rempart.ports.naming import Endpoint

_SOA, _CNAME, _A, _AAAA, _TSIG = 6, 5, 1, 28, 250
_POINTER = 0xC0
_FIXED = struct.Struct("!HHIH")
# What refuses (RPZ, draft-vixie-dnsop-dns-rpz): the root is NXDOMAIN, a lone asterisk NODATA.
_POLICIES = {".": "nxdomain", "*.": "nodata"}
# A signature has to come after so many messages at the latest (RFC 8945, 5.3.1).
_UNSIGNED = 99
# Octets of a name, and of one label (RFC 1035, 2.3.4); so many pointers in a row are no compression.
_LONGEST, _LABEL = 255, 63
_HOPS = 127
_UNREADABLE = "its answer cannot be read"


class TransferError(dns.exception.DNSException):
    """The transfer is not what was asked for: its text says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class PolicyTransfer:
    """One transfer of `zone` from `primary`; `key` (name, base64, algorithm) signs the question and every answer."""

    primary: Endpoint
    zone: str
    key: tuple[str, str, str]
    timeout_s: float

    def read(self) -> Iterator[tuple[str, str]]:
        """(owner name within the zone, policy) of every record that refuses something, in the primary's order.

        What is no policy of ours is told with a space in it: ``CNAME rpz-passthru.``. Nothing of it counts where this
        raises DNSException, OSError or EOFError; a transfer that did not end with its SOA is one too.
        """
        ends = f".{self.zone.rstrip('.').lower()}."
        question, signatures = self._ask()
        heads = 0
        with closing(self._messages(question)) as messages:
            while heads < 2:
                records = _read_message(next(messages), signatures)
                signatures.check_progress()
                for owner, kind, said in records:
                    if kind == _SOA:
                        heads += 1
                    elif owner.endswith(ends) and said:
                        yield owner[: -len(ends)], said
        signatures.check_end()

    def _ask(self) -> tuple[bytes, "_Signatures"]:
        """The signed question, and what checks the answers to it."""
        name, secret, algorithm = self.key
        keyring = dns.tsigkeyring.from_text({name: (algorithm, secret)})
        query = dns.message.make_query(self.zone, dns.rdatatype.AXFR)
        query.flags = 0
        query.use_tsig(keyring, dns.name.from_text(name))
        return query.to_wire(), _Signatures(keyring, query.mac or b"", query.id)

    def _messages(self, question: bytes) -> Generator[bytes]:
        """What the primary answers, message by message; it says itself which is the last."""
        with socket.create_connection((self.primary.address, self.primary.port), timeout=self.timeout_s) as stream:
            stream.sendall(struct.pack("!H", len(question)) + question)
            with stream.makefile("rb", buffering=1 << 18) as answers:
                while True:
                    (size,) = struct.unpack("!H", _exactly(answers.read(2), 2))
                    yield _exactly(answers.read(size), size)


class _Signatures:
    """Checks the chain of signatures over all messages of one transfer."""

    def __init__(self, keyring: dict[dns.name.Name, dns.tsig.Key], mac: bytes, identifier: int) -> None:
        self._keyring = keyring
        self._mac = mac
        self.identifier = identifier
        self._context: object = None
        self._unsigned = 0

    def check(self, wire: bytes, start: int, owner: str, data: tuple[int, int]) -> None:
        """The signature that begins at `start` of the message; its data is at (offset, length)."""
        key = self._keyring.get(dns.name.from_text(owner))
        if key is None:
            raise dns.tsig.PeerBadKey
        rdata = dns.rdata.from_wire(dns.rdataclass.ANY, dns.rdatatype.TSIG, wire, *data)
        self._context = dns.tsig.validate(  # type: ignore[no-untyped-call]
            wire, key, key.name, rdata, int(time.time()), self._mac, start, self._context, multi=True
        )
        self._unsigned = 0

    def pass_over(self, wire: bytes) -> None:
        """A message without one: the next signature covers it."""
        if self._context is None:
            raise TransferError("it answered without a TSIG signature")
        self._context.update(wire)  # type: ignore[attr-defined]
        self._unsigned += 1

    def check_progress(self) -> None:
        """Raises TransferError where a signature is overdue."""
        if self._unsigned > _UNSIGNED:
            raise TransferError("its TSIG signatures stopped")

    def check_end(self) -> None:
        """Raises TransferError where what came last is not signed."""
        if self._unsigned:
            raise TransferError("its last messages have no TSIG signature")


def _read_message(wire: bytes, signatures: _Signatures) -> list[tuple[str, int, str]]:
    """The answers of one message, as `_records` tells them. Raises TransferError for whatever is no message."""
    try:
        return list(_records(wire, signatures))
    except (IndexError, ValueError, struct.error) as error:
        raise TransferError(_UNREADABLE) from error


def _records(wire: bytes, signatures: _Signatures) -> Iterator[tuple[str, int, str]]:
    """(owner, type, policy) of each answer of one message; its signature, if it has one, is checked on the way.

    A failing primary says in the signature what it did not like, so its code is told after the records are read.
    """
    identifier, flags, questions, answers, authorities, additional = struct.unpack("!6H", wire[:12])
    if identifier != signatures.identifier:
        raise TransferError("it answered another question")
    known: dict[int, str] = {}
    at = 12
    for _ in range(questions):
        at = _name(wire, at, known)[1] + 4
    signed = False
    for number in range(answers + authorities + additional):
        start = at
        owner, at = _name(wire, at, known)
        kind, _, _, size = _FIXED.unpack_from(wire, at)
        at += 10
        if kind == _TSIG:
            signatures.check(wire, start, owner, (at, size))
            signed = True
        elif number < answers:
            yield owner, kind, _policy(wire, at, size, kind, known)
        at += size
    if at > len(wire):
        raise TransferError(_UNREADABLE)
    if code := flags & 15:
        raise TransferError(f"it answered {dns.rcode.to_text(dns.rcode.Rcode(code))}")
    if not signed:
        signatures.pass_over(wire)


def _policy(wire: bytes, at: int, size: int, kind: int, known: dict[int, str]) -> str:
    if kind == _CNAME:
        target = _name(wire, at, known)[0]
        return _POLICIES.get(target) or f"CNAME {target}"
    if kind == _A:
        return socket.inet_ntop(socket.AF_INET, wire[at : at + size])
    if kind == _AAAA:
        return socket.inet_ntop(socket.AF_INET6, wire[at : at + size])
    return ""


def _name(wire: bytes, at: int, known: dict[int, str], hops: int = 0) -> tuple[str, int]:
    """The name at that place in lower case, with its last dot, and where it ends; `known` has those read before."""
    begin = at
    labels: list[tuple[int, str]] = []
    name = ""
    while True:
        length = wire[at]
        if length > _LABEL:
            if length < _POINTER:
                raise TransferError(_UNREADABLE)
            target = (length & 0x3F) << 8 | wire[at + 1]
            if target not in known:
                if target >= begin or hops == _HOPS:
                    raise TransferError(_UNREADABLE)
                known[target] = _name(wire, target, known, hops + 1)[0]
            name, at = known[target], at + 2
            break
        at += 1
        if not length:
            break
        labels.append((at - 1, wire[at : at + length].decode("latin-1").lower()))
        at += length
    if at - begin + len(name) > 2 * _LONGEST:  # as text, an octet has two letters at most
        raise TransferError(_UNREADABLE)
    for place, label in reversed(labels):
        plain = "." not in label and "\\" not in label
        name = f"{label if plain else _escaped(label)}.{name}"
        known[place] = name
    return name or ".", at


def _escaped(label: str) -> str:
    return label.replace("\\", "\\\\").replace(".", "\\.")


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise EOFError("the transfer broke off")
    return data
