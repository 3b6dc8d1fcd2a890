"""`rempart pages …`: how good the comparison of pages is, and what sort of page a file is. Needs no database.

Exit codes: 0 done; 2 a file cannot be used, or no label.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rempart.cli import page_index
from rempart.cli.crews import CoresChoice
from rempart.cli.labels import Label, Labels, Page, odd_labels, read_labels
from rempart.cli.language import SOURCE, figure, label, percentage, say, sentence, words
from rempart.cli.output import counted, err, print_json, print_line, print_table
from rempart.cli.page_judging import Judged, cores_for, judge_all, read_all
from rempart.cli.page_reading import read_given
from rempart.engines.pages import PageFeatures
from rempart.engines.verdict import DEFAULT_PRIOR
from rempart.engines.verdict.evaluation import Outcome, Ranking, calibration_error, figures_by_group, ranking_of
from rempart.kernel.chances import chance_text
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason
from rempart.ports.pages import LabelsUnreadableError
from rempart.wiring import build_crew, build_page_reader

if TYPE_CHECKING:
    from rempart.web.wording import Words

app = typer.Typer(no_args_is_help=True, help="Compare pages with labels, classify them, and index many.")
app.add_typer(page_index.app, name="index")
MAX_CONFUSIONS = 100
MAX_LEFT_OUT = 100  # problems that are told
Confusion = tuple[Outcome, Reason]  # with the first reason of the verdict
_CUT = Reason(
    "pages.cut",
    "The page holds more than is read here (characters, elements within each other, styles or style sheets): what lies "
    "beyond that counts for nothing in this.",
)


@app.command()
def evaluate(
    labels: Annotated[
        Path, typer.Argument(help='JSON lines {"a", "b", "same", "group"}, or -; paths relative to the file.')
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON value.")] = False,
    background: Annotated[Path | None, typer.Option(help="A background model of your own.")] = None,
    hosts: Annotated[
        bool, typer.Option("--hosts", help='Take "url_a" and "url_b" of a line as where its HTML files were found.')
    ] = False,
    cores: CoresChoice = 0,
) -> None:
    """Judge labelled pairs; figures by group, the calibration error, and the confusions in words.

    A group of pairs of one sort only is ranked (AUC) against the other sort of all groups. The last is of all pairs.

    With --json a figure that cannot be had is null, and "note" says why; "total" names the group of all pairs.

    What cannot be read is left out and told. Where no pair is left, the exit code is 2 (with --json, after the JSON).
    """
    read = read_labels(labels, hosts=hosts)
    pages, reader = read.pages, build_page_reader()
    model = reader.read_background(str(background) if background else "")
    with closing(build_crew(cores=cores or cores_for(len(pages), len(read.rows)))) as crew:
        found = dict(
            zip(pages, read_all(crew, reader, [(read.place_of(page), page.url) for page in pages]), strict=True)
        )
        unreadable = {page: problem for page, problem in found.items() if isinstance(problem, InputRejectedError)}
        rows = [row for row in read.rows if row.a not in unreadable and row.b not in unreadable]
        for odd in odd_labels(read, rows):
            print_line(odd, err)
        portraits = {page: features for page, features in found.items() if isinstance(features, PageFeatures)}
        places = {page: place for place, page in enumerate(portraits)}
        pairs = [(places[row.a], places[row.b]) for row in rows]
        judged = judge_all(crew, list(portraits.values()), model, pairs)
        outcomes, confusions = _outcomes(rows, judged)
    left_out = _LeftOut(len(read.rows) - len(rows), read, unreadable)
    if as_json:
        left_out.tell()
        print_json(_as_json(outcomes, confusions, left_out))
    elif rows:
        _print_evaluation(outcomes, confusions)
        left_out.print_table()
    if not rows:
        raise left_out.reason(labels)


def _outcomes(rows: Sequence[Label], judged: Iterable[Judged]) -> tuple[list[Outcome], list[Confusion]]:
    """What came of each pair, and those that were judged against their labels."""
    outcomes: list[Outcome] = []
    confusions: list[Confusion] = []
    for row, (kind, probability, reason) in zip(rows, judged, strict=True):
        outcomes.append(Outcome(row.a.path, row.b.path, row.same, row.group, kind, probability))
        if outcomes[-1].is_confusion:
            confusions.append((outcomes[-1], reason))
    return outcomes, confusions


def _as_json(outcomes: Sequence[Outcome], confusions: Sequence[Confusion], left_out: "_LeftOut") -> dict[str, Any]:
    """The figures as the file contract says, and what else a program may want."""
    figures = {name: asdict(group) for name, group in figures_by_group(outcomes).items()}
    ranking = ranking_of(outcomes)
    return {
        "groups": figures,
        "calibration_error": calibration_error(outcomes),
        "calibration_error_at_prior": calibration_error(outcomes, DEFAULT_PRIOR),
        "confusions": [_in_words(one, reason.text, words(SOURCE)) for one, reason in confusions[:MAX_CONFUSIONS]],
        "ranking": asdict(ranking) if ranking else None,
        "further_confusions": len(confusions[MAX_CONFUSIONS:]),
        "left_out": left_out.as_json(),
        "total": list(figures)[-1],
    }


def _print_evaluation(outcomes: Sequence[Outcome], confusions: Sequence[Confusion]) -> None:
    _print_figures({name: asdict(group) for name, group in figures_by_group(outcomes).items()})
    print_line(say("calibration error {error}", error=figure(calibration_error(outcomes))))
    if (weighed := calibration_error(outcomes, DEFAULT_PRIOR)) is not None:
        told = say(
            "Of these pairs {share} are of one site; weighed as if {prior} were, as a verdict expects, it is {error}",
            share=percentage(sum(outcome.same for outcome in outcomes) / len(outcomes)),
            prior=percentage(DEFAULT_PRIOR),
            error=figure(weighed),
        )
        print_line(told)
    _print_ranking(ranking_of(outcomes))
    for outcome, reason in confusions[:MAX_CONFUSIONS]:
        print_line(_in_words(outcome, sentence(reason), words()))
    if further := len(confusions[MAX_CONFUSIONS:]):
        print_line(say("… and {further} more", further=further))


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """What was not judged: so many `pairs`, for the lines of `labels` that are none and for pages that are none."""

    pairs: int
    labels: Labels
    pages: Mapping[Page, InputRejectedError]

    def as_json(self) -> dict[str, Any]:
        """Which pages and lines, all of them, and the first problems in English."""
        return {
            "pairs": self.pairs,
            "pages": sorted({page.path for page in self.pages}),
            "lines": list(self.labels.broken),
            "problems": self._problems(words(SOURCE)),
        }

    def tell(self) -> None:
        """On standard error, line by line."""
        for told in self._problems(words()):
            print_line(say("left out: {problem}", problem=told), err)

    def print_table(self) -> None:
        """On standard output, below the figures."""
        if problems := self._problems(words()):
            with_pairs = say("left out, with {pairs}", pairs=counted(self.pairs, "pair"))
            print_table((with_pairs if self.pairs else say("left out"),), [(problem,) for problem in problems])

    def reason(self, path: Path) -> LabelsUnreadableError:
        """Why there is nothing to judge."""
        for page, problem in self.pages.items():
            told = Phrase("of no pair both pages can be read ({problem})", problem=problem)
            return LabelsUnreadableError(path=path, line=self._first_line(page), problem=told)
        nothing = LabelsUnreadableError(path=path, line=1, problem="there is no pair in it")
        return next(iter(self.labels.broken.values()), nothing)

    def _problems(self, spoken: "Words") -> list[str]:
        """What is wrong with lines and with pages, and of each page the first line that names it; not all of many."""
        told = [spoken.sentence(problem) for problem in islice(self.labels.broken.values(), MAX_LEFT_OUT)]
        for page, problem in islice(self.pages.items(), MAX_LEFT_OUT - len(told)):
            told.append(spoken.say("line {line}: {problem}", line=self._first_line(page), problem=problem))
        if further := len(self.labels.broken) + len(self.pages) - len(told):
            told.append(spoken.say("… and {further} more", further=further))
        return told

    def _first_line(self, page: Page) -> int:
        return next(row.line for row in self.labels.rows if page in (row.a, row.b))


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
        group=outcome.group or spoken.say("no group"),
        chance=spoken.figure(chance_text(outcome.probability, 2)),
    )
    if outcome.same:
        return spoken.say("called different, but are one: {pair}", pair=pair)
    return spoken.say("called the same, but are not: {pair}: {reason}", pair=pair, reason=reason)


@app.command()
def classify(
    file: Annotated[Path, typer.Argument(help="A .wacz exhibit or an HTML file, or - for standard input.")],
    url: Annotated[str, typer.Option(metavar="URL", help="Where it stood, if it is an HTML file.")] = "",
    text: Annotated[bool, typer.Option("--text", help="Sentences for a person instead of JSON.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value: what is printed anyway.")] = True,
) -> None:
    """Say what sort of page it is: site, parked, default, error, consent or login."""
    page = read_given(build_page_reader(), file, url)
    kind, marks = page.kind, [*page.kind.reasons(), *([_CUT] if page.cut else [])]
    if as_json and not text:
        reasons = [{"code": reason.code, "text": reason.text} for reason in marks]
        print_json({"kind": kind.kind.value, "probability": kind.probability, "reasons": reasons})
        return
    called = label(f"page.{kind.kind}")
    print_line(say("{kind}, probability {chance}", kind=called, chance=percentage(kind.probability)))
    for reason in marks:
        print_line(sentence(reason))
