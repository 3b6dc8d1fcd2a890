"""`rempart pages …`: how good the comparison of pages is, and what sort of page a file is. Needs no database.

Exit codes: 0 done; 2 a file cannot be used.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import track

from rempart.cli import page_index
from rempart.cli.language import SOURCE, figure, label, percentage, say, sentence, words
from rempart.cli.output import counted, err, print_json, print_line, print_table
from rempart.cli.page_reading import read_portrait
from rempart.engines.pages import PageFeatures
from rempart.engines.verdict import DEFAULT_PRIOR, judge
from rempart.engines.verdict.evaluation import Outcome, Ranking, calibration_error, figures_by_group, ranking_of
from rempart.kernel.chances import chance_text
from rempart.kernel.errors import RempartError
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason
from rempart.ports.pages import (
    LabelsMissingError,
    LabelsUnreadableError,
    PageAddressError,
    PageMissingError,
    PageReader,
    PageUnreadableError,
)
from rempart.wiring import build_page_reader

if TYPE_CHECKING:
    from rempart.web.wording import Words

app = typer.Typer(no_args_is_help=True, help="Compare pages with labels, classify them, and index many.")
app.add_typer(page_index.app, name="index")
MAX_CONFUSIONS = 100
_CUT = Reason(
    "pages.cut",
    "The page holds more than is read here (characters, elements within each other, styles or style sheets): what lies "
    "beyond that counts for nothing in this.",
)


class NotALabelError(ValueError):
    """What stands in a row of labels cannot be meant."""

    def __init__(self, problem: Phrase) -> None:
        self.problem = problem
        super().__init__(str(problem))


@app.command()
def evaluate(
    labels: Annotated[Path, typer.Argument(help='JSON lines {"a", "b", "same", "group"}; paths relative to the file.')],
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON value.")] = False,
    background: Annotated[Path | None, typer.Option(help="A background model of your own.")] = None,
    hosts: Annotated[
        bool, typer.Option("--hosts", help='Take "url_a" and "url_b" of a line as where its HTML files were found.')
    ] = False,
) -> None:
    """Judge labelled pairs; figures by group, the calibration error, and the confusions in words."""
    labelled, broken = read_labels(labels)
    if not hosts:
        labelled = [row | {"url_a": "", "url_b": ""} for row in labelled]
    reader = build_page_reader()
    model = reader.read_background(str(background) if background else "")
    portraits, unreadable = _read_pages(labels.parent, labelled, reader)
    rows = [row for row in labelled if portraits.keys() >= set(_pages_of(row))]
    if not rows:
        nothing = Phrase("no page can be read ({problem})", problem=min(unreadable.values(), key=str))
        raise LabelsUnreadableError(path=labels, line=1, problem=nothing)
    _warn_of_doubles(labels.parent, rows)
    outcomes: list[Outcome] = []
    confusions: list[tuple[Outcome, Reason]] = []
    for row in track(rows, say("Judging pairs"), console=err):
        first, second = (portraits[page] for page in _pages_of(row))
        verdict = judge(first, second, model, DEFAULT_PRIOR)
        outcome = Outcome(row["a"], row["b"], row["same"], row["group"], verdict.kind, verdict.probability)
        outcomes.append(outcome)
        if outcome.is_confusion:
            confusions.append((outcome, verdict.reasons[0]))
    figures = {name: asdict(group) for name, group in figures_by_group(outcomes).items()}
    error, ranking = calibration_error(outcomes), ranking_of(outcomes)
    left_out = _tell_left_out(labelled, broken, unreadable)
    if as_json:
        for told_of in left_out:
            print_line(say("left out: {problem}", problem=told_of), err)
        in_english = [_in_words(one, reason.text, words(SOURCE)) for one, reason in confusions[:MAX_CONFUSIONS]]
        told = {"groups": figures, "calibration_error": error, "confusions": in_english}
        told["ranking"] = asdict(ranking) if ranking else None
        missing = {
            "pairs": len(labelled) - len(rows),
            "pages": sorted({path for path, _ in unreadable}),
            "lines": list(broken),
        }
        print_json({**told, "further_confusions": len(confusions[MAX_CONFUSIONS:]), "left_out": missing})
        return
    _print_figures(figures)
    print_line(say("calibration error {error}", error=figure(error)))
    _print_ranking(ranking)
    for outcome, reason in confusions[:MAX_CONFUSIONS]:
        print_line(_in_words(outcome, sentence(reason), words()))
    if further := len(confusions[MAX_CONFUSIONS:]):
        print_line(say("… and {further} more", further=further))
    if left_out:
        fewer = len(labelled) - len(rows)
        head = say("left out, with {pairs}", pairs=counted(fewer, "pair")) if fewer else say("left out")
        print_table((head,), [(problem,) for problem in left_out])


def _warn_of_doubles(folder: Path, rows: list[dict[str, Any]]) -> None:
    """Say which pairs are of one file with itself: they count as any other, and tell nothing."""
    doubles = [row["a"] for row in rows if (folder / row["a"]).resolve() == (folder / row["b"]).resolve()]
    if doubles:
        pairs = counted(len(doubles), "pair is", "pairs are")
        told = say("{pairs} of one file with itself, which tells nothing: first {path}", pairs=pairs, path=doubles[0])
        print_line(told, err)


def _pages_of(row: dict[str, Any]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Each page's path, and where it stood."""
    return (row["a"], row["url_a"]), (row["b"], row["url_b"])


