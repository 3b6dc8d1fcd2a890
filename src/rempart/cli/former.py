"""`rempart former-addresses`: what the former addresses of closed sites answer, and looking at them by hand.

Exit codes: 0 done; 1 (`list`) an address cannot be watched; 2 no such site.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated
from uuid import UUID

import typer

from rempart.cli.language import label, say, sentence, words
from rempart.cli.output import counted, err, print_json, print_line, print_table

app = typer.Typer(no_args_is_help=True, help="The former addresses of closed sites: where do they lead?")

SiteOption = Annotated[str | None, typer.Option("--site", help="One closed site; all without it.")]


@app.command()
def check(
    site: SiteOption = None,
    due: Annotated[bool, typer.Option("--due", help="Only those that are due by the schedule.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Look at each once, within the budget that former_addresses sets; what they lead to becomes a sighting."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.glances.following import check_former_addresses
    from rempart.kernel.actors import CONSOLE
    from rempart.pipeline.confirmed import confirmed_pages

    config, ports = wiring.current_config(), wiring.current_ports()
    site_id = _site(site)
    waiting = err.status(say("looking at former addresses, after those that a worker is at"))
    with waiting, wiring.take_turn(config, "former-addresses", wait=True):
        outcome = check_former_addresses(
            glancer=wiring.build_former_glancer(config),
            suffixes=ports.rule_book.read().lists.suffixes,
            background=ports.background(),
            every=timedelta(seconds=config.former_addresses.every_s),
            actor=CONSOLE,
            clock=ports.clock,
            site_id=site_id,
            due_only=due,
            limit=1_000_000,
            reopenings=partial(confirmed_pages, viewer=CONSOLE),
        )
    if as_json:
        print_json(asdict(outcome))
    else:
        told = say(
            "{addresses}, {requests} look-ups and requests: {changed} answer otherwise than before, {sightings}",
            addresses=counted(outcome.looked, "address", "addresses"),
            requests=outcome.requests,
            changed=outcome.changed,
            sightings=counted(len(outcome.sighting_ids), "sighting"),
        )
        print_line(told, err)


@app.command(name="list")
def list_(
    site: SiteOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """What each answered last, and how long one round takes at the present budget."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.glances.contracts import FAILING
    from rempart.glances.leads import say_left_out
    from rempart.glances.queries import get_watch, list_former_addresses
    from rempart.kernel.actors import CONSOLE
    from rempart.watchlist.queries import count_named_sites

    settings = wiring.current_config().former_addresses
    addresses = list_former_addresses(viewer=CONSOLE, site_id=_site(site), limit=1_000_000)
    watch = get_watch(
        requests_per_s=settings.requests_per_s,
        every_s=settings.every_s,
        now=wiring.current_ports().clock.now(),
        viewer=CONSOLE,
    )
    if as_json:
        print_json({"watch": asdict(watch), "addresses": [asdict(address) for address in addresses]})
    else:
        headings = (
            *(say("address"), say("answers"), say("leads to")),
            *(say("since (UTC)"), say("looked at (UTC)"), say("problem")),
        )
        rows = [
            (
                a.hostname,
                label(a.finding),
                a.leads_to,
                _minute(a.since),
                _minute(a.looked_at),
                " ".join(filter(None, (words().problem(a.problem), *map(sentence, say_left_out(a.beside))))),
            )
            for a in addresses
        ]
        print_table(headings, rows)
        if rows:
            watched = counted(watch.addresses, "address", "addresses")
            print_line(
                say("One round over {addresses} takes {seconds} s.", addresses=watched, seconds=round(watch.round_s))
            )
        elif count_named_sites(viewer=CONSOLE):
            print_line(say("No former address was looked at yet: `rempart former-addresses check` does that."), err)
        else:
            print_line(say("No closed site has a former name yet: `rempart watchlist import FILE` brings them."), err)
    raise typer.Exit(1 if any(address.finding in FAILING for address in addresses) else 0)


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _site(label: str | None) -> UUID | None:
    from rempart.cli.watchlist import SiteUnknownError
    from rempart.kernel.actors import CONSOLE
    from rempart.watchlist.queries import find_site

    if label is None:
        return None
    found = find_site(label, viewer=CONSOLE)
    if found is None:
        raise SiteUnknownError(label=label)
    return found.id
