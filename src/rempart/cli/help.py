"""Help pages in the user's language: what commands say of themselves and of their options, once they are put together.

The words around them ("Usage", "Options", and what is wrong with an option) are the library's own, and English.
"""

from collections.abc import Iterator
from typing import Any

from rempart.cli.language import SOURCE, words
from rempart.config import find_language


def help_texts(command: Any) -> Iterator[str]:
    """What `command` (of click) and those below it say of themselves and of their options, paragraph by paragraph."""
    for part in _parts(command):
        yield from paragraphs(part.help)


def paragraphs(text: str) -> list[str]:
    """The parts of a help text, each of which is translated by itself."""
    return text.split("\n\n")


def speak_help(command: Any) -> None:
    """Put the help texts of `command`, and of those below it, into the user's language."""
    if find_language() == SOURCE:
        return
    for part in _parts(command):
        part.help = "\n\n".join(map(words().translated, paragraphs(part.help)))


def _parts(command: Any) -> Iterator[Any]:
    """The commands and parameters that have a help text."""
    yield from (part for part in (command, *command.params) if getattr(part, "help", None))
    for below in getattr(command, "commands", {}).values():
        yield from _parts(below)
