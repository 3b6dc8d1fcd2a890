"""`rempart background …`: count how common signs are, so that rare ones can weigh.

`build` needs no database. The background that judgements here rest on grows by itself with what is judged.

Exit codes: 0 done; 2 a file cannot be used; 3 no Ray where one was asked for.
"""

from contextlib import closing
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.crews import CoresChoice, Engine, EngineChoice, RayAddress, crew_for
from rempart.cli.language import figure, say
from rempart.cli.output import counted, err, print_json, print_line, print_table
from rempart.cli.writing import Made, keep_what_is_there, write_whole
from rempart.config import load_config
from rempart.engines.pages import BackgroundCount
from rempart.engines.policy import Suffixes
from rempart.kernel.errors import InputRejectedError
from rempart.wiring import build_page_reader, build_rule_book, sign_reader

app = typer.Typer(no_args_is_help=True, help="The background that signs are weighed against.")


class CountedAlreadyError(InputRejectedError):
    """Hosts that are counted twice make their signs look common."""

    code = "background.counted_already"
    template = (
        "{onto} counted these very hosts already, those of {path}: added again, each would count twice. "
        "Give a model without them to --onto, or other pages."
    )


class NothingCountedError(InputRejectedError):
    """A background of no host would make every sign look rare."""

    code = "background.nothing_counted"
    template = (
        "{path} holds no page that can be counted ({unreadable}). "
        "Give a folder with .wacz or .html below it, or Parquet with the columns url and html."
    )


@app.callback()
def background() -> None:
    """The background that signs are weighed against."""


@app.command()
def build(
    pages: Annotated[Path, typer.Argument(help="Ordinary pages: a folder of .wacz and .html, or Parquet (url, html).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The model to write.")] = Path("background.bin"),
    onto: Annotated[Path | None, typer.Option(help="Add to this model; `default` is the one that comes along.")] = None,
    engine: EngineChoice = Engine.LOCAL,
    ray_address: RayAddress = None,
    cores: CoresChoice = 0,
) -> None:
    """Count the signs of ordinary pages, host by host: pages of one owner's hosts, or of one folder, count once."""
    keep_what_is_there(output, Made.BACKGROUND)
    reader = build_page_reader()
    suffixes = build_rule_book(load_config()).read().lists.suffixes
    hosts: dict[str, set[int]] = {}
    read = unreadable = 0
    parts = list(reader.split_collection(str(pages)))
    with closing(crew_for(parts, engine, ray_address, cores)) as crew:
        for part in crew.map(sign_reader(), parts, None):
            read, unreadable = read + len(part.pages), unreadable + part.unreadable
            for label, host, shown in part.pages:
                owner = _owner_of(host, suffixes) or label.split("/", 1)[0]
                hosts.setdefault(owner, set()).update(shown)
    if not hosts:
        unread = counted(unreadable, "file cannot be read", "files cannot be read")
        raise NothingCountedError(path=pages, unreadable=unread)
    count = BackgroundCount()
    for keys in hosts.values():
        count.add_host(keys)
    # Which hosts they are is not read out of it; that they are the same is.
    counted_hosts = sha256("\n".join(sorted(hosts)).encode("utf-8", "replace")).hexdigest()[:16]
    model = count.finish(f"{count.hosts} hosts of {pages.name} ({counted_hosts})")
    if onto is not None:
        base = reader.read_background("" if str(onto) == "default" else str(onto))
        if f"({counted_hosts})" in base.provenance:
            raise CountedAlreadyError(onto=onto, path=pages)
        model = base.plus(model)
    write_whole(output, model.to_bytes(), Made.BACKGROUND)
    hosts_in_it, shared = counted(model.hosts, "host"), counted(len(model.keys), "sign")
    told = say("{hosts}, {signs} that two or more share, in {path}", hosts=hosts_in_it, signs=shared, path=output)
    print_line(told)
    if len(hosts) == 1 < read:
        (owner,) = hosts
        together = say(
            "{pages} of {owner} count as one host, since pages of one owner or one folder do. Where each is of "
            "another, give the folder in which they lie.",
            pages=counted(read, "page"),
            owner=owner,
        )
        print_line(together, err)
    if unreadable:
        files = counted(unreadable, "file holds", "files hold")
        print_line(say("{files} no page that can be read", files=files), err)


def _owner_of(host: str, suffixes: Suffixes) -> str:
    """The name that one owner registered, so that whoever has a thousand subdomains makes nothing common."""
    is_address = host.replace(".", "").isdigit()
    return host if is_address or not host else suffixes.registrable(host)


@app.command()
def write(
    output: Annotated[Path, typer.Option("--output", "-o", help="The model to write, to compare offline.")],
) -> None:
    """Write the background that pages are weighed against today: the base, and the ordinary hosts judged here."""
    from rempart import wiring
    from rempart.cli.database import open_database

    open_database()
    model = wiring.current_ports().background()
    write_whole(output, model.to_bytes(), Made.BACKGROUND)
    hosts, signs = counted(model.hosts, "host"), counted(len(model.keys), "sign")
    print_line(say("{hosts}, {signs}, in {path}", hosts=hosts, signs=signs, path=output))


@app.command()
def history(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
    """Every edition of the background, newest first, and the base: with how many hosts, since when, of what."""
    from rempart import wiring
    from rempart.cli.database import open_database

    open_database()
    from rempart.kernel.actors import CONSOLE
    from rempart.matches.backgrounds import list_editions

    editions = list_editions(viewer=CONSOLE)
    if as_json:
        print_json([asdict(edition) | {"made_at": edition.made_at.isoformat()} for edition in editions])
        return
    rows = [
        (
            f"{edition.made_at:%Y-%m-%d %H:%M}",
            *(figure(f"{number:,}") for number in (edition.counted, edition.hosts, edition.signs)),
            edition.sha256[:12],
        )
        for edition in editions
    ]
    base = wiring.current_ports().base_background()
    sizes = (figure(f"{number:,}") for number in (0, base.hosts, len(base.keys)))
    rows.append((say("the base"), *sizes, base.sha256[:12]))
    print_table((say("since (UTC)"), say("counted here"), say("hosts"), say("signs"), "SHA-256"), rows)
    print_line(say("The base was counted from: {what}", what=base.provenance or "–"), err)
