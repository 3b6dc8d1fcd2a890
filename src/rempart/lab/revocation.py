"""The certificate authority behind the laboratory's timestamps: OpenSSL says what it has revoked, as CRL and by OCSP.

In: a folder with ``root.pem``, ``root.key`` and the certificates issued. Out: DER of RFC 5280 and RFC 6960.
Never: a port of its own; the timestamp server hands its answers out.
"""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from rempart.lab.processes import OPENSSL, hand_over, require_program, unprivileged

_ANSWER_S = 60.0
_CONFIGURATION = """
[ca]
default_ca = lab
[lab]
database = {folder}/index.txt
crlnumber = {folder}/crlnumber
default_md = sha256
default_crl_hours = 24
crl_extensions = extensions
[extensions]
authorityKeyIdentifier = keyid
"""


class RevocationDesk:
    """Answers for the certificates of one folder. `revoke` enters one into OpenSSL's database."""

    def __init__(self, folder: Path, certificates: tuple[Path, ...]) -> None:
        self._folder = folder
        self._certificates = tuple(x509.load_pem_x509_certificate(path.read_bytes()) for path in certificates)
        self._revoked: dict[int, tuple[datetime, str]] = {}
        (folder / "ca.cnf").write_text(_CONFIGURATION.format(folder=folder))
        (folder / "crlnumber").write_text("01\n")
        (folder / "index.txt.attr").write_text("unique_subject = no\n")
        self._write_index()

    def revoke(self, certificate: x509.Certificate, at: datetime, reason: str = "") -> None:
        """`certificate` counts as revoked from `at`; `reason` in OpenSSL's words (``keyCompromise``), or none."""
        self._revoked[certificate.serial_number] = (at, reason)
        self._write_index()

    def crl(self) -> bytes:
        """The list of revoked certificates, DER."""
        self._openssl("ca", "-gencrl", "-config", "ca.cnf", "-keyfile", "root.key", "-cert", "root.pem", "-out", "crl")
        return x509.load_pem_x509_crl((self._folder / "crl").read_bytes()).public_bytes(Encoding.DER)

    def ocsp(self, question: bytes) -> bytes:
        """The OCSP answer to `question`, both DER."""
        (self._folder / "ocsp-question").write_bytes(question)
        signer = ("-rsigner", "ocsp.pem", "-rkey", "ocsp.key", "-nmin", "1440")
        files = ("-reqin", "ocsp-question", "-respout", "ocsp-answer")
        (self._folder / "ocsp-answer").unlink(missing_ok=True)
        self._openssl("ocsp", "-index", "index.txt", "-CA", "root.pem", *signer, *files)
        return (self._folder / "ocsp-answer").read_bytes()

    def _write_index(self) -> None:
        lines = []
        for certificate in self._certificates:
            at, reason = self._revoked.get(certificate.serial_number, (None, ""))
            revoked = "" if at is None else _stamp(at) + (f",{reason}" if reason else "")
            state, serial = "R" if revoked else "V", f"{certificate.serial_number:X}"
            serial = serial.zfill(len(serial) + len(serial) % 2)
            subject = "/" + certificate.subject.rfc4514_string()
            lines.append(
                "\t".join((state, _stamp(certificate.not_valid_after_utc), revoked, serial, "unknown", subject))
            )
        (self._folder / "index.txt").write_text("".join(line + "\n" for line in lines))
        for name in ("index.txt", "crlnumber", "ca.cnf", "index.txt.attr"):
            hand_over(self._folder / name)

    def _openssl(self, *arguments: str) -> None:
        command: list[str | Path] = [require_program(OPENSSL), *arguments]
        subprocess.run(unprivileged(command), cwd=self._folder, capture_output=True, timeout=_ANSWER_S, check=True)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%y%m%d%H%M%SZ")
