"""Screens hostnames against a watch list: the one door of the engine.

In: `WatchedSite`s and hostnames. Out: `Hit`s with a calibrated score and reasons, in input order.

    index = build_index(read_watchlist(lines))
    for hit in screen_hostnames(hostnames, index): ...

A host is judged label by label against the candidate stems that `candidates` finds; each site is reported once,
with its best label and stem. Nothing is read from disk or network here but the model shipped with the package.
"""

import gc
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rempart.engines.names.contracts import Hit, WatchedSite
from rempart.engines.names.dossiers import Dossier, open_dossier
from rempart.engines.names.evidence import Evidence, Facts, StemProfile, weigh
from rempart.engines.names.forms import LabelForm, host_form, latin
from rempart.engines.names.likeness import clear_among, likenesses
from rempart.engines.names.model import Model, Verdict, load_model
from rempart.engines.names.reasons import explain, explain_clear
from rempart.engines.names.watched import Index, build_candidates
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

if TYPE_CHECKING:
    from rempart.engines.names.scoring import Scorer

Place = tuple[int, int]
"""(number of a label in a hostname, position of a stem in the index)"""


class Judged(NamedTuple):
    """A (label, stem) pair: what each group of features contributed to its score, and how clear its likeness is, both
    in decades.
    """

    facts: Evidence | Facts
    decades: Mapping[str, float]
    score: float
    likeness: float


@dataclass(frozen=True, eq=False)
class NameIndex:
    """A watch list ready for screening. Hits need a score of `threshold` or a likeness of `clear` decades."""

    candidates: Index
    model: Model
    threshold: float
    clear: float = math.inf

    @cached_property
    def scorer(self) -> "Scorer | None":
        """The compiled score, made when a block is first screened."""
        from rempart.engines.names.scoring import build_scorer  # noqa: PLC0415 (compiled code takes a moment to load)

        return build_scorer(self.candidates, self.model)

    def prepare(self) -> None:
        """Makes what the first block needs, so that threads do not make it side by side."""
        with _no_collection():
            _ = self.candidates.sieve, self.scorer


