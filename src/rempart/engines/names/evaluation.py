"""How many real successors the score finds, at what price in false alerts.

In: dated successions, background hostnames that no watched site owns. Out: `Evaluation`. Every event is judged with
the knowledge of its day only: the former names of its own row. The threshold is the lowest score that keeps the
alerts on the background within the budget; the baselines say what simpler rules reach on the same data.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from rempart.engines.names.blocks import screen_block
from rempart.engines.names.contracts import Hit, SuccessionError
from rempart.engines.names.dossiers import Dossier, open_dossier
from rempart.engines.names.forms import host_form
from rempart.engines.names.likeness import clear_among
from rempart.engines.names.model import Model
from rempart.engines.names.screening import NameIndex, screen_hostname
from rempart.engines.names.watched import build_candidates
from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.kernel.phrases import Phrase

PER_NAMES = 100_000
PER_SITES = 100
RULES_NAMES = 200_000  # as many background names at most are compared by the simpler rules: their rates need no more
_CHUNK = 4000
_LINES = 50_000  # of one block
_ANY = sys.float_info.min  # a threshold that every score reaches


@dataclass(frozen=True, slots=True)
class Succession:
    """At day `at`, `site` moved to `domain`; `former` are all its earlier domains, oldest first."""

    site: str
    at: str
    domain: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Share of events found (`micro`), and its mean over sites (`macro`)."""

    micro: float
    macro: float


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule or score reaches: recall over `events`, and alerts per 100,000 background names and 100 sites,
    counted on `names` of them.
    """

    recall: Recall
    alerts: float
    events: int
    names: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score's result at `threshold`, its calibration error, and the baselines by name. `told` is what `rempart
    screen` tells unless it is given a threshold: the model's own, and clear likenesses.

    `missed` are the events below the threshold with their score, for people to read.
    """

    events: int
    sites: int
    names: int
    threshold: float
    score: RuleResult
    told: RuleResult
    calibration_error: float
    baselines: Mapping[str, RuleResult]
    missed: tuple[tuple[Succession, float], ...]


