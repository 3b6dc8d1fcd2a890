"""`rempart transparency`: the public numbers, and the opening of one commitment of the public log."""

import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from rempart.cli.acting import TokenOption, acting
from rempart.cli.language import label, say
from rempart.cli.output import counted, err, out, print_json, print_table
from rempart.cli.signing import read_words
from rempart.cli.writing import Made, keep_what_is_there, write_whole
from rempart.kernel.phrases import Phrase

app = typer.Typer(no_args_is_help=True, help="Public numbers and the public log.")


@app.command()
def report(
    year: Annotated[int | None, typer.Option(help="The year; else the present one.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Counts per legal basis of the year's quarters that are over, small numbers kept back; the time blocks took."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.transparency.contracts import Kind
    from rempart.transparency.feeds import report_json
    from rempart.transparency.queries import get_report

    now = wiring.current_ports().clock.now()
    found = get_report(year or now.year, now=now)
    if as_json:
        print_json(report_json(found))
        return
    rows = [
        (label(f"kind.{kind}"), *(basis.figures[kind].text for basis in found.bases), found.totals[kind].text)
        for kind in Kind
    ]
    print_table((say("what"), *(basis.title for basis in found.bases), say("all")), rows)
    err.print(say("Quarters of {year} that ended by {day}.", year=str(found.year), day=f"{found.end:%Y-%m-%d}"))


@app.command()
def oversight(
    token: TokenOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """The exact figures of the yearly oversight report, counted from the journal."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.transparency.oversight import list_counts, oversight_json
    from rempart.transparency.queries import list_oversight

    bases = wiring.current_ports().rule_book.read().bases.values()
    years = list_oversight(offences={basis.code: basis.offence for basis in bases}, viewer=acting(token))
    if as_json:
        print_json(oversight_json(years))
        return
    rows = [
        (year.year, label(f"oversight.{kind}"), count, "" if percent is None else f"{percent:+d} %")
        for year, before in zip(years, (*years, None)[1:], strict=True)
        for kind, count, percent in list_counts(year, before)
    ]
    print_table((say("year"), say("what"), say("count"), say("to the year before")), rows)


@app.command()
def statements(
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the statements go, JSON lines.")],
    token: TokenOption = None,
) -> None:
    """A statement of reasons for every order that took effect, in the DSA database's words; no site is named."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.transparency.queries import list_statements

    bases = wiring.current_ports().rule_book.read().bases.values()
    made = list_statements(countries={basis.code: basis.country for basis in bases}, viewer=acting(token))
    write_whole(output, (json.dumps(one, ensure_ascii=False) + "\n" for one in made), Made.STATEMENTS)
    err.print(say("{statements} written to {path}.", statements=counted(len(made), "statement"), path=output))


@app.command("open")
def open_(
    order: Annotated[UUID | None, typer.Argument(help="An order that took effect; not with --code.")] = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the proof goes, a .tlog-proof file.")],
    code: Annotated[str, typer.Option(help="A code that was handed over; no account is needed with it.")] = "",
    token: TokenOption = None,
) -> None:
    """Open the commitment of one order for its owner, the overseer or a court."""
    from rempart.cli.database import open_database

    if (order is None) == (not code):
        raise typer.BadParameter(say("give the order's id, or --code."))
    keep_what_is_there(output, Made.OPENING)
    open_database()
    from rempart import wiring
    from rempart.transparency.queries import open_by_code, open_order

    ports = wiring.current_ports()
    if order is None:
        opening = open_by_code(code, checkpoint=ports.checkpoint, now=ports.clock.now())
    else:
        opening = open_order(order, checkpoint=ports.checkpoint, viewer=acting(token))
    write_whole(output, [opening.proof], Made.OPENING)
    err.print(
        say(
            "Entry {index} opened. Check it anywhere: rempart transparency check {path} --key …",
            index=str(opening.index),
            path=output,
        )
    )


@app.command("code")
def code_(
    order: Annotated[UUID, typer.Argument(help="An order that took effect.")],
    for_whom: Annotated[str, typer.Option("--for", help="The owner or the court that gets it.")],
    token: TokenOption = None,
) -> None:
    """Print a code that lets the name's owner or a court open the order themselves; it is shown once."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.orders.openings import hand_over_code

    now = wiring.current_ports().clock.now()
    out.print(hand_over_code(order_id=order, for_whom=for_whom, actor=acting(token), now=now), highlight=False)


@app.command()
def check(
    proof: Annotated[Path, typer.Argument(help="An opened commitment.", exists=True, dir_okay=False)],
    key: Annotated[str, typer.Option(help="The log's verifier key, as known from elsewhere.")],
) -> None:
    """Check an opened commitment without the database: 0 it holds, 1 it does not, 2 no such file."""
    from rempart.engines.ledger import check_opening

    found = check_opening(read_words(proof, wanted=Phrase("the file that `rempart transparency open` made")), key)
    if found.sound:
        out.print(say("Entry {index} stood in the log, word for word:", index=str(found.index)), highlight=False)
        print_json(found.entry)
    else:
        err.print(say("It does not hold: {problem}.", problem=found.problem))
    raise typer.Exit(0 if found.sound else 1)
