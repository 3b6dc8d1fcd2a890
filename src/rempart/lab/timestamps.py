"""A timestamp authority of RFC 3161: OpenSSL answers, served over HTTP on loopback.

In: nothing. Out: an address that takes ``application/timestamp-query``, and the root certificate to pin; under
``/crl`` and ``/ocsp``, which its certificates name, what was revoked.
Never: a certificate that a real verifier trusts; the keys are made at start and removed at the end.
"""

import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from rempart.kernel.clock import SystemClock
from rempart.lab.processes import OPENSSL, Part, free_port, hand_over, require_program, unprivileged
from rempart.lab.revocation import RevocationDesk
from rempart.lab.serving import LoopbackServers, Request, Response

POLICY_OID = "1.3.6.1.4.1.32473.1.1"  # 32473 is the enterprise number kept for examples (RFC 5612)
_ANSWER_S = 60.0
_VALID_DAYS = 30

_CONFIGURATION = """
[tsa]
default_tsa = lab
[lab]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = {policy}
digests = sha256, sha384, sha512
accuracy = secs:1
clock_precision_digits = 3
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class TimestampServer(Part):
    """The authority. `root_certificate` (PEM) exists once it was started; tokens hold the signer's certificate."""

    address = "127.0.0.1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_serial_at_a_time = Lock()
        self.port = free_port(self.address)
        self.url = f"http://{self.address}:{self.port}/"
        self.root_certificate = folder / "root.pem"
        self._servers = LoopbackServers([self.address], self.port, self._answer)

    def start(self) -> None:
        """Make the keys and certificates, then listen."""
        self._openssl = require_program(OPENSSL)
        make_certificates(self._folder, SystemClock().now(), services=self.url)
        self.revocations = RevocationDesk(self._folder, (self._folder / "tsa.pem", self._folder / "ocsp.pem"))
        (self._folder / "serial").write_text("01\n")
        configuration = _CONFIGURATION.format(folder=self._folder, policy=POLICY_OID)
        (self._folder / "tsa.cnf").write_text(configuration)
        for file in self._folder.iterdir():
            hand_over(file)
        self._servers.start()

    def stop(self) -> None:
        """Stop listening."""
        self._servers.stop()

    def _answer(self, request: Request) -> Response:
        if request.path == "/crl":
            with self._one_serial_at_a_time:
                return Response(200, self.revocations.crl(), (("Content-Type", "application/pkix-crl"),))
        if request.path == "/ocsp" and request.method == "POST":
            with self._one_serial_at_a_time:
                reply = self.revocations.ocsp(request.body)
            return Response(200, reply, (("Content-Type", "application/ocsp-response"),))
        if request.method != "POST" or request.headers.get("content-type") != "application/timestamp-query":
            return Response(415, b"POST application/timestamp-query (RFC 3161).\n", (("Content-Type", "text/plain"),))
        with self._one_serial_at_a_time:
            stamped = self._reply(request.body)
        if stamped is None:
            return Response(500, b"openssl gave no answer.\n", (("Content-Type", "text/plain"),))
        return Response(200, stamped, (("Content-Type", "application/timestamp-reply"),))

    def _reply(self, query: bytes) -> bytes | None:
        question, answer = self._folder / "query.tsq", self._folder / "reply.tsr"
        question.write_bytes(query)
        answer.unlink(missing_ok=True)
        command: list[str | Path] = [self._openssl, "ts", "-reply", "-config", self._folder / "tsa.cnf"]
        command += ["-section", "lab", "-queryfile", question, "-out", answer]
        subprocess.run(unprivileged(command), capture_output=True, timeout=_ANSWER_S, check=False)
        return answer.read_bytes() if answer.exists() else None


def make_certificates(folder: Path, now: datetime, *, services: str = "") -> None:
    """Write into `folder` a root, a signer for timestamps only and one for OCSP only: ``root``, ``tsa``, ``ocsp``, each
    as ``.pem`` and ``.key``. `services` is where CRL and OCSP answer; empty: the certificates name no such place."""
    root_key, signer_key, ocsp_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root_name = _name("Rempart laboratory root, for tests only")
    root = (
        _builder(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    signer = _issue("Rempart laboratory timestamps", signer_key, root_key, now, ExtendedKeyUsageOID.TIME_STAMPING)
    ocsp = _issue("Rempart laboratory OCSP", ocsp_key, root_key, now, ExtendedKeyUsageOID.OCSP_SIGNING)
    if services:
        for extension in _places(services):
            signer = signer.add_extension(extension, critical=False)
    pem = serialization.Encoding.PEM
    _write_pair(folder, "root", root.public_bytes(pem), root_key)
    _write_pair(folder, "tsa", signer.sign(root_key, hashes.SHA256()).public_bytes(pem), signer_key)
    _write_pair(folder, "ocsp", ocsp.sign(root_key, hashes.SHA256()).public_bytes(pem), ocsp_key)


def _issue(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    root_key: ec.EllipticCurvePrivateKey,
    now: datetime,
    purpose: x509.ObjectIdentifier,
) -> x509.CertificateBuilder:
    """A certificate under the root for one purpose, still to be signed."""
    root_name = _name("Rempart laboratory root, for tests only")
    return (
        _builder(_name(name), root_name, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(certificates=False), critical=True)
        # RFC 3161, 2.3: exactly this one purpose, and critical.
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
    )


def _places(services: str) -> tuple[x509.ExtensionType, ...]:
    """Where the certificate says that revocations are told: CRL and OCSP."""
    crl, ocsp = (x509.UniformResourceIdentifier(f"{services}{path}") for path in ("crl", "ocsp"))
    point = x509.DistributionPoint(full_name=[crl], relative_name=None, reasons=None, crl_issuer=None)
    access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, ocsp)
    return x509.CRLDistributionPoints([point]), x509.AuthorityInformationAccess([access])


def _write_pair(folder: Path, name: str, certificate: bytes, key: ec.EllipticCurvePrivateKey) -> None:
    (folder / f"{name}.pem").write_bytes(certificate)
    path = folder / f"{name}.key"
    path.touch(mode=0o600)
    plain = serialization.NoEncryption()
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=_VALID_DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _key_usage(certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
