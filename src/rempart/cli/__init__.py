"""The command line: thin doors, one module a group. Results on standard output, everything else on standard error.

Exit codes: 0 done, or yes; 1 no (not sound, refused by a rule); 2 the input cannot be used; 3 something outside is
missing or did not answer.
"""

import sys

import typer
from rich.console import Console

from rempart.cli import capture, doctor, journal, screen, serve, verify
from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError, RempartError, RuleRefusedError

EXIT_CODES: dict[type[RempartError], int] = {
    RuleRefusedError: 1,
    InputRejectedError: 2,
    OutsideUnavailableError: 3,
}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Notice, prove, decide and block the reopening of closed sites, under the rule of law.",
)
app.add_typer(journal.app, name="journal")
app.command()(screen.screen)
app.command()(capture.capture)
app.command()(verify.verify)
app.command()(doctor.doctor)
app.command()(serve.serve)
app.command()(serve.worker)


def exit_code_of(error: RempartError) -> int:
    """The exit code of the error's family."""
    return next((code for family, code in EXIT_CODES.items() if isinstance(error, family)), 1)


def main() -> None:
    """Run one command; an error of Rempart's own becomes its sentence and its exit code."""
    try:
        app()
    except RempartError as error:
        err = Console(stderr=True, soft_wrap=True)
        err.print(f"[bold red]{error.code}[/]: ", end="")
        err.print(error.message, markup=False, highlight=False)
        sys.exit(exit_code_of(error))