def _tell_left_out(
    rows: list[dict[str, Any]],
    broken: dict[int, LabelsUnreadableError],
    unreadable: dict[tuple[str, str], RempartError],
) -> list[str]:
    """What is wrong with lines and with pages, and of each page the first line that names it."""
    first = {page: row["line"] for row in reversed(rows) for page in _pages_of(row)}
    pages = [say("line {line}: {problem}", line=first[page], problem=problem) for page, problem in unreadable.items()]
    return [*map(sentence, broken.values()), *pages]


def _read_pages(
    folder: Path, rows: list[dict[str, Any]], reader: PageReader
) -> tuple[dict[tuple[str, str], PageFeatures], dict[tuple[str, str], RempartError]]:
    """The pages that can be read, and what is wrong with each of the others: one of thousands is no reason to stop."""
    portraits: dict[tuple[str, str], PageFeatures] = {}
    unreadable: dict[tuple[str, str], RempartError] = {}
    for page in track(sorted({page for row in rows for page in _pages_of(row)}), say("Reading pages"), console=err):
        path, address = page
        try:
            portraits[page] = read_portrait(reader, folder / path, address)
        except (PageMissingError, PageUnreadableError, PageAddressError) as error:
            unreadable[page] = error
    return portraits, unreadable


def _print_figures(figures: dict[str, dict[str, Any]]) -> None:
    """A table, and its notes below: a column of sentences would leave room for neither."""
    headings = (
        *(say("group"), say("pairs"), "AUC", say("precision"), say("recall")),
        *(say("false same"), say("unclear")),
    )
    called = {name: name for name in figures} | {name: say(name) for name in list(figures)[-1:]}  # the last is of all
    print_table(headings, [(called[name], *_row(group)) for name, group in figures.items()])
    for name, group in figures.items():
        if group["note"]:
            notes = " ".join(map(say, group["note"].replace(". ", ".\n").split("\n")))
            print_line(say("{group}: {notes}", group=called[name], notes=notes))


def _print_ranking(ranking: Ranking | None) -> None:
    if ranking:
        told = say(
            "By the probability alone, from {least} on: precision {precision}, recall {recall}",
            least=figure(chance_text(ranking.least, 2)),
            precision=figure(ranking.precision),
            recall=figure(ranking.recall),
        )
        print_line(told)