def parse_successions(lines: Iterable[bytes], unusable: list[SuccessionError] | None = None) -> list[Succession]:
    """Rows ``{"site", "at", "domain", "former"}``. Raises SuccessionError with the line's number.

    Where `unusable` is given, rows with a name that is none are left out and told there instead, with
    their ``site``.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_parse_succession(line))
        except NotAHostnameError as error:
            site = str(json.loads(line)["site"])
            problem = SuccessionError(line=number, problem=error.in_short, site=site)
            if unusable is None:
                raise problem from error
            unusable.append(problem)
        except _UnusableRowError as error:
            raise SuccessionError(line=number, problem=error.problem) from error
    return found


class _UnusableRowError(Exception):
    """A row that is none; in words why."""

    def __init__(self, problem: Phrase) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _parse_succession(line: bytes) -> Succession:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise _UnusableRowError(Phrase("it is no JSON, at character {number}", number=error.colno)) from error
    except UnicodeDecodeError as error:
        raise _UnusableRowError(Phrase("it is not UTF-8 at byte {place}", place=error.start + 1)) from error
    except RecursionError as error:
        raise _UnusableRowError(Phrase("it nests too deep")) from error
    if not isinstance(row, dict):
        raise _UnusableRowError(Phrase("it is no object in braces"))
    if missing := [key for key in ("site", "at", "domain", "former") if key not in row]:
        raise _UnusableRowError(Phrase("it lacks {names}", names=", ".join(missing)))
    if not isinstance(row["former"], list):
        raise _UnusableRowError(Phrase("former is no list"))
    former = tuple(parse_hostname(str(domain)) for domain in row["former"])
    try:
        at = date.fromisoformat(str(row["at"])[:10]).isoformat()
    except ValueError as error:
        told = Phrase("at is no day such as 2024-12-31 ({value})", value=repr(row["at"]))
        raise _UnusableRowError(told) from error
    return Succession(str(row["site"]), at, parse_hostname(str(row["domain"])), former)


def event_scores(events: Sequence[Succession], model: Model) -> list[float]:
    """For every event the score of its real successor; 0.0 where the gate does not let it pass."""
    return [hit.score if hit else 0.0 for hit in _event_hits(events, model)]


def _event_hits(events: Sequence[Succession], model: Model, clear: float = math.inf) -> Iterator[Hit | None]:
    """For every event the hit of its real successor, whatever its score."""
    for event in events:
        yield next(iter(screen_hostname(event.domain, _index([_dossier(event)], model, clear))), None)


def _is_told(hit: Hit, model: Model, clear: float) -> bool:
    """Whether `rempart screen` tells it where no threshold is given, likenesses from `clear` on."""
    return hit.score >= model.threshold or hit.likeness >= clear


def _dossier(event: Succession) -> Dossier:
    return open_dossier(event.site, event.former)


def _index(dossiers: Sequence[Dossier], model: Model, clear: float = math.inf) -> NameIndex:
    """The index that gives whatever has a score; likenesses of `clear` decades are known beside it."""
    return NameIndex(build_candidates(dossiers, model.background), model, _ANY, clear)


def background_scores(
    names: Sequence[str], dossiers: Sequence[Dossier], model: Model, owned: Mapping[str, Collection[str]]
) -> list[float]:
    """The scores of all (name, site) pairs that pass the gate, by the same way as a stream is screened.

    Names that are `owned` by the site are left out: a real successor in the background is no false alert.
    """
    return [hit.score for hit in _false_hits(names, _index(dossiers, model), owned)]


def _false_hits(names: Sequence[str], index: NameIndex, owned: Mapping[str, Collection[str]]) -> Iterator[Hit]:
    for start in range(0, len(names), _LINES):
        block = "".join(f"{name}\n" for name in names[start : start + _LINES]).encode()
        yield from (hit for hit in screen_block(block, index).hits if hit.hostname not in owned.get(hit.site, ()))


def domains_by_site(events: Iterable[Succession]) -> dict[str, set[str]]:
    """Every domain that a site is known to have had, the successors among them."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in events:
        found[event.site].update((event.domain, *event.former))
    return found


def threshold_within(scores: Sequence[float], allowed: float) -> float:
    """The lowest threshold at which at most `allowed` of `scores` reach it."""
    ranked = sorted(scores, reverse=True)
    count = int(allowed)
    if count >= len(ranked):
        return 0.0
    return math.nextafter(ranked[count], math.inf)


def recall_of(events: Sequence[Succession], found: Sequence[bool]) -> Recall:
    """Micro and macro recall of `found`, one flag an event."""
    by_site: dict[str, list[bool]] = defaultdict(list)
    for event, flag in zip(events, found, strict=True):
        by_site[event.site].append(flag)
    if not by_site:
        return Recall(0.0, 0.0)
    return Recall(sum(found) / len(found), fmean(fmean(flags) for flags in by_site.values()))


