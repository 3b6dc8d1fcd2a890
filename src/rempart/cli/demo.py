"""`rempart demo`: the whole picture on real parts, on loopback; everything it starts it stops."""

import signal
import types
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Annotated

import typer
from rich.status import Status
from rich.table import Table

from rempart.cli.database import open_database
from rempart.cli.output import err, out
from rempart.cli.promptness import be_prompt
from rempart.demo.setting import Setting
from rempart.demo.story import Outcome
from rempart.engines.names.blocks import compile_search

_QUICK_S = 5.0  # what was compiled before is loaded in less


def demo(
    leave: Annotated[bool, typer.Option("--exit", help="End after the story instead of serving on.")] = False,
    keep: Annotated[
        Path | None, typer.Option(help="Leave exhibits, configuration, lists and the journal's export here.")
    ] = None,
) -> None:
    """Tell the story in twelve steps; exit code 0 only if every step verified, 1 not, 3 a program is missing."""
    signal.signal(signal.SIGTERM, _interrupt)
    _compile_first()
    err.print("Starting BIND, three Unbounds, an edge agent, a timestamp authority and thirty websites on loopback …")
    with Setting() as setting:
        open_database()
        # These know Django, and Django knows its database only from here on.
        from rempart.demo import keepsakes
        from rempart.demo.cast import Cast
        from rempart.demo.installation import Installation
        from rempart.demo.performance import perform

        if keep is not None:
            keepsakes.keep_what_is_there(keep)
        with Installation(setting) as installation:
            be_prompt()
            cast = Cast(installation=installation, folder=setting.folder)
            with Status("", console=err) as status:
                outcomes = perform(cast, _Screen(status, cast.take_lines))
            out.print(_table(outcomes))
            if keep is not None:
                keepsakes.keep(cast, keep)
                err.print(f"Exhibits, configuration, lists and the journal are in {keep}.")
            if not leave:
                _serve_on(installation.setting.web_url, installation.one_time_links())
    if any(outcome.verified is None for outcome in outcomes):
        raise typer.Exit(1)


def _compile_first() -> None:
    """Compile the search for names before the story, whose figures shall not hold it; say so where it takes long."""
    telling = Timer(_QUICK_S, err.print, ["Compiling the search for names, once: a minute or more …"])
    telling.start()
    try:
        compile_search()
    finally:
        telling.cancel()


class _Screen:
    """Shows the step in hand as a spinner, and each one that ended with what it showed."""

    def __init__(self, status: Status, take_lines: Callable[[], list[str]]) -> None:
        self._status = status
        self._take_lines = take_lines

    def begins(self, number: int, title: str) -> None:
        self._status.update(f"{number}. {title}")

    def ended(self, outcome: Outcome) -> None:
        mark = "[bold red]✗[/]" if outcome.verified is None else "[bold green]✓[/]"
        err.print(mark, end=" ", markup=True)
        err.print(f"{outcome.number}. {outcome.title} ({outcome.seconds:.1f} s)")
        for line in self._take_lines():
            err.print(f"    {line}", style="dim", markup=False, highlight=False, soft_wrap=True)
        if outcome.problem:
            err.print(f"    {outcome.problem}", style="red", markup=False, highlight=False, soft_wrap=True)


def _table(outcomes: tuple[Outcome, ...]) -> Table:
    table = Table("", "Step", "Verified", "Seconds", title="The whole path", show_lines=True)
    for outcome in outcomes:
        mark = "✓" if outcome.verified else "✗"
        said = outcome.verified or outcome.problem
        table.add_row(mark, f"{outcome.number}. {outcome.title}", said, f"{outcome.seconds:.2f}")
    total = sum(outcome.seconds for outcome in outcomes)
    verified = sum(outcome.verified is not None for outcome in outcomes)
    table.add_row("", f"{verified} of {len(outcomes)} steps verified", "", f"{total:.2f}")
    return table


def _serve_on(url: str, links: tuple[tuple[str, str], ...]) -> None:
    err.print("\nSightings and Coverage show what was noticed, why, and how far each stream was read.")
    err.print(f"Rempart goes on at {url} until you press Ctrl-C. Links that let each person in once:")
    for who, link in links:
        err.print(f"  {who}: {link}", highlight=False, soft_wrap=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        err.print("Stopping everything that was started …")


def _interrupt(_number: int, _frame: types.FrameType | None) -> None:
    raise KeyboardInterrupt
