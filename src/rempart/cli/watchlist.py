"""`rempart watchlist`: import, export, show, forecast, refer.

The file is the one that `rempart screen` reads: JSON lines, one closed site each, domains oldest first. Exit codes:
0 done, 1 a rule says no, 2 the file or the site cannot be used.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.progress import track

from rempart.cli.acting import TokenOption, acting
from rempart.cli.closed_sites import WATCHLIST_HELP, read_sites
from rempart.cli.common_stems import warn_of_common_stems
from rempart.cli.language import label as called
from rempart.cli.language import say, sentence
from rempart.cli.output import counted, err, print_json, print_line, print_table
from rempart.cli.writing import Made, keep_what_is_there, write_whole
from rempart.engines.names import WatchedSite, build_index, write_watchlist
from rempart.engines.pages import PageInput
from rempart.kernel.actors import CONSOLE, Actor
from rempart.kernel.errors import InputRejectedError

if TYPE_CHECKING:
    from rempart.watchlist.contracts import Site

app = typer.Typer(no_args_is_help=True, help="Closed sites and their former names.")

STANDARD_OUTPUT = "-"
AT_ONCE = 200  # sites in one transaction: more would keep others from writing for long

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value.")]


class DayUnreadableError(InputRejectedError):
    """One of a site's dates is no day."""

    code = "cli.day_unreadable"
    template = "Site {site!r}: {text!r} is no day. Write it as 2024-05-31, or null where it is unknown."


class SiteUnknownError(InputRejectedError):
    """No site has that label."""

    code = "cli.site_unknown"
    template = "No site on the watch list is called {label!r}. `rempart watchlist show` lists them."


@app.command(name="import")
def import_(
    file: Annotated[str, typer.Argument(help=WATCHLIST_HELP)],
    reason: Annotated[str, typer.Option(help="What these sites were closed by; the journal keeps it.")] = "",
    token: TokenOption = None,
) -> None:
    """Add closed sites, or further names of sites that are there. The file is read whole before anything is kept."""
    sites = read_sites(file)
    days = [_days(site) for site in sites]
    _open()
    from rempart import wiring
    from rempart.watchlist.contracts import ClosedSite
    from rempart.watchlist.services import enrol_sites

    actor, now = acting(token), wiring.current_ports().clock.now()
    closed = [
        ClosedSite(
            site.site, site.domains, tuple(known_on), site.note, _day(site, site.closed_on), tuple(site.languages)
        )
        for site, known_on in zip(sites, days, strict=True)
    ]
    for start in track(range(0, len(closed), AT_ONCE), say("Adding sites"), console=err, transient=True):
        enrol_sites(sites=closed[start : start + AT_ONCE], actor=actor, now=now, reason=reason)
    warn_of_common_stems(build_index(sites))
    names = counted(sum(len(site.domains) for site in sites), "name")
    print_line(say("{sites} with {names}: on the watch list now.", sites=counted(len(sites), "site"), names=names), err)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; standard output without it, or for -.")] = None,
    reason: Annotated[str, typer.Option(help="What for; the journal keeps it.")] = "",
    token: TokenOption = None,
) -> None:
    """Write the whole watch list as JSON lines. The journal keeps who took it."""
    if file is not None and str(file) != STANDARD_OUTPUT:
        keep_what_is_there(file, Made.WATCHLIST)
    _open()
    from rempart import wiring
    from rempart.watchlist.services import export_sites

    sites = export_sites(actor=acting(token), now=wiring.current_ports().clock.now(), reason=reason)
    lines = write_watchlist(_watched(sites))
    if file is None or str(file) == STANDARD_OUTPUT:
        typer.echo(lines, nl=False)
    else:
        write_whole(file, [lines], Made.WATCHLIST)
        print_line(say("{sites} written to {file}.", sites=counted(len(sites), "site"), file=file), err)


