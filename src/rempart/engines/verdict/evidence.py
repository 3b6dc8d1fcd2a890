"""From two pages side by side to a few measures: for each family of signs, how much what is shared weighs.

Signs of a family come together, so within one each further sign counts half of the one before, and the family has a
ceiling. Without that, a template's forty scripts would outvote everything.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from rempart.engines.pages import Comparison, Family, Kind, PageFeatures, PageKind, SharedSign
from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.pages.comparing.own_names import reports_in_title
from rempart.engines.pages.reading.naming import is_called_wholly
from rempart.engines.pages.words.text import plain_name, plain_words
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.building import are_built_alike, is_a_frame, is_a_part, is_within, layout_share
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.held_anew import may_be_held_anew
from rempart.engines.verdict.one_build import are_marked_alike
from rempart.engines.verdict.one_host import holders_measure, is_made_alike
from rempart.engines.verdict.opposing import oppositions_of
from rempart.engines.verdict.owners import (
    addresses_of_both,
    bear_marks,
    bears_a_part,
    do_other_trades,
    is_called,
    is_called_so,
    is_named,
    made_up_mark,
    may_be_a_placeholder,
    may_be_called_wholly,
    names_of_both,
    unworded_marks,
)
from rempart.engines.verdict.renaming import Renaming, renaming_of
from rempart.engines.verdict.revisited import have_one_address, is_revisited
from rempart.engines.verdict.showing import (
    are_called_apart,
    are_given_by_others,
    are_titled_apart,
    is_titled,
    leads_to_further,
    not_its_own,
    reports_on,
)
from rempart.engines.verdict.thirds import are_all, is_at_home, surely_thirds, thirds_of, without

_PERSONAL = frozenset({Family.CONTACT, Family.NETWORK})
ASKED = frozenset({Family.FORM, Family.CHOICES})
COPYABLE = frozenset({Family.CONTACT, Family.ACCOUNT})
_MADE = frozenset({Family.TEXT, Family.FORM, Family.CHOICES, Family.CODE, Family.STRUCTURE})


@dataclass(frozen=True, slots=True)
class FamilyEvidence:
    """What one family says: `weight` in log10 units, the signs behind it, and the `rarity` of the rarest.

    `supplied`: the signs may be of whoever made both pages (a site builder, a template's seller), or too
    weak by themselves, so that they are no reason. `heavy`: rare and weighty enough for one. `measure`: what it counts
    under; "" where another family of the same origin counts for both. `leads`: they may be the site's own all the same.
    """

    family: Family
    weight: float
    signs: tuple[SharedSign, ...] = ()
    rarity: float = 0.0
    supplied: bool = False
    heavy: bool = False
    measure: str = ""
    leads: bool = False

    @property
    def is_lead(self) -> bool:
        """Whether the family tells of one owner if it is nobody else's, so that it is worth a look."""
        return self.heavy and (self.leads or not self.supplied)

    @property
    def is_strong(self) -> bool:
        """Whether the family can stand as one of the two independent reasons."""
        return self.heavy and not self.supplied


@dataclass(frozen=True, slots=True)
class Evidence:
    """`families` that say anything, in the order of `Family`; `measures` feed the calibrated sum; `renamed`: one page
    may be the other under another name; `thirds`: contact points of both that may be a third's (`thirds_of`);
    `revisited`: both are of one address (`is_revisited`)."""

    families: tuple[FamilyEvidence, ...]
    measures: dict[str, float]
    renamed: bool = False
    thirds: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    revisited: bool = False

    @property
    def strong(self) -> frozenset[Family]:
        """The families that can stand as a reason."""
        return frozenset(item.family for item in self.families if item.is_strong)

    def weight(self, family: Family) -> float:
        """The family's weight for one site, 0 where it says nothing."""
        return next((item.weight for item in self.families if item.family is family), 0.0)


def weigh(comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration) -> Evidence:
    """Measures and family weights of a comparison of `a` with `b`, by the numbers of one version."""
    rules = calibration.rules
    thirds = thirds_of(comparison, a, b, rules)
    found = _families_of(comparison, thirds, calibration)
    if may_be_a_placeholder(comparison, a, b, rules):
        found = [replace(item, supplied=True) if item.family in _MADE else item for item in found]
    if comparison.untouched:  # all that they share may be the template's, its example of a name and an address too
        found = [item if item.family is Family.NETWORK else replace(item, supplied=True) for item in found]
    anybodys = _may_be_anybodys(a, rules) and _may_be_anybodys(b, rules) and not _are_own(comparison, a, b, calibration)
    found = _only_with_the_name(found, comparison) if anybodys else found
    oppositions = oppositions_of(comparison, a, b, calibration, thirds)
    fewest = min(a.word_count, b.word_count)
    one_make = _is_one_make(found, comparison, rules)
    strangers = one_make and _are_strangers(comparison, oppositions, fewest, rules)
    copy = _is_copy(comparison, a, b, calibration)
    given = oppositions["contact_differs"] + oppositions["account_differs"]
    there = rules.revisited > 0 and not given and have_one_address(a, b)
    least = calibration.comparison.copy_share if there else rules.whole_share
    if not (copy and min(comparison.text_jaccard, comparison.tree_jaccard) >= least):
        found = _without_supplied(found, comparison, rules, strangers)
        found = [replace(item, leads=item.leads or is_at_home(item.signs, a, b, rules)) for item in found]
    families = _counted_once(found, comparison, rules)
    bound = (("strangers", strangers), ("anybodys", anybodys), ("untouched", comparison.untouched))
    free = not any(holds for _, holds in bound)
    apart = oppositions["contact_differs"] >= 1
    renaming = _renaming(families, comparison, rules, one_make=one_make, apart=apart)
    renaming = renaming if free and not copy else Renaming()
    families = _without_asked(families) if renaming.kept and not one_make else families
    measures = {item.measure: item.weight for item in families if item.measure}
    measures["text_share"] = 0.0 if comparison.walled else _text_share(comparison, fewest, rules)
    measures["copy"] = 1.0 if copy else 0.0
    measures |= oppositions | renaming.measures
    if free and (made := _one_makers(found, comparison, a, b, calibration, oppositions)):
        measures[made] = 1.0
    measures |= {name: 1.0 for name, holds in bound if holds}
    if strangers and rules.strangers_called and _are_called_alike(comparison, a, b, calibration):
        measures["strangers"] = rules.strangers_called
    personal = any(item.family in _PERSONAL and item.is_strong for item in families)
    if comparison.name.phrased:
        measures["phrased"] = 1.0
        if rules.phrased_made and _is_a_houses_phrase(families, comparison, a, b, calibration):
            measures["phrased_made"] = 1.0
    told = personal and measures.get("text_differs", 0.0) < rules.foreign
    if told or renaming.is_likely:
        # The same people or server behind both, or the same words on both: a new name is what they took.
        measures["name_differs"] = min(measures["name_differs"], rules.renamed)
    rounded = {name: round(value, 6) for name, value in measures.items()}
    evidence = Evidence(tuple(families), rounded, renaming.is_likely, thirds)
    return replace(evidence, revisited=is_revisited(evidence.strong, rounded, comparison, a, b, rules))


def _families_of(
    comparison: Comparison, thirds: Mapping[tuple[Kind, str], str], calibration: Calibration
) -> list[FamilyEvidence]:
    """What each family says, but for `thirds` contact points; where both give no other, those of them that may be an
    owner's all the same, as a supplier's."""
    own = without(comparison, thirds)
    held = {Family.CONTACT: without(comparison, surely_thirds(thirds))} if are_all(comparison, thirds) else {}
    found = [item for item in (_family(held.get(family, own), family, calibration) for family in Family) if item]
    found = [replace(item, heavy=True) if _is_heavy(item, calibration) else item for item in found]
    found = [replace(item, supplied=True, leads=True) if _is_stated(item, calibration) else item for item in found]
    return [_as_supplied(item, calibration.rules, leads=True) if item.family in held else item for item in found]


def _renaming(
    families: list[FamilyEvidence], comparison: Comparison, rules: Rules, *, one_make: bool, apart: bool
) -> Renaming:
    strong = frozenset(item.family for item in families if item.is_strong)
    return renaming_of(comparison, strong, rules, one_make=one_make, apart=apart)


def _without_asked(families: list[FamilyEvidence]) -> list[FamilyEvidence]:
    """Families of which forms and their choices count in what a page keeps of the other's words."""
    return [replace(item, measure="") if item.family in ASKED else item for item in families]


def _one_makers(
    families: list[FamilyEvidence],
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    oppositions: dict[str, float],
) -> str:
    """The measure of what tells that whoever made one page made the other, "" where nothing does."""
    if may_be_held_anew(comparison, a, b, calibration, coded=_is_coded(families)):
        return ""
    if calibration.rules.branded and _is_branded(families, comparison, a, b, calibration, oppositions):
        return "branded"
    return holders_measure(comparison, a, b, calibration, oppositions, coded=_is_coded(families))


def _is_branded(
    families: list[FamilyEvidence],
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    oppositions: dict[str, float],
) -> bool:
    """Whether both are of one make under a name that is theirs alone, and nothing that both give differs: it is in the
    marks of both, and no language has it, so that it is hardly given twice, or both name one address of it as their
    own, which a template's buyers may have left there where their hosts are called otherwise. A program that many run,
    or a brand with many houses, has such a name too."""
    rules, trades = calibration.rules, calibration.comparison.trades
    differs = ("contact_differs", "account_differs", *(("form_differs",) if rules.forms_apart else ()))
    apart = any(oppositions.get(name, 0.0) for name in differs)
    site = min(a.kind.site_probability, b.kind.site_probability) >= rules.surely_a_site
    if apart or not site or not is_named(comparison, rules) or comparison.name.titled or any(comparison.voices):
        return False
    # Who plays there, or writes about it, bought the same theme; and a house has one build for all of its brands.
    if comparison.name.taken_on or comparison.name.in_full:
        return False
    customers = rules.sides_apart and are_titled_apart(comparison, a, b, calibration.comparison)
    if customers or are_called_apart(a, b, calibration.comparison) or are_given_by_others(a, b):
        return False
    if rules.trades_apart and do_other_trades(comparison.name, a, b, titled=rules.titles_apart):
        return False
    further = bool(rules.branded_further) and leads_to_further(a, b, calibration.comparison)
    least = rules.branded_further if further else rules.branded
    alike = comparison.tree_jaccard >= least and comparison.class_jaccard >= rules.branded
    names = names_of_both(comparison.name)
    called = [may_be_called_wholly(page, names, trades) for page in (a, b)]
    part = all(called) and (is_a_part(a, b, calibration) or _is_coded_there(families, comparison, a, b, calibration))
    alike_there = (alike and any(called)) or part
    if alike_there and _own_address(comparison, rules) and bear_marks(comparison.name, a, b, trades):
        return True
    if are_built_alike(comparison, a, b, rules, rules.branded_made_up):
        alike = True  # two makers hardly agree in so much by chance
    coined = all(called) and _is_coined_there(families, comparison, a, b, calibration)
    return coined or (alike and bool(made_up_mark(comparison.name, a, b, trades)))


def _is_coined_there(
    families: list[FamilyEvidence], comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether marks of both say alike a name that was put together of words which are not all of trades, on pages that
    are built alike with rare code: two owners may think of one such name, but hardly on one make."""
    rules, trades = calibration.rules, calibration.comparison.trades
    if not (_is_coded(families) and are_built_alike(comparison, a, b, rules, rules.branded_coined)):
        return False
    names = unworded_marks(comparison.name, a, b, trades)
    coined = any(core_of(name, trades) not in trades.words for name in names)
    return coined and are_marked_alike(comparison, a, b, calibration.comparison)


def _is_coded_there(
    families: list[FamilyEvidence], comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether pages have rare code in common and are built somewhat alike, and a side of each title is the name:
    whoever prints a text again names its first address too, under a title of his own."""
    rules, trades, names = calibration.rules, calibration.comparison.trades, names_of_both(comparison.name)
    least = rules.coded if is_a_frame(a, b, rules) else rules.coded_parts
    somewhat = rules.coded_parts and max(comparison.tree_jaccard, comparison.class_jaccard) >= least
    if not (_is_coded(families) and somewhat) or any(reports_in_title(page.title, page.version) for page in (a, b)):
        return False
    return is_titled(a, b, names, trades) and is_titled(b, a, names, trades)


def _is_coded(families: Iterable[FamilyEvidence]) -> bool:
    return any(item.family is Family.CODE and item.is_strong for item in families)


def _is_a_houses_phrase(
    families: list[FamilyEvidence], comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether the phrase by which both pages are called is whose they are: both hosts are known and called so, and both
    have one make and most of one text. A trade's words ("Dental Clinic") are on the pages of many who bought one
    template, and some sentences of it."""
    rules, names = calibration.rules, frozenset({plain_name(comparison.name.shared)})
    called = (page.host and is_called_wholly(page.read_host, names, calibration.comparison.trades) for page in (a, b))
    told = comparison.text_cover >= rules.phrased_made
    return told and all(called) and is_made_alike(comparison, rules, rules.branded, coded=_is_coded(families))


def _are_called_alike(comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration) -> bool:
    """Whether both are called by the name that both bear: their hosts by it and hardly anything else, or, where these
    are not known, their marks, if no language has it and neither speaks for somebody else or says that it speaks of it.
    An everyday word is no such name: unrelated owners are called so."""
    rules, trades = calibration.rules, calibration.comparison.trades
    names = names_of_both(comparison.name)
    if any(map(word_list().is_everyday, names)) or not is_named(comparison, rules):
        return False
    if all(is_called_so(page, names, trades) for page in (a, b)):
        return True
    if not rules.strangers_marked or any(comparison.voices) or any(reports_on(page, names) for page in (a, b)):
        return False
    called = all(may_be_called_wholly(page, names, trades) for page in (a, b))
    return called and bool(unworded_marks(comparison.name, a, b, trades))


def bears_the_name(evidence: Evidence, comparison: Comparison) -> bool:
    """Whether an address or an account that both pages give bears their name, or both are in one network of their own:
    else it may be a supplier's."""
    names = names_of_both(comparison.name)
    strong = [item for item in evidence.families if item.is_strong]
    given = [shared.sign.value for item in strong if item.family in COPYABLE for shared in item.signs]
    return any(item.family is Family.NETWORK for item in strong) or any(bears_a_part(value, names) for value in given)


def lacks_of_its_own(
    families: Collection[FamilyEvidence],
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
) -> tuple[tuple[str, str], ...]:
    """What each page lacks of one that is the site's own, where what both share can be copied (`showing.not_its_own`).

    `families`: of the evidence; without a strong text among them more is asked for. Words of who speaks of a site are
    then no trades', nor of pages made otherwise that share words alone, those that sites use too.
    """
    rules, trades = calibration.rules, calibration.comparison.trades
    strong = {item.family for item in families if item.is_strong}
    alike = comparison.build_jaccard >= rules.branded
    kept = alike or bool(strong & COPYABLE)
    trades = trades.without(trades.speaking if kept else trades.speaking | trades.guiding)
    names = names_of_both(comparison.name)
    called = all(may_be_called_wholly(page, names, trades) for page in (a, b))
    addressed = called and _own_address(comparison, rules) is not None and is_within(a, b, rules)
    made, agreed = Family.TEXT not in strong, rules.names_agreed
    return not_its_own(comparison, a, b, trades, made=made, addressed=addressed, agreed=agreed)


def _text_share(comparison: Comparison, fewest: int, rules: Rules) -> float:
    """Of both texts, what both have; all of it where a long page stands whole in a longer one."""
    whole = rules.within and fewest >= rules.copy_words and comparison.text_cover >= rules.within
    return comparison.text_cover if whole else comparison.text_jaccard if fewest >= rules.long else 0.0


def _is_heavy(item: FamilyEvidence, calibration: Calibration) -> bool:
    """Of a network, what neighbours on one server share too (address, name servers, mail servers) is never enough; of a
    form the path that it is sent to is not: many are called "join"."""
    rules = calibration.rules
    if item.family is Family.FORM and rules.asked and all(found.sign.kind is Kind.ENDPOINT for found in item.signs):
        return False
    if item.family is Family.NETWORK and rules.own_network:
        own = any(calibration.reliability.get(shared.sign.kind, 0.0) >= rules.own_network for shared in item.signs)
        if not own:
            return False
    return item.weight >= rules.strong_weight and item.rarity >= rules.strong_rarity


def _is_stated(item: FamilyEvidence, calibration: Calibration) -> bool:
    """Whether the holder of both names is all that a network tells of its own: whoever registers one writes there whom
    he likes, so that it is a lead, and no reason."""
    if item.family is not Family.NETWORK or not calibration.rules.holder_stated:
        return False
    reliable = calibration.rules.own_network
    own = {found.sign.kind for found in item.signs if calibration.reliability.get(found.sign.kind, 0.0) >= reliable}
    return own == {Kind.REGISTRANT}


def _is_copy(comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration) -> bool:
    """Whether both show one long text that is surely no placeholder's: nobody else has a reason to have it whole."""
    long = min(a.word_count, b.word_count) >= calibration.rules.copy_words
    site = min(a.kind.site_probability, b.kind.site_probability) >= calibration.rules.surely_a_site
    whole = comparison.text_jaccard >= calibration.comparison.copy_share
    return long and site and whole and not comparison.name.differs and not comparison.untouched


def _may_be_anybodys(page: PageFeatures, rules: Rules) -> bool:
    """Whether a host, or who made the software, may show the page under everybody's name: a placeholder, or a bare
    entrance, which says what to type in and little else."""
    entrance = page.kind.kind is PageKind.LOGIN and page.word_count < rules.entrance_words
    return entrance or page.kind.site_probability < rules.doubted


def _are_own(comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration) -> bool:
    """Whether both are surely pages of a site that offer the same choices, as of rooms, at hosts that are called by a
    name that both bear in their marks and no language has. A program that many run stands at hosts called otherwise,
    or at labels below their names, and what it says and asks is the same everywhere, its languages too."""
    rules, trades = calibration.rules, calibration.comparison.trades
    if not rules.own_entrances or not (a.host and b.host) or are_given_by_others(a, b):
        return False
    untold = calibration.comparison.untitled
    version = min(a.version, b.version)
    offered = (plain_words(shared.sign.value, version) for shared in comparison.of_family(Family.CHOICES))
    if not any(sum(not (word.isdigit() or word in untold) for word in said) > 1 for said in offered):
        return False
    sure = min(a.kind.site_probability, b.kind.site_probability) >= rules.surely_a_site
    return sure and is_named(comparison, rules) and bool(made_up_mark(comparison.name, a, b, trades))


def _only_with_the_name(families: list[FamilyEvidence], comparison: Comparison) -> list[FamilyEvidence]:
    """Of such pages only what carries the shared name is a reason."""
    found = [replace(item, supplied=True) if item.family in _MADE else item for item in families]
    names = [name for name in (comparison.name.shared,) if len(name) >= 4]
    return [item if _is_own(item, names) else replace(item, supplied=True) for item in found]


def _are_strangers(comparison: Comparison, oppositions: dict[str, float], fewest: int, rules: Rules) -> bool:
    """Whether two long pages have hardly a run of words in common, and no contact point, though both give some.

    If they are of one make, it was made for two customers: words that both names have are then the trade's.
    """
    apart = comparison.text_cover < rules.strangers_cover and oppositions["contact_differs"] >= 1
    return apart and fewest >= rules.strangers_words


def _without_supplied(
    families: list[FamilyEvidence], comparison: Comparison, rules: Rules, strangers: bool
) -> list[FamilyEvidence]:
    """Identifiers count little where both pages are of one make and nothing says whose they are.

    A builder's own counters, captcha keys and support address are on every page that is made with it. An identifier
    is the site's own where the pages share a name, where it carries the name of one of them, or where the two pages
    are made differently.
    """
    if (is_named(comparison, rules) and not strangers) or not _is_one_make(families, comparison, rules):
        return families
    if strangers:
        families = [replace(item, supplied=True) if item.family in _MADE else item for item in families]
        return [_as_supplied(item, rules) if item.family in COPYABLE else item for item in families]
    of_both = set(comparison.name.of_a) & set(comparison.name.of_b) if rules.suppliers_names else set()
    others = set() if comparison.name.shared else of_both  # where the names do not agree, what both say is the maker's
    names = [n for n in (*comparison.name.of_a, *comparison.name.of_b) if len(n) >= 4 and n not in others]
    return [item if _is_own(item, names) else _as_supplied(item, rules) for item in families]


def _counted_once(families: list[FamilyEvidence], comparison: Comparison, rules: Rules) -> list[FamilyEvidence]:
    """Of families of one origin the heaviest counts for them all.

    Where both pages are of one make, text, forms and code came together, unless the same people or the same server
    are behind both: then the make is theirs. A form brings its choices. Under different names, contact points and
    accounts may have been copied together.
    """
    personal = any(item.family in _PERSONAL and item.is_strong for item in families)
    origins = [_MADE] if not personal and _is_one_make(families, comparison, rules) else [ASKED]
    if comparison.name.differs:
        origins.append(COPYABLE)
    measures = {item.family: item.family.value for item in families}
    for origin in origins:
        together = sorted((item for item in families if item.family in origin), key=lambda item: -item.weight)
        measures |= dict.fromkeys([item.family for item in together[1:]], "")
        if origin is _MADE and together:
            measures[together[0].family] = "make"
    return [replace(item, measure=measures[item.family]) for item in families]


def _is_one_make(families: list[FamilyEvidence], comparison: Comparison, rules: Rules) -> bool:
    code = next((item for item in families if item.family is Family.CODE), None)
    told = code is not None and not (rules.icons_apart and all(found.sign.kind is Kind.FAVICON for found in code.signs))
    coded = told and code.weight >= rules.strong_weight if code else False
    return coded or comparison.tree_jaccard >= rules.build_tree


def _is_own(item: FamilyEvidence, names: list[str]) -> bool:
    if item.family not in {Family.CONTACT, Family.ACCOUNT}:
        return True
    values = ["".join(filter(str.isalnum, shared.sign.value.lower())) for shared in item.signs]
    return any(name in value for name in names for value in values)


def _as_supplied(item: FamilyEvidence, rules: Rules, *, leads: bool = False) -> FamilyEvidence:
    return replace(item, weight=round(item.weight * rules.supplied, 6), supplied=True, leads=leads)


def _family(comparison: Comparison, family: Family, calibration: Calibration) -> FamilyEvidence | None:
    rules, ceiling = calibration.rules, calibration.ceiling
    if family is Family.NAME:
        name = comparison.name
        firm = min(1.0, name.firmness / 3.5)
        weight = min(ceiling[family], name.shared_rarity * firm)
        weak = not is_named(comparison, rules)
        told = FamilyEvidence(family, round(weight, 6), rarity=name.shared_rarity, supplied=weak)
        return told if name.shared else None
    if family is Family.STRUCTURE:
        alike = max(comparison.tree_jaccard, layout_share(comparison, rules))
        return FamilyEvidence(family, round(ceiling[family] * alike, 6)) if alike >= rules.least_alike else None
    if family is Family.LINK:
        if address := _own_address(comparison, rules):
            return FamilyEvidence(family, rules.own_address, (address,), address.rarity)
        weight = {"canonical": rules.canonical, "linked": rules.linked}.get(comparison.refers, 0.0)
        return FamilyEvidence(family, weight) if weight else None
    signs = comparison.of_family(family)
    rare = [item for item in signs if item.rarity >= rules.rare_from]
    claimed = ((calibration.reliability.get(item.sign.kind, 0.0) * item.rarity, item) for item in rare)
    claims = sorted(claimed, key=lambda claim: -round(claim[0], 6))
    weight = sum(claim * rules.fade**place for place, (claim, _) in enumerate(claims[:12]))
    weight = min(ceiling[family], weight)
    if weight < 0.05:
        return None
    shown = tuple(s for claim, s in claims[:8] if claim > 0.05)
    return FamilyEvidence(family, round(weight, 6), shown, claims[0][1].rarity)


def _own_address(comparison: Comparison, rules: Rules) -> SharedSign | None:
    """The address that both pages name as their own, if it is called by the name that both firmly bear: else it may be
    a portal's, which shows the pages of many."""
    if not rules.own_address or comparison.name.titled or not is_named(comparison, rules):
        return None
    named = addresses_of_both(comparison)
    return next((shared for shared in named if is_called(shared.sign.value, names_of_both(comparison.name))), None)
