"""`rempart streams`: how far every stream of hostnames was read, and reading once by hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from rempart.cli.acting import TokenOption, acting
from rempart.cli.language import figure, label, say, sentence, words
from rempart.cli.output import counted, err, print_json, print_line, print_table, warn_of_no_hostname
from rempart.kernel.phrases import Phrase
from rempart.kernel.stream_labels import BY_HAND, is_of

if TYPE_CHECKING:
    from rempart.glances.keys import StreamKeys
    from rempart.kernel.clock import Clock
    from rempart.ports.streams import HostnameStream

app = typer.Typer(no_args_is_help=True, help="Streams of new hostnames: certificate logs, zones, lists.")


@app.command()
def coverage(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
    """What was read of each stream, what is behind or lost, what was there before and is skipped; more with --json.

    Exit code 1: a stream is not read as it should be.
    """
    from rempart.cli.database import open_database

    open_database()
    from dataclasses import asdict

    from rempart import wiring
    from rempart.kernel.actors import CONSOLE
    from rempart.kernel.clock import SystemClock
    from rempart.sightings.contracts import StreamState
    from rempart.sightings.coverage import list_coverage

    expected = [(stream.label, stream.kind) for stream in wiring.current_config().streams]
    streams = list_coverage(viewer=CONSOLE, now=SystemClock().now(), expected=expected)
    if as_json:
        print_json([asdict(stream) for stream in streams])
    else:
        reach = (say("names"), say("behind"), say("lost"), say("skipped"))
        rows = [
            (
                *(words().stream(s.label), label(s.state)),
                *(s.names, s.behind, s.lost, s.skipped, words().problem(s.problem)),
            )
            for s in streams
        ]
        print_table((say("stream"), say("state"), *reach, say("problem")), rows)
        if not streams:
            print_line(
                say("No stream is followed yet. Name streams in rempart.toml, or use rempart streams take."), err
            )
    fine = {StreamState.READING, StreamState.LEFT_OUT, StreamState.RETIRED}
    raise typer.Exit(0 if all(stream.state in fine for stream in streams) else 1)


@app.command()
def read(
    label: Annotated[str | None, typer.Argument(help="One stream; all without it.")] = None,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Certificate logs: also what was there before they were followed.")
    ] = False,
) -> None:
    """Read everything new once, then end. What goes wrong with one stream stops no other; exit code 3 then.

    A certificate log is read from its present end on, one that came into a followed list later from its first entry.
    """
    from rempart.cli.database import open_database

    open_database()
    from dataclasses import replace

    from rempart import wiring
    from rempart.config_streams import LISTS
    from rempart.kernel.actors import CONSOLE
    from rempart.kernel.errors import RempartError
    from rempart.worker.streams import open_table, stream_keys

    failed = asked = 0
    clock, keys = wiring.current_ports().clock, stream_keys(CONSOLE)
    # As a worker follows them: what is configured by itself, then what lists name beside it.
    tables = sorted(wiring.current_config().streams, key=lambda settings: settings.kind in LISTS)
    followed = {settings.source: settings.label for settings in tables if settings.kind not in LISTS}
    for settings in tables:
        if label is not None and not is_of(label, [settings.label]):
            continue
        try:
            begun = replace(settings, from_start=from_start or settings.from_start)
            found = open_table(begun, followed, keys, actor=CONSOLE, once=True)
        except RempartError as error:
            failed += 1
            print_line(sentence(error), err)
            continue
        for why in (why for each, why in found.left_out if each == label):
            asked, failed = asked + 1, failed + 1
            print_line(say("{stream} is not read: {why}.", stream=label, why=words().problem(why)), err)
        for each, stream in found.streams:
            if label in (None, settings.label, each.label):
                asked += 1
                failed += not _read_once(each.kind, stream, clock, keys)
            stream.close()
    if not asked and not failed:
        configured = ", ".join(settings.label for settings in wiring.current_config().streams)
        known = configured or Phrase("there is none yet")
        print_line(say("No such stream. Name one of rempart.toml: {known}.", known=known), err)
        raise typer.Exit(2)
    raise typer.Exit(3 if failed else 0)


def _read_once(kind: str, stream: "HostnameStream", clock: "Clock", keys: "StreamKeys") -> bool:
    from rempart.kernel.actors import CONSOLE
    from rempart.kernel.errors import RempartError
    from rempart.sightings.following import follow_stream
    from rempart.sightings.queries import count_skipped

    try:
        sighted = follow_stream(stream=stream, kind=kind, actor=CONSOLE, clock=clock, keys=keys)
    except RempartError as error:
        print_line(sentence(error), err)
        return False
    skipped = count_skipped(stream.label, viewer=CONSOLE)
    print_line(say("{stream}: read; {sightings}", stream=stream.label, sightings=counted(sighted, "sighting")), err)
    if skipped:
        older = counted(skipped, "entry", "entries")
        print_line(say("Not read: {older} from before reading began (--from-start reads them)", older=older), err)
    return True


@app.command()
def take(
    hostnames: Annotated[str, typer.Argument(help="A file (plain, .gz, .zst, Parquet), or - for standard input.")],
    label: Annotated[str, typer.Option(help="What to call it on the pages.")] = BY_HAND,
    token: TokenOption = None,
) -> None:
    """Screen a list of hostnames into sightings, as a stream does; a second run sights only what is new."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.kernel.actors import CONSOLE
    from rempart.kernel.clock import SystemClock
    from rempart.sightings.following import take_hostnames
    from rempart.watchlist.queries import count_named_sites
    from rempart.wiring_hostnames import open_hostnames

    blocks = open_hostnames(hostnames).blocks()
    configured = [settings.label for settings in wiring.current_config().streams]
    now = SystemClock().now()
    outcome = take_hostnames(blocks=blocks, label=label, configured=configured, actor=acting(token), now=now)
    names, sightings = counted(outcome.names, "hostname"), counted(len(outcome.sighting_ids), "sighting")
    none = counted(outcome.rejected, "line is", "lines are")
    known = outcome.known
    err.print(
        say(
            "{names}: {sightings}, {known} known, {none} none.",
            names=names,
            sightings=sightings,
            known=known,
            none=none,
        )
    )
    warn_of_no_hostname(outcome.names, outcome.rejected)
    if not count_named_sites(viewer=CONSOLE):
        print_line(
            say("No closed site is watched, so nothing can be sighted. Add some: rempart watchlist import FILE."), err
        )


