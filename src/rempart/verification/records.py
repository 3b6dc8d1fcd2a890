"""The archive: every gzip member is one WARC 1.1 record, whole, with the digests that it states."""

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from rempart.verification.report import Findings
from rempart.verification.said import Figure, Said

MAX_RECORDS = 20_000
MAX_RECORD_BYTES = 64_000_000
MAX_DECODED_BYTES = 256_000_000  # of all records; a capture stops at a sixth of it
_PIECE = 1 << 16  # what lies behind a member is copied by its reader, so it is handed little at a time
MAX_RATIO = 1_100  # deflate cannot reach more than about 1,032
_KINDS = frozenset({"warcinfo", "request", "response", "resource", "metadata"})
_ID = re.compile(r"<urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z")
_LENGTH = re.compile(r"[0-9]{1,12}\Z")
_REPEATABLE = frozenset({"warc-concurrent-to", "warc-protocol"})
# Every header that a record of an exhibit can have. A name beyond these (a segment number, a profile) or of another
# form (a folded line, white space before the colon) makes two readers see two records.
_KNOWN = _REPEATABLE | {
    "content-length", "content-type", "warc-block-digest", "warc-cipher-suite", "warc-date", "warc-filename",
    "warc-ip-address", "warc-payload-digest", "warc-record-id", "warc-target-uri", "warc-truncated", "warc-type",
}  # fmt: skip
_HTTP_NAME = re.compile(r"[!#-'*+.0-9A-Z^-z|~-]+\Z")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# A gzip member whose header is ten bytes: no name, comment or extra field in which more could lie.
_PLAIN_MEMBER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


class RecordError(Exception):
    """A record is not what WARC 1.1 says."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: `headers` in lower case (the last of repeated ones), its place, `block`, and `payload`.

    `http` are the lines of the HTTP head after the first, name and value as written; `status` is that first line.
    """

    headers: dict[str, str]
    offset: int
    length: int
    sha256: str
    block: bytes
    http: tuple[tuple[str, str], ...] = ()
    status: str = ""
    payload: bytes = b""

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.headers["warc-type"]

    @property
    def uri(self) -> str:
        """WARC-Target-URI, empty where there is none."""
        return self.headers.get("warc-target-uri", "")

    @property
    def at(self) -> datetime:
        """WARC-Date."""
        return read_date(self.headers["warc-date"])

    def join(self, name: str) -> str:
        """Every value of the HTTP header `name`, joined by a comma as RFC 9110 allows."""
        return ", ".join(value for key, value in self.http if key.lower() == name)


def check_records(archive: bytes, findings: Findings) -> tuple[Record, ...] | None:
    """Every record of the archive, or None where it cannot be read to its end."""
    try:
        records = tuple(_read_all(archive))
    except RecordError as error:
        findings.failed("records.readable", Said("The archive cannot be read to its end: {error}.", error=error))
        return None
    findings.passed("records.readable", Said("The archive has {count} records, each whole.", count=len(records)))
    digests = [p for record in records for p in _digest_problems(record)]
    findings.judge("records.digests", digests, Said("Every record has the digests that it states."))
    findings.judge("records.links", _link_problems(records), Said("Requests, responses and facts belong together."))
    return records


def _read_all(archive: bytes) -> list[Record]:
    records: list[Record] = []
    offset = decoded = 0
    while offset < len(archive):
        if len(records) >= MAX_RECORDS:
            raise RecordError(Said("it has more than {limit} records", limit=Figure(MAX_RECORDS)))
        content, length = _inflate(archive, offset)
        decoded += len(content)
        if decoded > MAX_DECODED_BYTES:
            raise RecordError(Said("it decodes to more than {limit} bytes", limit=Figure(MAX_DECODED_BYTES)))
        member = archive[offset : offset + length]
        records.append(_parse(content, offset, length, hashlib.sha256(member).hexdigest()))
        offset += length
    if not records or records[0].kind != "warcinfo":
        raise RecordError(Said("it does not begin with a warcinfo record"))
    return records


def _inflate(archive: bytes, offset: int) -> tuple[bytes, int]:
    if not archive.startswith(_PLAIN_MEMBER, offset):
        raise RecordError(
            Said("the record at byte {offset} is no gzip member, or one whose header carries more", offset=offset)
        )
    decoder = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    decoded, position = bytearray(), offset
    try:
        while not decoder.eof and position < len(archive) and len(decoded) <= MAX_RECORD_BYTES:
            piece = archive[position : position + _PIECE]
            decoded += decoder.decompress(piece, MAX_RECORD_BYTES + 1 - len(decoded))
            position += len(piece)
    except zlib.error as error:
        raise RecordError(
            Said("the record at byte {offset} is no gzip member ({error})", offset=offset, error=error)
        ) from error
    if not decoder.eof:
        raise RecordError(
            Said(
                "the record at byte {offset} is cut off or decodes to more than {limit} bytes",
                offset=offset,
                limit=Figure(MAX_RECORD_BYTES),
            )
        )
    content, length = bytes(decoded), position - offset - len(decoder.unused_data)
    if len(content) > MAX_RATIO * length:
        raise RecordError(
            Said(
                "the record at byte {offset} decodes to more than {limit} times its size",
                offset=offset,
                limit=MAX_RATIO,
            )
        )
    return content, length