def calibration_error(scores: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean gap between score and truth over `bins` equal score ranges."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, truth in scores:
        groups[min(int(score * bins), bins - 1)].append((score, truth))
    gaps = (abs(sum(score for score, _ in group) - sum(truth for _, truth in group)) for group in groups.values())
    return sum(gaps) / max(len(scores), 1)


def evaluate(
    events: Sequence[Succession], background: Sequence[str], *, model: Model, budget: float = 1.0
) -> Evaluation:
    """The score and the baselines on `events` and `background` at `budget` alerts per 100,000 names and 100 sites.

    The score is asked of every background name, the baselines of every n-th where there are more than RULES_NAMES.
    """
    dossiers = latest_dossiers(events)
    unit = len(background) / PER_NAMES * len(dossiers) / PER_SITES
    clear = clear_among(len(dossiers))
    found = [
        (hit.score, _is_told(hit, model, clear)) if hit else (0.0, False) for hit in _event_hits(events, model, clear)
    ]
    scores = [score for score, _ in found]
    owned = domains_by_site(events)
    false_hits = _false_hits(background, _index(dossiers, model, clear), owned)
    mistaken = [(hit.score, _is_told(hit, model, clear)) for hit in false_hits]
    false = [score for score, _ in mistaken]
    threshold = threshold_within(false, budget * unit)
    alerts = sum(score >= threshold for score in false)
    some = background[:: math.ceil(len(background) / RULES_NAMES) or 1]
    labels = [_label(name) for name in some]
    pairs = [(score, True) for score in scores if score > 0] + [(score, False) for score in false]
    return Evaluation(
        events=len(events),
        sites=len(dossiers),
        names=len(background),
        threshold=threshold,
        score=RuleResult(
            recall_of(events, [score >= threshold and score > 0 for score in scores]),
            alerts / max(unit, 1e-12),
            len(events),
            len(background),
        ),
        told=RuleResult(
            recall_of(events, [told for _, told in found]),
            sum(told for _, told in mistaken) / max(unit, 1e-12),
            len(events),
            len(background),
        ),
        calibration_error=calibration_error(pairs),
        baselines={name: _rule(rule, events, some, labels, dossiers, owned) for name, rule in BASELINES.items()},
        missed=tuple(
            (event, score) for event, score in zip(events, scores, strict=True) if score < threshold or not score
        ),
    )


def latest_dossiers(events: Sequence[Succession]) -> list[Dossier]:
    """One dossier a site, with what was known at its latest event."""
    latest: dict[str, Succession] = {}
    for event in events:
        if event.site not in latest or event.at >= latest[event.site].at:
            latest[event.site] = event
    return [_dossier(event) for event in latest.values()]


Rule = Callable[[Sequence[str], Sequence[Collection[str]]], list[list[int]]]
"""(labels to test, known labels by site) -> for every site, positions of the labels that the rule alerts on."""


def _equal(fold: Callable[[str], str]) -> Rule:
    def rule(labels: Sequence[str], known: Sequence[Collection[str]]) -> list[list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, label in enumerate(labels):
            if folded := fold(label):
                places[folded].append(at)
        return [sorted({at for name in {fold(one) for one in names} for at in places.get(name, ())}) for names in known]

    return rule


def _alike(labels: Sequence[str], known: Sequence[Collection[str]]) -> list[list[int]]:
    found: list[set[int]] = [set() for _ in known]
    flat = [(site, name) for site, names in enumerate(known) for name in sorted(names)]
    for start in range(0, len(labels), _CHUNK):
        near = cdist(
            [name for _, name in flat], labels[start : start + _CHUNK], scorer=JaroWinkler.similarity, score_cutoff=0.9
        )
        for row, column in zip(*near.nonzero(), strict=True):
            found[flat[row][0]].add(start + int(column))
    return [sorted(places) for places in found]


def _stripped(label: str) -> str:
    return "".join(sign for sign in label if not sign.isdigit() and sign != "-")


BASELINES: Mapping[str, Rule] = {
    "same label, any suffix": _equal(str),
    "same label without digits and hyphens": _equal(_stripped),
    "Jaro-Winkler >= 0.90": _alike,
}


def _rule(
    rule: Rule,
    events: Sequence[Succession],
    background: Sequence[str],
    labels: Sequence[str],
    dossiers: Sequence[Dossier],
    owned: Mapping[str, Collection[str]],
) -> RuleResult:
    found = [bool(rule([_label(event.domain)], [{_label(domain) for domain in event.former}])[0]) for event in events]
    known = [{_label(domain) for domain in dossier.domains} for dossier in dossiers]
    alerts = rule(labels, known)
    count = sum(
        background[at] not in owned[dossier.site]
        for dossier, places in zip(dossiers, alerts, strict=True)
        for at in places
    )
    unit = len(background) / PER_NAMES * len(dossiers) / PER_SITES
    return RuleResult(recall_of(events, found), count / max(unit, 1e-12), len(events), len(background))


def _label(domain: str) -> str:
    return host_form(domain).label.plain
