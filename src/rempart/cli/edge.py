"""`rempart edge`, `rempart edge-key` and `rempart feed`: both ends of the way past every other server.

The agent needs neither the database nor Django; it runs beside a subscriber's resolver.
"""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rempart.cli.language import say
from rempart.cli.output import err, out
from rempart.cli.promptness import be_prompt
from rempart.kernel.errors import InputRejectedError

if TYPE_CHECKING:
    from rempart.config import FeedConfig
    from rempart.edge.link import Credentials


class FeedNotConfiguredError(InputRejectedError):
    """A part of the [feed] section is missing."""

    code = "feed.not_configured"
    template = "feed.{key} is missing in rempart.toml; edge agents need listen, authority, certificate and key."


def edge(settings: Annotated[Path, typer.Argument(help="The subscriber's settings, TOML.", dir_okay=False)]) -> None:
    """Serve the policy zones to the resolver next door, and follow the hub; until told to end."""
    from rempart.edge.running import read_settings, run_edge

    known = read_settings(settings)
    zones = ", ".join(known.zones)
    err.print(
        say("{subscriber}: serving {zones} at {place}", subscriber=known.subscriber, zones=zones, place=known.listen)
    )
    asyncio.run(run_edge(known))


def edge_key(folder: Annotated[Path, typer.Argument(help="The agent's state folder.", file_okay=False)]) -> None:
    """Make the agent's receipt key if there is none; print the public half, for the hub's feed.subscribers."""
    from rempart.edge.running import edge_key as make
    from rempart.engines.ledger import public_key_of

    out.print(public_key_of(make(folder)).hex(), highlight=False)


def feed() -> None:
    """Give edge agents the mandates that two people signed with their own keys; until told to end."""
    from rempart.cli.database import open_database

    open_database(patient=True)
    from rempart import wiring
    from rempart.engines.ledger import public_key_of

    config = wiring.current_config()
    key = public_key_of(config.feed_key()).hex()
    err.print(say("Feed at {place}; agents pin hub_key {key}", place=config.feed.listen, key=key))
    asyncio.run(_serve(config.feed, config.feed_key()))


async def _serve(config: "FeedConfig", hub_key: bytes) -> None:
    from rempart import wiring
    from rempart.feed.server import FeedServer, server_context
    from rempart.feed.source import database_source
    from rempart.feed.vantages import VantageDesk
    from rempart.ports.naming import Endpoint
    from rempart.probes.sampling import Surroundings

    ports = wiring.current_ports()
    if config.listen is None:
        raise FeedNotConfiguredError(key="listen")
    probing = wiring.current_config().probes
    desk = VantageDesk(
        names=frozenset(vantage.name for vantage in probing.vantages),
        surroundings=Surroundings(ports.control_names, ports.control, ports.co_hosting, ports.rule_book),
        every=timedelta(hours=probing.every_hours),
        clock=ports.clock,
        on_change=lambda: server.size,
    )
    server = FeedServer(
        Endpoint.parse(config.listen),
        server_context(_credentials(config)),
        hub_key,
        {subscriber.name: bytes.fromhex(subscriber.receipt_key) for subscriber in config.subscribers},
        database_source(ports.checkpoint, ports.clock),
        lambda name: desk.talk if name in desk.names else None,
        ports.clock,
    )
    await server.start()
    be_prompt()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def _credentials(config: "FeedConfig") -> "Credentials":
    from rempart.edge.link import Credentials

    for key in ("authority", "certificate", "key"):
        if getattr(config, key) is None:
            raise FeedNotConfiguredError(key=key)
    return Credentials(Path(str(config.authority)), Path(str(config.certificate)), Path(str(config.key)))
