"""`rempart lists`: take a list out, compare the zone with the orders in force."""

import base64
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rempart.cli.acting import TokenOption, acting
from rempart.cli.language import label, say
from rempart.cli.output import counted, err, out, print_json, print_table
from rempart.cli.signing import FileUnusableError, read_words
from rempart.cli.writing import Made, keep_what_is_there, write_whole
from rempart.engines.zonefile import FORMATS
from rempart.engines.zonefile.recipes import RECIPES, Primary, recipe
from rempart.engines.zonefile.serving import PRIMARIES, Serving, ZoneSubscriber, primary_recipe
from rempart.engines.zonefile.tiers import TITLES
from rempart.kernel.phrases import Phrase
from rempart.ports.naming import Endpoint

if TYPE_CHECKING:
    from rempart.publications.contracts import Subscriber

HASHED = "hashed"

app = typer.Typer(no_args_is_help=True, help="The lists made from the orders in force.")


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join((*FORMATS, HASHED))}.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else standard output.")] = None,
    key: Annotated[Path | None, typer.Option(help="For hashed: the partner's key, 64 or more hex digits.")] = None,
    token: TokenOption = None,
) -> None:
    """Write the names that the orders in force refuse. The journal keeps who took them."""
    if output is not None:
        keep_what_is_there(output, Made.LIST)
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.publications.services import export_hashed, export_list

    config = wiring.current_config()
    title = f"Names refused by order, {config.web.organisation}"
    actor, now = acting(token), wiring.current_ports().clock.now()
    if form == HASHED:
        made = export_hashed(key=_partner_key(key), title=title, actor=actor, now=now)
    else:
        made = export_list(form=form, zone=config.publication.zone, title=title, actor=actor, now=now)
    if output is None:
        typer.echo("".join(made.lines), nl=False)
    else:
        with err.status(say("writing the list")):
            write_whole(output, made.lines, Made.LIST)
    err.print(say("{names} written as {form}.", names=counted(made.entries, "name"), form=form))


@app.command("recipe")
def show_recipe(
    program: Annotated[str, typer.Argument(help=f"One of {', '.join(RECIPES)}.")],
    primary: Annotated[str, typer.Option(help="address@port of the edge agent, or of the primary.")] = "127.0.0.1@5353",
    zone: Annotated[list[str] | None, typer.Option(help="A policy zone; those of what is new first.")] = None,
    file: Annotated[Path, typer.Option(help="The list, for programs that read a file.")] = Path("rempart.rpz"),
    mass_file: Annotated[str, typer.Option(help="Unbound: the last zone's file, which the edge agent writes.")] = "",
) -> None:
    """Print tested configuration that makes a resolver obey the policy zones."""
    where = Endpoint.parse(primary)
    zones = tuple(zone or (f"{title}.rempart.example" for title in TITLES))
    typer.echo(recipe(program, Primary(where.address, where.port, zones, str(file), mass_file=mass_file)), nl=False)


@app.command()
def primary(
    program: Annotated[str, typer.Argument(help=f"One of {', '.join(PRIMARIES)}.")],
    subscriber: Annotated[list[str], typer.Option(help="NAME=address@port=zone+zone; *NAME for Unbound.")],
    publisher: Annotated[str, typer.Option(help="The name of our own key, publication.key_name.")] = "rempart",
) -> None:
    """Print tested configuration of a primary, with a fresh key for every subscriber and for us; keep it secret."""
    serving = Serving(publisher, _fresh_secret(), tuple(_zone_subscriber(text) for text in subscriber))
    typer.echo(primary_recipe(program, serving), nl=False)


