"""The judgement: a calibrated probability, and rules that no probability can overrule."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

from rempart.engines.pages import Background, Comparison, Family, PageFeatures, compare_pages
from rempart.engines.verdict.calibration import INTERCEPT, VERDICT_VERSION, WEIGHTS
from rempart.engines.verdict.evidence import Evidence, FamilyEvidence, weigh
from rempart.engines.verdict.sentences import reasons_for, wishes_for
from rempart.kernel.reasons import Reason

DEFAULT_PRIOR = 0.2  # two pages that a person or the name stage found worth comparing
SAME_FROM = 0.9
DIFFERENT_BELOW = 0.1
LEAST = 0.0005  # never certain: no set of pairs is large enough to vouch for more
FEW_WORDS = 8
SILENT_FACTOR = 0.02  # a placeholder under a likely name is rarely the site: most names never come back

# Families that can be copied or bought in one go count as one reason between them.
_SOURCES: dict[Family, str] = {
    Family.NAME: "name",
    Family.TEXT: "text",
    Family.FORM: "form",
    Family.CHOICES: "form",
    Family.CONTACT: "identifiers",
    Family.ACCOUNT: "identifiers",
    Family.NETWORK: "network",
}


class VerdictKind(StrEnum):
    """Is it the same site?"""

    SAME = "same"
    DIFFERENT = "different"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement with everything needed to read, weigh and recompute it.

    `probability` that both pages are of one site, 0 to 1; `families` what each family of signs says, and `measures`
    all numbers that were weighed;
    `would_change` what could settle an unclear case; `version` of features, weights and rules.
    """

    kind: VerdictKind
    probability: float
    reasons: tuple[Reason, ...]
    families: tuple[FamilyEvidence, ...]
    would_change: tuple[Reason, ...]
    comparison: Comparison
    measures: Mapping[str, float]
    prior: float = DEFAULT_PRIOR
    version: str = VERDICT_VERSION


def judge(a: PageFeatures, b: PageFeatures, background: Background, prior: float = DEFAULT_PRIOR) -> Verdict:
    """Are `a` and `b` pages of one site? `prior` is the probability before either page was looked at, 0 < prior < 1."""
    comparison = compare_pages(a, b, background)
    evidence = weigh(comparison, a, b)
    says_nothing = a.kind.says_nothing or b.kind.says_nothing
    missing = () if says_nothing else _missing(evidence, comparison)
    measures = evidence.measures | ({f"missing_{code}": 1.0 for code in missing} or {"agreed": 1.0})
    probability = prior * SILENT_FACTOR if says_nothing else probability_of(measures, prior)
    kind = VerdictKind.UNCLEAR if says_nothing else _kind(probability, missing, _strong_sources(evidence))
    if kind is VerdictKind.DIFFERENT and min(a.word_count, b.word_count) < FEW_WORDS:
        kind = VerdictKind.UNCLEAR  # a page that a script fills, or an entrance: there was nothing to differ
    return Verdict(
        kind=kind,
        probability=round(probability, 4),
        reasons=reasons_for(evidence, comparison, a, b),
        families=evidence.families,
        would_change=wishes_for(evidence, missing, a, b) if kind is VerdictKind.UNCLEAR else (),
        comparison=comparison,
        measures={**measures, "intercept": INTERCEPT},
        prior=prior,
    )


def probability_of(measures: Mapping[str, float], prior: float) -> float:
    """The calibrated probability, 0 to 1, that the measures make of `prior`."""
    logit = INTERCEPT + sum(WEIGHTS.get(name, 0.0) * value for name, value in sorted(measures.items()))
    logit += log(prior / (1 - prior)) - log(DEFAULT_PRIOR / (1 - DEFAULT_PRIOR))
    return max(LEAST, min(1 - LEAST, 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))))


def _kind(probability: float, missing: tuple[str, ...], sources: frozenset[str]) -> VerdictKind:
    """The word for it. Two independent reasons are never waved away as "different", whatever the sum says."""
    if not missing and probability >= SAME_FROM:
        return VerdictKind.SAME
    return VerdictKind.DIFFERENT if probability < DIFFERENT_BELOW and len(sources) < 2 else VerdictKind.UNCLEAR


def _strong_sources(evidence: Evidence) -> frozenset[str]:
    families = (item.family for item in evidence.families if item.is_strong)
    return frozenset(_SOURCES[family] for family in families if family in _SOURCES)


def _missing(evidence: Evidence, comparison: Comparison) -> tuple[str, ...]:
    """What "same" still lacks, as codes: two independent sources, one of them an own mark of whoever runs the site.

    Text and forms come with a template, so they need a name, an identifier or a network fact beside them; and
    identifiers can be copied onto any page, so they need something beside them too.
    """
    sources = _strong_sources(evidence)
    own = sources & {"name", "identifiers", "network"} or evidence.measures["copy"]
    missing: list[str] = []
    if not own:
        missing.append("own_mark")
    if len(sources) < 2:
        missing.append("second_source")
    if comparison.name.differs and not {"identifiers", "network"} & sources:
        missing.append("name")
    return tuple(missing)
