"""What "same" lacks, whatever the sum says: two independent reasons, one of them an own mark, put there by nobody else.

In: two pages, their comparison and evidence. Out: what is missing, as codes, and whether the pages can tell anything.
"""

from dataclasses import dataclass

from rempart.engines.pages import Comparison, Family, Kind, PageFeatures
from rempart.engines.pages.comparing.second_words import are_others_words
from rempart.engines.pages.reading.naming import have_one_holder
from rempart.engines.verdict.branches import are_hosts_of, branches_of
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.differing import differ_in_what_they_give
from rempart.engines.verdict.everyday import COMING_WITH, may_be_two_owners
from rempart.engines.verdict.evidence import ASKED, COPYABLE, Evidence, bears_the_name, lacks_of_its_own
from rempart.engines.verdict.from_its_host import spoken_for
from rempart.engines.verdict.one_build import are_mostly_one_text
from rempart.engines.verdict.one_host import are_two_users
from rempart.engines.verdict.own_menu import have_one_menu_of_their_own
from rempart.engines.verdict.owners import (
    bear_marks,
    is_named,
    is_nobodys,
    is_under_construction,
    may_be_one_makers,
    names_of_both,
    shows_anothers,
)
from rempart.engines.verdict.posted import posted_on
from rempart.engines.verdict.showing import (
    are_called_apart,
    are_customers,
    are_housed_apart,
    are_titled_otherwise,
    does_a_title_say_more,
    is_a_customer,
    is_called_nowhere,
    is_put_there,
    reports_on,
    says_more,
    shows_at,
)
from rempart.engines.verdict.words_alone import said_by_words_alone

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
_SHOWN = 0.25  # of a page's runs of words, from which another shows its text
_TOLD = frozenset({Family.NAME, Family.TEXT, Family.CODE})
_COMMON = frozenset(_SOURCES[family] for family in COMING_WITH)


@dataclass(frozen=True, slots=True)
class Lack:
    """What two pages lack to be called the same.

    `missing`: as codes, none if nothing is; `common`: whether two owners may have all but the name in common; `silent`:
    how many of the pages are placeholders; `unfinished`: whether one of them is the site's own, under construction;
    `menu`: whether pages of one name lead to the same further pages of their own.
    """

    missing: tuple[str, ...]
    common: bool
    silent: int
    unfinished: bool
    menu: bool

    @property
    def says_nothing(self) -> bool:
        """Whether a placeholder leaves nothing to tell by."""
        return self.silent > 0 and not self.unfinished


def lack_of(
    evidence: Evidence,
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    as_read: tuple[PageFeatures, PageFeatures],
    calibration: Calibration,
) -> Lack:
    """What pages `a` and `b`, in which one name is spelled alike, lack; `as_read`: the same as they were read."""
    rules = calibration.rules
    silent = a.kind.says_nothing + b.kind.says_nothing
    sure = min(a.kind.site_probability, b.kind.site_probability) >= (rules.titled_from or rules.surely_a_site)
    common = may_be_two_owners(evidence, comparison, *as_read, calibration)
    menu = not common and _have_one_menu(evidence, a, b, calibration)
    asked = not silent or bool(rules.silent_share)
    missing = _missing(evidence, comparison, calibration, sure, common, menu) if asked else ()
    put_on = () if missing or not rules.voiced else _put_on(evidence, comparison, a, b, calibration)
    owned = not missing and bears_the_name(evidence, comparison)
    owned = owned and not (rules.guarded and put_on)  # a name and an address can be put on any placeholder
    unfinished = owned and is_under_construction(comparison, a, b, rules)
    menu = menu and Family.NAME in evidence.strong
    return Lack(missing if silent else missing or put_on, common, silent, unfinished, menu)


def _have_one_menu(evidence: Evidence, a: PageFeatures, b: PageFeatures, calibration: Calibration) -> bool:
    """Whether both lead to the same further pages of their own, give nothing that differs and, under no one name, have
    titles that say nothing else: a builder's sites may have one menu too."""
    if differ_in_what_they_give(evidence.measures) or not have_one_menu_of_their_own(a, b, calibration):
        return False
    rules = calibration.comparison
    apart = are_titled_otherwise(a, b, rules) or does_a_title_say_more(a, b, rules.trades)
    return Family.NAME in evidence.strong or not apart


