"""A timestamp authority of RFC 3161: OpenSSL answers, served over HTTP on loopback.

In: nothing. Out: an address that takes ``application/timestamp-query``, and the root certificate to pin.
Never: a certificate that a real verifier trusts; the keys are made at start and removed at the end.
"""

import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rempart.kernel.clock import SystemClock
from rempart.lab.processes import OPENSSL, Part, free_port, hand_over, require_program, unprivileged
from rempart.lab.serving import LoopbackServers, Request, Response

POLICY_OID = "1.3.6.1.4.1.32473.1.1"  # 32473 is the enterprise number kept for examples (RFC 5612)
_ANSWER_S = 10.0
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
        make_certificates(self._folder, SystemClock().now())
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
        if request.method != "POST" or request.headers.get("content-type") != "application/timestamp-query":
            return Response(415, b"POST application/timestamp-query (RFC 3161).\n", (("Content-Type", "text/plain"),))
        with self._one_serial_at_a_time:
            reply = self._reply(request.body)
        if reply is None:
            return Response(500, b"openssl gave no answer.\n", (("Content-Type", "text/plain"),))
        return Response(200, reply, (("Content-Type", "application/timestamp-reply"),))

    def _reply(self, query: bytes) -> bytes | None:
        question, answer = self._folder / "query.tsq", self._folder / "reply.tsr"
        question.write_bytes(query)
        answer.unlink(missing_ok=True)
        command: list[str | Path] = [self._openssl, "ts", "-reply", "-config", self._folder / "tsa.cnf"]
        command += ["-section", "lab", "-queryfile", question, "-out", answer]
        subprocess.run(unprivileged(command), capture_output=True, timeout=_ANSWER_S, check=False)
        return answer.read_bytes() if answer.exists() else None


def make_certificates(folder: Path, now: datetime) -> None:
    """Write a root (``root.pem``) and a signer for timestamps only (``tsa.pem``, ``tsa.key``) into `folder`."""
    root_key, signer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Rempart laboratory root, for tests only")])
    signer_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Rempart laboratory timestamps")])
    root = (
        _builder(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    signer = (
        _builder(signer_name, root_name, signer_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(certificates=False), critical=True)
        # RFC 3161, 2.3: exactly this one purpose, and critical.
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "tsa.pem").write_bytes(signer.public_bytes(serialization.Encoding.PEM))
    key = folder / "tsa.key"
    key.touch(mode=0o600)
    key.write_bytes(
        signer_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


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
