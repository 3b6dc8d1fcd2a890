"""`rempart recompute RECORD`: does a judgement come out as it was recorded?

Needs no database. Exit codes: 0 it does, to the last digit; 1 it does not, with what differs; 2 it cannot be computed.
"""

from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.output import err, out, print_json
from rempart.engines.verdict import VERSIONS, UnknownVersionError
from rempart.kernel.errors import InputRejectedError
from rempart.matches.records import NotARecordError, find_record
from rempart.matches.records import recompute as recompute_record
from rempart.wiring import build_page_reader


class RecordUnusableError(InputRejectedError):
    """The file is no record of a comparison, or of a version whose numbers are not kept."""

    code = "recompute.record_unusable"
    template = "{path} cannot be computed again: {problem}."


class BackgroundMissingError(InputRejectedError):
    """The judgement rests on a background that did not come with Rempart."""

    code = "recompute.background_missing"
    template = (
        "The judgement was weighed against the background {sha256}, which did not come with Rempart. "
        "Get it from whoever judged and name it with --background."
    )


def recompute(
    record: Annotated[
        Path, typer.Argument(help="A comparison: its record (.json), page (.html) or sealed exhibit (.zip).")
    ],
    background: Annotated[
        Path | None, typer.Option(help="The background that it was weighed against, if it is not Rempart's own.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Judge both pages of a recorded comparison again, by the version of the engine that judged them."""
    reader = build_page_reader()
    try:
        kept = find_record(record.read_bytes())
        sha256 = str(kept["background_sha256"])
        model = reader.read_background(str(background)) if background else reader.find_background(sha256)
        if model is None:
            raise BackgroundMissingError(sha256=sha256)
        differing = recompute_record(kept, model)
    except OSError as error:
        raise RecordUnusableError(path=record, problem=error.strerror or "it cannot be read") from error
    except NotARecordError as error:
        raise RecordUnusableError(path=record, problem=error) from error
    except UnknownVersionError as error:
        problem = f"the numbers of its version are not kept; those of {', '.join(VERSIONS)} are"
        raise RecordUnusableError(path=record, problem=problem) from error
    if as_json:
        print_json({"equal": not differing, "version": kept["engine"], "differing": differing})
    elif differing:
        err.print(f"It comes out otherwise: {', '.join(differing)}", highlight=False)
    else:
        out.print(f"{kept['verdict']}: equal to the last digit, by version {kept['engine']}", highlight=False)
    raise typer.Exit(1 if differing else 0)
