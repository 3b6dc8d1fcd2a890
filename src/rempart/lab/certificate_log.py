"""A certificate log as it should be: entries in a Merkle tree, signed tree heads, the files of static-ct-api.

In: names, of which it issues certificates by itself. Out: its key, its signed heads, and what lies at each path.
Never: a certificate that anything trusts; the keys live in memory and end with the process.
"""

import base64
import gzip
import hashlib
import json
import struct
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from rempart.engines import ledger
from rempart.kernel.clock import SystemClock

_LIFETIME = timedelta(days=45)
HolderKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey
_ISSUER_KEY = ec.generate_private_key(ec.SECP256R1())


def issue_certificate(names: Iterable[str], at: datetime, key: HolderKey = _ISSUER_KEY) -> bytes:
    """A certificate (DER) for the names, the first also as common name, from `at` on for 45 days, over its `key`."""
    listed = list(names)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, listed[0])]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test CA")]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + _LIFETIME)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in listed]), critical=False)
    )
    return builder.sign(_ISSUER_KEY, SHA256()).public_bytes(Encoding.DER)


class CertificateLog:
    """One log; certificates alternate with precertificates. Read by other threads while it grows."""

    origin = "log.example/2026"

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.leaves: list[bytes] = []
        self.tile_leaves: list[bytes] = []
        self.names: list[tuple[str, ...]] = []
        self.extra: list[bytes] = []
        self.nodes: dict[tuple[int, int], bytes] = {}

    @property
    def public_key(self) -> str:
        """Base64 of its SubjectPublicKeyInfo, as log lists give it."""
        der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(der).decode()

    @property
    def size(self) -> int:
        """How many entries it holds."""
        return len(self.leaves)

    def add(self, *names: str, certificate: bytes | None = None) -> None:
        """Take a certificate in; one for `names` is issued where none is given."""
        taken_ms = self.taken_ms()
        body = certificate or issue_certificate(names, datetime.fromtimestamp(taken_ms // 1000, UTC))
        body = len(body).to_bytes(3, "big") + body
        timestamp, extensions = struct.pack(">Q", taken_ms), struct.pack(">H", 0)
        if self.size % 2:
            signed = struct.pack(">H", 1) + bytes(32) + body
            self.tile_leaves.append(timestamp + signed + extensions + body + struct.pack(">H", 0))
            self.extra.append(body + bytes(3))
        else:
            signed = struct.pack(">H", 0) + body
            self.tile_leaves.append(timestamp + signed + extensions + struct.pack(">H", 0))
            self.extra.append(bytes(3))
        leaf = b"\x00\x00" + timestamp + signed + extensions
        self.nodes.update(ledger.append(self.size, ledger.leaf_hash(leaf), lambda *at: self.nodes[at]))
        self.names.append(names)
        self.leaves.append(leaf)  # last: the size goes by it, and a server may be answering meanwhile

    def taken_ms(self) -> int:
        """When the entry that comes next is taken in, in milliseconds since 1970."""
        return _now_ms()

    def signed_at_ms(self, size: int) -> int:  # noqa: ARG002 (a log of the tests signs by the size)
        """When the head of `size` entries is signed."""
        return _now_ms()

    def root(self, size: int) -> bytes:
        """The root over the first `size` entries."""
        return ledger.root(size, lambda *at: self.nodes[at])

    def sign(self, size: int) -> tuple[int, bytes]:
        """When the head of `size` entries is signed, in ms since 1970, and the DigitallySigned struct (RFC 6962)."""
        timestamp = self.signed_at_ms(size)
        message = struct.pack(">BBQQ", 0, 1, timestamp, size) + self.root(size)
        signature = self.key.sign(message, ec.ECDSA(SHA256()))
        return timestamp, struct.pack(">BBH", 4, 3, len(signature)) + signature

    def checkpoint(self, size: int) -> str:
        """The signed note over the first `size` entries."""
        text = f"{self.origin}\n{size}\n{base64.b64encode(self.root(size)).decode()}\n"
        log_id = hashlib.sha256(base64.b64decode(self.public_key)).digest()
        key_id = hashlib.sha256(self.origin.encode() + b"\n\x05" + log_id).digest()[:4]
        timestamp, signed = self.sign(size)
        raw = key_id + struct.pack(">Q", timestamp) + signed
        return f"{text}\n— {self.origin} {base64.b64encode(raw).decode()}\n"

    def names_tile(self, first: int, width: int) -> bytes:
        """The names of `width` entries, as Sunlight logs add them to the specification."""
        rows = range(first, first + width)
        lines = [json.dumps({"Index": i, "Timestamp": self._taken(i), "DNS": list(self.names[i])}) for i in rows]
        return gzip.compress(("\n".join(lines) + "\n").encode())

    def tile(self, path: str, size: int) -> bytes | None:
        """The tile at `path` of a tree of `size` entries, None where there is none.

        A partial one that has grown since is still there: logs keep those for a while.
        """
        name, _, partial = path.partition(".p/")
        level, _, number = name.removeprefix("tile/").partition("/")
        tile = int(number.replace("x", "").replace("/", ""))
        height = 8 * int(level) if level.isdigit() else 0
        width = int(partial or ledger.TILE_WIDTH)
        if width > min(ledger.TILE_WIDTH, (size >> height) - tile * ledger.TILE_WIDTH):
            return None
        first = tile * ledger.TILE_WIDTH
        if level == "names":
            return self.names_tile(first, width)
        if level == "data":
            return gzip.compress(b"".join(self.tile_leaves[first : first + width]))
        return ledger.tile_bytes(int(level), tile, width, lambda *at: self.nodes[at])

    def _taken(self, index: int) -> int:
        return int.from_bytes(self.leaves[index][2:10], "big")


def _now_ms() -> int:
    return int(SystemClock().now().timestamp() * 1000)
