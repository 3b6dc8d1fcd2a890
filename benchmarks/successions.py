"""What the shipped weights find of real moves: recall, forecast and calibration on ../shared/data, where it is there.

These weights have seen the moves before 2025 in training, so that on such moves the figures flatter them and no goal is
held against them; what the recipe does on sites and days that it never saw is measured by `make validate-names`. Other
files are measured by `rempart evaluate names`. Peers are the simpler rules, with as many alerts as they give.
"""

import gzip
from pathlib import Path

from benchmarks.rows import Row
from rempart.engines.names.evaluation import Evaluation, RuleResult, Succession, evaluate, parse_successions
from rempart.engines.names.model import load_model
from rempart.engines.names.successors import forecast_recall
from rempart.kernel.hostname import Hostname, NotAHostnameError, parse_hostname
from rempart.lab.hostnames import find_background

SINCE = "2023-01-01"
FORECAST_SIZES = (10, 100, 300)


def run(quick: bool) -> list[Row]:
    """Every figure; `quick` takes a tenth of the background."""
    zone = find_background(Path(__file__).parent)
    moves = zone.with_name("successions.jsonl") if zone else None
    if zone is None or moves is None or not moves.is_file():
        return [Row("real moves: ../shared/data is not there", 0.0, "")]
    background = _read_background(zone)[:: 10 if quick else 1]
    with moves.open("rb") as lines:
        events = [event for event in parse_successions(lines, []) if event.former]
    later = [event for event in events if event.at >= SINCE]
    return [*_rows("all moves", events, background), *_rows("moves from 2023 on", later, background)]


def _read_background(path: Path) -> list[Hostname]:
    names = []
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                names.append(parse_hostname(line.strip()))
            except NotAHostnameError:
                continue
    return names


def _rows(which: str, events: list[Succession], background: list[Hostname]) -> list[Row]:
    result = evaluate(events, background, model=load_model())
    told = f"{which}, seen in training"
    shares = forecast_recall(events, FORECAST_SIZES)
    return [
        *_recalls(f"{told}: recall at 1 alert per 100,000 names and 100 sites", result),
        Row(f"{told}: alerts per 100,000 names and 100 sites", result.score.alerts, ""),
        Row(f"{told}: recall of what `rempart screen` tells, micro", result.told.recall.micro, ""),
        Row(f"{told}: recall of what `rempart screen` tells, macro", result.told.recall.macro, ""),
        Row(f"{told}: its alerts per 100,000 names and 100 sites", result.told.alerts, ""),
        Row(f"{told}: calibration error", result.calibration_error, ""),
        *(Row(f"{told}: forecast, next name among the first {size}", share, "") for size, share in shares.items()),
    ]


def _recalls(told: str, result: Evaluation) -> list[Row]:
    rows = []
    for name, rule in result.baselines.items():
        peer = f"{name} ({rule.alerts:.2g} alerts)"
        rows += [
            Row(f"{told}, {mean}", _recall(result.score, mean), "", peer=peer, peer_value=_recall(rule, mean))
            for mean in ("micro", "macro")
        ]
    return rows


def _recall(rule: RuleResult, mean: str) -> float:
    return rule.recall.micro if mean == "micro" else rule.recall.macro
