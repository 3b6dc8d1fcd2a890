"""`rempart streams`: how far every stream of hostnames was read, and reading once by hand."""

from typing import Annotated

import typer

from rempart.cli.output import err, print_json, print_table

app = typer.Typer(no_args_is_help=True, help="Streams of new hostnames: certificate logs, zones, lists.")


@app.command()
def coverage(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
    """What was read of each stream, what is behind, what is lost. Exit code 1: a stream has a problem."""
    from rempart.cli.database import open_database

    open_database()
    from dataclasses import asdict

    from rempart.kernel.actors import CONSOLE
    from rempart.sightings.queries import list_coverage

    streams = list_coverage(viewer=CONSOLE)
    if as_json:
        print_json([asdict(stream) for stream in streams])
    else:
        headings = ("stream", "kind", "state", "entries", "names", "behind", "lost", "sighted", "problem")
        rows = [[getattr(s, "label" if name == "stream" else name) for name in headings] for s in streams]
        print_table(headings, rows)
    raise typer.Exit(1 if any(stream.problem for stream in streams) else 0)


@app.command()
def read(label: Annotated[str | None, typer.Argument(help="One stream; all without it.")] = None) -> None:
    """Read everything new once, then end. What goes wrong with one stream stops no other; exit code 3 then."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.kernel.actors import CONSOLE
    from rempart.kernel.errors import RempartError
    from rempart.sightings.following import follow_stream

    failed = 0
    clock = wiring.current_ports().clock
    for settings, stream in wiring.build_streams(wiring.current_config()):
        if label not in (None, settings.label):
            continue
        try:
            sighted = follow_stream(stream=stream, kind=settings.kind, actor=CONSOLE, clock=clock)
            err.print(f"{settings.label}: read; {sighted} sightings")
        except RempartError as error:
            failed += 1
            err.print(error.message)
        finally:
            stream.close()
    raise typer.Exit(3 if failed else 0)