def sources_of(evidence: Evidence) -> frozenset[str]:
    """The independent reasons that the evidence holds."""
    return frozenset(_SOURCES[family] for family in evidence.strong if family in _SOURCES)


def _missing(
    evidence: Evidence, comparison: Comparison, calibration: Calibration, sure: bool, common: bool, menu: bool
) -> tuple[str, ...]:
    """What "same" still lacks, as codes: two independent sources, one of them an own mark of whoever runs the site.

    Text and forms come with a template, so they need a name, an identifier or a network fact beside them; and
    identifiers can be copied onto any page, so they need something beside them too. A title is copied along with them,
    and a host's own page bears one under all its customers' addresses: there it is no second source. Nor is
    a form of one program beside the name, where texts and contact points are others: two owners may use a name that
    says what they do. `sure`: both pages are surely a site's. `common`: all but the name may be other owners' too.
    `menu`: both lead to the same further pages of their own, and give nothing that differs.
    """
    rules = calibration.rules
    sources = sources_of(evidence) - (_COMMON if common else frozenset())
    if "name" in sources and not common and not evidence.measures.keys().isdisjoint(("branded", "housed")):
        sources |= {"make"}
    if "phrased_made" in evidence.measures and "text" in sources:
        sources |= {"name"}
    if "led" in evidence.measures:  # whoever runs the host put them together, and made or named both
        sources |= {"host", "make"}
    copied = evidence.measures["copy"] and not (rules.copies_apart and evidence.measures["contact_differs"] >= 1)
    own = sources & {"name", "identifiers", "network", "host"} or copied
    if menu and own:
        sources |= {"menu"}
    missing: list[str] = []
    if not own:
        missing.append("own_mark")
    in_one_go = sources == {"name", "identifiers"} and not (rules.titled_copies and evidence.measures["copy"])
    titled = comparison.name.titled and (not sure or in_one_go)
    if len(sources) < 2 or titled or (sources == {"name", "form"} and _is_contested(evidence, comparison, rules)):
        missing.append("second_source")
    if comparison.name.differs and not {"identifiers", "network"} & sources:
        missing.append("name")
    if comparison.name.in_full and _may_be_one_houses(evidence, comparison, calibration):
        missing.append("house")
    return tuple(missing)


