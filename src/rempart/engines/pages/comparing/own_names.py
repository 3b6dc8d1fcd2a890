"""What a page calls itself by the rules of one version: the words of its candidates that count beside another page.

In: features, a background. Out: names with how firmly they stand.
"""

import re

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparing.compounds import bare_of
from rempart.engines.pages.comparison_rules import STANDARD, ComparisonRules, is_put_together
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.reading.naming import (
    REPORTING,
    SIDES,
    bears,
    is_called_wholly,
    names_in,
    registered,
    telling_labels,
)
from rempart.engines.pages.signs import FAMILY_OF, Family, Kind
from rempart.engines.pages.words.text import hash_of, plain_words
from rempart.engines.pages.words.word_list import word_list

_LEAST_PART = 3  # letters of each word in a row


def own_names(page: PageFeatures, background: Background, rules: ComparisonRules = STANDARD) -> dict[str, float]:
    """The page's rare candidates that stand about as firmly as the firmest, with how firmly. Rare words count fully."""
    firm: dict[str, float] = {}
    for name, score in page.names:
        if name in rules.no_names and not _is_one_all_the_same(page, name, rules):
            continue
        rarity = background.rarity(Kind.WORD, name)
        if score >= rules.min_firmness and rarity >= rules.name_rarity:
            firm[name] = score * min(1.0, rarity / rules.full_rarity)
    if rules.trades_compounds:
        firm = _without_compounds(firm, page, rules)
    if rules.compounds:
        firm = _joined(firm, rules)
    firmest = max(firm.values(), default=0.0)
    return {name: score for name, score in firm.items() if score >= rules.firmest_share * firmest}


def _is_one_all_the_same(page: PageFeatures, name: str, rules: ComparisonRules) -> bool:
    """Whether `name`, a word that names no site by itself, does: by mark and host, or beside another that menus say in
    a side of the title ("Always Order"), since two such words were put together."""
    if rules.no_names_called and _is_called_by(page, name, rules):
        return True
    if name not in rules.menu_words:
        return False
    sides = (names_in(side, page.version).keys() for side in SIDES.split(page.title))
    return any(name in side and len(side) > 1 and rules.menu_words.issuperset(side) for side in sides)


def _without_compounds(names: dict[str, float], page: PageFeatures, rules: ComparisonRules) -> dict[str, float]:
    """`names` without words of trades in a row that stand less firmly than another name."""
    firmest = max(names.values(), default=0.0)
    return {name: score for name, score in names.items() if score == firmest or not _is_of_trades(page, name, rules)}


def _is_of_trades(page: PageFeatures, name: str, rules: ComparisonRules) -> bool:
    """Whether `name` is words of trades in a row, and neither a mark nor the host is that word and nothing else."""
    if name in rules.trades.words or not is_put_together(name, rules.trades.words, least=_LEAST_PART):
        return False
    texts = (sign.text for sign in page.signs if sign.kind is Kind.SITE_MARK and sign.value == name)
    alone = any(names_in(text, page.version).keys() == {name} for text in texts)
    return not (alone or is_called_wholly(page.read_host, frozenset({name}), rules.trades))


def _is_called_by(page: PageFeatures, name: str, rules: ComparisonRules) -> bool:
    """Whether a mark says `name`, and the name that the holder of the host registered says it and hardly more."""
    marked = any(sign.kind is Kind.SITE_MARK and sign.value == name for sign in page.signs)
    return marked and is_called_wholly(registered(page.read_host), frozenset({name}), rules.trades)


def reports_in_title(title: str, version: int) -> bool:
    """Whether `title` says that the page reports on whom it names ("Reviews", "Wiki")."""
    return not REPORTING.isdisjoint(plain_words(title, version))


def says_in_a_side(title: str, name: str, version: int) -> bool:
    """Whether a side of `title`, read as features of `version` are, says `name` and no other, and nothing of it that
    the page reports on whom it names."""
    sides = (names_in(side, version) for side in SIDES.split(title))
    return not reports_in_title(title, version) and any(names.keys() == {name} for names in sides)


def firmest_of(names: dict[str, float]) -> str:
    """The firmest of `names`, of equals the last by alphabet."""
    return max(names, key=lambda name: (names[name], name))


def _joined(names: dict[str, float], rules: ComparisonRules) -> dict[str, float]:
    """`names` with those that are another of them beside words of trades as that one."""
    found: dict[str, float] = {}
    for name, score in names.items():
        core = bare_of(name, rules.trades)
        one = core if names.get(core, 0.0) >= rules.compounds else name
        found[one] = max(score, found.get(one, 0.0))
    return found


