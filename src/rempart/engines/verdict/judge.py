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
    bears_a_templates_title,
    compare_pages,
)
from rempart.engines.pages.comparing.dialled import dialled_alike
from rempart.engines.pages.comparing.one_name import have_one_title
from rempart.engines.pages.comparing.spellings import spelled_alike
from rempart.engines.pages.comparing.two_names import own_hosts
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.calibration import VERDICT_VERSION, Calibration, Rules, calibration_of
from rempart.engines.verdict.evidence import ASKED, Evidence, FamilyEvidence, weigh
from rempart.engines.verdict.former_names import former_name_of, former_name_reason
from rempart.engines.verdict.in_a_folder import folder_reasons
from rempart.engines.verdict.lacking import Lack, lack_of, sources_of
from rempart.engines.verdict.one_host import is_made_alike, leads_there
from rempart.engines.verdict.one_text import have_one_text
from rempart.engines.verdict.owners import addresses_of_both, is_called, names_of_both
from rempart.engines.verdict.sentences import reasons_for
from rempart.engines.verdict.showing import shows_it
from rempart.engines.verdict.thirds import TO_REACH, third_reasons
from rempart.engines.verdict.unread import unread_reasons
from rempart.engines.verdict.wishes import wishes_for
from rempart.kernel.reasons import Reason

DEFAULT_PRIOR = 0.2  # two pages that a person or the name stage found worth comparing

# What strangers hardly ever share: a lead, however little else the pages do.
_LEADS = frozenset({Family.CONTACT, Family.ACCOUNT, Family.NETWORK})
# What says that others may have the same page.
_ANYBODYS = frozenset({"anybodys", "untouched", "strangers"})
# What "same" may lack without being less likely.
_UNWEIGHED = ((), ("placed",), ("shown",), ("posted",), ("unmarked",))


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
    rules = calibration.rules
    as_read = a, b
    a, b = spelled_alike(a, b, calibration.comparison.trades)
    a, b = dialled_alike(a, b) if rules.dialled else (a, b)
    comparison = compare_pages(a, b, background, calibration.comparison)
    evidence = weigh(comparison, a, b, calibration)
    lack = lack_of(evidence, comparison, a, b, as_read, calibration)
    twice = _may_be_one_placeholder(comparison, a, b, rules)
    measures = _measures(evidence, comparison, lack, a, b, calibration, twice=twice)
    probability = probability_of(measures, prior, calibration)
    if lack.says_nothing:
        probability = _silenced(probability, lack.silent, prior, comparison, rules)
    kind = _kind(probability, lack, sources_of(evidence), rules)
    former = former_name_of(a, b, comparison, evidence, rules)
    if kind is VerdictKind.DIFFERENT and (former or _may_be_one(a, b, evidence, comparison, calibration, measures)):
        kind = VerdictKind.UNCLEAR
    unclear, same = kind is VerdictKind.UNCLEAR, kind is VerdictKind.SAME
    common = lack.common and lack.missing == ("second_source",)
    copied = rules.copies_apart and "own_mark" in lack.missing and bool(measures["copy"])
    reasons = reasons_for(
        evidence,
        comparison,
        a,
        b,
        calibration,
        unfinished=lack.unfinished,
        missing=lack.missing,
        common=common,
    )
    return Verdict(
        kind=kind,
        probability=round(probability, rules.digits),
        reasons=(
            *third_reasons(evidence.thirds, copied=copied, exactly=rules.tells_exactly),
            *reasons,
            *([former_name_reason(former)] if former else ()),
            *unread_reasons(a, b, rules),
            *(folder_reasons(comparison, a, b, calibration.comparison.trades) if same and rules.tells_folders else ()),
        ),
        families=evidence.families,
        would_change=wishes_for(evidence, comparison, lack.missing, a, b, calibration, common=common)
        if unclear
        else (),
        comparison=comparison,
        measures={**measures, "intercept": calibration.intercept},
        prior=prior,
        version=version,
    )


def _measures(
    evidence: Evidence,
    comparison: Comparison,
    lack: Lack,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    *,
    twice: bool,
) -> dict[str, float]:
    """What the evidence weighs, and what counts for what it lacks; `twice`: both may be one placeholder."""
    missing = (code for code in lack.missing if not (code == "name" and evidence.renamed))
    measures = evidence.measures | {f"missing_{code}": 1.0 for code in missing}
    if lack.missing in _UNWEIGHED:  # that a stranger may have put it there decides the word for it, not the sum
        measures["agreed"] = 1.0
    named = _named(evidence, comparison, lack, calibration.rules)
    nobodys = lack.says_nothing or (twice and lack.missing == ("second_source",))
    if "named" in calibration.weights and not nobodys and named:
        measures["named"] = named
    anybodys = lack.silent or twice or not _ANYBODYS.isdisjoint(measures)
    if lack.menu and not lack.says_nothing:
        measures["menu"] = 1.0
    if "own_mark" in lack.missing and not anybodys and _are_undisputed(evidence, comparison, a, b, calibration.rules):
        measures["undisputed"] = 1.0
    return measures


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


