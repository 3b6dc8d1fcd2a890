"""``python -m benchmarks [NAME …] [--quick | --long] [--json]``: a row for each figure.

Each benchmark is one file of this folder with ``run(quick: bool) -> list[Row]``; its first docstring line says what it
measures. Some have a ``run_long() -> list[Row]`` too, of what takes half an hour by the clock. Exit code 1 where a
target that could be measured was missed.
"""

import argparse
import dataclasses
import json
import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.rows import Row
from rempart.config_compiled import prepare_compiled_code

NAMES = sorted(
    file.stem
    for file in Path(__file__).parent.glob("*.py")
    if file.stem != "__main__" and "\ndef run(" in file.read_text()
)


def main() -> int:
    """Run the benchmarks asked for, all of them without a name."""
    prepare_compiled_code()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="samples instead of the whole")
    parser.add_argument("--long", action="store_true", help="instead, what takes half an hour by the clock")
    parser.add_argument("--json", action="store_true", help="one JSON value on standard output")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    rows: list[Row] = []
    for name in arguments.names or NAMES:
        module = import_module(f"benchmarks.{name}")
        if not arguments.long:
            rows += module.run(quick=arguments.quick)
        elif hasattr(module, "run_long"):
            rows += module.run_long()
    if arguments.json:
        sys.stdout.write(json.dumps([{**dataclasses.asdict(row), "ratio": row.ratio} for row in rows]) + "\n")
    else:
        print_rows(rows)
    return 1 if any(row.met is False for row in rows) else 0


def print_rows(rows: list[Row]) -> None:
    """The rows as a table for people."""
    table = Table("figure", "value", "unit", "target", "met", "peer", "peer's value", "ratio")
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        peer_value = "" if row.peer_value is None else f"{row.peer_value:,.4g}"
        ratio = "" if row.ratio is None else f"{row.ratio:,.3g}"
        table.add_row(row.name, f"{row.value:,.6g}", row.unit, row.target, met, row.peer, peer_value, ratio)
    Console(width=160).print(table)


if __name__ == "__main__":
    sys.exit(main())
