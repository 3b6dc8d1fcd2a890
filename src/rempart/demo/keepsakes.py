"""What `--keep DIR` leaves: exhibits, configuration, lists, the journal's export.

In: what the story made in its temporary folder. Out: copies in DIR, over those of an earlier run.
Never: a key, except the public root that timestamps are checked against.
"""

import shutil
from pathlib import Path

from rempart.demo.cast import Cast
from rempart.kernel.errors import OutsideUnavailableError

_KEPT = ("exhibits", "lists", "journal", "rempart.toml", "edge.toml", "timestamp-root.pem", "passive-dns.jsonl")


class KeepFailedError(OutsideUnavailableError):
    """The folder for keepsakes cannot be written."""

    code = "demo.keep_failed"
    template = "{folder} cannot be written: {problem}. Give another folder to --keep."


def keep(cast: Cast, folder: Path) -> None:
    """Copy what is worth keeping into `folder`. Raises KeepFailedError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _KEPT:
            _copy(cast.folder / name, folder / name)
    except OSError as error:
        raise KeepFailedError(folder=folder, problem=error.strerror) from error


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    elif source.exists():
        shutil.copyfile(source, target)
