"""Two pages side by side: which signs both have and how rare each is, which differ, and how alike text and tree are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparing.brought_code import brought_code
from rempart.engines.pages.comparing.contacts import contacts_apart
from rempart.engines.pages.comparing.kept_words import NOTHING_KEPT, KeptWords, kept_words
from rempart.engines.pages.comparing.one_name import (
    NameFinding,
    compare_names,
    is_a_word_among_others,
    nameless_hosts,
    voice_of,
    with_phrase,
)
from rempart.engines.pages.comparing.own_names import own_names, phrases_of, without_common_subjects, without_subjects
from rempart.engines.pages.comparing.own_sentences import lines_of
from rempart.engines.pages.comparing.stock_forms import stock_forms
from rempart.engines.pages.comparing.two_names import Said
from rempart.engines.pages.comparison_rules import STANDARD, ComparisonRules, is_put_together
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.page import path_of
from rempart.engines.pages.reading.naming import have_one_holder, is_address, own_label
from rempart.engines.pages.signs import FAMILY_OF, Family, Kind, Sign, service_of
from rempart.engines.pages.words.text import plain_name, plain_words

MAX_SHARED = 400
_HOLDERS = frozenset({Kind.FAVICON, Kind.ERROR_PAGE, Kind.COOKIE})
ADDRESSES_FROM = 19  # version of features of which hosts that are network addresses are no neighbours
# In no background: they would displace others.
_UNWEIGHED = frozenset({Kind.SITE_MARK, Kind.SITE_PHRASE, Kind.QUOTED, Kind.REFERRED})


@dataclass(frozen=True, slots=True)
class SharedSign:
    """A sign that both pages have. `count` of `hosts` background hosts have it too; `rarity` is in log10 units.

    `record_a` and `record_b` name the record of each exhibit in which it is found.
    """

    sign: Sign
    count: int
    hosts: int
    rarity: float
    record_a: str = ""
    record_b: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that speaks for or against one site behind two pages, before any judgement.

    The ratios are 0 to 1: `text_jaccard` over 4-word runs, `text_cover` the larger share of one page's runs that
    the other has, `tree_jaccard` over DOM paths, `class_jaccard` over class names. `layout`: the first page's layout
    where the second's is near it. `hosts`: over how many hosts rarity was counted. `untouched`: both bear a template's
    title. `nameless`: the hostnames by which the pages call themselves, where they are no name.
    `contacts_apart`: how far the contact points that both give contradict each other if they share none. `voices`: whom
    the first and the second page speak for, if that is somebody whom the other never names. `kept`: what one keeps of
    the other's own words. `walled`: one of them says what a consent tool says, and nothing else.
    """

    name: NameFinding
    shared: tuple[SharedSign, ...]
    only_a: tuple[Sign, ...]
    only_b: tuple[Sign, ...]
    text_jaccard: float
    text_cover: float
    tree_jaccard: float
    class_jaccard: float
    same_language: bool
    refers: str = ""
    layout: SharedSign | None = None
    hosts: int = 0
    untouched: bool = False
    nameless: tuple[str, ...] = ()
    contacts_apart: float = 1.0
    voices: tuple[str, str] = ("", "")
    kept: KeptWords = NOTHING_KEPT
    walled: bool = False

    @property
    def build_jaccard(self) -> float:
        """How alike both are built: by DOM paths or by class names, whichever is less."""
        return min(self.tree_jaccard, self.class_jaccard)

    def of_family(self, family: Family) -> tuple[SharedSign, ...]:
        """Shared signs of one family, rarest first."""
        return tuple(item for item in self.shared if FAMILY_OF[item.sign.kind] is family)


