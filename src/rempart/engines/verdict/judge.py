"""The judgement: a calibrated probability, and rules that no probability can overrule."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

from rempart.engines.pages import (
    Background,
    Comparison,
    Family,
    PageFeatures,
    Trades,
    bears_a_templates_title,
    compare_pages,
)
from rempart.engines.pages.spellings import spelled_alike
from rempart.engines.pages.word_list import word_list
from rempart.engines.verdict.calibration import VERDICT_VERSION, Calibration, Rules, calibration_of
from rempart.engines.verdict.everyday import COMING_WITH, may_be_two_owners
from rempart.engines.verdict.evidence import (
    ASKED,
    Evidence,
    FamilyEvidence,
    bears_the_name,
    is_made_alike,
    lacks_of_its_own,
    weigh,
)
from rempart.engines.verdict.owners import (
    bear_marks,
    is_called,
    is_nobodys,
    is_under_construction,
    names_of_both,
    shows_anothers,
)
from rempart.engines.verdict.sentences import reasons_for, wishes_for
from rempart.engines.verdict.showing import (
    are_customers,
    is_put_there,
    shows_at,
    shows_it,
)
from rempart.kernel.reasons import Reason

DEFAULT_PRIOR = 0.2  # two pages that a person or the name stage found worth comparing

# Families that can be copied or bought in one go count as one reason between them. An address that both call their own
# is none: who copies a page's head copies it.
_SOURCES: dict[Family, str] = {
    Family.NAME: "name",
    Family.TEXT: "text",
    Family.FORM: "form",
    Family.CHOICES: "form",
    Family.CONTACT: "identifiers",
    Family.ACCOUNT: "identifiers",
    Family.NETWORK: "network",
}
# What needs more than words on a page: a form that asks the same, or a line that counts visits under one account.
_PLACED = ASKED | {Family.ACCOUNT}
_COMMON = frozenset(_SOURCES[family] for family in COMING_WITH)
# What "same" may lack without being less likely.
_UNWEIGHED = ((), ("placed",), ("shown",))


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


def judge(
    a: PageFeatures,
    b: PageFeatures,
    background: Background,
    prior: float = DEFAULT_PRIOR,
    version: str = VERDICT_VERSION,
) -> Verdict:
    """Are `a` and `b` pages of one site? `prior` is the probability before either page was looked at, 0 < prior < 1.

    `version`: whose numbers to judge by. Raises UnknownVersionError.
    """
    calibration = calibration_of(version)
    as_read = a, b
    a, b = spelled_alike(a, b, calibration.comparison.trades)
    comparison = compare_pages(a, b, background, calibration.comparison)
    evidence = weigh(comparison, a, b, calibration)
    rules = calibration.rules
    silent = a.kind.says_nothing + b.kind.says_nothing
    sure = min(a.kind.site_probability, b.kind.site_probability) >= (rules.titled_from or rules.surely_a_site)
    common = may_be_two_owners(evidence, comparison, *as_read, calibration)
    missing = () if silent and not rules.silent_share else _missing(evidence, comparison, rules, sure, common)
    put_on = () if missing or not rules.voiced else _put_on(evidence, comparison, a, b, calibration)
    owned = not missing and bears_the_name(evidence, comparison)
    owned = owned and not (rules.guarded and put_on)  # a name and an address can be put on any placeholder
    missing = missing if silent else missing or put_on
    unfinished = owned and is_under_construction(comparison, a, b, rules)
    says_nothing = silent > 0 and not unfinished
    measures = evidence.measures | {f"missing_{code}": 1.0 for code in missing}
    if missing in _UNWEIGHED:  # that a stranger may have put it there decides the word for it, not the sum
        measures["agreed"] = 1.0
    if (
        "named" in calibration.weights
        and not says_nothing
        and (named := _named(evidence, comparison, missing, rules, common))
    ):
        measures["named"] = named
    probability = probability_of(measures, prior, calibration)
    if says_nothing:
        probability = _silenced(probability, silent, prior, comparison, rules)
    kind = VerdictKind.UNCLEAR if says_nothing else _kind(probability, missing, _strong_sources(evidence), rules)
    if kind is VerdictKind.DIFFERENT and _may_be_one(a, b, evidence, comparison, calibration, measures):
        kind = VerdictKind.UNCLEAR
    would_change: tuple[Reason, ...] = ()
    common = common and missing == ("second_source",)
    if kind is VerdictKind.UNCLEAR:
        would_change = wishes_for(evidence, comparison, missing, a, b, calibration)
    return Verdict(
        kind=kind,
        probability=round(probability, rules.digits),
        reasons=reasons_for(
            evidence, comparison, a, b, calibration, unfinished=unfinished, missing=missing, common=common
        ),
        families=evidence.families,
        would_change=would_change,
        comparison=comparison,
        measures={**measures, "intercept": calibration.intercept},
        prior=prior,
        version=version,
    )


def probability_of(measures: Mapping[str, float], prior: float, calibration: Calibration) -> float:
    """The calibrated probability, 0 to 1, that the measures make of `prior`."""
    weights = calibration.weights
    logit = calibration.intercept + sum(weights.get(name, 0.0) * value for name, value in sorted(measures.items()))
    logit += log(prior / (1 - prior)) - log(DEFAULT_PRIOR / (1 - DEFAULT_PRIOR))
    rules = calibration.rules
    least = rules.least
    share = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))
    if not rules.approached:
        return max(least, min(1 - least, share))
    lowest = _lowest(prior, rules)
    return lowest + (1 - (least + lowest)) * share  # in this order: versions without a floor keep their last digit


def _lowest(prior: float, rules: Rules) -> float:
    return max(rules.least, rules.floor * min(1.0, prior / DEFAULT_PRIOR))


def _silenced(probability: float, silent: int, prior: float, comparison: Comparison, rules: Rules) -> float:
    """What is left of `probability` where `silent` of the two pages are placeholders."""
    if not rules.silent_share:
        return prior * rules.silent_factor
    named = silent == 1 and rules.silent_named and comparison.name.firmness >= rules.firm_shared
    share = rules.silent_named if named else rules.silent_share**silent
    lowest = _lowest(prior, rules) if rules.floor else 0.0
    return lowest + (probability - lowest) * share


def _kind(probability: float, missing: tuple[str, ...], sources: frozenset[str], rules: Rules) -> VerdictKind:
    """The word for it. Two independent reasons are never waved away as "different", whatever the sum says."""
    if not missing and probability >= rules.same_from:
        return VerdictKind.SAME
    return VerdictKind.DIFFERENT if probability < rules.different_below and len(sources) < 2 else VerdictKind.UNCLEAR


def _may_be_one(
    a: PageFeatures,
    b: PageFeatures,
    evidence: Evidence,
    comparison: Comparison,
    calibration: Calibration,
    measures: Mapping[str, float],
) -> bool:
    """Whether the pages have nothing, or not enough, to differ in, so that they are not called different."""
    rules = calibration.rules
    if comparison.untouched or min(a.word_count, b.word_count) < rules.few_words:
        return True  # a template alone, a page that a script fills, an entrance
    if rules.housed and a.host and a.host == b.host:
        made = is_made_alike(evidence.families, comparison, rules, rules.branded_further)
        if made or _are_called_as_their_host(a, b):
            return True
    if rules.named_everyday < 1 and "named" in measures:
        return True
    if comparison.name.phrased or _may_be_made(a, b, evidence, calibration):
        return True
    if rules.own_entrances and "anybodys" in measures and "name" in _strong_sources(evidence):
        return True  # a program's page under one name: anybody's, and the site's as well
    alike = bool(rules.must_differ) and comparison.text_jaccard >= rules.must_differ
    return alike and not any(value for name, value in measures.items() if name.endswith("_differs"))


def _strong_sources(evidence: Evidence) -> frozenset[str]:
    families = (item.family for item in evidence.families if item.is_strong)
    return frozenset(_SOURCES[family] for family in families if family in _SOURCES)


def _missing(evidence: Evidence, comparison: Comparison, rules: Rules, sure: bool, common: bool) -> tuple[str, ...]:
    """What "same" still lacks, as codes: two independent sources, one of them an own mark of whoever runs the site.

    Text and forms come with a template, so they need a name, an identifier or a network fact beside them; and
    identifiers can be copied onto any page, so they need something beside them too. A title is copied along with them,
    and a host's own page bears one under all its customers' addresses: there it is no second source. Nor is
    a form of one program beside the name, where texts and contact points are others: two owners may use a name that
    says what they do. `sure`: both pages are surely a site's. `common`: all but the name may be other owners' too.
    """
    sources = _strong_sources(evidence) - (_COMMON if common else frozenset())
    if "name" in sources and not common and not evidence.measures.keys().isdisjoint(("branded", "housed")):
        sources |= {"make"}
    if "phrased_made" in evidence.measures and "text" in sources:
        sources |= {"name"}
    own = sources & {"name", "identifiers", "network"} or evidence.measures["copy"]
    missing: list[str] = []
    if not own:
        missing.append("own_mark")
    in_one_go = sources == {"name", "identifiers"} and not (rules.titled_copies and evidence.measures["copy"])
    titled = comparison.name.titled and (not sure or in_one_go)
    if len(sources) < 2 or titled or (sources == {"name", "form"} and _is_contested(evidence, comparison, rules)):
        missing.append("second_source")
    if comparison.name.differs and not {"identifiers", "network"} & sources:
        missing.append("name")
    return tuple(missing)


def _are_called_as_their_host(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether two pages of one host both say, however weakly, a name that it is called by."""
    said = [{name for name, _ in page.names} for page in (a, b)]
    return is_called(a.host, frozenset(said[0] & said[1]))


