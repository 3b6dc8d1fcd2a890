"""A timestamp authority without a network: OpenSSL answers a file of its own."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from rfc3161_client import decode_timestamp_response

from rempart.adapters.timestamp_authority import encode_request
from rempart.lab.timestamps import make_certificates
from rempart.ports.sealing import TimestampToken, TimestampUnavailableError
from rempart.verification.tokens import sort_certificates
from tests.factories.revocations import Issuer

_CONFIGURATION = """
[tsa]
default_tsa = lab
[lab]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.1.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = {algorithm}
"""


class OpenSslAuthority:
    """The `TimestampAuthority` port; its clock is the machine's. `down` makes it fail like an authority that is off."""

    def __init__(self, folder: Path, now: datetime, *, name: str = "Authority T", algorithm: str = "sha256") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._name = name
        self._folder = folder
        self.down = False
        make_certificates(folder, now)
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(_CONFIGURATION.format(folder=folder, algorithm=algorithm))
        self.root_file = folder / "root.pem"
        self.key_file = folder / "tsa.key"
        self.signer = x509.load_pem_x509_certificate((folder / "tsa.pem").read_bytes())
        self.root = x509.load_pem_x509_certificate(self.root_file.read_bytes())
        self.issuer = Issuer.of_folder(folder, now)
        self.revocation = self.issuer.kept()
        self._nonce = 1 << 100

    @property
    def name(self) -> str:
        return self._name

    def root_fingerprints(self) -> tuple[str, ...]:
        return (self.root.fingerprint(SHA256()).hex(),)

    def stamp(self, sha256: bytes) -> TimestampToken:
        if self.down:
            raise TimestampUnavailableError(authority=self.name, problem="it is switched off")
        self._nonce += 1
        request = encode_request(sha256, self._nonce)
        response = self.answer(request)
        stamped_at = decode_timestamp_response(sort_certificates(response)).tst_info.gen_time.astimezone(UTC)
        return TimestampToken(self.name, response, stamped_at, request, self.revocation)

    def answer(self, request: bytes) -> bytes:
        """The TimeStampResp to a TimeStampReq, both DER."""
        (self._folder / "query").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "lab", "-queryfile", "query"]
        subprocess.run([*command, "-out", "reply"], cwd=self._folder, check=True, capture_output=True)
        return (self._folder / "reply").read_bytes()
