"""The first keys of an installation: files that are written once, whole, and never again."""

import contextlib
import os
import secrets
from pathlib import Path


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
