"""Where commands write files: whole or not at all, and never in the place of something else.

A name that was given in the wrong order, or a slip, would cost an exhibit, a configuration or the database. So what a
command makes takes the place of an older file of the same kind and of no other; exhibits take nobody's.
"""

import os
import re
import shutil
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.kernel.phrases import Phrase

_LOOKED_AT = 4_096  # bytes: what a file is shows at its start


class Made(Enum):
    """What commands make, and how it begins."""

    ONCE = "(?!)"  # exhibits and measurements: one more is no newer edition of the one before
    BACKGROUND = r"rempart-background-\d+\n"
    LIST = r"[;#!] [^\n]*\n[;#!] serial \d"
    WATCHLIST = r'\{"site": "(?:[^"\\]|\\.)*", "domains": \['
    FORECAST = r'\{"site": "(?:[^"\\]|\\.)*", "hostname": '
    STATEMENTS = r'\{"puid": "'
    OPENING = r"c2sp\.org/tlog-proof@v1\n"
    REJECTS = r'\{"line": ?\d'
    MANDATE = r'\{\s*"answer": '


_KINDS = {
    Made.BACKGROUND: Phrase("background"),
    Made.LIST: Phrase("list"),
    Made.WATCHLIST: Phrase("watchlist"),
    Made.FORECAST: Phrase("forecast"),
    Made.STATEMENTS: Phrase("statements"),
    Made.OPENING: Phrase("opening"),
    Made.REJECTS: Phrase("rejects"),
    Made.MANDATE: Phrase("mandate"),
}


class FolderTakenError(InputRejectedError):
    """What makes a folder of files fills a new one, or an empty one."""

    code = "cli.folder_taken"
    template = "{path} is not empty. Name a new folder."


class OutputUnwritableError(OutsideUnavailableError):
    """The file cannot be written where it should go."""

    code = "cli.output_unwritable"
    template = "{path} cannot be written: {problem}. Nothing half-written is left."


class PlaceTakenError(InputRejectedError):
    """Something else is where the file should go."""

    code = "cli.place_taken"
    template = "{path} is there already and stays as it is: {problem}. Give another name."


def keep_what_is_there(path: Path, made: Made) -> None:
    """Before the work, and before the journal keeps that it was done. Raises PlaceTakenError."""
    if path.is_dir():
        raise PlaceTakenError(path=path, problem="it is a folder")
    if not path.is_file():  # nothing is there, or a pipe, or a device
        return
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head and not re.match(made.value.encode(), head):
        is_once = made is Made.ONCE
        problem = Phrase(
            "what is made here replaces nothing" if is_once else "it is no {kind} of Rempart's",
            kind=_KINDS.get(made, ""),
        )
        raise PlaceTakenError(path=path, problem=problem)


def keep_what_is_in(folder: Path) -> None:
    """Before a folder is filled with files. Raises FolderTakenError."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderTakenError(path=folder)


def write_whole(path: Path, content: bytes | Iterable[str], made: Made) -> None:
    """Write `content` to `path`, as UTF-8 where it is text, whole or not at all; whoever reads there meanwhile sees
    what was there before. Raises PlaceTakenError, OutputUnwritableError."""
    keep_what_is_there(path, made)
    place = Path(os.path.realpath(path))  # a link stays one
    part = place.with_name(f".{place.name}.part") if place.is_file() or not place.exists() else place
    try:
        with part.open("wb") as file:
            if place.is_file():
                shutil.copymode(place, part)  # before a word is in it: who kept a list to themselves goes on to
            file.writelines([content] if isinstance(content, bytes) else (line.encode() for line in content))
        if part != place:
            part.replace(place)
    except OSError as error:
        if part != place:
            part.unlink(missing_ok=True)
        problem = error.strerror or str(error)
        if not place.parent.is_dir():
            problem = "there is no such folder; make it first"
        raise OutputUnwritableError(path=path, problem=problem) from error
