"""RFC 3161 over HTTP: ask an authority for a token over a digest, and take it only if it verifies.

`rfc3161-client` checks status, nonce, imprint, signature and chain against the pinned roots at the token's own time.
Real authorities, OpenSSL's among them, may write the certificate set unsorted, which that reader refuses as a whole;
then `openssl ts -verify` decides. The raw bytes are kept whatever their order.
"""

import http.client
import secrets
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from rempart.adapters.revocations import gather_answers, read_header
from rempart.ports.sealing import TimestampToken, TimestampUnavailableError

_ANSWER_LIMIT = 200_000
_NONCE_BYTES = 16
# AlgorithmIdentifier of SHA-256 (2.16.840.1.101.3.4.2.1) with NULL parameters.
_SHA256_IDENTIFIER = bytes.fromhex("300d06096086480165030402010500")
# SHA-256, SHA-384, SHA-512: a token signed over another digest would be taken by both readers, and by no verifier that
# an exhibit is worth anything to.
_DIGESTS = frozenset(bytes.fromhex(f"06096086480165030402{last}") for last in ("01", "02", "03"))


@dataclass(frozen=True, slots=True)
class HttpTimestampAuthority:
    """The `TimestampAuthority` port: one authority at `url`, pinned to `roots` (never to what a token brings)."""

    name: str
    url: str
    roots: Sequence[x509.Certificate]
    timeout_s: float = 10.0

    def root_fingerprints(self) -> tuple[str, ...]:
        """SHA-256 in hex of each pinned root certificate, sorted."""
        return tuple(sorted(root.fingerprint(SHA256()).hex() for root in self.roots))

    def stamp(self, sha256: bytes) -> TimestampToken:
        """A token over the 32-byte digest. Raises TimestampUnavailableError."""
        nonce = secrets.randbits(_NONCE_BYTES * 8 - 1) | 1 << (_NONCE_BYTES * 8 - 2)
        request = encode_request(sha256, nonce)
        response = self._post(request)
        try:
            parsed = decode_timestamp_response(response)
        except ValueError:
            stamped_at = self._verify_with_openssl(request, response)
        else:
            builder = VerifierBuilder(roots=list(self.roots), nonce=nonce)
            try:
                builder.build().verify(parsed, sha256)
            except (VerificationError, ValueError) as error:
                raise self._unusable(str(error)) from error
            stamped_at = parsed.tst_info.gen_time
        if not _digests_of(response) <= _DIGESTS:
            raise self._unusable("it signs over a digest that is no SHA-256, SHA-384 or SHA-512")
        stamped_at = stamped_at.astimezone(UTC)
        return TimestampToken(self.name, response, stamped_at, request, self._ask_for_revocations(response, stamped_at))

    def _ask_for_revocations(self, response: bytes, stamped_at: datetime) -> bytes:
        """What is told of the certificates behind the token, for whoever checks it years later."""
        try:
            answers = gather_answers(response, self.roots, stamped_at, self.timeout_s / 2)
        except ValueError as error:
            raise self._unusable(f"its certificates cannot be read ({error})") from error
        if answers.revoked:
            raise self._unusable(f"revoked: {', '.join(answers.revoked)}")
        return answers.text

    def _post(self, request: bytes) -> bytes:
        parts = urlsplit(self.url)
        maker = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = maker(parts.netloc, timeout=self.timeout_s)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", target, request, {"Content-Type": "application/timestamp-query"})
            answer = connection.getresponse()
            body = answer.read(_ANSWER_LIMIT + 1)
        except (OSError, http.client.HTTPException) as error:
            raise self._unusable(f"{error or type(error).__name__}") from error
        finally:
            connection.close()
        if answer.status != 200 or len(body) > _ANSWER_LIMIT:
            raise self._unusable(f"it answered {answer.status} with {len(body)} bytes")
        return body

    def _verify_with_openssl(self, request: bytes, response: bytes) -> datetime:
        with tempfile.TemporaryDirectory(prefix="rempart-ts-") as name:
            folder = Path(name)
            (folder / "request").write_bytes(request)
            (folder / "response").write_bytes(response)
            pem = b"".join(root.public_bytes(Encoding.PEM) for root in self.roots)
            (folder / "roots").write_bytes(pem)
            verified = _openssl(folder, "-verify", "-queryfile", "request", "-in", "response", "-CAfile", "roots")
            if "Verification: OK" not in verified:
                raise self._unusable("its token does not verify under the pinned roots")
            return _stated_time(_openssl(folder, "-reply", "-in", "response", "-text"))

    def _unusable(self, problem: str) -> TimestampUnavailableError:
        return TimestampUnavailableError(authority=self.name, problem=problem)


def load_roots(path: Path) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file. Raises TimestampUnavailableError where it has none."""
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise TimestampUnavailableError(authority=str(path), problem=f"its roots cannot be read ({error})") from error


def encode_request(sha256: bytes, nonce: int) -> bytes:
    """A TimeStampReq (RFC 3161, 2.4.1) in DER: version 1, SHA-256 imprint, nonce, certificates wanted."""
    imprint = _der(0x30, _SHA256_IDENTIFIER + _der(0x04, sha256))
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    return _der(0x30, _der(0x02, b"\x01") + imprint + _der(0x02, number) + _der(0x01, b"\xff"))


def _digests_of(response: bytes) -> set[bytes]:
    """The digests that the SignedData of a TimeStampResp names (RFC 5652, 5.1), each as its OBJECT IDENTIFIER."""
    at = read_header(response, 0)[0]
    at = sum(
        read_header(response, at)
    )  # behind the status: the ContentInfo, its type, [0], the SignedData, its version
    at = sum(read_header(response, read_header(response, at)[0]))
    at = sum(read_header(response, read_header(response, read_header(response, at)[0])[0]))
    at, length = read_header(response, at)
    found, end = set[bytes](), at + length
    while at < end:
        name, length = read_header(response, at)
        found.add(response[name : sum(read_header(response, name))])
        at = name + length
    return found


def _der(tag: int, content: bytes) -> bytes:
    # Every part of a request is shorter than 128 bytes, so the length is one byte.
    return bytes([tag, len(content)]) + content


def _openssl(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program, file names of our own, no shell)
            ["openssl", "ts", *arguments],  # noqa: S607 (the operator's path decides, as for every Debian program)
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr


def _stated_time(text: str) -> datetime:
    line = next((line for line in text.splitlines() if line.startswith("Time stamp: ")), "")
    stated = line.removeprefix("Time stamp: ").removesuffix(" GMT")
    for form in ("%b %d %H:%M:%S %Y", "%b %d %H:%M:%S.%f %Y"):
        try:
            return datetime.strptime(stated, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise TimestampUnavailableError(authority="openssl", problem=f"a token without a readable time ({stated!r})")
