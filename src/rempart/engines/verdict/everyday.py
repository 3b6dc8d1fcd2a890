"""What two pages share beside a name that unrelated owners may bear too: an everyday word, a person's, a place's.

In: two pages as they were read, their comparison and evidence. Out: whether what they say, ask and give is no second
reason. Never a list of templates, programs or documents: who owns a page writes of it, under its name.
"""

from itertools import pairwise

from rempart.engines.pages import FAMILY_OF, Comparison, Family, Kind, PageFeatures, Sign, Trades
from rempart.engines.pages.comparing.age_gates import is_a_gate
from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.pages.comparing.contacts import own_mails
from rempart.engines.pages.comparing.mirror_hosts import may_be_a_mirrors, names_nobody
from rempart.engines.pages.comparing.one_name import have_one_title
from rempart.engines.pages.comparing.two_names import own_hosts
from rempart.engines.pages.reading.naming import have_one_holder, is_public_mail, own_label, registered
from rempart.engines.pages.signs import service_of
from rempart.engines.pages.words.text import as_addressed, forms_in, plain_name, plain_words
from rempart.engines.pages.words.word_list import LEAST_MADE, word_list
from rempart.engines.verdict.building import are_built_alike
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.evidence import ASKED, COPYABLE, Evidence
from rempart.engines.verdict.one_build import are_marked_alike, are_mostly_one_text, are_tellingly_marked_alike
from rempart.engines.verdict.owners import bear_marks, bears_a_part, is_called, may_be_called_wholly, names_of_both
from rempart.engines.verdict.showing import (
    are_given_by_others,
    are_titled_otherwise,
    does_a_title_say_more,
    is_either_called_besides,
)
from rempart.engines.verdict.thirds import TO_REACH, each_has_its_own, is_somebodys

_DIGITS = "0123456789"
_ALWAYS = frozenset({"24", "247", "365"})
_OFFICES_TEXT = "admin contact hello info kontakt mail office sales service support team webmaster"
_OFFICES = frozenset(_OFFICES_TEXT.split())
COMING_WITH = ASKED | COPYABLE | {Family.TEXT}  # what comes with a template, a document or a supplier
_ONE_BUILD = 0.9  # of element paths and class names, from which pages that say and offer the same are mirrors
_RARE = 1.0  # of a sentence that counts
_LEAST_TOLD = 4  # words beside a name, a title and marks, from which a sentence says something
_LEAST_SAID = 2  # such sentences: one may be a form's blank that each owner filled in


