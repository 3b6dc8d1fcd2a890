"""Files that people sign with at a command line: a key of their own, a mandate to carry, a line signed elsewhere."""

from contextlib import suppress
from pathlib import Path

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase

_SEED_BYTES = 32


class FileUnusableError(InputRejectedError):
    """The file cannot be read, or holds something else."""

    code = "cli.file_unusable"
    template = "{path} cannot be used: {problem}. Give {wanted}."


def read_seed(key: Path) -> bytes:
    """The 32 bytes that `rempart order new-key` wrote in hex. Raises FileUnusableError."""
    wanted = Phrase("the file that `rempart order new-key` made")
    try:
        seed = bytes.fromhex(read_words(key, wanted=wanted))
    except ValueError as error:
        raise FileUnusableError(path=key, problem=Phrase("it holds no key in hex"), wanted=wanted) from error
    if len(seed) != _SEED_BYTES:
        problem = Phrase("its key has {found} bytes, a signing key has {right}", found=len(seed), right=_SEED_BYTES)
        raise FileUnusableError(path=key, problem=problem, wanted=wanted)
    return seed


def read_words(file: Path, *, wanted: Phrase) -> str:
    """The file's text in UTF-8. Raises FileUnusableError, which ends with what is wanted instead."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise FileUnusableError(path=file, problem=error.strerror or str(error), wanted=wanted) from error
    except UnicodeDecodeError as error:
        raise FileUnusableError(path=file, problem=Phrase("it is no text in UTF-8"), wanted=wanted) from error


def write_secret(file: Path, words: str) -> None:
    """Write the file for its owner alone, and never over another. Raises FileUnusableError."""
    begun = False
    try:
        with file.open("x", encoding="ascii") as opened:
            begun = True
            file.chmod(0o600)
            opened.write(words)
    except OSError as error:
        if begun:
            # Half a key is none, and would refuse the next try its place.
            with suppress(OSError):
                file.unlink()
        wanted = Phrase("a new file in a folder that is there, and yours to write to")
        raise FileUnusableError(path=file, problem=error.strerror or str(error), wanted=wanted) from error