def _kind(probability: float, lack: Lack, sources: frozenset[str], rules: Rules) -> VerdictKind:
    """The word for it. Two independent reasons are never waved away as "different", whatever the sum says."""
    if lack.says_nothing:
        return VerdictKind.UNCLEAR
    if not lack.missing and probability >= rules.same_from:
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
    if comparison.untouched or comparison.walled or min(a.word_count, b.word_count) < rules.few_words:
        return True  # a template alone, a page that a script fills, an entrance, a wall before it
    if rules.housed and a.host and a.host == b.host:
        made = is_made_alike(comparison, rules, rules.branded_further, coded=Family.CODE in evidence.strong)
        if made or _are_called_as_their_host(a, b) or (rules.led and leads_there(a, b)):
            return True
    leads = _has_a_lead(evidence, comparison, rules) or _call_one_address_their_own(evidence, comparison, rules)
    if leads or (rules.named_everyday < 1 and "named" in measures):
        return True
    if comparison.name.phrased or comparison.name.in_full or _may_be_made(a, b, evidence, calibration):
        return True
    if rules.own_entrances and "anybodys" in measures and "name" in sources_of(evidence):
        return True  # a program's page under one name: anybody's, and the site's as well
    alike = bool(rules.must_differ) and comparison.text_jaccard >= rules.must_differ
    undisputed = alike and not any(value for name, value in measures.items() if name.endswith("_differs"))
    titled = 0 < rules.titled_alike <= comparison.text_cover and have_one_title(a, b, calibration.comparison)
    if rules.undisputed and _have_a_rare_text(evidence) and "strangers" not in measures:
        titled = titled or have_one_title(a, b, calibration.comparison)
        undisputed = undisputed or _are_undisputed(evidence, comparison, a, b, rules)
    return titled or undisputed or have_one_text(a, b, evidence, comparison, rules)


def _have_a_rare_text(evidence: Evidence) -> bool:
    """Whether both pages say something rare, though whoever made both may have put it there."""
    return any(item.heavy and item.family is Family.TEXT for item in evidence.families)


def _are_undisputed(evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether both pages say something rare and much of the shorter text, and no name, contact point, account or host
    for a title that both give differs: of two owners each writes something of his own."""
    if not 0 < rules.undisputed <= comparison.text_cover or not _have_a_rare_text(evidence):
        return False
    apart = evidence.measures["contact_differs"] or evidence.measures["account_differs"]
    titles = own_hosts(a), own_hosts(b)
    return not (comparison.name.differs or apart or (all(titles) and titles[0].isdisjoint(titles[1])))


def _has_a_lead(evidence: Evidence, comparison: Comparison, rules: Rules) -> bool:
    """Whether the pages share what tells of one owner by itself, or lists to choose from that no template brought both,
    or one of them may be the other under another name."""
    leads = _LEADS if "make" in evidence.measures else _LEADS | {Family.CHOICES}
    shared = any(item.is_lead and item.family in leads for item in evidence.families)
    if 0 < rules.leads_made <= comparison.text_cover and not comparison.name.differs:
        given = [item for item in evidence.families if item.family is Family.CONTACT and item.heavy]
        shared = shared or any(found.sign.kind in TO_REACH for item in given for found in item.signs)
    return evidence.renamed or (rules.leads and (shared or bool(evidence.thirds)))


def _call_one_address_their_own(evidence: Evidence, comparison: Comparison, rules: Rules) -> bool:
    """Whether both pages name one rare address as their own, and give no other contact points: who copies a page may
    leave it there, but nobody else's page says so by chance."""
    if not rules.one_address:
        return False
    rarest = max((shared.rarity for shared in addresses_of_both(comparison)), default=0.0)
    return rarest >= rules.strong_rarity and evidence.measures["contact_differs"] < 1


def _are_called_as_their_host(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether two pages of one host both say, however weakly, a name that it is called by."""
    said = [{name for name, _ in page.names} for page in (a, b)]
    return is_called(a.read_host, frozenset(said[0] & said[1]))


def _may_be_made(a: PageFeatures, b: PageFeatures, evidence: Evidence, calibration: Calibration) -> bool:
    """Whether a page bears its template's title, and no contact point or account on it is another's; or says little but
    the words of the other, as somebody else's: whoever runs a site may set its own words so."""
    rules = calibration.rules
    made_alike = bool(evidence.strong & (ASKED | {Family.CODE}))
    if rules.guarded and any(shows_it(*pair, beside=made_alike) for pair in ((a, b), (b, a))):
        return True
    given = evidence.measures["contact_differs"] + evidence.measures["account_differs"]
    titled = any(bears_a_templates_title(page, calibration.comparison) for page in (a, b))
    return rules.unmade and not given and titled


def _may_be_one_placeholder(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether both may be one placeholder, in words that no classifier knows, under two names that it is not called
    by: it is the same everywhere, its rare title too."""
    doubted = max(a.kind.site_probability, b.kind.site_probability) < rules.surely_a_site
    once = comparison.tree_jaccard >= rules.whole_share and 0 < rules.named_twice <= comparison.text_jaccard
    apart = not a.host or a.host != b.host
    names = names_of_both(comparison.name)
    return doubted and once and apart and not any(is_called(page.read_host, names) for page in (a, b))


def _named(evidence: Evidence, comparison: Comparison, lack: Lack, rules: Rules) -> float:
    """How far a firm name that is shared, and hardly anything else, counts for more than the sum says: rarely is it
    shared by chance, more often if it is an everyday word. Words beside it, which anybody can copy, do not make it
    less; a name that is common to two owners who show themselves is less."""
    strangers = evidence.measures.get("strangers", 0.0) >= 1
    if strangers or "anybodys" in evidence.measures:
        return 0.0
    if Family.NAME not in evidence.strong:
        return 0.0
    if lack.missing == ("second_source",):
        everyday = all(map(word_list().is_everyday, names_of_both(comparison.name)))
        return min(rules.named_everyday if everyday else 1.0, rules.named_of_two if lack.common else 1.0)
    return rules.named_in_words if lack.missing == ("marks",) else 0.0
