"""What a command prints: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)


def print_json(value: object) -> None:
    """One JSON value, as scripts read it."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people."""
    table = Table(*headings, show_edge=False, pad_edge=False)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    out.print(table)
