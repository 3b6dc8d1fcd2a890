"""The command line: thin doors, one module a group. Results on standard output, everything else on standard error.

Exit codes: 0 done, or yes; 1 no (not sound, refused by a rule); 2 the input cannot be used; 3 something outside is
missing or did not answer. Whoever closes the pipe that is written to, as `| head -1` does, ends the command by SIGPIPE
(141 in a shell), without a word, as other programs: neither yes nor no, since not all was said.
"""

import errno
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version as installed
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from typer.main import get_command

from rempart.cli.database import as_given_way, database_errors
from rempart.cli.help import speak_help
from rempart.cli.language import OPTION, say, sentence, take_language
from rempart.cli.library import end_with_misuse, lend_words
from rempart.config_compiled import prepare_compiled_code
from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError, RempartError, RuleRefusedError
from rempart.kernel.phrases import Phrase

EXIT_CODES: dict[type[RempartError], int] = {
    RuleRefusedError: 1,
    InputRejectedError: 2,
    OutsideUnavailableError: 3,
}

_LAST_STREAM = 2  # the number of standard error
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
    app.callback()(_root)
    wanted = [arguments[0]] if arguments and arguments[0] in COMMANDS else list(COMMANDS)
    for name in wanted:
        module = import_module(f"rempart.cli.{COMMANDS[name]}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name.replace("-", "_")))
    return app


def build_command(arguments: Sequence[str]) -> Callable[..., Any]:
    """The commands that `arguments` can mean, with help texts in the user's language."""
    command = get_command(build_app(arguments))
    speak_help(command)
    return command


def _say_version(asked: bool) -> None:
    """The versions by which a record can be told to be this program's, in one line."""
    if asked:
        from rempart.engines.pages.features import FEATURES_VERSION
        from rempart.engines.verdict import VERDICT_VERSION

        typer.echo(f"rempart {installed('rempart')}, verdict {VERDICT_VERSION}, features {FEATURES_VERSION}")
        raise typer.Exit


def _root(
    lang: Annotated[  # for the help page: `take_language` took it before
        str | None,
        typer.Option(OPTION, metavar="en|fr", help="Speak this language, whatever the terminal's is."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_say_version, help="Say which Rempart, verdict and features these are."
        ),
    ] = False,
) -> None:
    pass


def exit_code_of(error: RempartError) -> int:
    """The exit code of the error's family."""
    return next((code for family, code in EXIT_CODES.items() if isinstance(error, family)), 1)


def main() -> None:
    """Run one command; an error of Rempart's own becomes its sentence and its exit code."""
    _stand_in_for_closed()
    prepare_compiled_code()
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        sys.stdout.reconfigure(errors="replace")  # a question mark for a letter is better than no sentence
    outputs = tuple(_held_outputs())
    try:
        try:
            _run(sys.argv[1:])
        finally:
            sys.stdout.flush()  # what is still held back may find no reader, or no room
    except (BrokenPipeError, SystemExit) as ended:
        # The libraries of commands and of tables end with 1 where a pipe is closed, and 1 means no.
        if isinstance(ended.__context__, BrokenPipeError) or isinstance(ended, BrokenPipeError):
            _end_unread(outputs)
        raise
    except OSError as error:
        _end_with_file(error)


def _stand_in_for_closed() -> None:
    """Let nothing be where an output was closed beforehand: what it would tell is unwanted, and the next file to be
    opened, a database, would stand in its place for whatever writes there."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        os.set_inheritable(number, True)  # noqa: FBT003 (has no names; for programs that a command runs)
    os.close(number)
    sys.stdout, sys.stderr = sys.stdout or _nothing(), sys.stderr or _nothing()


def _nothing() -> TextIOWrapper:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 (as long as the command runs)


def _run(words: Sequence[str]) -> NoReturn:
    try:
        arguments = take_language(words)
        lend_words()
        sys.exit(build_command(arguments)(arguments, standalone_mode=False))
    except typer.TyperException as error:
        end_with_misuse(error)
    except (typer.Abort, KeyboardInterrupt):  # the latter where a command is ended while its parts are still loaded
        sys.exit(say("Aborted."))
    except RempartError as error:
        _end_with(error)
    except OSError as error:
        _end_with_file(error)
    except database_errors() as error:
        if (told := as_given_way(error)) is None:
            raise
        _end_with(told)


def _end_with_file(error: OSError) -> NoReturn:
    told = _told(error)
    if told is None:
        raise error
    _end_with(told)


def _held_outputs() -> Iterator[int]:
    """Output and errors under further numbers: the library of tables puts another file in a closed one's place."""
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(OSError, ValueError):
            if stream is not None:
                yield os.dup(stream.fileno())


def _end_unread(outputs: Sequence[int]) -> None:
    """End as other programs do whose reader went away; nothing where it was another pipe that broke."""
    poll = select.poll()
    for output in outputs:
        poll.register(output, select.POLLOUT)
    if any(events & (select.POLLERR | select.POLLHUP) for _, events in poll.poll(0)):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)


def _told(error: OSError) -> RempartError | None:
    """What a person can do about an error of the files that a command was given; None where it is another's."""
    if error.errno in _FULL:
        return NoRoomError(place=error.filename or Phrase("the output"), problem=error.strerror)
    if isinstance(error, _UNUSABLE) and any(map(_is_handed_in, (error.filename, error.filename2))):
        return PathUnusableError(path=error.filename, problem=error.strerror)
    return None


def _is_handed_in(name: object) -> bool:
    """Whether `name` is a path of the command's arguments or of the configuration, one in or above it, or its draft.

    Not a program that is missing, nor a file of a broken installation: no other path would help there.
    """
    if not isinstance(name, str):
        return False
    is_bare = os.sep not in name  # as programs are named; below "." there would be every one of them
    path = Path(os.path.realpath(name))
    for given in map(Path, map(os.path.realpath, _handed_in())):
        below = not is_bare and given in path.parents
        draft = path.parent == given.parent and path.name.lstrip(".").startswith(f"{given.stem}.")
        if below or draft or path == given or path in given.parents:
            return True
    return False


def _handed_in() -> Iterator[str | Path]:
    from rempart.config import ConfigError, list_paths, load_config

    words = (word.partition("=")[2] if word.startswith("--") else word for word in sys.argv[1:])
    yield from filter(None, words)
    with suppress(ConfigError):
        yield from list_paths(load_config())


def _end_with(error: RempartError) -> NoReturn:
    err = Console(stderr=True, soft_wrap=True)
    err.print(f"[bold red]{error.code}[/]: ", end="")
    err.print(sentence(error), markup=False, highlight=False)
    sys.exit(exit_code_of(error))
