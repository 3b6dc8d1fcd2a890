"""`rempart recompute RECORD`: does a judgement come out as it was recorded?

Needs no database. Exit codes: 0 it does, to the last digit; 1 it does not, with what differs, or an
exhibit does not show its pages; 2 it cannot be computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from rempart.cli.compare import VERDICTS
from rempart.cli.language import say
from rempart.cli.output import err, print_json, print_line
from rempart.engines.verdict import VERSIONS, UnknownVersionError, VerdictKind, portrait_of
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase
from rempart.matches.records import NotARecordError, find_record
from rempart.matches.records import recompute as recompute_record
from rempart.matches.tying import Tie, tie_exhibit
from rempart.ports.pages import PageMissingError
from rempart.web.labels import marked
from rempart.wiring import build_page_reader

_NEXT = marked("Check it with `rempart verify`, and ask whoever made the record for the exhibits that it names.")


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
    exhibits: Annotated[
        list[Path] | None,
        typer.Option(
            "--exhibit", help="An exhibit that the record names (.wacz); its page is held against the record."
        ),
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
        ties = [(path, _tie(kept, path)) for path in exhibits or ()]
    except OSError as error:
        raise RecordUnusableError(path=record, problem=error.strerror or "it cannot be read") from error
    except NotARecordError as error:
        raise RecordUnusableError(path=record, problem=error.args[0]) from error
    except UnknownVersionError as error:
        problem = Phrase("the numbers of its version are not kept; those of {kept} are", kept=", ".join(VERSIONS))
        raise RecordUnusableError(path=record, problem=problem) from error
    untied = [path for path, tie in ties if tie.problem]
    if as_json:
        told = [{"path": str(path), **asdict(tie)} for path, tie in ties]
        print_json({"equal": not differing, "version": kept["engine"], "differing": differing, "exhibits": told})
    else:
        _tell(kept, differing, ties)
    raise typer.Exit(1 if differing or untied else 0)


def _tie(kept: Mapping[str, Any], path: Path) -> Tie:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PageMissingError(path=path, problem=error.strerror or "it cannot be read") from error
    return tie_exhibit(kept, content, portrait_of(build_page_reader().read_exhibit(content)))


def _tell(kept: Mapping[str, Any], differing: Sequence[str], ties: Sequence[tuple[Path, Tie]]) -> None:
    if differing:
        print_line(say("It comes out otherwise: {parts}", parts=", ".join(differing)), err)
    else:
        verdict = say(VERDICTS[VerdictKind(kept["verdict"])])
        told = say("{verdict}: equal to the last digit, by version {version}", verdict=verdict, version=kept["engine"])
        print_line(told)
    for path, tie in ties:
        if tie.problem:
            told = say("{path} does not show the record's pages: {problem}.", path=path, problem=tie.problem)
            print_line(f"{told} {say(_NEXT)}", err)
        elif tie.read_again:
            print_line(say("{path}: page {side} of the record, read again to the last byte", path=path, side=tie.side))
        else:
            told = say(
                "{path}: page {side} of the record by address and records; another version read it",
                path=path,
                side=tie.side,
            )
            print_line(told)
    if not ties and kept.get("exhibits"):
        told = say(
            "The pages were taken from the record alone; name its exhibits with --exhibit to hold them against it."
        )
        print_line(told, err)
