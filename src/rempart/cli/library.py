"""What the library of commands says by itself, in the user's language: "Usage", "Options", and what is wrong with an
option.

It looks up some of its words with `gettext`, which is given the pages' catalogue. Its other words come through what it
offers for that: a context with a formatter of its own, and the errors that it raises where it is asked to print none.
"""

import gettext
import re
import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, get_args
from uuid import UUID

import typer
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from rempart.cli.language import SOURCE, say, words
from rempart.config import CATALOGUE, CATALOGUES, find_language, use_language
from rempart.web.labels import marked

_PARTS = tuple(
    (re.compile(pattern, re.DOTALL), template)
    for pattern, template in (
        (r"Missing argument '(?P<name>[^']+)'[.]", marked("Missing argument '{name}'.")),
        (r"Missing option '(?P<name>[^']+(?:' / '[^']+)*)'[.]", marked("Missing option '{name}'.")),
        (
            r"Missing (?:argument|option) '(?P<name>[^']+)'\. Choose from:\s*(?P<choices>.+)",
            marked("'{name}' is missing. Choose from: {choices}"),
        ),
        (r"(?P<said>.+?) Did you mean (?P<names>.+)\?", marked("{said} Did you mean {names}?")),
        (r"(?P<said>.+?) \(Possible options: (?P<names>.+)\)", marked("{said} Did you mean {names}?")),
        (r"No such option: (?P<name>\S+)", marked("No such option: {name}")),
        (r"Option '(?P<name>[^']+)' requires an argument[.]", marked("Option '{name}' requires an argument.")),
        (r"Option '(?P<name>[^']+)' does not take a value[.]", marked("Option '{name}' does not take a value.")),
        (
            r"Got unexpected extra argument\(s\) \((?P<given>.+)\)",
            marked("Got unexpected extra arguments ({given})"),
        ),
        (
            r"Invalid value for (?P<name>'[^']+'(?: / '[^']+')*|[^':]+): (?P<said>.+)",
            marked("Invalid value for {name}: {said}"),
        ),
        (r"Invalid value: (?P<said>.+)", marked("Invalid value: {said}")),
        (r"Value error, (?P<said>.+)", "{said}"),
        (r"(?P<given>'.*') is not one of (?P<choices>.+)[.]", marked("{given} is not one of {choices}.")),
        ("Input should be a valid number, .+", marked("it should be a number.")),
        ("Input should be a finite number", marked("it should be a number.")),
        ("Input should be a valid integer, .+", marked("it should be a whole number.")),
        ("Input should be a valid UUID, .+", marked("it should be an identifier such as lists show them (a UUID).")),
        (
            "Input should be a valid (?:datetime|date).*",
            marked("it should be a day or a moment, as 2024-05-31T12:00:00."),
        ),
        (r"Input should be less than or equal to (?P<bound>\S+)", marked("it should be {bound} at most.")),
        (r"Input should be greater than or equal to (?P<bound>\S+)", marked("it should be {bound} at least.")),
        (r"Input should be less than (?P<bound>\S+)", marked("it should be less than {bound}.")),
        (r"Input should be greater than (?P<bound>\S+)", marked("it should be more than {bound}.")),
        (r"(?:file|path|directory) '(?P<path>.*)' does not exist[.]", marked("{path} does not exist.")),
        (r"(?:file|path|directory) '(?P<path>.*)' is a file[.]", marked("{path} is a file.")),
        (r"(?:file|path|directory) '(?P<path>.*)' is a directory[.]", marked("{path} is a directory.")),
        (r"(?:file|path|directory) '(?P<path>.*)' is not readable[.]", marked("{path} is not readable.")),
        (r"(?:file|path|directory) '(?P<path>.*)' is not writable[.]", marked("{path} is not writable.")),
    )
)
# What is to be given in a place, for whoever has read no program: the library would say "<str>" and "<float range>".
_KINDS: dict[object, str] = {
    str: marked("TEXT"),
    int: marked("NUMBER"),
    float: marked("NUMBER"),
    Path: marked("PATH"),
    UUID: marked("ID"),
    date: marked("DAY"),
    datetime: marked("MOMENT"),
}
_DEEPEST = 4  # sentences within each other: a wrong value, and what is wrong with it


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]
    """Writes the line that says how a command is called."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """See the library's own."""
        super().write_usage(prog, args, prefix or say("Usage: "))


class SpokenContext(typer.Context):
    """How a command is run, with the words that every command has."""

    formatter_class = _Formatter

    def __init__(self, command: Any, *args: Any, **options: Any) -> None:
        super().__init__(command, *args, **options)
        if (own := command.get_help_option(self)) is not None:
            own.help = say("Show this message and exit.")
        for each in command.get_params(self):
            each.display_type_rich = partial(_kind, each)


def _kind(parameter: Any, ctx: Any) -> str | None:  # noqa: ARG001 - the library passes it by name
    """What is given to an option or argument, in one word or as its choices; None for an option that takes nothing."""
    if getattr(parameter, "is_flag", False):
        return None
    given = parameter.type_descriptor
    if given.choices:
        # With spaces, so that many choices wrap between their words.
        return " | ".join(str(choice.value) for choice in given.choices)
    annotation = get_args(given.annotation)[0] if given.is_list else given.annotation
    if parameter.param_type_name == "option" and parameter.metavar:
        return str(parameter.metavar)
    return say(_KINDS[annotation])


def lend_words() -> None:
    """Let the library look up its words in the pages' catalogue."""
    gettext.textdomain(CATALOGUE)
    gettext.bindtextdomain(CATALOGUE, str(CATALOGUES))
    use_language(find_language())


def end_with_misuse(error: typer.TyperException) -> NoReturn:
    """Say what is wrong with the words of a command, and how it is called; nothing where its help was printed."""
    if said := told(error.format_message()):
        console = Console(stderr=True)
        if context := getattr(error, "ctx", None):
            console.print(context.get_usage(), style="yellow", markup=False, highlight=False)
            option = f"{context.command_path} {context.help_option_names[0]}"
            console.print(say("Try '{command}' for help.", command=option), style="dim", markup=False)
        panel = Panel(Text(said), title=say("Error"), title_align="left", border_style="red")
        console.print(panel)
    sys.exit(error.exit_code)


def told(said: str, depth: int = _DEEPEST) -> str:
    """A sentence of the library in the user's language; as it is where nobody translated it."""
    if find_language() == SOURCE or not depth:
        return said
    for pattern, template in _PARTS:
        if found := pattern.fullmatch(said):
            parts = {name: part.replace("' / '", " / ") for name, part in found.groupdict().items()}
            if "said" in parts:
                parts["said"] = told(parts["said"], depth - 1)
            return words().say(template, **parts)
    return said
