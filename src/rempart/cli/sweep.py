"""`rempart sweep HOSTNAMES`: a light, polite pass over new hostnames, for closed sites under unrelated names.

For bodies with the mandate: it takes a legal basis that the operator configured and a reason, and the journal keeps
both. JSON lines with `--json`, one for each hostname that led to something; progress on standard error. Exit codes: 0
done; 1 no sweep may begin now, whatever is given: no legal basis is configured, or another sweep is under way; 2 the
list, the basis or a reason cannot be used, or nothing could be recognised. Stopped, it goes on where it was.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from rempart.cli.acting import TokenOption, acting
from rempart.cli.language import figure, label, say, sentence
from rempart.cli.output import counted, err, print_json, print_line, print_table, progress, warn_of_no_hostname
from rempart.kernel.chances import chance_text

if TYPE_CHECKING:
    from rempart.glances.contracts import Sweep
    from rempart.glances.sweeping import Found
    from rempart.kernel.reasons import Reason
    from rempart.ports.hostnames import ListedSigns

_TOLD = ("sighted", "known")
_SHARED = "shared"
MOST_SHARED = 20  # hosts that are named, of those that give no more of a closed site than many do
MOST_REFUSED = 5  # lines that are named, of those that hold no hostname


def sweep(
    hostnames: Annotated[str, typer.Argument(help="A file (plain or JSON lines, .gz, .zst), or - for standard input.")],
    basis: Annotated[str, typer.Option(help="Code of the legal basis (sweeps.legal_bases in rempart.toml).")] = "",
    reason: Annotated[str, typer.Option(help="What for; the journal keeps it.")] = "",
    ignore_robots: Annotated[
        str | None, typer.Option(help="Do not ask robots.txt, and why; the journal keeps it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines: what led to a site, then a summary.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Also what led to nothing, with its outcome.")] = False,
    token: TokenOption = None,
) -> None:
    """Look once and lightly at each hostname; pages that carry a closed site's signs become sightings."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.glances.contracts import RobotsReasonMissingError, SweepBasis, SweepUnderWayError
    from rempart.glances.sweeping import SweepSettings, begin_sweep, sweep_hostnames
    from rempart.pipeline.confirmed import confirmed_pages

    if ignore_robots is not None and not ignore_robots.strip():
        raise RobotsReasonMissingError
    ignoring_robots = ignore_robots or ""
    config, ports, actor = wiring.current_config(), wiring.current_ports(), acting(token)
    with wiring.take_turn(config, "sweep", wait=False) as ours:
        if not ours:
            raise SweepUnderWayError
        names = wiring.open_sweep_list(hostnames)
        begun = begin_sweep(
            source=hostnames,
            source_sha256=names.sha256(),
            settings=SweepSettings(
                basis=basis, reason=reason, ignoring_robots=ignoring_robots, error_pages=config.sweeps.error_page
            ),
            bases=[SweepBasis(one.code, one.text) for one in config.sweeps.legal_bases],
            actor=actor,
            now=ports.clock.now(),
        )
        if begun.settled:
            print_line(say("Going on after {settled} of {lines} lines.", settled=begun.settled, lines=len(names)), err)
        found = sweep_hostnames(
            sweep_id=begun.id,
            names=names,
            glancer=wiring.build_sweep_glancer(config, obey_robots=not ignoring_robots),
            passive=wiring.build_passive_sources(config),
            background=ports.background(),
            actor=actor,
            clock=ports.clock,
            reopenings=partial(confirmed_pages, viewer=actor),
        )
        _show(found, begun, len(names), every=every, as_json=as_json)
        _sum_up(begun, as_json=as_json)


def _show(found: Iterable["Found"], begun: "Sweep", lines: int, *, every: bool, as_json: bool) -> None:
    """What each line led to, as it comes, with the first lines that hold no hostname."""
    refused = shared = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with progress(*columns) as bar:
        task = bar.add_task(say("looking"), total=lines, completed=begun.settled)
        for one in found:
            bar.advance(task)
            refused += one.outcome == "no-hostname"
            if one.outcome == "no-hostname" and refused <= MOST_REFUSED:
                _refuse(one.listed)
            shared += one.outcome == _SHARED
            if every or one.outcome in _TOLD or (one.outcome == _SHARED and shared <= MOST_SHARED):
                _tell(one, as_json=as_json)
    if shared > MOST_SHARED:
        more = counted(shared - MOST_SHARED, "more host gives", "more hosts give")
        told = say(
            "{hosts} no more of a closed site than a contact point that many give: `--all` names each.", hosts=more
        )
        print_line(told, err)
    if refused > MOST_REFUSED:
        more = counted(refused - MOST_REFUSED, "more line is", "more lines are")
        print_line(say("{lines} no hostname: `--all` names each.", lines=more), err)


def _refuse(listed: "ListedSigns") -> None:
    told = say(
        "Line {number} is no hostname, so nothing was looked at: {line}. Give one name or address (https://…) a line; "
        "a note goes behind #.",
        number=listed.number,
        line=repr(listed.hostname[:80]),
    )
    print_line(told, err)


def _tell(found: "Found", *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "hostname": found.listed.hostname,
                "line": found.listed.number,
                "outcome": found.outcome,
                "site": found.site_id,
                "sighting": found.sighting_id,
                "probability": found.probability,
                "left_out": found.left_out,
                "reasons": [{"code": reason.code, "text": reason.text} for reason in found.reasons],
            }
        )
        return
    outcome, hostname = label(f"swept.{found.outcome}"), found.listed.hostname
    if found.site_id is None:  # nothing was judged, so no chance is told
        told = say("{outcome}: {hostname}", outcome=outcome, hostname=hostname)
    else:
        chance = figure(chance_text(found.probability, 3))
        told = say("{outcome}: {hostname} ({chance})", outcome=outcome, hostname=hostname, chance=chance)
    print_line(told)
    for reason in (*found.reasons, *_left_out(found)):
        print_line(f"  {sentence(reason)}")


def _left_out(found: "Found") -> tuple["Reason", ...]:
    """Which addresses were not asked, where the reasons do not tell it already."""
    from rempart.glances.leads import LEFT_OUT, say_left_out

    told = any(reason.code == LEFT_OUT.code for reason in found.reasons)
    return () if told else say_left_out(found.left_out)


def _sum_up(begun: "Sweep", *, as_json: bool) -> None:
    from rempart.glances.queries import get_sweep
    from rempart.kernel.actors import CONSOLE

    ended = get_sweep(begun.id, viewer=CONSOLE)
    no_names, notes = (ended.counts.get(outcome, 0) for outcome in ("no-hostname", "note"))
    warn_of_no_hostname(sum(ended.counts.values()) - no_names - notes, no_names)
    if not ended.settled:
        print_line(say("{source} holds no line: nothing was looked at.", source=ended.source), err)
    if ended.left_out:
        hosts = counted(ended.left_out, "host gives", "hosts give")
        told = say("{hosts} addresses of private or reserved networks too: they were left out.", hosts=hosts)
        print_line(told, err)
    if as_json:
        print_json({"sweep": ended.id, "settled": ended.settled, "counts": ended.counts, "left_out": ended.left_out})
    else:
        rows = [(label(f"swept.{name}"), figure(f"{number:,}")) for name, number in sorted(ended.counts.items())]
        print_table((say("outcome"), say("hostnames")), rows)
