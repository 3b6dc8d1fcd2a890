"""`rempart screen WATCHLIST HOSTNAMES`: which of these hostnames may be a closed site under its next name?

Needs no database. JSON lines (or a table) on standard output, in input order, only hits; everything else on
standard error. Exit codes: 0 done, 2 the watch list or the hostnames cannot be used.
"""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from rempart.cli.common_stems import warn_of_common_stems
from rempart.cli.output import err, print_table
from rempart.engines.names import Hit, NameIndex, WatchlistUnreadableError, build_index, read_watchlist
from rempart.engines.names.blocks import BlockResult, Rejected, screen_block
from rempart.ports.hostnames import HostnameSource
from rempart.wiring import open_hostnames


class OutputFormat(StrEnum):
    """How hits are written."""

    JSONL = "jsonl"
    TABLE = "table"


def screen(
    watchlist: Annotated[Path, typer.Argument(help='JSON lines {"site", "domains"}, domains oldest first.')],
    hostnames: Annotated[str, typer.Argument(help="A file (plain, .gz, .zst, Parquet), or - for standard input.")],
    output_format: Annotated[OutputFormat, typer.Option("--format", help="How hits are written.")] = OutputFormat.JSONL,
    rejects: Annotated[
        Path | None, typer.Option(help="Write the lines that are no hostname here (JSON lines).")
    ] = None,
    threshold: Annotated[float | None, typer.Option(min=0.0, max=1.0, help="Least score of a hit.")] = None,
) -> None:
    """Screen hostnames against a watch list; only hits are printed, in input order."""
    index = load_index(watchlist, threshold)
    warn_of_common_stems(index)
    started = time.perf_counter()
    with ExitStack() as stack:
        rejected = stack.enter_context(rejects.open("w", encoding="utf-8")) if rejects else None
        lines = names = no_names = 0
        found: list[Hit] = []
        for result in screened(open_hostnames(hostnames), index):
            lines, names, no_names = lines + result.lines, names + result.names, no_names + len(result.rejected)
            if output_format is OutputFormat.JSONL:
                _print_hits(result)
            else:
                found.extend(result.hits)
            if rejected is not None:
                _write_rejects(rejected, result.rejected)
    if output_format is OutputFormat.TABLE:
        rows = [(f"{hit.score:.3f}", hit.hostname, hit.site, hit.reasons[0].text) for hit in found]
        print_table(("score", "hostname", "site", "because"), rows)
    seconds = max(time.perf_counter() - started, 1e-9)
    err.print(f"{names:,} hostnames in {seconds:.1f} s ({names / seconds:,.0f} a second), {no_names:,} lines are none")


def load_index(watchlist: Path, threshold: float | None = None) -> NameIndex:
    """The index over a watch list file. Raises WatchlistUnreadableError, WatchlistError or EmptyWatchlistError."""
    try:
        with watchlist.open("rb") as lines:
            return build_index(read_watchlist(lines), threshold=threshold)
    except OSError as error:
        raise WatchlistUnreadableError(path=str(watchlist), problem=str(error.strerror)) from error


def screened(source: HostnameSource, index: NameIndex) -> Iterator[BlockResult]:
    """The result of each block of `source`, lines numbered through."""
    line = 1
    for block in source.blocks():
        result = screen_block(block, index, first_line=line)
        line += result.lines
        yield result


def hit_as_json(hit: Hit) -> dict[str, object]:
    """A hit as the file contract says: ``{"hostname", "site", "score", "reasons": [{"code", "text"}]}``."""
    reasons = [{"code": reason.code, "text": reason.text} for reason in hit.reasons]
    return {"hostname": hit.hostname, "site": hit.site, "score": round(hit.score, 4), "reasons": reasons}


def _print_hits(result: BlockResult) -> None:
    for hit in result.hits:
        typer.echo(json.dumps(hit_as_json(hit), ensure_ascii=False))


def _write_rejects(file: TextIO, rejected: tuple[Rejected, ...]) -> None:
    for entry in rejected:
        row = {"line": entry.line, "text": entry.text, "problem": entry.problem}
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
