"""A transfer tells what the primary signed, and ends with one of its own errors whatever else it is given."""

import io
import random
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Self

import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rrset
import dns.tsig
import dns.tsigkeyring
import pytest

from rempart.adapters.policy_transfer import PolicyTransfer, TransferError
from rempart.ports.naming import Endpoint

ZONE = "rpz.rempart.test."
KEY, SECRET = "publisher.", "AAAA" * 11
KEYS = dns.tsigkeyring.from_text({KEY: SECRET})
SOA = ("@", "SOA", "localhost. hostmaster. 1 60 10 86400 5")
RECORDS = (
    SOA,
    ("forum.example", "CNAME", "."),
    ("*.forum.example", "CNAME", "."),
    ("silent.test", "CNAME", "*."),
    ("Shop.Test", "A", "192.0.2.80"),
    ("wide.test", "AAAA", "2001:db8::80"),
    ("passed.test", "CNAME", "rpz-passthru."),
    SOA,
)
TOLD = [
    ("forum.example", "nxdomain"),
    ("*.forum.example", "nxdomain"),
    ("silent.test", "nodata"),
    ("shop.test", "192.0.2.80"),
    ("wide.test", "2001:db8::80"),
    ("passed.test", "CNAME rpz-passthru."),
]

Answer = Callable[[bytes], Sequence[bytes]]


class Stream:
    """A connection without a network: what `answer` makes of the question is all that comes."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._given = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def sendall(self, data: bytes) -> None:
        self._given = b"".join(struct.pack("!H", len(wire)) + wire for wire in self._answer(data[2:]))

    def makefile(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO(self._given)


Read = Callable[[Answer], list[tuple[str, str]]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a whole transfer from a primary that answers so."""

    def given(answer: Answer) -> list[tuple[str, str]]:
        monkeypatch.setattr(socket, "create_connection", lambda *_, **__: Stream(answer))
        key = (KEY, SECRET, "hmac-sha256")
        return list(PolicyTransfer(Endpoint("127.0.0.1", 53), ZONE, key, timeout_s=20).read())

    return given


def answers(question: bytes, *parts: Sequence[tuple[str, str, str]], code: int = 0, error: int = 0) -> list[bytes]:
    """One signed message for each part."""
    query = dns.message.from_wire(question, keyring=KEYS)
    wires: list[bytes] = []
    context: object = None
    for part in parts:
        message = dns.message.make_response(query, tsig_error=error)
        message.set_rcode(dns.rcode.Rcode(code))
        origin = dns.name.from_text(ZONE)
        for owner, kind, data in part:
            name = dns.name.from_text(owner, origin)
            message.answer.append(dns.rrset.from_text(name.to_text(), 5, "IN", kind, data))
        wires.append(message.to_wire(multi=True, tsig_ctx=context))
        context = message.tsig_ctx
    return wires


def honest(question: bytes) -> list[bytes]:
    return answers(question, RECORDS[:3], RECORDS[3:])


def test_every_record_that_refuses_something_is_told_in_order(read: Read) -> None:
    assert read(honest) == TOLD


def test_a_primary_that_dislikes_our_clock_says_so_before_its_code(read: Read) -> None:
    with pytest.raises(dns.tsig.PeerBadTime):
        read(lambda question: answers(question, (), code=dns.rcode.NOTAUTH, error=dns.rcode.BADTIME))


@pytest.mark.parametrize("code", ["SERVFAIL", "REFUSED", "NOTAUTH"])
def test_a_failing_primary_is_quoted_signed_or_not(read: Read, code: str) -> None:
    number = dns.rcode.from_text(code)
    with pytest.raises(TransferError, match=f"it answered {code}"):
        read(lambda question: answers(question, (), code=number))
    with pytest.raises(TransferError, match=f"it answered {code}"):
        read(lambda question: [question[:2] + bytes([0x84, number]) + bytes(8)])


def test_what_is_not_signed_is_not_believed(read: Read) -> None:
    with pytest.raises(TransferError, match="without a TSIG signature"):
        read(lambda question: [question[:2] + bytes([0x84, 0]) + bytes(8)])


def message(question: bytes, body: bytes, records: int) -> list[bytes]:
    return [question[:2] + bytes([0x84, 0]) + struct.pack("!4H", 0, records, 0, 0) + body]


def record(owner: bytes, kind: int, data: bytes) -> bytes:
    return owner + struct.pack("!HHIH", kind, 1, 5, len(data)) + data


def chained(question: bytes) -> list[bytes]:
    """A name that is a pointer to a pointer, and so on, five thousand times."""
    start = 12 + 1 + 10
    places = [12, *range(start, start + 10_000, 2)]
    pointers = b"".join(struct.pack("!H", 0xC000 | place) for place in places[:-1])
    last = struct.pack("!H", 0xC000 | places[-1])
    return message(question, record(b"\0", 65_280, pointers) + record(last, 5, b"\0"), 2)


@pytest.mark.parametrize(
    "answer",
    [
        lambda question: [b""],
        lambda question: [question[:11]],
        lambda question: message(question, b"", 3),
        lambda question: message(question, record(b"\0", 1, b"\x7f\0\0"), 1),
        lambda question: message(question, record(b"\xc0\x0c", 5, b"\0"), 1),
        lambda question: message(question, record(b"\xc0\xff", 5, b"\0"), 1),
        lambda question: message(question, record(b"\1a\xc0\x0c", 5, b"\0"), 1),
        lambda question: message(question, record(b"\x40" + b"a" * 64 + b"\0", 5, b"\0"), 1),
        lambda question: message(question, record(b"\1a" * 30_000 + b"\0", 5, b"\0"), 1),
        lambda question: message(question, record(b"\0", 16, b"text")[:-1], 1),
        chained,
    ],
    ids=["empty", "short", "fewer", "address", "itself", "forwards", "loop", "label", "long", "cut", "chain"],
)
def test_what_is_no_message_cannot_be_read(read: Read, answer: Answer) -> None:
    with pytest.raises(TransferError, match="its answer cannot be read"):
        read(answer)


def damaged(wires: list[bytes], chance: random.Random) -> Iterator[bytes]:
    """The messages, one of them cut short, with some bytes that are others, or with pointers where none were."""
    hurt = chance.randrange(len(wires))
    for number, wire in enumerate(wires):
        if number != hurt:
            yield wire
            continue
        changed = bytearray(wire)
        way = chance.randrange(3)
        if way == 0:
            del changed[chance.randrange(len(changed)) :]
        for _ in range(chance.randrange(1, 6) if changed and way else 0):
            place = chance.randrange(2, len(changed))
            if way == 1:
                changed[place] ^= 1 << chance.randrange(8)
            else:
                changed[place : place + 2] = struct.pack("!H", 0xC000 | chance.randrange(len(changed)))
        yield bytes(changed)


def test_a_damaged_transfer_ends_with_an_error_that_is_told_of_and_never_well(read: Read) -> None:
    chance = random.Random(7)
    for _ in range(300):
        sent: list[bytes] = []

        def answer(question: bytes, sent: list[bytes] = sent) -> list[bytes]:
            sent += damaged(honest(question), chance)
            return sent

        try:
            told = read(answer)
        except (dns.exception.DNSException, OSError, EOFError):
            assert sent
            continue
        assert told == TOLD, sent
