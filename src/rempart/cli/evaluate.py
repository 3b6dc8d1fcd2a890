"""`rempart evaluate names`: how many real successors the names engine finds, beside simpler rules on the same data."""

import math
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Annotated

import typer

from rempart.cli.doctor import find_program
from rempart.cli.language import figure, say
from rempart.cli.output import counted, err, print_json, print_line, print_table
from rempart.engines.names.contracts import SuccessionError
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.evaluation import (
    Evaluation,
    RuleResult,
    Succession,
    evaluate,
    parse_successions,
    recall_of,
)
from rempart.engines.names.forms import host_form
from rempart.engines.names.misses import Miss, kind_of_miss
from rempart.engines.names.model import load_model
from rempart.engines.names.successors import forecast_recall
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.kernel.phrases import Phrase
from rempart.ports.hostnames import STANDARD_INPUT, TextUnreadableError
from rempart.web.labels import marked
from rempart.wiring_hostnames import open_hostnames, read_text

app = typer.Typer(no_args_is_help=True, help="Measure an engine on real data.")

FORECAST_SIZES = (10, 100, 300)
SHOWN_MISSES = 20
DNSTWIST_DOMAINS = 120  # it takes about a second of processor time for each: more are drawn evenly


_MISSES = {
    Miss.SAME_LETTERS: marked("same letters"),
    Miss.DIGITS: marked("digits"),
    Miss.TYPING_STEP: marked("one typing step"),
    Miss.PART: marked("a part of it"),
    Miss.INITIALS: marked("initials"),
    Miss.NOTHING: marked("nothing"),
}


@app.callback()
def _group() -> None:
    """Keeps `names` a command of its own."""


class SuccessionsUnreadableError(InputRejectedError):
    """A file of the evaluation is not there or cannot be read."""

    code = "evaluate.unreadable"
    template = "{path} cannot be read: {problem}. Give a file that exists, plain, .gz or .zst."


class NoBackgroundError(InputRejectedError):
    """Without ordinary names no alert can be counted, and no threshold set."""

    code = "evaluate.background"
    template = "There is no hostname in {paths}. Give a file of ordinary hostnames, one a line."


class NothingToEvaluateError(InputRejectedError):
    """No event can be judged; `why` ends with the next step."""

    code = "evaluate.nothing"
    template = "No succession of {path} can be judged: {why}."


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError(text)
        return day
    except ValueError as error:
        raise typer.BadParameter(
            say("{day} is no day. Write it as 2024-05-31.", day=repr(text)), param_hint="--since"
        ) from error


