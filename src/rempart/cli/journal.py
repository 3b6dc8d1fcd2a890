"""`rempart journal`: show, export, verify."""

from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import say
from rempart.cli.output import counted, err, out, print_json, print_table
from rempart.cli.writing import keep_what_is_in

app = typer.Typer(no_args_is_help=True, help="The record of every act.")


@app.command()
def show(
    last: Annotated[int, typer.Option(help="How many of the newest entries.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """The newest entries."""
    from rempart.cli.database import open_database

    open_database()
    from rempart.journal.queries import list_latest

    entries = list_latest(limit=last)
    if as_json:
        print_json(
            [
                {
                    "index": e.index,
                    "at": e.at,
                    "act": e.act,
                    "actor": e.actor_name,
                    "reason": e.reason,
                    "facts": e.facts,
                }
                for e in entries
            ]
        )
        return
    rows = [(e.index, e.at.isoformat(timespec="seconds"), e.act, e.actor_name, e.reason) for e in entries]
    print_table(("#", say("at"), say("act"), say("actor"), say("reason")), rows)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    public: Annotated[bool, typer.Option("--public", help="The public log alone: no entry, no hostname.")] = False,
) -> None:
    """Write the journal into FOLDER, with all that is needed to verify it elsewhere."""
    keep_what_is_in(folder)
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring

    with err.status(say("writing the log's tiles and entries")):
        size = wiring.export_journal(folder, public_only=public)
    err.print(
        say(
            "{entries} written to {path}. Check them anywhere with `rempart journal verify {path}`.",
            entries=counted(size, "entry", "entries"),
            path=folder,
        )
    )


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="An export.")],
    key: Annotated[str | None, typer.Option(help="The log's verifier key, as known from elsewhere.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Check an export without the database: 0 sound, 1 not sound with every reason, 2 no export."""
    from rempart.journal.export import verify_export

    with err.status(say("hashing the log anew")):
        found = verify_export(folder, key)
    if as_json:
        print_json({"sound": found.sound, "size": found.size, "opened": found.opened, "problems": found.problems})
    elif found.sound:
        out.print(
            say(
                "Sound: {entries} under one signed checkpoint, {opened} of them opened.",
                entries=counted(found.size, "entry", "entries"),
                opened=found.opened,
            )
        )
    for problem in found.problems:
        err.print(say("Not sound: {problem}", problem=problem))
    raise typer.Exit(0 if found.sound else 1)
