"""Files that come whole or not at all, also after a power cut: keys, written once, and what replaces itself."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

_SECRET_BYTES = 32


def is_private(path: Path) -> bool:
    """Whether nobody but the owner of the file may read or write it. Raises OSError."""
    return not stat.S_IMODE(path.stat().st_mode) & 0o077


def secret_in(path: Path) -> bytes:
    """The 32 bytes in hex that `path` holds for its owner alone, made there where there is nothing yet.

    Raises ValueError that says what is wrong with the file; OSError.
    """
    if not path.exists():
        write_once(path, secrets.token_hex(_SECRET_BYTES).encode("ascii") + b"\n")
    if not is_private(path):
        raise ValueError(f"others can read the key {path}; run chmod 600 on it")
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != _SECRET_BYTES:
        raise ValueError(f"{path} is no key: it must be 64 hex digits")
    return secret


def write_once(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write `content` where nothing is yet, and return when the disk has it; what is there already stays.

    The name comes with its content or not at all, also after a power cut: what was signed with a key that was then lost
    could never be checked again. Folders on the way are made for their owner alone. Raises OSError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        write_through(draft, content, mode=mode)
        # A link never replaces: of two processes that start at once, the first one's key stands for both.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_anew(path: Path, content: bytes) -> None:
    """Put `content` in the place of what `path` held, for its owner alone, and return when the disk has it.

    Whoever reads meanwhile, or after a failure, finds the one or the other, whole. Raises OSError.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        write_through(draft, content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_through(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a new file, and return when the disk has its content. Raises OSError, also where there is one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the disk has the names in `folder`. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