def build_index(
    sites: Sequence[WatchedSite],
    *,
    threshold: float | None = None,
    clear: float | None = None,
    model: Model | None = None,
) -> NameIndex:
    """The index over `sites`. `threshold` (0 to 1) defaults to the model's (`Model.threshold`), and then clear
    likenesses are told too, from `clear` decades on (`clear_among`); with a `threshold`, only where `clear` is given.
    """
    chosen = model or load_model()
    if clear is None:
        clear = clear_among(len(sites)) if threshold is None else math.inf
    limit = chosen.threshold if threshold is None else threshold
    with _no_collection():
        dossiers = [open_dossier(site.site, site.domains) for site in sites]
        return NameIndex(build_candidates(dossiers, chosen.background), chosen, limit, clear)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Within it nothing looks for garbage in cycles: an index is all kept, and to look through it each time that it has
    grown takes a tenth of what it takes to make it.
    """
    looked_before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked_before:
            gc.enable()


def screen_hostname(hostname: str, index: NameIndex) -> tuple[Hit, ...]:
    """The hits for one hostname in normal form, the best score first; a name that a site had already is no hit
    for that site.
    """
    return judge_places(hostname, find_places(hostname, index.candidates), index)


def find_places(hostname: str, candidates: Index) -> set[Place]:
    """Everything that the gate lets pass for one hostname."""
    return candidates.sieve.find_in(".".join(map(latin, hostname.split("."))))


def judge_places(hostname: str, places: Iterable[Place], index: NameIndex) -> tuple[Hit, ...]:
    """The hits for one hostname of which the gate let `places` pass."""
    return judge_hostnames([(hostname, places)], index)[0]


def judge_hostnames(found: Iterable[tuple[str, Iterable[Place]]], index: NameIndex) -> list[tuple[Hit, ...]]:
    """The hits for each hostname with its `places`, in order; what has to be looked up is looked up for all at once."""
    judged = _judged(found, index.candidates, index.model)
    pairs = [verdict.evidence for _, sites in judged for _, verdicts in sites for verdict in verdicts]
    clear = iter(likenesses(pairs, index.model.background, index.model.priors.affixes))

    def with_likeness(verdict: Verdict) -> Judged:
        return Judged(verdict.evidence, verdict.decades, verdict.probability, next(clear))

    return [
        hits_of(name, [(dossier, list(map(with_likeness, verdicts))) for dossier, verdicts in sites], index)
        for name, sites in judged
    ]


def hits_of(hostname: str, sites: Iterable[tuple[Dossier, Iterable[Judged]]], index: NameIndex) -> tuple[Hit, ...]:
    """What is told of a hostname, from its pairs with the stems of each site; the best score first."""
    hits = []
    for dossier, pairs in sites:
        told = [
            _hit(hostname, dossier, pair, index)
            for pair in pairs
            if pair.score >= index.threshold or pair.likeness >= index.clear
        ]
        if told:
            hits.append(_joined(told, index.clear))
    if len(hits) > 1:
        # Sites of one history are equal but for the last digits, which the plain and the compiled sum may round apart.
        hits.sort(key=lambda hit: (-round(hit.score, 9), hit.site))
    return tuple(hits)


def _hit(hostname: str, dossier: Dossier, pair: Judged, index: NameIndex) -> Hit:
    """What is told of one pair."""
    why = explain(pair.facts, pair.decades, dossier)
    if pair.score < index.threshold:
        why = (*why, explain_clear(pair.likeness))
    return Hit(hostname, dossier.site, pair.score, why, pair.facts.stem.domain, pair.likeness)


def _joined(told: Sequence[Hit], clear: float) -> Hit:
    """The hit of the best score; where another pair is the clear likeness, with that likeness and what it is: a site of
    a higher threshold than the index's may be told for it alone.
    """
    if len(told) == 1:
        return told[0]
    best, clearest = max(told, key=lambda hit: hit.score), max(told, key=lambda hit: hit.likeness)
    if clearest.likeness < clear or best.likeness >= clear:
        return best
    # Its weight is no part of this score.
    like = replace(clearest.reasons[0], weight=0.0)
    return replace(best, reasons=(*best.reasons, like), likeness=clearest.likeness)


def _judged(
    found: Iterable[tuple[str, Iterable[Place]]], candidates: Index, model: Model
) -> list[tuple[str, list[tuple[Dossier, list[Verdict]]]]]:
    """The verdict on every (label, stem) pair of each hostname, by site; how rare labels are is looked up for all."""
    paired = [(hostname, list(_pairs(hostname, places, candidates))) for hostname, places in found]
    rarity = model.background.label_decades(
        label.letters for _, sites in paired for _, _, pairs in sites for label, _ in pairs
    )

    def judge(dossier: Dossier, suffix: str, pairs: Iterable[tuple[LabelForm, StemProfile]]) -> list[Verdict]:
        weighed = (weigh(label, suffix, stem, dossier, rarity[label.letters]) for label, stem in pairs)
        return [model.judge(evidence, dossier) for evidence in weighed]

    return [(hostname, [(site[0], judge(*site)) for site in sites]) for hostname, sites in paired]


def _pairs(
    hostname: str, places: Iterable[Place], candidates: Index
) -> Iterator[tuple[Dossier, str, list[tuple[LabelForm, StemProfile]]]]:
    """Every (label, stem) pair by site, with the public suffix, which does not count as a label."""
    places = sorted(places)
    if not places:
        return
    form = host_form(hostname)
    left_out = hostname.count(".") - form.suffix.count(".") - len(form.labels) + (not form.suffix)
    by_site: dict[int, list[tuple[LabelForm, StemProfile]]] = {}
    for number, member in places:
        if 0 <= number - left_out < len(form.labels):
            watched = candidates.watched[member]
            by_site.setdefault(watched.site, []).append((form.labels[number - left_out], watched.profile))
    for site, pairs in by_site.items():
        dossier = candidates.dossiers[site]
        if hostname not in dossier.domains:
            yield dossier, form.suffix, pairs


def screen_hostnames(hostnames: Iterable[str], index: NameIndex) -> Iterator[Hit]:
    """The hits among `hostnames`, in their order. What is no hostname is skipped."""
    for text in hostnames:
        try:
            hostname = parse_hostname(text.removeprefix("*."))
        except NotAHostnameError:
            continue
        yield from screen_hostname(hostname, index)
