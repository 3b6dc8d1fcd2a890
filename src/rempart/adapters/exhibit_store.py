"""Exhibits by digest in a folder, encrypted at rest: AES-256-GCM with a key from a file.

A file is ``ab/abcdef…``: magic, 12 random bytes, ciphertext with its tag; the digest is authenticated with it, so
that two files cannot change places. Writing is: temporary name, fsync, rename, fsync of the folder. Whatever stops
it before the rename leaves no exhibit; after it, a whole one.
"""

import hashlib
import re
import secrets
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rempart.key_files import secret_in, write_anew
from rempart.ports.sealing import ExhibitLockedError, ExhibitMissingError, StoreFullError

_MAGIC = b"rempart-exhibit-1\n"
_NONCE_BYTES = 12
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class FolderStore:
    """The `ExhibitStore` port over `folder`; `key_file` holds 32 bytes in hex and is made at first use."""

    def __init__(self, folder: Path, key_file: Path) -> None:
        self._folder = folder
        self._key_file = key_file
        try:
            self._cipher = AESGCM(secret_in(key_file))
        except ValueError as error:
            raise ExhibitLockedError(sha256="(any)", problem=str(error)) from error

    def put(self, content: bytes) -> str:
        """Store `content` and return its SHA-256 in hex. Raises StoreFullError, then nothing of it is left.

        What is held already has to open: else ExhibitLockedError, since nobody could read what is said to be stored.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self._path(sha256)
        if target.exists():
            self.open(sha256).close()
            return sha256
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = _MAGIC + nonce + self._cipher.encrypt(nonce, content, sha256.encode())
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_anew(target, sealed)
        except OSError as error:
            raise StoreFullError(problem=error.strerror or str(error)) from error
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        """The exhibit's bytes. Raises ExhibitMissingError or ExhibitLockedError."""
        try:
            sealed = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise ExhibitMissingError(sha256=sha256) from error
        except OSError as error:  # of one file on a failing disk; the others are read all the same
            raise ExhibitLockedError(sha256=sha256, problem=error.strerror or str(error)) from error
        if not sealed.startswith(_MAGIC):
            raise ExhibitLockedError(sha256=sha256, problem="it is no file of this store")
        body = sealed[len(_MAGIC) :]
        try:
            content = self._cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], sha256.encode())
        except (InvalidTag, ValueError) as error:
            problem = f"it was changed, or stored with another key than {self._key_file}"
            raise ExhibitLockedError(sha256=sha256, problem=problem) from error
        return BytesIO(content)

    def list_digests(self) -> tuple[str, ...]:
        """Every digest held, sorted. What an interrupted writing left is not listed."""
        names = (path.name for path in self._folder.glob("??/*"))
        return tuple(sorted(name for name in names if _DIGEST.match(name)))

    def _path(self, sha256: str) -> Path:
        if not _DIGEST.match(sha256):
            raise ExhibitMissingError(sha256=sha256)
        return self._folder / sha256[:2] / sha256
