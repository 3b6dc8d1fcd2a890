"""Who reads many pages for a command: this process, or a Ray cluster. The result is the same to the last byte."""

from enum import StrEnum
from typing import Annotated

import typer

from rempart.ports.spreading import Crew
from rempart.wiring import build_crew


class Engine(StrEnum):
    """Who reads the pages."""

    LOCAL = "local"
    RAY = "ray"


EngineChoice = Annotated[Engine, typer.Option(help="Who reads the pages; the result is the same.")]
RayAddress = Annotated[
    str | None, typer.Option(help="A Ray cluster that sees the same files; one is started here without it.")
]


def crew_of(engine: Engine, address: str | None) -> Crew:
    """Those who read. Raises ClusterMissingError."""
    return build_crew(address, ray=engine is Engine.RAY)