def _put_on(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where a stranger may show or have been given what both share."""
    rules = calibration.rules
    if evidence.revisited:
        return ()
    trades = calibration.comparison.trades
    shown = rules.guarded and _shown(evidence, comparison, a, b, calibration)
    if not shown and Family.NETWORK not in evidence.strong and is_nobodys(comparison, a, b, rules, trades):
        return ("owner",)
    if not shown and Family.NETWORK not in evidence.strong and may_be_one_makers(comparison, a, b, rules, trades):
        return ("maker",)
    missing = shown or _borrowed(evidence, comparison, a, b, calibration)
    bare = not missing and any(said_by_words_alone(evidence, comparison, a, b, calibration))
    return ("unmarked",) if bare else missing


def _shown(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where one page stands at an address that names the other's host ("shown"), or both may be of
    customers of one service ("customers") or branches of one body ("branches"), unless both have one text and count its
    visits under one account: whole pages are shown so, code and all, but no TLS key is. One certificate of both hosts
    may be an agency's ("served")."""
    rules, trades = calibration.rules, calibration.comparison.trades
    if Family.NETWORK in evidence.strong:
        return ("served",) if rules.served and _are_served_by_one(evidence, comparison, a, b, rules) else ()
    if any(shows_at(a, b, comparison, trades)):
        return ("shown",)
    if not evidence.measures["copy"]:
        if rules.users and are_two_users(a, b):
            return ("customers",)
        if Family.NAME in evidence.strong and are_customers(a, b, trades):
            return ("customers",)
        if rules.labelled and is_a_customer(comparison, a, b, calibration.comparison):
            return ("customers",)
    one = Family.ACCOUNT in evidence.strong and comparison.text_jaccard >= calibration.comparison.copy_share
    told = branches_of(comparison, a, b, calibration.comparison) if rules.branches else ()
    one = one and not (rules.branches_by_host and told and are_hosts_of(told, a, b))
    return ("branches",) if told and not one else ()


def _are_served_by_one(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules
) -> bool:
    """Whether one certificate names the hosts of two pages of one make that share no firm name and give no one contact
    point or account, of which each gives others or is called otherwise: an agency, or whoever serves sites for others,
    asks for one for several customers, and brings them its template."""
    if not a.host or have_one_holder(a.host, b.host, min(a.version, b.version)) or evidence.measures["copy"]:
        return False
    one = any(shared.sign.kind is Kind.CERTIFICATE for shared in comparison.of_family(Family.NETWORK))
    one_make = Family.CODE in evidence.strong or comparison.tree_jaccard >= rules.build_tree
    own = evidence.strong & (COPYABLE | {Family.NAME})
    return one and one_make and not own and (comparison.name.differs or evidence.measures["contact_differs"] >= 1)


def _may_be_one_houses(evidence: Evidence, comparison: Comparison, calibration: Calibration) -> bool:
    """Whether nothing that both share is one brand's alone: no TLS key, no long text that both have whole, no address
    or account that bears their name, and on pages made otherwise no form, contact point or account either. Of whoever
    speaks of a site a form may be that site's."""
    if evidence.measures["copy"] or bears_the_name(evidence, comparison):
        return False
    one_make = Family.CODE in evidence.strong or comparison.tree_jaccard >= calibration.rules.build_tree
    of_it = are_others_words(comparison.name.in_full, calibration.comparison)
    return one_make or not evidence.strong & (COPYABLE if of_it else ASKED | COPYABLE)


def _borrowed(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where one page may merely show what both share. Words are copied by anybody: they need pages that
    bear the name in their marks, and speak for nobody else. So do a name and identifiers, which are copied in one go.
    So are a name to which one page adds a word ("velmoraworld"), and a program: who plays there has both.
    An account beside a text, or a form on a page that gives a contact point of whom it speaks for, or that names the
    other without being called so, may have been put there ("placed"), unless both are made alike."""
    strong, rules = evidence.strong, calibration.rules
    if max(comparison.tree_jaccard, comparison.class_jaccard) < rules.coded:
        strong -= {Family.CODE}  # lines and files that programs and measuring services bring to all who use them
    copied = evidence.measures["copy"] and not (rules.guarded and any(comparison.voices))
    taken_on = comparison.name.taken_on and strong <= _TOLD and comparison.text_cover < rules.taken_on
    surely = copied or Family.NETWORK in strong
    quoted = not surely and Family.NAME in strong and _is_quoted(comparison, a, b, rules)
    if taken_on or (quoted and not strong & _PLACED):
        return ("marks",)
    if surely or (strong >= {Family.NAME, Family.CODE} and not quoted):
        return ()
    speaks, made_alike = any(comparison.voices), Family.CODE in strong
    if strong & ASKED or (strong & _PLACED and (speaks or made_alike or not rules.guarded)):
        return _put_there(strong, comparison, a, b, calibration)
    if speaks or (rules.from_hosts and any(spoken_for(comparison, a, b, calibration.comparison.trades))):
        return ("voice",)
    if _is_kept_by_one(evidence, comparison, a, b, calibration):
        return ()
    marked = not evidence.measures.keys().isdisjoint(("housed", "led", "phrased_made"))  # more than words
    return () if made_alike or marked or _are_marked(evidence, comparison, a, b, calibration) else ("marks",)


def _is_kept_by_one(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether both firmly bear one name and count their visits, say, under one account, with a text in common and rare
    code or most of the shorter text; or at one host give an address or an account that bears the name; or are built
    alike and give one contact point, or have mostly one text, under titles that say nothing else: further pages and
    cards often have no mark, and so much is copied only by who copies the marks too. Nothing that both give differs, no
    mark says that one speaks of the other, nor is each also called what the other never says, as customers of one
    service are, in whose frame its own account stands."""
    rules, strong = calibration.rules, evidence.strong
    if not rules.kept_by_one or differ_in_what_they_give(evidence.measures):
        return False
    counted = strong >= {Family.NAME, Family.ACCOUNT, Family.TEXT}
    counted = counted and (Family.CODE in strong or comparison.text_cover >= rules.kept_by_one)
    there = strong >= {Family.NAME, Family.CONTACT} and bool(a.host) and a.host == b.host
    there = there and bears_the_name(evidence, comparison)
    built = strong >= {Family.NAME, Family.CONTACT} and 0 < rules.built_alike <= comparison.build_jaccard
    made = Family.CODE in evidence.strong or comparison.build_jaccard >= rules.built_alike
    least = rules.mostly if strong & COPYABLE else rules.mostly_told if made else 0.0
    told = Family.NAME in strong and are_mostly_one_text(comparison, a, b, rules, least)
    led = have_one_menu_of_their_own(a, b, calibration)
    alike = (built or told or led) and not does_a_title_say_more(a, b, calibration.comparison.trades)
    if not (counted or alike) and (not there or are_housed_apart(a, b, calibration.comparison)):
        return False
    names = names_of_both(comparison.name)
    if any(reports_on(page, names) or says_more(page, other) for page, other in ((a, b), (b, a))):
        return False
    return not are_called_apart(a, b, calibration.comparison)


def _is_quoted(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether one of two pages, not of one host, shows most of the other's text among more of its own, and says the
    name of both there alone, while title or marks of the other say it: whoever has the same template shows it so too.
    """
    if not rules.quoted or comparison.name.titled or (a.host and a.host == b.host):
        return False
    names = names_of_both(comparison.name)
    nowhere = [is_called_nowhere(page, names) for page in (a, b)]
    if nowhere[0] == nowhere[1]:
        return False
    page, other = (a, b) if nowhere[0] else (b, a)
    both = len(set(page.shingles).intersection(other.shingles))
    return both >= _SHOWN * len(other.shingles) and both <= rules.quoted * len(page.shingles)


def _put_there(
    strong: frozenset[Family], comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """What is missing where pages share a form or an account, which a stranger may have been given, or a visitor of one
    may have written the other's contact points there ("posted")."""
    if Family.CODE in strong:
        return ()
    trades, speaks = calibration.comparison.trades, any(comparison.voices)
    if calibration.rules.guarded and strong & ASKED:
        renamed = comparison.name.differs or speaks  # then the form and contact points alone are copied in one go
        bare = renamed and not strong & {Family.NAME, Family.TEXT}
        few = comparison.name.differs and Family.CHOICES not in strong
        few = few and comparison.text_cover < calibration.rules.told_apart
        if bare or few or is_put_there(comparison, a, b, trades):
            return ("placed",)
    named = is_named(comparison, calibration.rules) or not calibration.rules.posted
    posted = (
        () if named or Family.CONTACT not in strong or not any(posted_on(comparison, a, b, trades)) else ("posted",)
    )
    if not speaks:
        return posted
    if strong <= {Family.NAME, Family.CONTACT, Family.ACCOUNT}:
        return ("voice",)
    return posted if strong & ASKED and not shows_anothers(comparison, a, b) else ("placed",)


def _are_marked(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    if not calibration.rules.guarded:
        return bear_marks(comparison.name, a, b, calibration.comparison.trades)
    return not lacks_of_its_own(evidence.families, comparison, a, b, calibration)


def _is_contested(evidence: Evidence, comparison: Comparison, rules: Rules) -> bool:
    """Whether both say other things in one language, and give other contact points."""
    other_texts = comparison.same_language and comparison.text_cover < rules.contested
    return other_texts and evidence.measures["contact_differs"] >= 1