def _row(group: dict[str, Any]) -> tuple[str, ...]:
    names = ("pairs", "auc", "precision", "recall", "false_same", "unclear")
    return tuple(figure(group[name]) for name in names)


def _in_words(outcome: Outcome, reason: str, spoken: "Words") -> str:
    """A confusion as a sentence."""
    pair = spoken.say(
        "{a} and {b} ({group}, probability {chance})",
        a=outcome.a,
        b=outcome.b,
        group=outcome.group,
        chance=spoken.figure(chance_text(outcome.probability, 2)),
    )
    if outcome.same:
        return spoken.say("called different, but are one: {pair}", pair=pair)
    return spoken.say("called the same, but are not: {pair}: {reason}", pair=pair, reason=reason)


def read_labels(path: Path) -> tuple[list[dict[str, Any]], dict[int, LabelsUnreadableError]]:
    """The rows of a labels file; by their numbers, what is wrong with the lines that are none: one of thousands is no
    reason to stop. Raises LabelsMissingError, or LabelsUnreadableError where no line is a row."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # no other mark ends a line of JSON
    except OSError as error:
        raise LabelsMissingError(path=path, problem=(error.strerror or "cannot be read").lower()) from error
    except UnicodeDecodeError as error:
        raise LabelsMissingError(path=path, problem="it is no text in UTF-8") from error
    rows: list[dict[str, Any]] = []
    broken: dict[int, LabelsUnreadableError] = {}
    for number, line in enumerate(lines, 1):
        try:
            rows += [_label(line) | {"line": number}] if line.strip() else []
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            broken[number] = LabelsUnreadableError(path=path, line=number, problem=_what_is_wrong(error))
    if not rows:
        raise next(iter(broken.values()), LabelsUnreadableError(path=path, line=1, problem="there is no pair in it"))
    return rows, broken


def _what_is_wrong(error: Exception) -> Phrase:
    """What `_label` raised, in words."""
    if isinstance(error, json.JSONDecodeError):
        return Phrase("it is no JSON, at character {number}", number=error.colno)
    if isinstance(error, KeyError):
        return Phrase('there is no "{name}" in it', name=error.args[0])
    if isinstance(error, TypeError):
        return Phrase("it is no object in braces")
    if isinstance(error, NotALabelError):
        return error.problem
    return Phrase("it nests too deep")


def _label(line: str) -> dict[str, Any]:
    """A row, or what reading JSON and looking for its parts raises."""
    row = json.loads(line)
    if row["same"] not in (True, False):  # the word "false" would be true
        raise NotALabelError(Phrase('"same" is {value}', value=repr(row["same"])))
    for side in ("a", "b"):
        if not isinstance(row[side], str):
            raise NotALabelError(Phrase('"{side}" is no path but {value}', side=side, value=repr(row[side])))
    urls = {name: str(row.get(name) or "") for name in ("url_a", "url_b")}
    return {"a": row["a"], "b": row["b"], "same": bool(row["same"]), "group": str(row["group"]), **urls}


@app.command()
def classify(
    file: Annotated[Path, typer.Argument(help="A .wacz exhibit or an HTML file.")],
    url: Annotated[str, typer.Option(metavar="URL", help="Where it stood, if it is an HTML file.")] = "",
    text: Annotated[bool, typer.Option("--text", help="Sentences for a person instead of JSON.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value: what is printed anyway.")] = True,
) -> None:
    """Say what sort of page it is: site, parked, default, error, consent or login."""
    page = read_portrait(build_page_reader(), file, url)
    kind, marks = page.kind, [*page.kind.reasons(), *([_CUT] if page.cut else [])]
    if as_json and not text:
        reasons = [{"code": reason.code, "text": reason.text} for reason in marks]
        print_json({"kind": kind.kind.value, "probability": kind.probability, "reasons": reasons})
        return
    called = label(f"page.{kind.kind}")
    print_line(say("{kind}, probability {chance}", kind=called, chance=percentage(kind.probability)))
    for reason in marks:
        print_line(sentence(reason))