@app.command()
def names(
    successions: Annotated[
        str,
        typer.Argument(
            help='JSON lines {"site", "at", "domain", "former"}: plain, .gz, .zst, or - for standard input.'
        ),
    ],
    background: Annotated[
        list[str],
        typer.Argument(help="Ordinary hostnames: files (plain, .gz, .zst, Parquet) or -."),
    ],
    since: Annotated[
        date | None,
        typer.Option(parser=_day, help="Only moves on or after this day (YYYY-MM-DD)."),
    ] = None,
    sites: Annotated[str | None, typer.Option(help="Only the sites named in this file, one a line.")] = None,
    budget: Annotated[float, typer.Option(min=0.0, help="Alerts allowed per 100,000 names and 100 sites.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Recall of real successors at an alert budget; every event is judged with the knowledge of its day only."""
    if [successions, *background, sites].count(STANDARD_INPUT) > 1:
        raise typer.BadParameter(say("standard input can be given once"))
    if not math.isfinite(budget):
        raise typer.BadParameter(say("it must be a number of alerts."), param_hint="--budget")
    events = _read_events(successions, since, sites)
    with err.status(say("Reading the background …")):
        ordinary = list(_read_background(background))
    if not ordinary:
        raise NoBackgroundError(paths=", ".join(background))
    moves, against = counted(len(events), "move"), counted(len(ordinary), "ordinary name")
    with err.status(say("Judging {moves} against {names} …", moves=moves, names=against)):
        result = evaluate(events, ordinary, model=load_model(), budget=budget)
        forecast = forecast_recall(events, FORECAST_SIZES)
        baselines = {**result.baselines, **_dnstwist(events)}
    if as_json:
        print_json(_as_json(result, forecast, baselines))
    else:
        _print(result, forecast, baselines)


def _read_events(path: str, since: date | None, sites: str | None) -> list[Succession]:
    unusable: list[SuccessionError] = []
    try:
        events = parse_successions(BytesIO(read_text(path)), unusable)
        wanted = {line.strip() for line in read_text(sites).decode().splitlines()} if sites else None
    except TextUnreadableError as error:
        raise SuccessionsUnreadableError(path=error.fields["source"], problem=error.fields["problem"]) from error
    except UnicodeDecodeError as error:
        raise SuccessionsUnreadableError(
            path=sites, problem=Phrase("it is not UTF-8 ({error})", error=error)
        ) from error
    first = since.isoformat() if since else ""
    asked = [e for e in events if e.at >= first and (wanted is None or e.site in wanted)]
    chosen = [event for event in asked if event.former]
    for problem in unusable[:SHOWN_MISSES]:
        err.print(say("Left out: {problem}", problem=problem), markup=False, highlight=False)
    if left_out := len(unusable) + len(asked) - len(chosen):
        rows = counted(left_out, "row is", "rows are")
        err.print(say("{rows} left out: a name that is none, or no former name to judge by.", rows=rows))
    if absent := sorted(
        (wanted or set()) - {event.site for event in events} - {e.fields["site"] for e in unusable} - {""}
    ):
        shown = ", ".join(absent[:SHOWN_MISSES])
        lost = counted(len(absent), "site")
        print_line(
            say(
                "{lost} of {sites} not in {path}: {shown}. Check their labels.",
                lost=lost,
                sites=sites,
                path=path,
                shown=shown,
            ),
            err,
        )
    if not chosen:
        raise NothingToEvaluateError(path=path, why=_why_nothing(events, asked, len(unusable)))
    return chosen


def _why_nothing(events: Sequence[Succession], asked: Sequence[Succession], unusable: int) -> Phrase:
    if not events and unusable:
        rows = counted(unusable, "row has", "rows have")
        return Phrase("{rows} a name that is none, and there is no other. Correct them", rows=rows)
    if not events:
        wanted = '{"site", "at", "domain", "former"}'
        return Phrase("it holds none. Give JSON lines such as {wanted}", wanted=wanted)
    if not asked:
        moves = counted(len(events), "move")
        return Phrase("of {moves} none is left. Check --since and --sites", moves=moves)
    return Phrase('none has a former name to judge by. Give them in "former"')


def _read_background(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        for block in open_hostnames(path).blocks():
            for line in block.splitlines():
                try:
                    yield parse_hostname(line.decode("utf-8", "replace"))
                except NotAHostnameError:
                    continue


def _as_json(result: Evaluation, forecast: dict[int, float], baselines: dict[str, RuleResult]) -> dict[str, object]:
    return {
        "recall": _recall(result.score),
        "alerts_per_100k_per_100_sites": result.score.alerts,
        "told_by_screen": {"recall": _recall(result.told), "alerts_per_100k_per_100_sites": result.told.alerts},
        "forecast": {str(size): share for size, share in forecast.items()},
        "baselines": {
            name: {
                "recall": _recall(rule),
                "alerts_per_100k_per_100_sites": rule.alerts,
                "events": rule.events,
                "background_names": rule.names,
            }
            for name, rule in baselines.items()
        },
        "calibration_error": result.calibration_error,
        "threshold": result.threshold,
        "events": result.events,
        "sites": result.sites,
        "background_names": result.names,
        "missed": {kind.value: count for kind, count in _missed_by_kind(result).items()},
    }


def _missed_by_kind(result: Evaluation) -> dict[Miss, int]:
    """How many moves were missed, by what they keep of the former names, the most frequent first."""
    kinds = Counter(
        kind_of_miss(host_form(event.domain).label, open_dossier(event.site, event.former))
        for event, _ in result.missed
    )
    return dict(kinds.most_common())


def _recall(rule: RuleResult) -> dict[str, float]:
    return {"micro": rule.recall.micro, "macro": rule.recall.macro}


def _print(result: Evaluation, forecast: dict[int, float], baselines: dict[str, RuleResult]) -> None:
    moves, sites = counted(result.events, "move"), counted(result.sites, "site")
    names = counted(result.names, "background name")
    err.print(say("{moves} of {sites}, {names}", moves=moves, sites=sites, names=names))
    threshold = figure(f"{result.threshold:.3f}")
    ours = {
        say("Rempart, score ≥ {threshold}", threshold=threshold): result.score,
        say("what `rempart screen` tells"): result.told,
    }
    rules = ours | baselines
    rows = [
        (
            name,
            figure(f"{rule.recall.micro:.3f}"),
            figure(f"{rule.recall.macro:.3f}"),
            figure(f"{rule.events:,}"),
            figure(f"{rule.alerts:.2f}") if rule.names else "",
            figure(f"{rule.names:,}"),
        )
        for name, rule in rules.items()
    ]
    recall, alerts = (say("rule"), say("recall micro"), say("macro")), say("alerts per 100,000 names per 100 sites")
    print_table((*recall, say("of moves"), alerts, say("counted on names")), rows)
    forecasts = [(size, figure(f"{share:.3f}")) for size, share in forecast.items()]
    print_table((say("forecast: next name among the first"), say("recall")), forecasts)
    print_table((say("calibration error"),), [(figure(f"{result.calibration_error:.4f}"),)])
    shown = result.missed[:SHOWN_MISSES]
    missed = [(event.site, event.at, event.domain, figure(f"{score:.3f}")) for event, score in shown]
    if missed:
        kinds = _missed_by_kind(result).items()
        heads = (say("missed: what they keep of the former names"), say("moves"))
        print_table(heads, [(say(_MISSES[kind]), count) for kind, count in kinds])
        err.print(say("{moves} missed; the first of them:", moves=counted(len(result.missed), "was", "were")))
        print_table((say("site"), say("at"), say("domain"), say("score")), missed)


def _dnstwist(events: list[Succession]) -> dict[str, RuleResult]:
    """Recall of dnstwist's candidates from the last domain, where it is installed: on the moves from DNSTWIST_DOMAINS
    of these, evenly drawn, where there are more. It generates names and screens none, so it is given no background
    (`names` is 0).
    """
    program = find_program("dnstwist")
    if program is None:
        return {}
    domains = list(dict.fromkeys(event.former[-1] for event in events))
    drawn = domains[:: math.ceil(len(domains) / DNSTWIST_DOMAINS)]
    candidates = {}
    for last in drawn:
        run = subprocess.run([program, "--format", "list", last], capture_output=True, text=True, check=False)  # noqa: S603
        candidates[last] = set(run.stdout.split())
    judged = [event for event in events if event.former[-1] in candidates]
    recall = recall_of(judged, [event.domain in candidates[event.former[-1]] for event in judged])
    return {"dnstwist, last domain": RuleResult(recall, 0.0, len(judged), 0)}