def may_be_two_owners(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether what both pages say, ask and give may have come to two owners of one name with a template, a program, a
    plugin, an agency or a document that many copy: if they are not one page twice nor `_are_surely_one_owners`, and
    each gives addresses, telephones or accounts of its own, or a known host is called otherwise than by the name
    alone, or below two holders' names, or both are a gate of age alone. Under no one name what an agency gave to both
    is enough. A name that is `coined` is another's only at hosts of which none is called so, and not where both show
    one long text, bear it in their marks and most of the shorter text is in the other, offer the same choices on pages
    made otherwise, or have two sentences that say it, if these are no maker's."""
    rules, trades = calibration.rules, calibration.comparison.trades
    strong = evidence.strong
    if not rules.own_text or not strong & COMING_WITH:
        return False
    if Family.NAME not in strong:  # what both give and link to is an agency's, and what both say may be
        agencys = rules.two_names and bool(strong & COPYABLE) and not evidence.measures["copy"]
        return agencys and not _are_surely_one_owners(evidence, comparison, a, b, calibration)
    whole = min(comparison.text_jaccard, comparison.tree_jaccard) >= (rules.whole_named or rules.whole_share)
    words = coined(comparison, a, b, trades)
    gates = not words and rules.gates > 0 and all(is_a_gate(page, rules.gates) for page in (a, b))
    again = _is_shown_again(evidence, comparison, a, b, calibration)
    elsewhere = _are_reached_apart(a, b) and not again
    whole = (whole or (again and rules.mostly_built > 0)) and not (gates or elsewhere)
    whole = whole and not _show_a_thirds(evidence, comparison, a, b, calibration)
    if whole or _are_surely_one_owners(evidence, comparison, a, b, calibration):
        return False
    if _are_given_and_made_alike(evidence, comparison, a, b, calibration):
        return False
    names = _names_in_addresses(comparison, a, b, rules) | words
    apart = _are_apart(evidence, a, b, names, calibration)
    otherwise = (
        _are_called_otherwise(a, b, names, calibration)
        if words
        else not _are_called_by_it_alone(a, b, names, trades, rules)
    )
    otherwise = otherwise or (rules.two_names and are_given_by_others(a, b))
    dealers = rules.thirds and apart and otherwise
    told = bool(words) and _tell_of_one(words, evidence, comparison, a, b, calibration, dealers=dealers)
    return gates or ((apart or otherwise) and not told)


def _is_shown_again(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether one long text stands whole on pages of one build, or most of it on two that are built alike, whose marks
    say one name alike, and no known host is called otherwise: a site that comes back gives other contact points."""
    rules, trades = calibration.rules, calibration.comparison.trades
    whole = evidence.measures["copy"] and are_built_alike(comparison, a, b, rules, rules.one_build)
    mostly = not whole and are_built_alike(comparison, a, b, rules, rules.mostly_built)
    mostly = mostly and are_mostly_one_text(comparison, a, b, rules, rules.mostly)
    if not whole and (not mostly or does_a_title_say_more(a, b, trades)):
        return False
    names = names_of_both(comparison.name)
    least = 2 if mostly and any(map(word_list().is_everyday, names)) else 1  # of one such word there are many owners
    alike = are_marked_alike(comparison, a, b, calibration.comparison, least=least)
    return alike and _are_called_by_it_alone(a, b, names, trades, rules)


def _are_given_and_made_alike(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether both give one contact point or account on pages of one make that say much the same, under one title or
    marks that say one name alike: an agency's customers have their own, as a maker's dealers do."""
    rules, trades = calibration.rules, calibration.comparison.trades
    made = max(comparison.tree_jaccard, comparison.class_jaccard) >= rules.coded
    told = are_mostly_one_text(comparison, a, b, rules, rules.given_made)
    strong = evidence.strong
    if not (made and told and strong >= {Family.NAME, Family.TEXT, Family.CODE} and strong & COPYABLE):
        return False
    names = _names_in_addresses(comparison, a, b, rules)
    if any(comparison.voices) or are_given_by_others(a, b) or not _are_called_by_it_alone(a, b, names, trades, rules):
        return False
    if is_either_called_besides(a, b, calibration.comparison) or does_a_title_say_more(a, b, trades):
        return False
    marked = are_tellingly_marked_alike(comparison, a, b, calibration.comparison)
    return marked or have_one_title(a, b, calibration.comparison)


def _are_apart(
    evidence: Evidence, a: PageFeatures, b: PageFeatures, names: frozenset[str], calibration: Calibration
) -> bool:
    """Whether each page gives an address or a telephone of its own, or contact points differ. Where both are mirrors,
    each has an address at its own domain of their name: these are as good as one."""
    rules, trades = calibration.rules, calibration.comparison.trades
    differs = evidence.measures["contact_differs"]
    mirrors = [own_mails(page.signs, names, trades) for page in (a, b)] if rules.one_build else []
    if mirrors and all(mirrors):
        own = mirrors[0] | mirrors[1]
        first, second = ({given for given in _to_reach(page) if given[1] not in own} for page in (a, b))
        return each_has_its_own(first, second) or differs >= 1
    reached = _have_their_own(a, b) if rules.thirds else _are_reached_apart(a, b)
    return reached or differs > 0


def _tell_of_one(
    words: frozenset[str],
    evidence: Evidence,
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    *,
    dealers: bool,
) -> bool:
    """Whether what both pages say or offer is one owner's whose name was coined in `words`: of a name put together of
    words, as others may have done too, one long text alone where they give contact points that differ. Of
    `dealers` sentences that say the name are the maker's, and what both offer to choose, as months, is anybody's; where
    they give its contact points beside their own, all texts are."""
    rules, trades = calibration.rules, calibration.comparison.trades
    whole = rules.two_names and comparison.text_cover >= rules.within and min(a.word_count, b.word_count) >= rules.long
    if dealers and _show_a_thirds(evidence, comparison, a, b, calibration):
        return False
    if evidence.measures["copy"] or whole:
        return True
    contested = rules.two_names and evidence.measures["contact_differs"] >= 1
    if contested and not any(word_list().is_made_up(word, trades.words) for word in words):
        return False
    told = comparison.text_cover >= rules.own_text and bear_marks(comparison.name, a, b, trades)
    one_make = Family.CODE in evidence.strong or comparison.tree_jaccard >= rules.build_tree
    if told or dealers:
        return told
    chosen = Family.CHOICES in evidence.strong and not (one_make or contested)
    return chosen or _sentences_of_the_name(comparison, a, b) >= _LEAST_SAID


def _are_called_by_it_alone(
    a: PageFeatures, b: PageFeatures, names: frozenset[str], trades: Trades, rules: Rules
) -> bool:
    """Whether all known hosts are called by one of `names` and hardly anything else, or both have one holder."""
    if _have_one_holder(a, b, names, rules):
        return True
    return all(may_be_called_wholly(page, names, trades) for page in (a, b))


def _are_surely_one_owners(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether the name of both is a hostname, they stand at one host or name one address as their own, or share what no
    supplier gives. An agency's customers stand at one host too, each called otherwise in title and marks and reached
    otherwise."""
    rules, trades = calibration.rules, calibration.comparison.trades
    if a.host and a.host == b.host:
        apart = rules.housed_apart and are_titled_otherwise(a, b, calibration.comparison)
        apart = apart and not are_marked_alike(comparison, a, b, calibration.comparison)
        return not (apart and _are_reached_apart(a, b))
    names = _names_in_addresses(comparison, a, b, rules)
    titles = [own_hosts(page) for page in (a, b)]
    apart = rules.two_names and titles[0].isdisjoint(titles[1]) and _are_reached_apart(a, b)
    if all(titles) and not apart:
        return True
    if any(item.family is Family.LINK and item.signs for item in evidence.families):
        return not _are_called_otherwise(a, b, names, calibration)
    given = bool(evidence.strong & COPYABLE) and not _are_suppliers(evidence, comparison, a, b, calibration)
    alike = comparison.build_jaccard >= _ONE_BUILD
    mirrors = alike and {Family.TEXT, Family.CHOICES, Family.CODE} <= evidence.strong
    if rules.mirrors_given:
        again = alike and {Family.TEXT, Family.CODE} | COPYABLE <= evidence.strong
        mirrors = mirrors or (again and not _show_a_thirds(evidence, comparison, a, b, calibration))
    thirds = (
        rules.thirds
        and not mirrors
        and Family.NAME in evidence.strong
        and _are_thirds(evidence, names, a, b, calibration)
    )
    if thirds and coined(comparison, a, b, trades):  # two owners of such a name are dealers
        thirds = _are_called_otherwise(a, b, names, calibration)
    return (given and not thirds) or Family.NETWORK in evidence.strong


def coined(comparison: Comparison, a: PageFeatures, b: PageFeatures, trades: Trades) -> frozenset[str]:
    """Words in a title or a mark of both that are the shared name and were put together for it: no word of a language,
    or with digits in it, but those for being open always."""
    names = names_of_both(comparison.name)
    both = _written(a) & _written(b)
    return frozenset(word for word in both if _is_of(word, names, trades) and _is_coined(word, trades))


def _are_called_otherwise(a: PageFeatures, b: PageFeatures, names: frozenset[str], calibration: Calibration) -> bool:
    """Whether a host is known that names somebody, both have not one holder, and no known one is called by one of
    `names`, as mirrors' are too."""
    trades = calibration.comparison.trades
    hosts = [page.read_host for page in (a, b) if page.host and not names_nobody(page.read_host, trades)]
    apart = bool(hosts) and not _have_one_holder(a, b, names, calibration.rules)
    return apart and not any(is_called(host, names) or may_be_a_mirrors(host, names, trades) for host in hosts)


def _have_one_holder(a: PageFeatures, b: PageFeatures, names: frozenset[str], rules: Rules) -> bool:
    """Whether both are under one registered name that is called by one of `names`: labels below another's are a
    service's customers'."""
    if not have_one_holder(a.host, b.host, min(a.version, b.version)):
        return False
    return not rules.neighbours or a.host == b.host or is_called(registered(a.read_host), names)


def _names_in_addresses(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> frozenset[str]:
    """The names of both, also as hosts and addresses write what titles and marks do."""
    names = names_of_both(comparison.name)
    if not rules.as_addressed:
        return names
    forms = {form for page in (a, b) for text in _texts(page) for form in forms_in(text, page.version)}
    said = (form for form in forms if not form.isascii() and plain_name(form) in names)
    return names.union(*map(as_addressed, said))


def _is_of(word: str, names: frozenset[str], trades: Trades) -> bool:
    bare = word.rstrip(_DIGITS)
    said = any(name in word for name in names if len(name) >= LEAST_MADE - 1)
    return said or not names.isdisjoint({word, bare, core_of(bare, trades)})


def _is_coined(word: str, trades: Trades) -> bool:
    bare = word.strip(_DIGITS)
    if bare != word and word.replace(bare, "", 1) not in _ALWAYS:
        return bool(bare)
    word = bare
    return len(word) >= LEAST_MADE and word.isascii() and word not in trades.words and not word_list().has(word)


def _written(page: PageFeatures) -> frozenset[str]:
    """The words of the title and the marks, as they are written: two are not one."""
    return frozenset(plain_name(word) for text in _texts(page) for word in forms_in(text, page.version))


def _texts(page: PageFeatures) -> tuple[str, ...]:
    return (page.title, *(sign.text for sign in page.signs if sign.kind is Kind.SITE_MARK))


def _are_suppliers(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether all contact points and accounts of both may be a supplier's: addresses of an office at somebody else's
    host, beside telephones at most, or, if both link to that host, counters (under no name only then); or further pages
    of a host that is called by the name of both, which the pages' own are not; or, there and under a name that was not
    coined, channels of another name, as of who plays at both."""
    given, names = _given(evidence), _names_in_addresses(comparison, a, b, calibration.rules)
    otherwise = _are_called_otherwise(a, b, names, calibration)
    if otherwise:
        given = [sign for sign in given if sign.kind is not Kind.HANDLE or not is_called(service_of(sign.value), names)]
    mails = [sign.value.partition("@") for sign in given if sign.kind is Kind.EMAIL]
    written = _written(a) | _written(b)
    called = names | {name for page in (a, b) for name, _ in page.names if name in written}
    if calibration.rules.channels and (otherwise or not coined(comparison, a, b, calibration.comparison.trades)):
        given = [sign for sign in given if not _is_a_channel(sign) or bears_a_part(sign.value, called)]
    own = {registered(page.host) for page in (a, b)}
    strange = {
        domain
        for local, _, domain in mails
        if local.lower().strip(_DIGITS) in _OFFICES | calibration.comparison.trades.offices
        and not (is_public_mail(domain) or registered(domain) in own or bears_a_part(domain, called))
    }
    linked = [{own_label(sign.value) for sign in page.signs if sign.kind is Kind.LINKED_HOST} for page in (a, b)]
    credited = not linked[0].isdisjoint(linked[1].intersection(map(own_label, strange)))
    others = {FAMILY_OF[sign.kind] for sign in given if sign.kind not in TO_REACH}
    told = (Family.NAME in evidence.strong and not others) or (credited and others <= {Family.ACCOUNT})
    return told and all(domain in strange for _, _, domain in mails) and (bool(mails) or not given)


def _are_thirds(
    evidence: Evidence, names: frozenset[str], a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether all contact points and accounts of both may be of a third body that two owners name, as an authority, a
    federation, a help line or a maker: each page gives an address or a telephone of its own besides, and none of both
    is at a page's own host or bears one of `names`; a maker's bear its name, where the hosts are called otherwise."""
    given = _given(evidence)
    if not _have_their_own(a, b) or any(map(is_somebodys, given)):
        return False
    own = {registered(page.host) for page in (a, b) if page.host}
    mails = (sign.value.rpartition("@")[2] for sign in given if sign.kind is Kind.EMAIL)
    otherwise = _are_called_otherwise(a, b, names, calibration)
    named = not otherwise and any(bears_a_part(sign.value, names) for sign in given)
    return not named and own.isdisjoint(map(registered, mails))


def _show_a_thirds(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> bool:
    """Whether two pages at known hosts that are called otherwise than by the name of both give a third's contact points
    beside those of their own: customers of one supplier, and dealers of one maker, show its texts whole."""
    if not calibration.rules.thirds_whole or Family.NAME not in evidence.strong or not evidence.strong & COPYABLE:
        return False
    names = _names_in_addresses(comparison, a, b, calibration.rules)
    otherwise = _are_called_otherwise(a, b, names, calibration)
    return otherwise and _are_thirds(evidence, names, a, b, calibration)


def _given(evidence: Evidence) -> list[Sign]:
    """The contact points and accounts of both."""
    return [shared.sign for item in evidence.families if item.family in COPYABLE for shared in item.signs]


def _are_reached_apart(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether both give addresses or telephones, of whatever kind, and none in common."""
    return _have_their_own(a, b) and set(_to_reach(a)).isdisjoint(_to_reach(b))


def _is_a_channel(sign: Sign) -> bool:
    """Whether it is an account where anybody looks on, and nobody is written to: of who plays at both, say."""
    return sign.kind is Kind.HANDLE and not is_somebodys(sign)


def _have_their_own(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether each gives an address or a telephone that the other has not."""
    return each_has_its_own(set(_to_reach(a)), set(_to_reach(b)))


def _to_reach(page: PageFeatures) -> list[tuple[Kind, str]]:
    return [(sign.kind, sign.value) for sign in page.signs if sign.kind in TO_REACH]


def _sentences_of_the_name(comparison: Comparison, a: PageFeatures, b: PageFeatures) -> int:
    """How many rare sentences of both say the shared name, and something else than titles and marks do."""
    version = min(a.version, b.version)
    names = names_of_both(comparison.name) | set(plain_words(comparison.name.shared, version))
    known = names | _written(a) | _written(b)
    found = 0
    for shared in comparison.of_family(Family.TEXT):
        said = plain_words(shared.sign.value, version)
        pairs = map("".join, pairwise(said))
        told = sum(word not in known and not word.isdigit() for word in said)
        found += shared.rarity >= _RARE and told >= _LEAST_TOLD and not names.isdisjoint((*said, *pairs))
    return found
