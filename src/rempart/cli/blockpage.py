"""`rempart block-page FILE`: the page that blocked names point at. Needs no database."""

import asyncio
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from rempart.blockpage.page import PageSettingsError, read_settings
from rempart.blockpage.server import BlockPageServer
from rempart.cli.language import say
from rempart.cli.output import err
from rempart.ports.naming import Endpoint


def block_page(
    settings: Annotated[Path, typer.Argument(help="The page's settings, TOML.", dir_okay=False)],
    listen: Annotated[str, typer.Option(help="address@port; names are pointed at the address, browsers at port 80.")],
) -> None:
    """Answer every request with status 451 and the reasons, until told to end. Nothing is kept of visitors."""
    try:
        content = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PageSettingsError(problem=str(error)) from error
    asyncio.run(_serve(BlockPageServer(Endpoint.parse(listen), read_settings(content)), listen))


async def _serve(server: BlockPageServer, listen: str) -> None:
    await server.start()
    err.print(say("Block page at {place}.", place=listen))
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()
