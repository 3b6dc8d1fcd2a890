"""Hostnames out of certificate log entries (RFC 6962, 3.4; static-ct-api, log entries)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

X509_ENTRY, PRECERT_ENTRY = 0, 1
_ALTERNATIVE_NAMES = b"\x06\x03\x55\x1d\x11"  # 2.5.29.17
_BOOLEAN, _DNS_NAME = 0x01, 0x82


class EntryMalformedError(ValueError):
    """The bytes are no log entry; counted as lost by the reader, never raised further."""


def moment_of(timestamp_ms: float) -> datetime | None:
    """Milliseconds since 1970, as a log states them; None for 0, and where no calendar has the day."""
    try:
        return datetime.fromtimestamp(timestamp_ms / 1000, UTC) if timestamp_ms else None
    except (ValueError, OverflowError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One certificate as a log holds it. `leaf` is the MerkleTreeLeaf whose hash is in the tree.

    `signed` is what of the certificate is in the leaf: all of it, or, of a precertificate, the part to be signed.
    `certificate` is the whole of either; that of a precertificate lies outside the leaf.
    """

    leaf: bytes
    timestamp_ms: int
    certificate: bytes
    signed: bytes = b""

    @property
    def at(self) -> datetime | None:
        """When the log took it in."""
        return moment_of(self.timestamp_ms)


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    def take(self, length: int) -> bytes:
        piece = self.data[self.at : self.at + length]
        if len(piece) != length:
            raise EntryMalformedError
        self.at += length
        return piece

    def number(self, length: int) -> int:
        return int.from_bytes(self.take(length), "big")

    def vector(self, length: int) -> bytes:
        return self.take(self.number(length))

    def element(self) -> tuple[int, bytes]:
        """The tag and the content of one element of DER."""
        tag, length = self.number(1), self.number(1)
        return tag, self.take(self.number(length & 0x7F) if length & 0x80 else length)


def read_tile_leaves(tile: bytes) -> list[LogEntry]:
    """The entries of one data tile. Raises EntryMalformedError."""
    reader = _Reader(tile)
    entries = []
    while reader.at < len(tile):
        start = reader.at
        timestamp_ms, kind = struct.unpack(">QH", reader.take(10))
        certificate = signed = _signed_entry(reader, kind)
        reader.vector(2)  # extensions
        leaf = b"\x00\x00" + tile[start : reader.at]
        if kind == PRECERT_ENTRY:
            certificate = reader.vector(3)
        reader.vector(2)  # fingerprints of the chain
        entries.append(LogEntry(leaf, timestamp_ms, certificate, signed))
    return entries


def read_leaf_input(leaf_input: bytes, extra_data: bytes) -> LogEntry:
    """The entry of one element of get-entries. Raises EntryMalformedError."""
    reader = _Reader(leaf_input)
    if reader.take(2) != b"\x00\x00":
        raise EntryMalformedError
    timestamp_ms, kind = struct.unpack(">QH", reader.take(10))
    certificate = signed = _signed_entry(reader, kind)
    if kind == PRECERT_ENTRY:
        certificate = _Reader(extra_data).vector(3)
    return LogEntry(leaf_input, timestamp_ms, certificate, signed)


def _signed_entry(reader: _Reader, kind: int) -> bytes:
    if kind == X509_ENTRY:
        return reader.vector(3)
    if kind == PRECERT_ENTRY:
        reader.take(32)  # issuer key hash
        return reader.vector(3)
    raise EntryMalformedError


def names_of(certificate: bytes) -> tuple[str, ...]:
    """The DNS names of a certificate or precertificate (DER), common name included. Raises EntryMalformedError.

    Certificates that break the rules are in logs too. Where the library refuses a version that it does not know, or
    the extensions for the sake of one of them, or of one name, the names are looked for in the bytes; a certificate
    of which nothing can be read is malformed.
    """
    try:
        parsed = x509.load_der_x509_certificate(certificate)
    except (ValueError, x509.InvalidVersion) as error:
        return _tidy(names_in(certificate), error)
    names = _common_names(parsed)
    try:
        alternatives = parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        names = [*alternatives.get_values_for_type(x509.DNSName), *names]
    except x509.ExtensionNotFound:
        pass
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType) as error:
        return _tidy([*names_in(certificate), *names], error)
    return _tidy(names)


def _tidy(names: Sequence[str], error: Exception | None = None) -> tuple[str, ...]:
    """The names as they are read; where there are none because of `error`, raises EntryMalformedError."""
    if error and not names:
        raise EntryMalformedError from error
    return tuple(dict.fromkeys(name.lower() for name in names if "." in name and " " not in name))


def _common_names(parsed: x509.Certificate) -> list[str]:
    try:
        return [str(name.value) for name in parsed.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    except ValueError:
        return []


def names_in(certificate: bytes) -> list[str]:
    """The dNSNames of the first alternative names in the bytes of a certificate (RFC 5280, 4.2.1.6); none where these
    are broken.
    """
    start = certificate.find(_ALTERNATIVE_NAMES)
    if start < 0:
        return []
    reader = _Reader(certificate, start + len(_ALTERNATIVE_NAMES))
    names = []
    try:
        tag, value = reader.element()
        if tag == _BOOLEAN:  # critical
            tag, value = reader.element()
        _, inner = _Reader(value).element()
        general = _Reader(inner)
        while general.at < len(inner):
            tag, value = general.element()
            if tag == _DNS_NAME:
                names.append(value.decode("utf-8", "replace"))
    except EntryMalformedError:
        pass
    return names