def _parse(content: bytes, offset: int, length: int, sha256: str) -> Record:
    head, separator, rest = content.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    where = Said("the record at byte {offset}", offset=offset)
    if not separator or lines[0] != b"WARC/1.1":
        raise RecordError(Said("{where} does not begin with WARC/1.1", where=where))
    headers = _headers(lines[1:], where)
    stated = headers.get("content-length", "")
    if not _LENGTH.match(stated) or len(rest) != int(stated) + 4 or rest[-4:] != b"\r\n\r\n":
        raise RecordError(Said("{where} is not as long as its Content-Length says", where=where))
    if headers.get("warc-type") not in _KINDS or not _ID.match(headers.get("warc-record-id", "")):
        raise RecordError(Said("{where} has no known WARC-Type or no WARC-Record-ID", where=where))
    try:
        read_date(headers.get("warc-date", ""))
    except ValueError as error:
        raise RecordError(Said("{where} has no WARC-Date that is a time", where=where)) from error
    block = rest[:-4]
    if headers["warc-type"] not in ("request", "response"):
        return Record(headers, offset, length, sha256, block, payload=block)
    http_head, separator, payload = block.partition(b"\r\n\r\n")
    http_lines = http_head.split(b"\r\n")
    if not separator:
        raise RecordError(Said("{where} has no HTTP head", where=where))
    http = tuple(_http_header(line, where) for line in http_lines[1:])
    status = http_lines[0].decode("latin-1")
    if "\r" in status or "\n" in status:
        raise RecordError(Said("{where} has a broken first line", where=where))
    return Record(headers, offset, length, sha256, block, http, status, payload)


def _http_header(line: bytes, where: Said) -> tuple[str, str]:
    name, separator, value = line.decode("latin-1").partition(": ")
    if not separator or not _HTTP_NAME.match(name) or any(char in value for char in "\r\n\0"):
        raise RecordError(Said("{where} has an HTTP header of another form, {name}", where=where, name=repr(name[:40])))
    return name, value


def read_date(text: str) -> datetime:
    """A moment as exhibits write it. Raises ValueError."""
    if not _DATE.match(text):
        raise ValueError(text)
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def _headers(lines: list[bytes], where: Said) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        try:
            name, separator, value = line.decode("utf-8").partition(": ")
        except UnicodeDecodeError as error:
            raise RecordError(Said("{where} has a header that is no text", where=where)) from error
        key = name.lower()
        if not separator or key not in _KNOWN or (key in headers and key not in _REPEATABLE):
            raise RecordError(
                Said("{where} has a malformed, unknown or repeated header {name}", where=where, name=repr(name[:40]))
            )
        if _BREAKS.search(value) or value != value.strip():
            raise RecordError(
                Said("{where} has a header {name} that other readers may end earlier or later", where=where, name=name)
            )
        headers[key] = value
    return headers


def _digest_problems(record: Record) -> list[Said]:
    problems = []
    if record.headers.get("warc-block-digest") != _digest(record.block):
        problems.append(
            Said(
                "The {kind} record of {uri} has another block digest.",
                kind=record.kind,
                uri=record.uri or Said("the archive"),
            )
        )
    stated = record.headers.get("warc-payload-digest")
    if stated is None and record.kind in ("request", "response"):
        problems.append(Said("The {kind} record of {uri} states no payload digest.", kind=record.kind, uri=record.uri))
    if stated is not None and stated != _digest(record.payload):
        problems.append(
            Said("The {kind} record of {uri} has another payload digest.", kind=record.kind, uri=record.uri)
        )
    return problems


def _link_problems(records: tuple[Record, ...]) -> list[Said]:
    problems = []
    kinds: dict[str, str] = {}
    for record in records:
        name = record.headers["warc-record-id"]
        if name in kinds:
            problems.append(Said("Two records have the id {name}.", name=name))
        kinds[name] = record.kind
    described: dict[str, int] = {}
    for record in records:
        target = record.headers.get("warc-concurrent-to", "")
        wanted = {"response": "request", "metadata": "response"}.get(record.kind)
        if wanted and kinds.get(target) != wanted:
            problems.append(
                Said(
                    "The {kind} record of {uri} belongs to no {wanted}.",
                    kind=record.kind,
                    uri=record.uri,
                    wanted=wanted,
                )
            )
        described[target] = described.get(target, 0) + 1
    problems += [
        Said("The {kind} record of {uri} has not exactly one counterpart.", kind=record.kind, uri=record.uri)
        for record in records
        if record.kind in ("request", "response") and described.get(record.headers["warc-record-id"]) != 1
    ]
    return problems


def _digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()