@app.command()
def forecast(
    file: Annotated[Path, typer.Argument(help="Where to write the JSON lines; - for standard output.")],
    recipient: Annotated[str, typer.Option(help="The registrar, registry or authority entitled to them.")],
    site: Annotated[str | None, typer.Option(help="Only this site's.")] = None,
    number: Annotated[int, typer.Option("-n", min=1, help="How many names for each site.")] = 300,
    reason: Annotated[str, typer.Option(help="What for; the journal keeps it.")] = "",
    token: TokenOption = None,
) -> None:
    """Forecast the next names of the sites in the database, for an entitled recipient. The journal keeps who took them.

    The worker keeps the same names under watch where `watch.resolver` is set; `presence` is what it found.
    """
    if str(file) != STANDARD_OUTPUT:
        keep_what_is_there(file, Made.FORECAST)
    _open()
    from rempart import wiring
    from rempart.sightings.forecasts import export_forecast, renew_forecasts
    from rempart.watchlist.queries import find_site, list_sites

    actor = acting(token)
    chosen = find_site(site, viewer=actor) if site else None
    if site and chosen is None:
        raise SiteUnknownError(label=site)
    kept = wiring.current_config().watch.names
    if number > kept:
        told = say("No more than {kept} names of each site are forecast: watch.names in rempart.toml.", kept=kept)
        print_line(told, err)
    renew_forecasts(names=kept, actor=CONSOLE)
    now = wiring.current_ports().clock.now()
    site_id = chosen.id if chosen else None
    found = export_forecast(recipient=recipient, site_id=site_id, actor=actor, now=now, reason=reason)
    labels = {each.id: each.label for each in list_sites(viewer=actor)}
    rows = [
        {
            "site": labels[each.site_id],
            "hostname": each.hostname,
            "rank": each.rank,
            "probability": float(f"{each.probability:.4g}"),
            "presence": each.presence,
        }
        for each in found
        if each.rank <= number
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if str(file) == STANDARD_OUTPUT:
        typer.echo(lines, nl=False)
    else:
        write_whole(file, [lines], Made.FORECAST)
    names = counted(len(rows), "forecast name")
    if str(file) == STANDARD_OUTPUT:
        print_line(say("{names} written for {recipient}.", names=names, recipient=recipient), err)
    else:
        print_line(say("{names} written to {file} for {recipient}.", names=names, file=file, recipient=recipient), err)


@app.command()
def show(
    label: Annotated[str | None, typer.Argument(help="One site; all without it.")] = None,
    as_json: JsonOption = False,
    token: TokenOption = None,
) -> None:
    """The closed sites, or the dossier of one of them: its names, and what they tell."""
    _open()
    from rempart.watchlist.queries import find_site, list_sites

    actor = acting(token)
    if label is None:
        sites = list_sites(viewer=actor)
    else:
        site = find_site(label, viewer=actor)
        if site is None:
            raise SiteUnknownError(label=label)
        sites = (site,)
    if as_json:
        print_json([_as_json(site) for site in sites])
    elif label is None:
        rows = [(s.label, len(s.names), s.names[-1].hostname if s.names else "", s.references) for s in sites]
        print_table((say("site"), say("names"), say("latest"), say("references")), rows)
    else:
        _print_dossier(sites[0])


@app.command()
def refer(
    label: Annotated[str, typer.Argument(help="The closed site.")],
    pages: Annotated[list[Path], typer.Argument(help="Captures of its pages: .wacz exhibits or HTML files.")],
    url: Annotated[str, typer.Option(help="Where an HTML file came from, for its host.")] = "",
    reason: Annotated[str, typer.Option(help="Where the captures are from; the journal keeps it.")] = "",
    token: TokenOption = None,
) -> None:
    """Keep what a closed site's pages showed, so that others can be compared with them. The files are not kept."""
    _open()
    from rempart import wiring
    from rempart.watchlist.queries import find_site

    actor, ports = acting(token), wiring.current_ports()
    site = find_site(label, viewer=actor)
    if site is None:
        raise SiteUnknownError(label=label)
    portraits = [(path, ports.pages.read_file(str(path))) for path in pages]
    for path, page in portraits:
        _refer(site, path, replace(page, url=page.url or url), actor, ports.clock.now(), reason)
    captures = counted(len(pages), "capture")
    print_line(say("{captures} of {site} can be compared with.", captures=captures, site=label), err)


def _refer(site: "Site", path: Path, page: PageInput, actor: Actor, now: datetime, reason: str) -> None:
    """The file's own SHA-256 names it: half of it is the id of the exhibit, all of it stands in the journal."""
    from rempart.engines.pages import features_to_json
    from rempart.engines.verdict import portrait_of
    from rempart.watchlist.services import add_reference

    digest, portrait = sha256(path.read_bytes()), portrait_of(page)
    if portrait.kind.says_nothing:
        told = say(
            "{path} is a placeholder ({kind}): no page is recognised by its words. It is kept for what else it holds; "
            "give a capture of the site as it was too.",
            path=path,
            kind=called(f"page.{portrait.kind.kind}"),
        )
        print_line(told, err)
    add_reference(
        site_id=site.id,
        exhibit_id=UUID(bytes=digest.digest()[:16]),
        hostname=page.host or site.names[-1].hostname,
        features=json.loads(features_to_json(portrait)),
        actor=actor,
        now=now,
        reason=" ".join(part for part in (reason, f"{path.name}, SHA-256 {digest.hexdigest()}") if part),
    )


def _open() -> None:
    from rempart.cli.database import open_database

    open_database()


def _days(site: WatchedSite) -> list[date | None]:
    return [_day(site, text) for text in site.dates]


def _day(site: WatchedSite, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DayUnreadableError(site=site.site, text=text) from error


def _print_dossier(site: "Site") -> None:
    from rempart.engines.names.history import history_words
    from rempart.watchlist.history import read_history

    print_table((say("known on"), say("name")), [(name.known_on, name.hostname) for name in site.names])
    for said in history_words(read_history(site)):
        print_line(f"- {sentence(said)}")
    if site.languages:
        print_line(say("- Languages: {languages}.", languages=", ".join(site.languages)))
    if site.closed_on:
        print_line(say("- Closed on {day}.", day=str(site.closed_on)))
    if site.decision:
        print_line(f"- {site.decision}")


def _watched(sites: Sequence["Site"]) -> Iterable[WatchedSite]:
    from rempart.watchlist.history import told_days

    for site in sites:
        days = told_days(site)
        yield WatchedSite(
            site=site.label,
            domains=tuple(name.hostname for name in site.names),
            dates=tuple(day.isoformat() if day else None for day in days) if any(days) else (),
            languages=site.languages,
            closed_on=site.closed_on.isoformat() if site.closed_on else None,
            note=site.decision,
        )


def _as_json(site: "Site") -> dict[str, object]:
    return {
        "id": site.id,
        "site": site.label,
        "domains": [name.hostname for name in site.names],
        "dates": [name.known_on.isoformat() for name in site.names],
        "languages": site.languages,
        "closed_on": site.closed_on,
        "decision": site.decision,
        "references": site.references,
    }
