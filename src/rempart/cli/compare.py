"""`rempart compare A B`: are these two pages of one site? With a probability and reasons.

Needs no database. Exit codes: 0 a verdict was reached, whatever it is; 2 a file cannot be used.
"""

from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import figure, percentage, say, sentence
from rempart.cli.output import err, out, print_json, print_line, print_table
from rempart.cli.page_reading import STANDARD_INPUT, read_given
from rempart.engines.pages import PageFeatures
from rempart.engines.verdict import (
    DEFAULT_PRIOR,
    VERDICT_VERSION,
    VERSIONS,
    Verdict,
    VerdictKind,
    cited,
    is_counted_elsewhere,
    judge,
)
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason
from rempart.web.labels import marked
from rempart.wiring import build_page_reader


class VersionNotKeptError(InputRejectedError):
    """The numbers of that version of the verdict are not kept."""

    code = "compare.version_not_kept"
    template = "There are no numbers of version {version} of the verdict. Name one of {kept}."


class OneInputTwiceError(InputRejectedError):
    """Both pages were to come from standard input, which can be read but once."""

    code = "compare.one_input_twice"
    template = "Only one of the two pages can come from standard input. Name a file for the other."


VERDICTS = {
    VerdictKind.SAME: marked("same"),
    VerdictKind.DIFFERENT: marked("different"),
    VerdictKind.UNCLEAR: marked("unclear"),
}


def compare(
    first: Annotated[
        Path, typer.Argument(metavar="A", help="A .wacz exhibit or an HTML file, or - for standard input.")
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="The other one.")],
    as_json: Annotated[bool, typer.Option("--json", help="The verdict as one JSON value.")] = False,
    background: Annotated[Path | None, typer.Option(help="A background model of your own.")] = None,
    prior: Annotated[
        float, typer.Option(min=0.0001, max=0.9999, help="How probable it was before the pages were looked at.")
    ] = DEFAULT_PRIOR,
    url_a: Annotated[str, typer.Option(metavar="URL", help="Where A stood, if it is an HTML file.")] = "",
    url_b: Annotated[str, typer.Option(metavar="URL", help="Where B stood.")] = "",
    verdict_version: Annotated[
        str, typer.Option(help="Judge by the numbers of this version of the verdict.")
    ] = VERDICT_VERSION,
) -> None:
    """Say whether two captured pages are of one site, how probable that is, and why."""
    if verdict_version not in VERSIONS:
        raise VersionNotKeptError(version=verdict_version, kept=", ".join(VERSIONS))
    if first == second == STANDARD_INPUT:
        raise OneInputTwiceError
    reader = build_page_reader()
    model = reader.read_background(str(background) if background else "")
    a, b = (read_given(reader, path, url) for path, url in ((first, url_a), (second, url_b)))
    itself = Phrase("{path} is compared with itself: that tells nothing of two pages. Name another file.", path=first)
    is_itself = first.resolve() == second.resolve()
    if is_itself:
        print_line(say(itself.template, **itself.values), err)
    verdict = judge(a, b, model, prior, verdict_version)
    if as_json:
        print_json(verdict_as_json(verdict, a, b) | {"note": str(itself) if is_itself else ""})
        return
    called, chance = say(VERDICTS[verdict.kind]), percentage(verdict.probability)
    out.print(say("{verdict}, probability {chance}", verdict=f"[bold]{called}[/]", chance=chance), markup=True)
    print_table((say("weight"), say("because")), [_row(reason) for reason in verdict.reasons])
    for wish in verdict.would_change:
        print_line(say("What would change this: {wish}", wish=wish))


def _row(reason: Reason) -> tuple[str, str]:
    counted = f" {say('Already counted in another reason.')}" if is_counted_elsewhere(reason) else ""
    return figure(f"{reason.weight:+.2f}"), sentence(reason) + counted


def verdict_as_json(verdict: Verdict, a: PageFeatures, b: PageFeatures) -> dict[str, object]:
    """A verdict over `a` and `b` as the file contract says, and what else a program may want."""
    return {
        "verdict": verdict.kind.value,
        "probability": verdict.probability,
        "reasons": [reason_as_json(cited(reason, a, b)) for reason in verdict.reasons],
        "would_change": [reason_as_json(reason) for reason in verdict.would_change],
        "prior": verdict.prior,
        "version": verdict.version,
    }


def reason_as_json(reason: Reason) -> dict[str, object]:
    """A reason with its code, its sentence, its weight in log10 units and the records it cites."""
    records = [reason.values[name] for name in ("record_a", "record_b") if name in reason.values]
    return {"code": reason.code, "text": reason.text, "weight": reason.weight, "records": records}