def compare_pages(
    a: PageFeatures, b: PageFeatures, background: Background, rules: ComparisonRules = STANDARD
) -> Comparison:
    """Lay `a` and `b` side by side; the order of the two changes nothing but which is called a and b."""
    layout = _shared_layout(a, b, background, rules.layout_bits)
    day, server = _shared_day(a, b, background, rules.days_apart), _shared_server(a, b, background)
    near = [found for found in (layout, day, server) if found]
    # Of these near is enough: neither's own value may then stand among the signs that differ.
    settled = {found.sign.kind for found in near}
    signs_a, signs_b = (
        {(sign.kind, sign.value): sign for sign in page.signs if sign.kind not in settled} for page in (a, b)
    )
    both = signs_a.keys() & signs_b.keys()
    # A path on the host of one of them is no account of both: the other links to it.
    idle = {key for key in both if rules.own_paths and key[0] is Kind.HANDLE and service_of(key[1]) in {a.host, b.host}}
    if rules.neighbours and are_neighbours(a, b):
        idle |= {key for key in both if _is_the_holders(signs_a[key]) and _is_the_holders(signs_b[key])}
        near = [found for found in near if found.sign.kind is Kind.LAYOUT]
    lines = lines_of((a, b), rules.trades, walls=rules.walls)
    if rules.own_sentences:
        idle |= {key for key in both if key[0] is Kind.SENTENCE and lines.says_nothing(key[1])}
    if rules.stock_forms:
        idle |= stock_forms(both)
    idle |= brought_code(both) if rules.brought_code else set()
    text_jaccard, text_cover = _shares(a.shingles, b.shingles)
    said = Said(a, rules), Said(b, rules)
    own = _own_names(a, b, background, rules)
    name = compare_names(a, b, own, said, background, text_jaccard, rules)
    if rules.phrases:
        phrases = phrases_of(a, own[0], rules), phrases_of(b, own[1], rules)
        name = with_phrase(name, phrases, background, rules)
    told = {k: _as_on_both(signs_a[k], signs_b[k], rules) for k in both - idle if k[0] not in _UNWEIGHED}
    shared = sorted(
        [*(_shared(sign, signs_b[key], a, b, background) for key, sign in told.items()), *near],
        key=lambda item: (-round(item.rarity, 6), item.sign.kind, item.sign.value),
    )
    if among_others := is_a_word_among_others(name, a, b, rules):
        name = replace(name, firmness=min(name.firmness, rules.min_firmness))
    return Comparison(
        name=name,
        shared=tuple(shared[:MAX_SHARED]),
        only_a=tuple(sign for key, sign in sorted(signs_a.items()) if key not in both),
        only_b=tuple(sign for key, sign in sorted(signs_b.items()) if key not in both),
        text_jaccard=text_jaccard,
        text_cover=text_cover,
        tree_jaccard=_shares(a.paths, b.paths)[0],
        class_jaccard=_shares(a.classes, b.classes)[0],
        same_language=bool(a.language) and a.language == b.language,
        refers=_reference(a, b),
        layout=layout,
        hosts=background.hosts,
        untouched=all(bears_a_templates_title(page, rules) for page in (a, b)),
        nameless=nameless_hosts(a, b, rules) if among_others or not name.shared else (),
        contacts_apart=_contacts_apart(a, b, name, shared, background, rules),
        voices=(voice_of(a, *own, said[1], rules), voice_of(b, *own[::-1], said[0], rules)),
        kept=kept_words(a, b, {*name.of_a, *name.of_b}, lines, background, rules, cover=text_cover)
        if rules.kept
        else NOTHING_KEPT,
        walled=lines.walled,
    )


def _own_names(
    a: PageFeatures, b: PageFeatures, background: Background, rules: ComparisonRules
) -> tuple[dict[str, float], dict[str, float]]:
    """What each page calls itself beside the other, without what their titles say that they are about."""
    own = own_names(a, background, rules), own_names(b, background, rules)
    own = without_subjects(*own, a, b, rules) if rules.title_sides else own
    return without_common_subjects(*own, a, b, rules) if rules.subjects_apart else own


def are_neighbours(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether the pages stand below one registered name, under other labels or other first parts of the path: as the
    customers of one service do. Network addresses that end alike are below none."""
    version = min(a.version, b.version)
    if version >= ADDRESSES_FROM and a.host != b.host and is_address(a.host):
        return False
    return have_one_holder(a.host, b.host, version) and (a.host != b.host or _first_part(a.url) != _first_part(b.url))


def _first_part(url: str) -> str:
    return path_of(url).strip("/").partition("/")[0]


def _is_the_holders(sign: Sign) -> bool:
    """Whether whoever holds a host gives `sign` to every page there: of sentences those of the pages beside it."""
    if sign.kind is Kind.SENTENCE:
        return sign.part != "text"
    return FAMILY_OF[sign.kind] is Family.NETWORK or sign.kind in _HOLDERS


def bears_a_templates_title(page: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether the page is called as its template is: so far nobody has made it anybody's. At a host of those words
    alone stands the template's own site."""
    title = frozenset(plain_words(page.title, page.version))
    if rules.template_hosts and page.host and is_put_together(plain_name(own_label(page.read_host)), title):
        return False
    return bool(title & rules.template_titles or (title & rules.template_words and title & rules.template_kinds))


def _as_on_both(of_a: Sign, of_b: Sign, rules: ComparisonRules) -> Sign:
    """`of_a`, of a script with what both pages show of its beginning: addresses and numbers within may differ."""
    if not rules.scripts_alike or of_a.kind is not Kind.INLINE_SCRIPT or of_a.shown == of_b.shown:
        return of_a
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(of_a.shown, of_b.shown, strict=False))
    return of_a._replace(shown="".join(letter for letter, _ in alike) + "…")


