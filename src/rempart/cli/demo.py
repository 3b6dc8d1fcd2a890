"""`rempart demo`: the whole picture on real parts, on loopback; everything it starts it stops."""

import re
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
from rempart.cli.language import figure, label, say, sentence, words
from rempart.cli.output import err, out
from rempart.cli.promptness import be_prompt
from rempart.demo.setting import Setting
from rempart.demo.story import Outcome
from rempart.engines.names.blocks import compile_search
from rempart.kernel.errors import RempartError
from rempart.kernel.phrases import Phrase

_FIGURE = re.compile(r"[0-9]+[.][0-9]+|[0-9]+%")
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
    err.print(
        say("Starting BIND, three Unbounds, an edge agent, a timestamp authority and thirty websites on loopback …")
    )
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
                err.print(say("Exhibits, configuration, lists and the journal are in {folder}.", folder=keep))
            if not leave:
                _serve_on(installation.setting.web_url, installation.one_time_links())
    if any(outcome.verified is None for outcome in outcomes):
        raise typer.Exit(1)


def _compile_first() -> None:
    """Compile the search for names before the story, whose figures shall not hold it; say so where it takes long."""
    telling = Timer(_QUICK_S, err.print, [say("Compiling the search for names, once: a minute or more …")])
    telling.start()
    try:
        compile_search()
    finally:
        telling.cancel()


class _Screen:
    """Shows the step in hand as a spinner, and each one that ended with what it showed."""

    def __init__(self, status: Status, take_lines: Callable[[], list[Phrase | RempartError]]) -> None:
        self._status = status
        self._take_lines = take_lines

    def begins(self, number: int, title: str) -> None:
        self._status.update(f"{number}. {words().translated(title)}")

    def ended(self, outcome: Outcome) -> None:
        mark = "[bold red]✗[/]" if outcome.verified is None else "[bold green]✓[/]"
        err.print(mark, end=" ", markup=True)
        err.print(f"{outcome.number}. {words().translated(outcome.title)} ({figure(f'{outcome.seconds:.1f}')} s)")
        for line in self._take_lines():
            err.print(f"    {_told(line)}", style="dim", markup=False, highlight=False, soft_wrap=True)
        if outcome.problem:
            err.print(f"    {_told(outcome.problem)}", style="red", markup=False, highlight=False, soft_wrap=True)


def _table(outcomes: tuple[Outcome, ...]) -> Table:
    table = Table("", say("Step"), say("Verified"), say("Seconds"), title=say("The whole path"), show_lines=True)
    for outcome in outcomes:
        mark = "✓" if outcome.verified else "✗"
        said = outcome.verified or outcome.problem
        told, seconds = _told(said) if said else "", figure(f"{outcome.seconds:.2f}")
        table.add_row(mark, f"{outcome.number}. {words().translated(outcome.title)}", told, seconds)
    total = sum(outcome.seconds for outcome in outcomes)
    verified = sum(outcome.verified is not None for outcome in outcomes)
    told = say("{verified} of {all} steps verified", verified=verified, all=len(outcomes))
    table.add_row("", told, "", figure(f"{total:.2f}"))
    return table


def _told(said: Phrase | RempartError) -> str:
    """What a step showed, in the user's language."""
    if isinstance(said, RempartError):
        return sentence(said)
    return say(said.template, **{name: _in_words(value) for name, value in said.values.items()})


def _in_words(value: object) -> object:
    """Figures as the language has them; anything else as it is."""
    if isinstance(value, Phrase):
        return _told(value)
    return figure(value) if isinstance(value, str) and _FIGURE.fullmatch(value) else value


def _serve_on(url: str, links: tuple[tuple[str, str], ...]) -> None:
    err.print("\n" + say("Sightings and Coverage show what was noticed, why, and how far each stream was read."))
    err.print(say("Rempart goes on at {url} until you press Ctrl-C. Links that let each person in once:", url=url))
    for who, link in links:
        err.print(say("  {who}: {link}", who=label(who), link=link), highlight=False, soft_wrap=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        err.print(say("Stopping everything that was started …"))


def _interrupt(_number: int, _frame: types.FrameType | None) -> None:
    raise KeyboardInterrupt
