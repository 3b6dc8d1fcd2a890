"""What a command prints: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress, ProgressColumn
from rich.table import Table
from rich.text import Text

from rempart.cli.language import say
from rempart.kernel.phrases import Count

# Brackets are what they are: a label, a line of a configuration or a stranger's word may hold some.
out = Console(soft_wrap=True, markup=False)
err = Console(stderr=True, soft_wrap=True, markup=False)

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
# While a table is drawn, letters of nobody's stand for these spaces: rich would break a line at them.
_UNBROKEN = dict(zip(map(ord, _SPACES), "\ue000\ue001", strict=True))


def progress(*columns: ProgressColumn) -> Progress:
    """A bar on standard error for a command that prints results meanwhile.

    Left alone, rich would send what is printed under a bar to the bar's own stream: results would miss their pipe.
    Where both streams are the same terminal there is no bar, so that results stay readable; nor where nobody looks.
    """
    return Progress(
        *(columns or Progress.get_default_columns()),
        console=err,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        disable=sys.stdout.isatty() or not err.is_terminal,
    )


def plain(text: str) -> str:
    """The text with each character that could steer a terminal, or is not seen at all, written out as an escape.

    Not so the spaces at which no line breaks: French has them in its own sentences.
    """
    return "".join(
        char if char.isprintable() or char in _SPACES else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def counted(number: int, one: str, many: str = "") -> Count:
    """A count with its word: "1 file", "2,000 files"; `many` where that is not `one` with an s."""
    return Count(number, one, many or f"{one}s")


def print_json(value: object) -> None:
    """One JSON value, as scripts read it. Half a letter, as a hostile page may write it, stays an escape; so does each
    letter where the output is not in UTF-8, and would have a question mark in its place."""
    is_utf8 = sys.stdout.encoding.lower() in ("utf-8", "utf8")
    text = json.dumps(value, ensure_ascii=not is_utf8, default=str)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people. What stands in a cell may be a stranger's words: it is never taken for markup."""
    table = Table(show_edge=False, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")  # a hostname that is cut off is another one
    for row in rows:
        table.add_row(*(Text(plain(str(cell)).translate(_UNBROKEN)) for cell in row))
    with out.capture() as drawn:
        out.print(table)
    out.file.write(drawn.get().translate({ord(char): space for space, char in _UNBROKEN.items()}))


def warn_of_no_hostname(names: int, no_names: int) -> None:
    """Say on standard error what is wrong with a list in which not one line is a hostname."""
    if no_names and not names:
        said = say("Not one line is a hostname. Give one a line and nothing beside it: no address, no further column.")
        print_line(said, err)


def print_line(text: str, console: Console = out) -> None:
    """One line for people, in which strangers' words may stand."""
    console.print(plain(text), markup=False, highlight=False)