def _shared(of_a: Sign, of_b: Sign, a: PageFeatures, b: PageFeatures, background: Background) -> SharedSign:
    count = background.count(of_a.kind, of_a.value)
    return SharedSign(
        of_a,
        count,
        background.hosts,
        background.rarity(of_a.kind, of_a.value),
        a.parts.get(of_a.part, of_a.part),
        b.parts.get(of_b.part, of_b.part),
    )


def _shared_layout(a: PageFeatures, b: PageFeatures, background: Background, bits: int) -> SharedSign | None:
    """The layout of `a` where that of `b` is near it; as common as the commoner of the two."""
    of_a, of_b = (next((sign for sign in page.signs if sign.kind is Kind.LAYOUT), None) for page in (a, b))
    if not of_a or not of_b or (int(of_a.value, 16) ^ int(of_b.value, 16)).bit_count() > bits:
        return None
    common = max((of_a, of_b), key=lambda sign: background.count(sign.kind, sign.value))
    found = _shared(common, of_b, a, b, background)
    return replace(found, sign=of_a, record_a=a.parts.get(of_a.part, of_a.part))


def _shared_day(a: PageFeatures, b: PageFeatures, background: Background, apart: int) -> SharedSign | None:
    """The day on which the name of `a` was registered, where that of `b` is no more than `apart` days from it.

    As common as all the days that would have been near enough are together.
    """
    of_a, of_b = (next((sign for sign in page.signs if sign.kind is Kind.REGISTERED_ON), None) for page in (a, b))
    if not of_a or not of_b:
        return None
    try:
        day, other = date.fromisoformat(of_a.value), date.fromisoformat(of_b.value)
    except ValueError:
        return None
    if abs((day - other).days) > apart:
        return None
    near = ((day + timedelta(days=step)).isoformat() for step in range(-apart, apart + 1))
    count = sum(background.count(Kind.REGISTERED_ON, value) for value in near)
    found = _shared(of_a, of_b, a, b, background)
    return replace(found, count=count, rarity=background.rarity_of(count))


def _shared_server(a: PageFeatures, b: PageFeatures, background: Background) -> SharedSign | None:
    """The key of a certificate that names the host of one page alone, and that the other's server shows too."""
    for one, other in ((a, b), (b, a)):
        held = {sign.value: sign for sign in one.signs if sign.kind is Kind.CERTIFICATE_KEY}
        for shown in other.signs if held else ():
            if shown.kind is Kind.SERVER_KEY and shown.value in held:
                own = held[shown.value]._replace(kind=Kind.SERVER_KEY)
                return _shared(*((own, shown) if one is a else (shown, own)), a, b, background)
    return None


def _contacts_apart(
    a: PageFeatures,
    b: PageFeatures,
    name: NameFinding,
    shared: Sequence[SharedSign],
    background: Background,
    rules: ComparisonRules,
) -> float:
    if not rules.services or any(FAMILY_OF[item.sign.kind] is Family.CONTACT for item in shared):
        return 1.0
    return contacts_apart(a, b, name.shared, (name.of_a, name.of_b), background, rules)


def _shares(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[float, float]:
    """How much of both together is in both, and how much of the smaller is in the other; 0 where one is empty."""
    if not a or not b:
        return 0.0, 0.0
    both = len(set(a).intersection(b))
    return both / (len(a) + len(b) - both), both / min(len(a), len(b))


def _reference(a: PageFeatures, b: PageFeatures) -> str:
    """Whether one page names the other's host as its own address (``canonical``) or links to it (``linked``)."""
    for one, other in ((a, b), (b, a)):
        hosts = {(sign.kind, sign.value) for sign in one.signs}
        if other.host and (Kind.CANONICAL_HOST, other.host) in hosts:
            return "canonical"
        if other.host and (Kind.LINKED_HOST, other.host) in hosts:
            return "linked"
    return ""
