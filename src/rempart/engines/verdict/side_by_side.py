"""What a person sees of a comparison: shared signs with their rarity, differing signs, and the weights as steps."""

from dataclasses import dataclass
from math import log, log10

from rempart.engines.pages import FAMILY_OF, Family, Kind, PageFeatures
from rempart.engines.verdict.as_said import as_said
from rempart.engines.verdict.calibration import calibration_of
from rempart.engines.verdict.judge import DEFAULT_PRIOR, Verdict
from rempart.engines.verdict.sentences import rarity_words

MAX_ROWS = 60
MAX_DIFFERING = 6
_LEAST_STEP = 0.005  # a smaller one is not told


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One shared sign: what it is, how rare, and the records that show it."""

    family: Family
    kind: Kind
    shown: str
    count: int
    hosts: int
    rarity: str
    record_a: str
    record_b: str


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """Signs of one kind that only one of the two has, at most six of each."""

    kind: Kind
    of_a: tuple[str, ...]
    of_b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: `weight` in log10 odds, `total` after it. `label` is a family, measure or bound."""

    label: str
    weight: float
    total: float


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two pages beside each other with the verdict. `steps` begin with the prior and add up to the probability."""

    a: PageFeatures
    b: PageFeatures
    verdict: Verdict
    shared: tuple[SharedRow, ...]
    differing: tuple[DifferingRow, ...]
    steps: tuple[Step, ...]


def lay_side_by_side(a: PageFeatures, b: PageFeatures, verdict: Verdict) -> SideBySide:
    """The view of `verdict`, which was reached over `a` and `b`."""
    rules = calibration_of(verdict.version).rules
    shared = [
        SharedRow(
            FAMILY_OF[item.sign.kind],
            item.sign.kind,
            as_said(item.sign, rules)[:200],
            item.count,
            item.hosts,
            rarity_words(item.count, item.hosts),
            item.record_a,
            item.record_b,
        )
        for item in verdict.comparison.shared[:MAX_ROWS]
    ]
    if rules.tells_rest:  # of several scripts that begin alike the rarest
        told = {(row.kind, row.shown): row for row in reversed(shared)}
        shared = list(reversed(told.values()))
    return SideBySide(a, b, verdict, tuple(shared), _differing(verdict), _steps(verdict))


def _differing(verdict: Verdict) -> tuple[DifferingRow, ...]:
    rules = calibration_of(verdict.version).rules
    sides: dict[Kind, tuple[list[str], list[str]]] = {}
    for side, signs in enumerate((verdict.comparison.only_a, verdict.comparison.only_b)):
        for sign in signs:
            sides.setdefault(sign.kind, ([], []))[side].append(as_said(sign, rules)[:120])
    if rules.tells_rest:  # what reads alike on both differs further on, where nobody sees it
        alike = {kind: set(one) & set(other) for kind, (one, other) in sides.items()}
        sides = {
            kind: (
                [shown for shown in one if shown not in alike[kind]],
                [said for said in other if said not in alike[kind]],
            )
            for kind, (one, other) in sides.items()
        }
    return tuple(
        DifferingRow(kind, *(tuple(only[:MAX_DIFFERING]) for only in (one, other)))
        for kind, (one, other) in sorted(sides.items())
        if one or other
    )


def _steps(verdict: Verdict) -> tuple[Step, ...]:
    """From the prior's odds to the probability's; what a rule or a bound changed is the last step.

    The weights were fitted at the default prior: two pages that share nothing start from the intercept less its odds.
    """
    total = log10(verdict.prior / (1 - verdict.prior))
    steps = [Step("prior", round(total, 3), round(total, 3))]
    offsets = [("start", verdict.measures.get("intercept", 0.0) - log(DEFAULT_PRIOR / (1 - DEFAULT_PRIOR)))]
    weights, rules = calibration_of(verdict.version).weights, calibration_of(verdict.version).rules
    weighed = [(name, weights[name] * value) for name, value in sorted(verdict.measures.items()) if name in weights]
    for label, natural in [*offsets, *sorted(weighed, key=lambda item: -item[1])]:
        weight = natural / log(10)
        if abs(weight) >= _LEAST_STEP:
            total += weight
            steps.append(Step(label, round(weight, 3), round(total, 3)))
    bounded = min(1 - 1e-9, max(1e-9, verdict.probability))
    rule = log10(bounded / (1 - bounded)) - total
    if abs(rule) > (_LEAST_STEP if rules.tells_rest else 0.05):
        steps.append(Step("rule", round(rule, 3), round(total + rule, 3)))
    return tuple(steps)