def _may_be_made(a: PageFeatures, b: PageFeatures, evidence: Evidence, calibration: Calibration) -> bool:
    """Whether a page bears its template's title, and no contact point or account on it is another's; or says little but
    the words of the other, as somebody else's: whoever runs a site may set its own words so."""
    rules = calibration.rules
    made_alike = bool(_strong(evidence) & (ASKED | {Family.CODE}))
    if rules.guarded and any(shows_it(*pair, beside=made_alike) for pair in ((a, b), (b, a))):
        return True
    given = evidence.measures["contact_differs"] + evidence.measures["account_differs"]
    titled = any(bears_a_templates_title(page, calibration.comparison) for page in (a, b))
    return rules.unmade and not given and titled


def _put_on(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where a stranger may show or have been given what both share."""
    rules = calibration.rules
    trades = calibration.comparison.trades
    shown = rules.guarded and _shown(evidence, comparison, a, b, trades)
    if not shown and Family.NETWORK not in _strong(evidence) and is_nobodys(comparison, a, b, rules, trades):
        return ("owner",)
    return shown or _borrowed(evidence, comparison, a, b, calibration)


def _shown(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, trades: Trades
) -> tuple[str, ...]:
    """What is missing where one page stands at an address that names the other's host ("shown"), or both may be of
    customers of one service ("customers"): whole pages are shown so, code and all, but no TLS key is."""
    if Family.NETWORK in _strong(evidence):
        return ()
    if any(shows_at(a, b, comparison, trades)):
        return ("shown",)
    named = Family.NAME in _strong(evidence) and not evidence.measures["copy"]
    return ("customers",) if named and are_customers(a, b, trades) else ()


def _borrowed(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where one page may merely show what both share. Words are copied by anybody: they need pages that
    bear the name in their marks, and speak for nobody else. So do a name and identifiers, which are copied in one go.
    An account beside a text, or a form on a page that gives a contact point of whom it speaks for, or that names the
    other without being called so, may have been put there ("placed"), unless both are made alike."""
    strong, rules = _strong(evidence), calibration.rules
    copied = evidence.measures["copy"] and not (rules.guarded and any(comparison.voices))
    if copied or Family.NETWORK in strong or strong >= {Family.NAME, Family.CODE}:
        return ()
    speaks, made_alike = any(comparison.voices), Family.CODE in strong
    if strong & ASKED or (strong & _PLACED and (speaks or made_alike or not rules.guarded)):
        return _put_there(strong, comparison, a, b, calibration)
    if speaks:
        return ("voice",)
    marked = not evidence.measures.keys().isdisjoint(("housed", "phrased_made"))  # more than words
    return () if made_alike or marked or _are_marked(evidence, comparison, a, b, calibration) else ("marks",)


def _put_there(
    strong: frozenset[Family], comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where pages share a form or an account, which a stranger may have been given."""
    if Family.CODE in strong:
        return ()
    trades, speaks = calibration.comparison.trades, any(comparison.voices)
    if calibration.rules.guarded and strong & ASKED:
        renamed = comparison.name.differs or speaks  # then the form and contact points alone are copied in one go
        bare = renamed and not strong & {Family.NAME, Family.TEXT}
        if bare or is_put_there(comparison, a, b, trades):
            return ("placed",)
    if not speaks:
        return ()
    if strong <= {Family.NAME, Family.CONTACT, Family.ACCOUNT}:
        return ("voice",)
    return () if strong & ASKED and not shows_anothers(comparison, a, b) else ("placed",)


def _are_marked(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    if not calibration.rules.guarded:
        return bear_marks(comparison.name, a, b, calibration.comparison.trades)
    return not lacks_of_its_own(evidence.families, comparison, a, b, calibration)


def _strong(evidence: Evidence) -> frozenset[Family]:
    return frozenset(item.family for item in evidence.families if item.is_strong)


def _is_contested(evidence: Evidence, comparison: Comparison, rules: Rules) -> bool:
    """Whether both say other things in one language, and give other contact points."""
    other_texts = comparison.same_language and comparison.text_cover < rules.contested
    return other_texts and evidence.measures["contact_differs"] >= 1


def _named(evidence: Evidence, comparison: Comparison, missing: tuple[str, ...], rules: Rules, common: bool) -> float:
    """How far a firm name that is shared, and hardly anything else, counts for more than the sum says: rarely is it
    shared by chance, more often if it is an everyday word. Words beside it, which anybody can copy, do not make it
    less; a name that is `common` to two owners who show themselves is less."""
    strangers = evidence.measures.get("strangers", 0.0) >= 1
    if strangers or "anybodys" in evidence.measures:
        return 0.0
    if not any(item.family is Family.NAME and item.is_strong for item in evidence.families):
        return 0.0
    if missing == ("second_source",):
        everyday = all(map(word_list().is_everyday, names_of_both(comparison.name)))
        return min(rules.named_everyday if everyday else 1.0, rules.named_of_two if common else 1.0)
    return rules.named_in_words if missing == ("marks",) else 0.0
