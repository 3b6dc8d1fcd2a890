"""What `--keep DIR` leaves: exhibits, configuration, lists, the journal's export.

In: what the story made in its temporary folder. Out: copies in DIR, over those of an earlier run.
Never: a key, except the public root that timestamps are checked against; and nothing in the place of other files.
"""

import shutil
from pathlib import Path

from rempart.demo.cast import Cast
from rempart.kernel.errors import OutsideUnavailableError

_KEPT = ("exhibits", "lists", "journal", "rempart.toml", "edge.toml", "timestamp-root.pem", "passive-dns.jsonl")
_OWN = "timestamp-root.pem"  # which no installation has under that name


class KeepFailedError(OutsideUnavailableError):
    """The folder for keepsakes cannot be written."""

    code = "demo.keep_failed"
    template = "{folder} cannot be written: {problem}. Give another folder to --keep."


def keep_what_is_there(folder: Path) -> None:
    """Before the story: an installation has exhibits, a journal and a configuration of these names, too. Raises
    KeepFailedError where `folder` holds anything but what an earlier run left."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if there and not (there.issubset(_KEPT) and _OWN in there):
        raise KeepFailedError(folder=folder, problem="it holds other files than those of an earlier run")


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