@app.command()
def budget(
    plan: Annotated[bool, typer.Option("--plan", help="Plan anew now; a worker does it each hour.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """What people can look at (`watch.sightings_per_day`), and what recall that costs. Exit code 1: none is planned."""
    from rempart.cli.database import open_database

    open_database()
    from dataclasses import asdict

    from rempart import wiring
    from rempart.kernel.actors import CONSOLE
    from rempart.kernel.clock import SystemClock
    from rempart.sightings.budgets import find_budget, plan_thresholds

    now = SystemClock().now()
    if plan:
        per_day = wiring.current_config().watch.sightings_per_day
        plan_thresholds(per_day=per_day, actor=CONSOLE, now=now)
    found = find_budget(viewer=CONSOLE, now=now)
    if found is None:
        print_line(
            say("No budget is planned. Set sightings_per_day under [watch] in rempart.toml, then use --plan."), err
        )
        raise typer.Exit(1)
    if as_json:
        print_json(asdict(found))
        return
    rows = [
        (say("sightings a day that people can look at"), figure(f"{found.per_day:g}")),
        (say("sightings a day to expect"), figure(f"{found.expected:.1f}")),
        (say("names screened a day"), figure(f"{found.names_per_day:.0f}")),
        (say("reopenings found with this budget"), figure(f"{found.recall:.3f}")),
        (say("reopenings found without any budget"), figure(f"{found.recall_at_most:.3f}")),
    ]
    print_table((say("budget"), say("value")), rows)


@app.command()
def trust(
    label: Annotated[str, typer.Argument(help="The stream that contradicted itself, or may be cut off.")],
    reason: Annotated[str, typer.Option(help="What its operator said; the journal keeps it.")],
    token: TokenOption = None,
) -> None:
    """Read a stream in doubt on, after looking into it: a log from where it was, a zone anew. It takes a token."""
    from rempart.cli.database import open_database

    open_database()
    from rempart.kernel.clock import SystemClock
    from rempart.sightings.following import trust_stream

    trust_stream(label=label, actor=acting(token), now=SystemClock().now(), reason=reason)
    print_line(say("{stream} is read again.", stream=label), err)


@app.command()
def retire(
    label: Annotated[str, typer.Argument(help="The stream, or the list with all its streams.")],
    reason: Annotated[str, typer.Option(help="Why it is read no more; the coverage page and the journal keep it.")],
    token: TokenOption = None,
) -> None:
    """Say that a stream which rempart.toml names no more is read by nobody on purpose. Takes a person's token.

    What was left unread of it stays on the coverage page.
    """
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.kernel.clock import SystemClock
    from rempart.sightings.following import retire_stream

    configured = [settings.label for settings in wiring.current_config().streams]
    now = SystemClock().now()
    count = retire_stream(label=label, configured=configured, actor=acting(token), now=now, reason=reason)
    if count > 1:
        print_line(say("{stream} is retired, with all its streams ({count} in all).", stream=label, count=count), err)
    else:
        print_line(say("{stream} is retired.", stream=label), err)
