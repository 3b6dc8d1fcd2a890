"""`rempart evaluate names`: how many real successors the names engine finds, beside simpler rules on the same data."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.doctor import find_program
from rempart.cli.output import err, print_json, print_table
from rempart.engines.names.contracts import SuccessionError
from rempart.engines.names.evaluation import (
    Evaluation,
    RuleResult,
    Succession,
    evaluate,
    parse_successions,
    recall_of,
)
from rempart.engines.names.model import load_model
from rempart.engines.names.successors import forecast_recall
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.wiring import open_hostnames

app = typer.Typer(no_args_is_help=True, help="Measure an engine on real data.")

FORECAST_SIZES = (10, 100, 300)
SHOWN_MISSES = 20


@app.callback()
def _group() -> None:
    """Keeps `names` a command of its own."""


class NothingToEvaluateError(InputRejectedError):
    """No event is left after the filters."""

    code = "evaluate.nothing"
    template = "No succession is left in {path} with these filters. Check --since and --sites."


@app.command()
def names(
    successions: Annotated[Path, typer.Argument(help='JSON lines {"site", "at", "domain", "former"}.')],
    background: Annotated[list[str], typer.Argument(help="Files of ordinary hostnames (plain, .gz, .zst, Parquet).")],
    since: Annotated[str, typer.Option(help="Only moves on or after this day (YYYY-MM-DD).")] = "",
    sites: Annotated[Path | None, typer.Option(help="Only the sites named in this file, one a line.")] = None,
    budget: Annotated[float, typer.Option(min=0.0, help="Alerts allowed per 100,000 names and 100 sites.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Recall of real successors at an alert budget; every event is judged with the knowledge of its day only."""
    events = _read_events(successions, since, sites)
    with err.status("Reading the background …"):
        ordinary = list(_read_background(background))
    with err.status(f"Judging {len(events):,} moves against {len(ordinary):,} ordinary names …"):
        result = evaluate(events, ordinary, model=load_model(), budget=budget)
        forecast = forecast_recall(events, FORECAST_SIZES)
        baselines = {**result.baselines, **_dnstwist(events)}
    if as_json:
        print_json(_as_json(result, forecast, baselines))
    else:
        _print(result, forecast, baselines)


def _read_events(path: Path, since: str, sites: Path | None) -> list[Succession]:
    try:
        with path.open("rb") as lines:
            events = parse_successions(lines)
        wanted = set(sites.read_text(encoding="utf-8").split()) if sites else None
    except OSError as error:
        raise SuccessionError(line=0, problem=f"{error.filename}: {error.strerror}") from error
    chosen = [e for e in events if e.at >= since and (wanted is None or e.site in wanted) and e.former]
    if not chosen:
        raise NothingToEvaluateError(path=path)
    return chosen


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
        "forecast": {str(size): share for size, share in forecast.items()},
        "baselines": {
            name: {"recall": _recall(rule), "alerts_per_100k_per_100_sites": rule.alerts}
            for name, rule in baselines.items()
        },
        "calibration_error": result.calibration_error,
        "threshold": result.threshold,
        "events": result.events,
        "sites": result.sites,
        "background_names": result.names,
    }


def _recall(rule: RuleResult) -> dict[str, float]:
    return {"micro": rule.recall.micro, "macro": rule.recall.macro}


def _print(result: Evaluation, forecast: dict[int, float], baselines: dict[str, RuleResult]) -> None:
    err.print(f"{result.events:,} moves of {result.sites:,} sites, {result.names:,} background names")
    rules = {f"Rempart, score ≥ {result.threshold:.3f}": result.score, **baselines}
    rows = [
        (name, f"{rule.recall.micro:.3f}", f"{rule.recall.macro:.3f}", f"{rule.alerts:.2f}")
        for name, rule in rules.items()
    ]
    print_table(("rule", "recall micro", "macro", "alerts per 100,000 names per 100 sites"), rows)
    print_table(("forecast: next name among the first", "recall"), [(k, f"{v:.3f}") for k, v in forecast.items()])
    print_table(("calibration error",), [(f"{result.calibration_error:.4f}",)])
    missed = [(event.site, event.at, event.domain, f"{score:.3f}") for event, score in result.missed[:SHOWN_MISSES]]
    if missed:
        err.print(f"{len(result.missed)} were missed; the first of them:")
        print_table(("site", "at", "domain", "score"), missed)


def _dnstwist(events: list[Succession]) -> dict[str, RuleResult]:
    """Recall of dnstwist's candidates from the last domain, where it is installed. It is given no background: it
    generates names and screens none, so its alerts stand as 0.
    """
    program = find_program("dnstwist")
    if program is None:
        return {}
    found, known = [], dict[str, set[str]]()
    for event in events:
        last = event.former[-1]
        if last not in known:
            run = subprocess.run([program, "--format", "list", last], capture_output=True, text=True, check=False)  # noqa: S603
            known[last] = set(run.stdout.split())
        found.append(event.domain in known[last])
    return {"dnstwist, last domain": RuleResult(recall_of(events, found), 0.0)}
