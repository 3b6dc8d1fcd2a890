"""`rempart pages …`: how good the comparison of pages is, and what sort of page a file is. Needs no database.

Exit codes: 0 done; 2 a file cannot be used.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track

from rempart.cli import page_index
from rempart.cli.output import err, print_json, print_line, print_table
from rempart.cli.page_reading import read_portrait
from rempart.engines.pages import PageFeatures
from rempart.engines.verdict import DEFAULT_PRIOR, judge
from rempart.engines.verdict.evaluation import Outcome, Ranking, calibration_error, figures_by_group, ranking_of
from rempart.kernel.chances import chance_text
from rempart.ports.pages import (
    LabelsMissingError,
    LabelsUnreadableError,
    PageAddressError,
    PageMissingError,
    PageReader,
    PageUnreadableError,
)
from rempart.wiring import build_page_reader

app = typer.Typer(no_args_is_help=True, help="Compare pages with labels, classify them, and index many.")
app.add_typer(page_index.app, name="index")
MAX_CONFUSIONS = 100


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
        raise LabelsUnreadableError(path=labels, line=1, problem=f"no page can be read ({min(unreadable.values())})")
    outcomes: list[Outcome] = []
    confusions: list[str] = []
    for row in track(rows, "Judging pairs", console=err):
        first, second = (portraits[page] for page in _pages_of(row))
        verdict = judge(first, second, model, DEFAULT_PRIOR)
        outcome = Outcome(row["a"], row["b"], row["same"], row["group"], verdict.kind, verdict.probability)
        outcomes.append(outcome)
        if outcome.is_confusion:
            confusions.append(_in_words(outcome, verdict.reasons[0].text))
    figures = {name: asdict(group) for name, group in figures_by_group(outcomes).items()}
    error, ranking = calibration_error(outcomes), ranking_of(outcomes)
    left_out = [*broken.values(), *unreadable.values()]
    if as_json:
        for problem in left_out:
            print_line(f"left out: {problem}", err)
        told = {"groups": figures, "calibration_error": error, "confusions": confusions[:MAX_CONFUSIONS]}
        told["ranking"] = asdict(ranking) if ranking else None
        missing = {
            "pairs": len(labelled) - len(rows),
            "pages": sorted({path for path, _ in unreadable}),
            "lines": list(broken),
        }
        print_json({**told, "further_confusions": len(confusions[MAX_CONFUSIONS:]), "left_out": missing})
        return
    _print_figures(figures)
    print_line(f"calibration error {error}")
    _print_ranking(ranking)
    for confusion in confusions[:MAX_CONFUSIONS]:
        print_line(confusion)
    if further := len(confusions[MAX_CONFUSIONS:]):
        print_line(f"… and {further} more")
    if left_out:
        fewer = len(labelled) - len(rows)
        head = f"left out, with {fewer} pair{'s' * (fewer != 1)}" if fewer else "left out"
        print_table((head,), [(problem,) for problem in left_out])


def _pages_of(row: dict[str, Any]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Each page's path, and where it stood."""
    return (row["a"], row["url_a"]), (row["b"], row["url_b"])


def _read_pages(
    folder: Path, rows: list[dict[str, Any]], reader: PageReader
) -> tuple[dict[tuple[str, str], PageFeatures], dict[tuple[str, str], str]]:
    """The pages that can be read, and what is wrong with each of the others: one of thousands is no reason to stop."""
    portraits: dict[tuple[str, str], PageFeatures] = {}
    unreadable: dict[tuple[str, str], str] = {}
    for page in track(sorted({page for row in rows for page in _pages_of(row)}), "Reading pages", console=err):
        path, address = page
        try:
            portraits[page] = read_portrait(reader, folder / path, address)
        except (PageMissingError, PageUnreadableError, PageAddressError) as error:
            unreadable[page] = str(error)
    return portraits, unreadable


def _print_figures(figures: dict[str, dict[str, Any]]) -> None:
    """A table, and its notes below: a column of sentences would leave room for neither."""
    headings = ("group", "pairs", "AUC", "precision", "recall", "false same", "unclear")
    print_table(headings, [(name, *_row(group)) for name, group in figures.items()])
    for name, group in figures.items():
        if group["note"]:
            print_line(f"{name}: {group['note']}")


def _print_ranking(ranking: Ranking | None) -> None:
    if ranking:
        least = chance_text(ranking.least, 2)
        told = f"precision {ranking.precision}, recall {ranking.recall}"
        print_line(f"By the probability alone, from {least} on: {told}")


def _row(group: dict[str, Any]) -> tuple[str, ...]:
    names = ("pairs", "auc", "precision", "recall", "false_same", "unclear")
    return tuple("" if group[name] is None else str(group[name]) for name in names)


def _in_words(outcome: Outcome, reason: str) -> str:
    """A confusion as a sentence."""
    pair = f"{outcome.a} and {outcome.b} ({outcome.group}, probability {chance_text(outcome.probability, 2)})"
    if outcome.same:
        return f"called different, but are one: {pair}"
    return f"called the same, but are not: {pair}: {reason}"


def read_labels(path: Path) -> tuple[list[dict[str, Any]], dict[int, str]]:
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
            rows += [_label(line)] if line.strip() else []
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            broken[number] = LabelsUnreadableError(path=path, line=number, problem=_what_is_wrong(error))
    if not rows:
        raise next(iter(broken.values()), LabelsUnreadableError(path=path, line=1, problem="there is no pair in it"))
    return rows, {number: error.message for number, error in broken.items()}


def _what_is_wrong(error: Exception) -> str:
    """What `_label` raised, in words."""
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON, at character {error.colno}"
    if isinstance(error, KeyError):
        return f'there is no "{error.args[0]}" in it'
    if isinstance(error, TypeError):
        return "it is no object in braces"
    return str(error) if isinstance(error, ValueError) else "it nests too deep"


def _label(line: str) -> dict[str, Any]:
    """A row, or what reading JSON and looking for its parts raises."""
    row = json.loads(line)
    if row["same"] not in (True, False):  # the word "false" would be true
        raise ValueError(f'"same" is {row["same"]!r}')
    for side in ("a", "b"):
        if not isinstance(row[side], str):
            raise ValueError(f'"{side}" is no path but {row[side]!r}')
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
    kind = read_portrait(build_page_reader(), file, url).kind
    if as_json and not text:
        reasons = [{"code": reason.code, "text": reason.text} for reason in kind.reasons()]
        print_json({"kind": kind.kind.value, "probability": kind.probability, "reasons": reasons})
        return
    print_line(f"{kind.kind}, probability {float(chance_text(kind.probability, 4)):.2%}")
    for reason in kind.reasons():
        print_line(reason.text)
