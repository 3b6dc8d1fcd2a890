"""Screens hostnames against a watch list: the one door of the engine.

In: `WatchedSite`s and hostnames. Out: `Hit`s with a calibrated score and reasons, in input order.

    index = build_index(read_watchlist(lines))
    for hit in screen_hostnames(hostnames, index): ...

A host is judged label by label against the candidate stems that `candidates` finds; each site is reported once,
with its best label and stem. Nothing is read from disk or network here but the model shipped with the package.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rempart.engines.names.candidates import Index, build_candidates, dossiers_of
from rempart.engines.names.contracts import Hit, WatchedSite
from rempart.engines.names.dossiers import Dossier, open_dossier
from rempart.engines.names.evidence import StemProfile, weigh
from rempart.engines.names.forms import HostForm, LabelForm, host_form, label_form
from rempart.engines.names.model import Model, Verdict, load_model
from rempart.engines.names.reasons import explain
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

if TYPE_CHECKING:
    from rempart.engines.names.sieve import Sieve


@dataclass(frozen=True, eq=False)
class NameIndex:
    """A watch list ready for screening. Hits need at least `threshold`."""

    candidates: Index
    model: Model
    threshold: float

    @cached_property
    def sieve(self) -> "Sieve":
        """The fast first stage, built when the first large block comes: compiled code takes a moment to load."""
        from rempart.engines.names.sieve import build_sieve  # noqa: PLC0415 (only large inputs pay for it)

        return build_sieve(self.candidates)


def build_index(
    sites: Sequence[WatchedSite], *, threshold: float | None = None, model: Model | None = None
) -> NameIndex:
    """The index over `sites`; `threshold` (0 to 1) defaults to the model's: see `Model.threshold`."""
    chosen = model or load_model()
    dossiers = [open_dossier(site.site, site.domains) for site in sites]
    limit = chosen.threshold if threshold is None else threshold
    return NameIndex(build_candidates(dossiers, chosen.background), chosen, limit)


def screen_hostname(hostname: str, index: NameIndex) -> tuple[Hit, ...]:
    """The hits for one hostname in normal form, the best score first; a name that a site had already is no hit
    for that site.
    """
    found = _candidate_labels(hostname, index.candidates)
    if not found:
        return ()
    form = host_form(hostname)
    hits = []
    for site, pairs in _by_site(form, found, index.candidates).items():
        dossier = index.candidates.dossiers[site]
        if hostname in dossier.domains:
            continue
        verdict = best_verdict(pairs, form.suffix, dossier, index.model)
        if verdict.probability >= index.threshold:
            reasons = explain(verdict, dossier)
            hits.append(Hit(hostname, dossier.site, verdict.probability, reasons, verdict.evidence.stem.domain))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.site)))


def screen_hostnames(hostnames: Iterable[str], index: NameIndex) -> Iterator[Hit]:
    """The hits among `hostnames`, in their order. What is no hostname is skipped."""
    for text in hostnames:
        try:
            hostname = parse_hostname(text.removeprefix("*."))
        except NotAHostnameError:
            continue
        yield from screen_hostname(hostname, index)


def best_verdict(
    pairs: Sequence[tuple[LabelForm, StemProfile]], suffix: str, dossier: Dossier, model: Model
) -> Verdict:
    """The verdict of the most probable (label, stem) pair; `pairs` is not empty."""
    verdicts = [model.judge(weigh(label, suffix, profile, dossier), dossier) for label, profile in pairs]
    return max(verdicts, key=lambda verdict: verdict.probability)


def _candidate_labels(hostname: str, candidates: Index) -> set[int]:
    found: set[int] = set()
    for name in hostname.split("."):
        found |= candidates.find(label_form(name))
    return found


def _by_site(form: HostForm, found: set[int], candidates: Index) -> dict[int, list[tuple[LabelForm, StemProfile]]]:
    """The (label, stem) pairs to judge, by site; the public suffix does not count as a label."""
    pairs: dict[int, list[tuple[LabelForm, StemProfile]]] = {}
    for label in form.labels:
        for site, profiles in dossiers_of(candidates, candidates.find(label) & found).items():
            pairs.setdefault(site, []).extend((label, profile) for profile in profiles)
    return pairs
