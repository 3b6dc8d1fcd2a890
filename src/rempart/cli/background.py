"""`rempart background …`: count how common signs are, so that rare ones can weigh.

`build` needs no database. The background that judgements here rest on grows by itself with what is judged.

Exit codes: 0 done; 2 a file cannot be used.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.output import err, out, print_json, print_table
from rempart.engines.pages import BackgroundCount
from rempart.engines.verdict import portrait_of
from rempart.wiring import build_page_reader

app = typer.Typer(no_args_is_help=True, help="The background that signs are weighed against.")


@app.callback()
def background() -> None:
    """The background that signs are weighed against."""


@app.command()
def build(
    pages: Annotated[Path, typer.Argument(help="Ordinary pages: a folder of .wacz and .html, or Parquet (url, html).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The model to write.")],
    onto: Annotated[Path | None, typer.Option(help="Add to this model; `default` is the one that comes along.")] = None,
) -> None:
    """Count the signs of ordinary pages, host by host: pages of one host, or of one folder, count once together."""
    reader = build_page_reader()
    hosts: dict[str, set[int]] = {}
    unreadable = 0
    for label, page in reader.read_collection(str(pages)):
        if page is None:
            unreadable += 1
            continue
        owner = page.host or label.split("/", 1)[0]
        hosts.setdefault(owner, set()).update(portrait_of(page).keys())
    count = BackgroundCount()
    for keys in hosts.values():
        count.add_host(keys)
    model = count.finish(f"{count.hosts} hosts of {pages.name}")
    if onto is not None:
        model = reader.read_background("" if str(onto) == "default" else str(onto)).plus(model)
    output.write_bytes(model.to_bytes())
    out.print(f"{model.hosts:,} hosts, {len(model.keys):,} signs that two or more share, in {output}", highlight=False)
    if unreadable:
        err.print(f"{unreadable:,} files hold no page that can be read")


@app.command()
def write(
    output: Annotated[Path, typer.Option("--output", "-o", help="The model to write, to compare offline.")],
) -> None:
    """Write the background that pages are weighed against today: the base, and the ordinary hosts judged here."""
    from rempart import wiring
    from rempart.cli.database import open_database

    open_database()
    model = wiring.current_ports().background()
    part = output.with_suffix(".part")
    part.write_bytes(model.to_bytes())
    part.replace(output)
    out.print(f"{model.hosts:,} hosts, {len(model.keys):,} signs, in {output}", highlight=False)


@app.command()
def history(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
    """Every edition of the background, newest first: from which base, with how many hosts, since when."""
    from rempart.cli.database import open_database

    open_database()
    from rempart.kernel.actors import CONSOLE
    from rempart.matches.backgrounds import list_editions

    editions = list_editions(viewer=CONSOLE)
    if as_json:
        print_json([asdict(edition) | {"made_at": edition.made_at.isoformat()} for edition in editions])
        return
    rows = [
        (f"{edition.made_at:%Y-%m-%d %H:%M}", edition.counted, edition.hosts, edition.signs, edition.sha256[:12])
        for edition in editions
    ]
    print_table(("since (UTC)", "counted here", "hosts", "signs", "SHA-256"), rows)
