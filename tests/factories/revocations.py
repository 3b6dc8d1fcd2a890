"""Lists of revoked certificates and OCSP answers, as issuers make them and as forgers do."""

import base64
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509 import ocsp

Reason = x509.ReasonFlags


def to_pem(kind: str, der: bytes) -> bytes:
    """`der` in lines of 64, as a PEM block of `kind`."""
    text = base64.b64encode(der).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""]).encode()


def read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who answers: the certificate about, its issuer, and the keys that sign."""

    certificate: x509.Certificate
    issuer: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    responder: x509.Certificate
    responder_key: ec.EllipticCurvePrivateKey
    now: datetime

    @classmethod
    def of_folder(cls, folder: Path, now: datetime) -> "Issuer":
        """The one whose ``root``, ``tsa`` and ``ocsp`` lie in `folder` (`rempart.lab.timestamps.make_certificates`)."""
        root, tsa, responder = (
            x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes()) for name in ("root", "tsa", "ocsp")
        )
        return cls(tsa, root, read_key(folder / "root.key"), responder, read_key(folder / "ocsp.key"), now)

    def kept(self) -> bytes:
        """What a sealing machine keeps beside a token: nothing was revoked."""
        return b"# as answered\n" + to_pem("OCSP RESPONSE", self.ocsp()) + to_pem("X509 CRL", self.crl())

    def crl(
        self,
        revoked_at: datetime | None = None,
        reason: Reason | None = None,
        *,
        age: timedelta = timedelta(hours=1),
        good_for: timedelta = timedelta(days=1),
        extension: x509.ExtensionType | None = None,
    ) -> bytes:
        """A list in DER, with the certificate on it where it was revoked."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuer.subject)
            .last_update(self.now - age)
            .next_update(self.now - age + good_for)
        )
        if revoked_at is not None:
            entry = x509.RevokedCertificateBuilder().serial_number(self.certificate.serial_number)
            entry = entry.revocation_date(revoked_at)
            if reason is not None:
                entry = entry.add_extension(x509.CRLReason(reason), critical=False)
            builder = builder.add_revoked_certificate(entry.build())
        if extension is not None:
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def ocsp(
        self,
        revoked_at: datetime | None = None,
        reason: Reason | None = None,
        *,
        age: timedelta = timedelta(hours=1),
        good_for: timedelta | None = timedelta(days=1),
        unknown: bool = False,
    ) -> bytes:
        """An answer in DER by the responder."""
        status = ocsp.OCSPCertStatus.UNKNOWN if unknown else ocsp.OCSPCertStatus.GOOD
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=self.certificate,
            issuer=self.issuer,
            algorithm=hashes.SHA256(),
            cert_status=status if revoked_at is None else ocsp.OCSPCertStatus.REVOKED,
            this_update=self.now - age,
            next_update=None if good_for is None else self.now - age + good_for,
            revocation_time=revoked_at,
            revocation_reason=reason,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, self.responder).certificates([self.responder])
        return builder.sign(self.responder_key, hashes.SHA256()).public_bytes(Encoding.DER)

    def signed_by(self, key: ec.EllipticCurvePrivateKey, responder: x509.Certificate | None = None) -> "Issuer":
        """The same with another key behind both kinds of answer."""
        return replace(self, key=key, responder_key=key, responder=responder or self.responder)
