"""`rempart background …`: count how common signs are, so that rare ones can weigh. Only `update` needs the database.

Exit codes: 0 done; 2 a file cannot be used.
"""

from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.output import err, out
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
def update(
    output: Annotated[Path, typer.Option("--output", "-o", help="The model to write; name it as `page_background`.")],
    onto: Annotated[Path | None, typer.Option(help="Add to this model instead of the one that comes along.")] = None,
) -> None:
    """Add every page judged so far, host by host. It counts anew each time, so that no host counts twice."""
    from rempart.cli.database import open_database

    open_database()
    from rempart.kernel.actors import CONSOLE
    from rempart.matches.queries import count_signs

    count = count_signs(viewer=CONSOLE)
    model = build_page_reader().read_background(str(onto) if onto else "")
    model = model.plus(count.finish(f"{count.hosts} hosts captured here"))
    part = output.with_suffix(".part")
    part.write_bytes(model.to_bytes())
    part.replace(output)  # a worker that starts meanwhile reads the old model or the new one, never half of one
    out.print(
        f"{count.hosts:,} hosts added: {model.hosts:,} hosts, {len(model.keys):,} signs, in {output}", highlight=False
    )
