"""The command line: thin doors, one module a group. Results on standard output, everything else on standard error.

Exit codes: 0 done, or yes; 1 no (not sound, refused by a rule); 2 the input cannot be used; 3 something outside is
missing or did not answer.
"""

import errno
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import typer
from rich.console import Console

from rempart.config import prepare_compiled_code
from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError, RempartError, RuleRefusedError

EXIT_CODES: dict[type[RempartError], int] = {
    RuleRefusedError: 1,
    InputRejectedError: 2,
    OutsideUnavailableError: 3,
}

_FULL = (errno.ENOSPC, errno.EDQUOT)
_UNUSABLE = (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError)


class PathUnusableError(InputRejectedError):
    """A path that a command was given cannot be read or written as the command needs it."""

    code = "cli.path"
    template = "{path} cannot be used: {problem}. Give a path that can."


class NoRoomError(OutsideUnavailableError):
    """There is no room left where something is to be written."""

    code = "cli.no_room"
    template = "{place} cannot be written: {problem}. Make room and run the command again."


# Command -> the module that has it, in the order of the help page. A module holds either a function of the command's
# name, or `app`, a group of commands. Only the module of the command that is run is imported: numbers, browsers and
# web frameworks take longer to load than most commands to run.
COMMANDS = {
    "demo": "demo",
    "serve": "serve",
    "worker": "serve",
    "user": "user",
    "watchlist": "watchlist",
    "screen": "screen",
    "forecast": "forecast",
    "evaluate": "evaluate",
    "streams": "streams",
    "sweep": "sweep",
    "former-addresses": "former",
    "capture": "capture",
    "capture-worker": "capture_worker",
    "verify": "verify",
    "captures": "captures",
    "compare": "compare",
    "recompute": "recompute",
    "pages": "pages",
    "background": "background",
    "order": "order",
    "mandate": "mandate",
    "lists": "lists",
    "probe": "probe",
    "probe-export": "probe",
    "vantage": "probe",
    "transparency": "transparency",
    "feed": "edge",
    "edge": "edge",
    "edge-key": "edge",
    "block-page": "blockpage",
    "journal": "journal",
    "witness": "witness",
    "doctor": "doctor",
}


def build_app(arguments: Sequence[str]) -> typer.Typer:
    """The commands that `arguments` can mean: one, or all where help is wanted."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Notice, prove, decide and block the reopening of closed sites, under the rule of law.",
    )
    # A callback keeps a lone command a command: without one, typer would make it the whole program.
    app.callback()(lambda: None)
    wanted = [arguments[0]] if arguments and arguments[0] in COMMANDS else list(COMMANDS)
    for name in wanted:
        module = import_module(f"rempart.cli.{COMMANDS[name]}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name.replace("-", "_")))
    return app


def exit_code_of(error: RempartError) -> int:
    """The exit code of the error's family."""
    return next((code for family, code in EXIT_CODES.items() if isinstance(error, family)), 1)


def main() -> None:
    """Run one command; an error of Rempart's own becomes its sentence and its exit code."""
    prepare_compiled_code()
    try:
        build_app(sys.argv[1:])()
    except RempartError as error:
        _end_with(error)
    except OSError as error:
        told = _told(error)
        if told is None:
            raise
        _end_with(told)


def _told(error: OSError) -> RempartError | None:
    """What a person can do about an error of the files that a command was given; None where it is another's."""
    if error.errno in _FULL:
        return NoRoomError(place=error.filename or "the output", problem=error.strerror)
    if isinstance(error, _UNUSABLE) and error.filename is not None:
        return PathUnusableError(path=error.filename, problem=error.strerror)
    return None


def _end_with(error: RempartError) -> NoReturn:
    err = Console(stderr=True, soft_wrap=True)
    err.print(f"[bold red]{error.code}[/]: ", end="")
    err.print(error.message, markup=False, highlight=False)
    sys.exit(exit_code_of(error))
