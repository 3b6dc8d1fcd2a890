"""Help pages in the user's language: what commands say of themselves and of their options, once they are put together.

The words around them ("Usage", "Options") are the library's own: see `library`.
"""

from collections.abc import Iterator
from typing import Any

from rempart.cli.language import SOURCE, say, words
from rempart.cli.library import SpokenContext
from rempart.config import find_language
from rempart.web.argument_words import ARGUMENTS


def help_texts(command: Any) -> Iterator[str]:
    """What `command` (of click) and those below it say of themselves and of their options, paragraph by paragraph."""
    for part in _parts(command):
        yield from paragraphs(part.help)


def paragraphs(text: str) -> list[str]:
    """The parts of a help text, each of which is translated by itself."""
    return text.split("\n\n")


def speak_help(command: Any) -> None:
    """Put the help texts of `command`, and of those below it, into the user's language."""
    for each in _commands(command):
        each.context_class = SpokenContext
    if find_language() == SOURCE:
        return
    for place in arguments(command):
        place.metavar = words().translated(ARGUMENTS[place.name])
    for part in _parts(command):
        part.help = "\n\n".join(map(words().translated, paragraphs(part.help)))
    for each in _commands(command):
        if hasattr(each, "subcommand_metavar"):
            each.subcommand_metavar = say("COMMAND [ARGS]...")


def arguments(command: Any) -> Iterator[Any]:
    """The places in which something is given without a name, of `command` and of those below it."""
    for each in _commands(command):
        yield from (part for part in each.params if part.param_type_name == "argument")


def _parts(command: Any) -> Iterator[Any]:
    """The commands and parameters that have a help text."""
    for each in _commands(command):
        yield from (part for part in (each, *each.params) if getattr(part, "help", None))


def _commands(command: Any) -> Iterator[Any]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from _commands(below)
