"""`rempart forecast WATCHLIST`: which names may the closed sites take next?

Needs no database and asks nobody. JSON lines on standard output, site by site in the watch list's order, the most
probable name first. Exit codes: 0 done, 2 the watch list or the site cannot be used.
"""

import json
from typing import Annotated

import typer

from rempart.cli.closed_sites import WATCHLIST_HELP, read_sites
from rempart.engines.names import WatchedSite
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.successors import forecast_names
from rempart.kernel.errors import InputRejectedError


class SiteNotWatchedError(InputRejectedError):
    """The site that was asked for is not on the watch list."""

    code = "forecast.site"
    template = "The watch list {path} has no site {site!r}. It has: {known}."


def forecast(
    watchlist: Annotated[str, typer.Argument(help=WATCHLIST_HELP)],
    site: Annotated[str | None, typer.Option(help="Only this site of the watch list.")] = None,
    number: Annotated[int, typer.Option("-n", min=1, help="How many names for each site.")] = 300,
) -> None:
    """Forecast the most probable next names of the sites on a watch list."""
    for watched in _wanted(watchlist, site):
        for each in forecast_names(open_dossier(watched.site, watched.domains), number):
            row = {
                "site": watched.site,
                "hostname": each.hostname,
                "rank": each.rank,
                "probability": float(f"{each.probability:.4g}"),
            }
            typer.echo(json.dumps(row, ensure_ascii=False))


def _wanted(watchlist: str, site: str | None) -> tuple[WatchedSite, ...]:
    sites = read_sites(watchlist)
    chosen = tuple(each for each in sites if site is None or each.site == site)
    if not chosen:
        known = ", ".join(each.site for each in sites[:10])
        raise SiteNotWatchedError(path=watchlist, site=site, known=known + (", …" if len(sites) > 10 else ""))
    return chosen
