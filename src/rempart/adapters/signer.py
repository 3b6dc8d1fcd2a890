"""The sealing keys, and the two ways to use them: in this process, or in one of their own that sees only hashes.

Keys are PKCS #8 PEM files that only their owner can read; a file that others can read is refused, not warned about.
The process speaks lines: ``seal <hex>``, ``wacz <text>``, ``key``; it answers ``ok …`` or ``no …``.
"""

import base64
import binascii
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from rempart.key_files import is_private, write_once
from rempart.ports.sealing import SignerUnavailableError

SEAL_KEY = "seal.pem"
WACZ_KEY = "wacz.pem"
PUBLIC_KEY = "seal-public.pem"
_WACZ_TEXT = re.compile(r"sha256:[0-9a-f]{64}\Z")
_P384_BYTES = 48


class FileSigner:
    """The `Signer` port with keys in `folder`; made there at first use where there are none."""

    def __init__(self, folder: Path) -> None:
        seal = _load_or_make(folder / SEAL_KEY, Ed25519PrivateKey.generate)
        wacz = _load_or_make(folder / WACZ_KEY, lambda: ec.generate_private_key(ec.SECP384R1()))
        if not isinstance(seal, Ed25519PrivateKey):
            raise SignerUnavailableError(problem=f"{folder / SEAL_KEY} is no Ed25519 key")
        if not isinstance(wacz, ec.EllipticCurvePrivateKey) or wacz.curve.name != "secp384r1":
            raise SignerUnavailableError(problem=f"{folder / WACZ_KEY} is no P-384 key")
        self._seal, self._wacz = seal, wacz
        public = folder / PUBLIC_KEY
        if not public.exists():
            pem = self._seal.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            write_once(public, pem, mode=0o644)

    def sign_seal(self, sha256: bytes) -> bytes:
        """Ed25519 signature, 64 bytes, over a 32-byte digest; anything else is refused."""
        if len(sha256) != 32:
            raise SignerUnavailableError(problem="it signs 32-byte digests and nothing else")
        return self._seal.sign(sha256)

    def seal_public_key(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        return self._seal.public_key().public_bytes_raw()

    def sign_wacz(self, text: str) -> tuple[str, str]:
        """The wacz-auth anonymous signature and its key, both base64; only ``sha256:<hex>`` is signed."""
        if not _WACZ_TEXT.match(text):
            raise SignerUnavailableError(problem="it signs 'sha256:<64 hex digits>' and nothing else")
        r, s = decode_dss_signature(self._wacz.sign(text.encode("ascii"), ec.ECDSA(SHA256())))
        raw = r.to_bytes(_P384_BYTES, "big") + s.to_bytes(_P384_BYTES, "big")
        public = self._wacz.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(raw).decode(), base64.b64encode(public).decode()


class SignerProcess:
    """The `Signer` port by a child process that alone reads the keys; started at first use, ended by `close`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def sign_seal(self, sha256: bytes) -> bytes:
        """As `FileSigner.sign_seal`."""
        return base64.b64decode(self._ask(f"seal {sha256.hex()}"))

    def seal_public_key(self) -> bytes:
        """As `FileSigner.seal_public_key`."""
        return base64.b64decode(self._ask("key"))

    def sign_wacz(self, text: str) -> tuple[str, str]:
        """As `FileSigner.sign_wacz`."""
        signature, public_key = self._ask(f"wacz {text}").split(" ")
        return signature, public_key

    def close(self) -> None:
        """End the child; the next question starts another."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.communicate(timeout=10)

    def _ask(self, line: str) -> str:
        with self._lock:
            child = self._running_child()
            if child.stdin is None or child.stdout is None:
                raise SignerUnavailableError(problem="it was started without pipes")
            try:
                child.stdin.write(line + "\n")
                child.stdin.flush()
                answer = child.stdout.readline()
            except OSError as error:
                raise SignerUnavailableError(problem=f"its process is gone ({error})") from error
        word, _, rest = answer.rstrip("\n").partition(" ")
        if word != "ok":
            raise SignerUnavailableError(problem=rest or "its process ended without an answer")
        return rest

    def _running_child(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(  # noqa: S603 (our own interpreter, our own module, no shell)
                [sys.executable, "-m", "rempart.adapters.signer", str(self._folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                # Ctrl-C is for the parent; the child ends when the pipe does.
                start_new_session=True,
            )
        return self._child


def answer_lines(folder: Path, questions: Iterable[str], answers: TextIO) -> None:
    """The child's loop: one answer a question until the questions end."""
    signer: FileSigner | None = None
    for question in questions:
        try:
            signer = signer or FileSigner(folder)
            answer = "ok " + _answer(signer, question.rstrip("\n"))
        except (SignerUnavailableError, binascii.Error, ValueError) as error:
            answer = "no " + " ".join(str(error).split())
        answers.write(answer + "\n")
        answers.flush()


def _answer(signer: FileSigner, question: str) -> str:
    verb, _, argument = question.partition(" ")
    if verb == "seal":
        return base64.b64encode(signer.sign_seal(bytes.fromhex(argument))).decode()
    if verb == "key":
        return base64.b64encode(signer.seal_public_key()).decode()
    if verb == "wacz":
        return " ".join(signer.sign_wacz(argument))
    raise SignerUnavailableError(problem=f"it does not know the word {verb!r}")


def _load_or_make(path: Path, make: Callable[[], PrivateKeyTypes]) -> PrivateKeyTypes:
    if not path.exists():
        pem = make().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_once(path, pem)
    try:
        if not is_private(path):
            raise SignerUnavailableError(problem=f"others can read {path}; run chmod 600 on it")
        return load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise SignerUnavailableError(problem=f"{path} cannot be used ({error})") from error


if __name__ == "__main__":
    answer_lines(Path(sys.argv[1]), sys.stdin, sys.stdout)
