"""Who reads many pages for a command: this process, further ones, or a Ray cluster. The result is the same to the last
byte."""

import os
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from rempart.ports.pages import CollectionPart
from rempart.ports.spreading import Crew
from rempart.wiring import build_crew

MOST_CORES = 8  # unless more are asked for: each takes 130 MB


class Engine(StrEnum):
    """Who reads the pages."""

    LOCAL = "local"
    RAY = "ray"


EngineChoice = Annotated[Engine, typer.Option(help="Who reads the pages; the result is the same.")]
RayAddress = Annotated[
    str | None, typer.Option(help="A Ray cluster that sees the same files; one is started here without it.")
]
CoresChoice = Annotated[
    int,
    typer.Option("--cores", min=0, help="Processes of this machine that work; 0: one a core, where it is worth it."),
]


def cores_here() -> int:
    """How many cores a command takes that has work for all."""
    return min(len(os.sched_getaffinity(0)), MOST_CORES)


def crew_for(parts: Sequence[CollectionPart], engine: Engine, address: str | None, cores: int) -> Crew:
    """Those who read `parts`, of which each is more work than to begin a process. Raises ClusterMissingError."""
    return build_crew(address, ray=engine is Engine.RAY, cores=cores or min(cores_here(), len(parts)))