def without_subjects(
    of_a: dict[str, float], of_b: dict[str, float], a: PageFeatures, b: PageFeatures, rules: ComparisonRules
) -> tuple[dict[str, float], dict[str, float]]:
    """The names without the words of what each page is about, where one side of both titles is the same and has the
    firmest name of both: "Rules | Vorlim", "Boats | Vorlim". A page that is called so in its host or its marks too is
    not about it: it may be a customer's, and the other side whose service it is on."""
    if not of_a or not of_b or of_a.keys() == of_b.keys():
        return of_a, of_b
    sides_a, sides_b = (_title_sides(page) for page in (a, b))
    version = min(a.version, b.version)
    common = {word for side in sides_a & sides_b for word in names_in(side, version)}
    firmest = [firmest_of(names) for names in (of_a, of_b)]
    if sides_a == sides_b or not common.issuperset(firmest) or common & rules.stock_titles:
        return of_a, of_b
    subjects = {word for side in sides_a ^ sides_b for word in names_in(side, version)} - common
    if any(_is_called(page, names.keys() & subjects) for page, names in ((a, of_a), (b, of_b))):
        return of_a, of_b
    return _left(of_a, subjects), _left(of_b, subjects)


def without_common_subjects(
    of_a: dict[str, float], of_b: dict[str, float], a: PageFeatures, b: PageFeatures, rules: ComparisonRules
) -> tuple[dict[str, float], dict[str, float]]:
    """The names without the words of a side that both titles have and by which nothing else calls a page, none of them
    made up, where each title says beside it what is no everyday word, and the other page never says: "Requirements |
    House of Vorlim", "Requirements | House of Ashby" tell what both are about. In two languages a subject has two
    names."""
    sides_a, sides_b = (_title_sides(page) for page in (a, b))
    version = min(a.version, b.version)
    about = frozenset(word for side in sides_a & sides_b for word in names_in(side, version))
    known = about.intersection((*of_a, *of_b))
    if not known or a.language != b.language or any(word_list().is_made_up(word, rules.trades.words) for word in about):
        return of_a, of_b
    for page, other, sides in ((a, b, sides_a - sides_b), (b, a, sides_b - sides_a)):
        beside = {word for side in sides for word in names_in(side, version)} - about
        own = {word for word in beside if not word_list().is_everyday(word)}
        if _is_called(page, set(about)) or _gives(page, about) or all(hash_of(name) in other.words for name in own):
            return of_a, of_b
    return _left(of_a, set(about)), _left(of_b, set(about))


def _gives(page: PageFeatures, names: frozenset[str]) -> bool:
    """Whether an address or an account on `page` bears one of `names`."""
    given = (sign.value for sign in page.signs if FAMILY_OF[sign.kind] in {Family.CONTACT, Family.ACCOUNT})
    parts = (part for value in given for part in re.split(r"[^\w-]+", value.lower()))
    return any(bears(part, names) for part in parts)


def _left(names: dict[str, float], subjects: set[str]) -> dict[str, float]:
    return {name: score for name, score in names.items() if name not in subjects}


def _is_called(page: PageFeatures, names: set[str]) -> bool:
    """Whether the page bears one of `names` in its marks, or its host does."""
    return not marked_names_of(page).isdisjoint(names) or any(
        bears(label, frozenset(names)) for label in telling_labels(page.read_host)
    )


def marked_names_of(page: PageFeatures) -> set[str]:
    """The names in the marks of `page`."""
    return {sign.value for sign in page.signs if sign.kind is Kind.SITE_MARK}


def _title_sides(page: PageFeatures) -> set[str]:
    return {" ".join(side.split()).casefold() for side in SIDES.split(page.title) if side.strip()}


def phrases_of(page: PageFeatures, names: dict[str, float], rules: ComparisonRules) -> frozenset[str]:
    """What `page` is called in words of trades alone; nothing where one of `names`, its own, is in its host or no word:
    then that is its name, and the phrase what it sells."""
    called = frozenset(names)
    if any(bears(label, called) for label in telling_labels(page.read_host)):
        return frozenset()
    if any(word_list().is_made_up(name, rules.trades.words) for name in names):
        return frozenset()
    return frozenset(sign.value for sign in page.signs if sign.kind is Kind.SITE_PHRASE)