@app.command()
def check(
    mend: Annotated[bool, typer.Option(help="Make the zone say what the orders say.")] = True,
    token: TokenOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Compare the zone with the orders in force: 0 they agree (or were made to), 1 they differ, 3 no answer."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.publications.services import check_zone

    ports = wiring.current_ports()
    with err.status(say("comparing the zone with the orders in force")):
        found = check_zone(publisher=ports.publisher, actor=acting(token), now=ports.clock.now(), mend=mend)
    if as_json:
        print_json(
            {"missing": found.missing, "surplus": found.surplus, "altered": found.altered, "mended": found.mended}
        )
    else:
        for told, names in (
            (say("missing"), found.missing),
            (say("surplus"), found.surplus),
            (say("altered"), found.altered),
        ):
            for name in names:
                out.print(say("{what}: {name}", what=told, name=name), highlight=False)
        if found.is_sound:
            err.print(say("Zone and orders agree."))
        else:
            mended = say("Zone and orders differed and were mended.")
            err.print(mended if found.mended else say("Zone and orders differ."))
    raise typer.Exit(0 if found.is_sound or found.mended else 1)


@app.command()
def subscribers(
    token: TokenOption = None, as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False
) -> None:
    """Every edge agent by its own receipts, every other resolver by probes: 0 all is well, 1 an alarm."""
    from rempart.cli.database import open_database

    open_database()
    from dataclasses import asdict

    from rempart import wiring
    from rempart.probes.subscribers import list_resolvers
    from rempart.publications.contracts import SubscriberState
    from rempart.publications.subscribers import list_subscribers

    config, viewer, now = wiring.current_config(), acting(token), wiring.current_ports().clock.now()
    names = [subscriber.name for subscriber in config.feed.subscribers]
    labels = [resolver.label for resolver in config.probes.subscribers]
    found = list_subscribers(names=names, viewer=viewer, now=now)
    found += list_resolvers(labels=labels, viewer=viewer, now=now)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        heads = (say("name"), say("state"), say("orders"), say("effective"), say("waiting"), say("waiting since"))
        print_table(
            (*heads, say("serial"), say("heard at"), say("clock, seconds ahead")), [_facts(one) for one in found]
        )
    raise typer.Exit(1 if any(one.state is SubscriberState.ALARM for one in found) else 0)


@app.command()
def settle(token: TokenOption = None) -> None:
    """Move all but the newest names to the zone of the mass now, as the worker does hourly."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.publications.services import settle_zone

    ports, keep = wiring.current_ports(), wiring.current_config().publication.hot_names
    moved = settle_zone(publisher=ports.publisher, keep=keep, actor=acting(token), now=ports.clock.now())
    err.print(say("{names} left the zone of what is new.", names=counted(moved, "name")))


def _facts(one: "Subscriber") -> list[object]:
    shown = (one.orders, one.effective, one.waiting, one.waiting_since, one.serial, one.heard_at, one.clock_ahead_s)
    return [one.name, label(f"subscriber.{one.state}"), *(fact or "" for fact in shown)]


def _fresh_secret() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _zone_subscriber(text: str) -> ZoneSubscriber:
    name, _, rest = text.partition("=")
    where, _, zones = rest.partition("=")
    if not (name and where and zones):
        wanted = "NAME=192.0.2.53@53=hot.example+cold.example"
        raise typer.BadParameter(say("{given} is no subscriber; write {wanted}", given=repr(text), wanted=wanted))
    endpoint = Endpoint.parse(where)
    return ZoneSubscriber(
        name=name.removeprefix("*"),
        address=endpoint.address,
        port=endpoint.port,
        secret=_fresh_secret(),
        zones=tuple(zones.split("+")),
        by_address=name.startswith("*"),
    )


def _partner_key(path: Path | None) -> bytes:
    if path is None:
        raise typer.BadParameter(say("a hashed list needs --key, a file with the partner's key"))
    wanted = Phrase("a file with the partner's key in hex")
    try:
        return bytes.fromhex(read_words(path, wanted=wanted))
    except ValueError as error:
        raise FileUnusableError(path=path, problem=Phrase("it holds no key in hex"), wanted=wanted) from error
