"""`rempart screen WATCHLIST HOSTNAMES`: which of these hostnames may be a closed site under its next name?

Needs no database. JSON lines (or a table) on standard output, in input order, only hits; everything else on
standard error. Exit codes: 0 done, 2 the watch list or the hostnames cannot be used, 3 there is no cluster.
"""

import json
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TextColumn, TimeElapsedColumn

from rempart.cli.closed_sites import WATCHLIST_HELP, read_sites
from rempart.cli.common_stems import warn_of_common_stems
from rempart.cli.language import figure, say, sentence
from rempart.cli.output import counted, err, print_table, progress, warn_of_no_hostname
from rempart.cli.promptness import short_turns
from rempart.cli.writing import Made, keep_what_is_there
from rempart.engines.names import Hit, NameIndex, build_index, write_watchlist
from rempart.engines.names.blocks import (
    BlockResult,
    hits_as_lines,
    judge_block,
    rejects_as_lines,
    screen_block,
    search_block,
)
from rempart.kernel.chances import chance_text
from rempart.ports.hostnames import STANDARD_INPUT, HostnameSource
from rempart.wiring_hostnames import open_hostnames

SMALL = 1 << 16  # bytes: a block that a live stream brings is screened at once
AHEAD = 2  # blocks, searched or not, beside those that are being searched: no thread waits for the judge


class OutputFormat(StrEnum):
    """How hits are written."""

    JSONL = "jsonl"
    TABLE = "table"


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


def screen(
    watchlist: Annotated[str, typer.Argument(help=WATCHLIST_HELP)],
    hostnames: Annotated[
        str, typer.Argument(help="A file (plain, .gz, .zst, Parquet), a folder of Parquet, or - for standard input.")
    ],
    output_format: Annotated[OutputFormat, typer.Option("--format", help="How hits are written.")] = OutputFormat.JSONL,
    rejects: Annotated[
        Path | None, typer.Option(help="Write the lines that are no hostname here (JSON lines).")
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, help="Least score of a hit; clear likenesses of a lower score are not told then."
        ),
    ] = None,
    engine: Annotated[Engine, typer.Option(help="`ray`: on a Ray cluster; Parquet only.")] = Engine.LOCAL,
    address: Annotated[str | None, typer.Option(help="With ray: the cluster; else one is started here.")] = None,
    keep: Annotated[Path | None, typer.Option(help="With ray: keep finished parts here, and go on from them.")] = None,
    threads: Annotated[int, typer.Option(min=0, help="Threads that search; 0: one a processor.")] = 0,
) -> None:
    """Screen hostnames against a watch list; only hits are printed, in input order."""
    if engine is Engine.LOCAL and (keep or address):
        raise typer.BadParameter(say("--keep and --address go with --engine ray"))
    if watchlist == hostnames == STANDARD_INPUT:
        raise typer.BadParameter(say("standard input can hold the watch list or the hostnames, not both"))
    if rejects is not None:
        keep_what_is_there(rejects, Made.REJECTS)
    sites = read_sites(watchlist)
    index = build_index(sites, threshold=threshold)
    warn_of_common_stems(index)
    with short_turns():  # a thread that searches asks for the interpreter for microseconds
        if engine is Engine.RAY:
            from rempart.cli.screen_ray import screened_on_ray

            listed = write_watchlist(sites).encode()
            lines = screened_on_ray(listed, hostnames, threshold=threshold, rejects=rejects, address=address, keep=keep)
            _print(lines, _rows(lines), output_format)
        else:
            found = _screened_here(open_hostnames(hostnames), index, rejects, threads)
            rows = (_row(hit) for result in found for hit in result.hits)
            _print((hits_as_lines(result) for result in found if result.hits), rows, output_format)


def _print(lines: Iterator[str], rows: Iterator[Sequence[object]], output_format: OutputFormat) -> None:
    """The hits, as lines or as rows: whichever is asked for is taken."""
    if output_format is OutputFormat.JSONL:
        for some in lines:
            typer.echo(some, nl=False)
    else:
        print_table((say("score"), say("hostname"), say("site"), say("because")), list(rows))


def _rows(lines: Iterator[str]) -> Iterator[Sequence[object]]:
    """A cluster's hits, which come as lines, with their reasons in English."""
    for hit in (json.loads(line) for some in lines for line in some.splitlines()):
        yield figure(chance_text(hit["score"], 3)), hit["hostname"], hit["site"], hit["reasons"][0]["text"]


def _row(hit: Hit) -> Sequence[object]:
    return (figure(chance_text(hit.score, 3)), hit.hostname, hit.site, sentence(hit.reasons[0]))


def _screened_here(
    source: HostnameSource, index: NameIndex, rejects: Path | None, threads: int
) -> Iterator[BlockResult]:
    """What came of each block; rejects are written, and what was done is said at the end."""
    with err.status(say("Getting ready; the first time after an installation takes about a minute …")):
        index.prepare()
    started = time.perf_counter()
    names = no_names = 0
    with ExitStack() as stack:
        rejected = stack.enter_context(rejects.open("w", encoding="utf-8")) if rejects else None
        columns = (TextColumn(say("{count} hostnames", count="{task.completed:,}")), TimeElapsedColumn())
        bar = stack.enter_context(progress(*columns))
        task = bar.add_task(say("screening"), total=None)
        for result in screened(source, index, threads or len(os.sched_getaffinity(0))):
            names, no_names = names + result.names, no_names + result.no_names
            bar.update(task, completed=names)
            yield result
            if rejected is not None:
                rejected.write(rejects_as_lines(result))
    seconds = max(time.perf_counter() - started, 1e-9)
    said = say(
        "{names} in {seconds} s ({rate} a second), {lines} none",
        names=counted(names, "hostname"),
        seconds=figure(f"{seconds:.1f}"),
        rate=figure(f"{names / seconds:,.0f}"),
        lines=counted(no_names, "line is", "lines are"),
    )
    err.print(said)
    warn_of_no_hostname(names, no_names)


def screened(source: HostnameSource, index: NameIndex, threads: int = 1) -> Iterator[BlockResult]:
    """The result of each block of `source` in order, lines numbered through.

    Threads search the blocks ahead; what they find is judged here. A small block is done at once: it is all that a live
    stream has just now.
    """
    index.prepare()
    line = 1

    def judged(block: bytes, scan: Future[object]) -> BlockResult:
        return judge_block(block, scan.result(), index, first_line=line)  # type: ignore[arg-type]

    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[tuple[bytes, Future[object]]] = deque()
        for block in source.blocks():
            while waiting and (len(block) < SMALL or len(waiting) > threads + AHEAD):
                result = judged(*waiting.popleft())
                line += result.lines
                yield result
            if len(block) < SMALL:
                result = screen_block(block, index, first_line=line)
                line += result.lines
                yield result
            else:
                waiting.append((block, pool.submit(search_block, block, index)))
        while waiting:
            result = judged(*waiting.popleft())
            line += result.lines
            yield result
