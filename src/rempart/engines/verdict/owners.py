"""Whose a page is that may be a supplier's own: what is on such a page tells nothing, unless the site's owner made it.

In: two pages and their comparison. Out: yes or no. Never a list of names: the name that both bear decides, and where
the page's host is known, whether it is called so.
"""

import re
from dataclasses import replace
from itertools import chain

from rempart.engines.pages import (
    FAMILY_OF,
    Comparison,
    Family,
    Kind,
    NameFinding,
    PageFeatures,
    PageKind,
    SharedSign,
    Sign,
    Trades,
)
from rempart.engines.pages.comparing.compounds import core_of, sounds_in
from rempart.engines.pages.comparing.mirror_hosts import may_be_a_mirrors, names_nobody
from rempart.engines.pages.comparing.spellings import several_words
from rempart.engines.pages.features import JOINED_FROM, MARKED_FROM
from rempart.engines.pages.reading.naming import (
    LEAST_PART,
    bears,
    is_called_wholly,
    names_in,
    own_label,
    telling_labels,
)
from rempart.engines.pages.signs import service_of
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import plain_name, plain_words, words_of
from rempart.engines.pages.words.word_list import LEAST_MADE, word_list
from rempart.engines.verdict.calibration import Rules

_PARTS = re.compile(r"[^\w-]+|_")


def is_named(comparison: Comparison, rules: Rules) -> bool:
    """Whether both pages firmly bear one name: less so on pages of one build if no language has it, since what a
    template says on all its users' pages are words."""
    name = comparison.name.shared
    alike = 0 < rules.one_build <= comparison.build_jaccard
    made = alike and rules.firm_built and " " not in name and not word_list().has(plain_name(name))
    return bool(name) and comparison.name.firmness >= (rules.firm_built if made else rules.firm_shared)


def addresses_of_both(comparison: Comparison) -> list[SharedSign]:
    """The addresses that both pages name as their own."""
    return [shared for shared in comparison.of_family(Family.LINK) if shared.sign.kind is Kind.CANONICAL_HOST]


def names_of_both(found: NameFinding) -> frozenset[str]:
    """The shared name, or of a hostname its first label, and what else both pages call themselves."""
    shared = plain_name(found.shared.partition(".")[0])
    return frozenset({shared} if shared else ()) | (set(found.of_a) & set(found.of_b))


def may_be_a_placeholder(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether one of the pages may be a host's or a registrar's own, in a wording never met. Less soon where both very
    firmly bear one name, unless their hosts are known and none is called so, or whoever is called so gave one of them
    to a customer: then it may be the supplier's."""
    surely = min(a.kind.site_probability, b.kind.site_probability)
    if surely >= rules.perhaps_a_placeholder:
        return False
    very_firm = bool(rules.owned) and comparison.name.firmness >= rules.owned and not comparison.name.titled
    if not very_firm:
        return True
    names = names_of_both(comparison.name)
    called = [not page.host or is_called(page.read_host, names) for page in (a, b)]
    given = [bears(own_label(page.read_host), names) for page in (a, b)]
    return not any(called) or any(known and not so for known, so in zip(given, called, strict=True))


def is_under_construction(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether one of the pages is a site, and the other may be a placeholder that the site's owner left there: its host
    is known and called by the name that both firmly bear, and it has no mark of a service and no other contact points
    than the site."""
    silent = [(page, other) for page, other in ((a, b), (b, a)) if page.kind.says_nothing]
    if not rules.unfinished or len(silent) != 1 or comparison.name.titled or not is_named(comparison, rules):
        return False
    ((page, site),) = silent
    served = any(mark == "platform" for mark, _ in page.kind.marks)
    of_another = contacts_of(page) - contacts_of(site)
    called = bool(page.host) and is_called(page.read_host, names_of_both(comparison.name))
    return page.kind.kind is PageKind.DEFAULT and called and not served and not of_another


def shows_anothers(comparison: Comparison, a: PageFeatures, b: PageFeatures) -> bool:
    """Whether one of the pages speaks for somebody whom the other never names, and gives a contact point of that one's
    own: what both share, forms and accounts too, may have been put on a stranger's page."""
    found = False
    for page, other, name in zip((a, b), (b, a), comparison.voices, strict=True):
        own = contacts_of(page) - contacts_of(other) if name else set()
        found = found or any(bears_a_part(value, frozenset({name})) for _, value in own)
    return found


def is_nobodys(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules, trades: Trades) -> bool:
    """Whether all links of both pages lead to other hosts, and neither says who runs it: it asks for nothing, gives no
    contact point or account but those of whom it links to, names no address as its own, has no name that no language
    has in its marks but those of whom it links to, and its host is not called as it is. So are the start pages of
    frameworks, panels and servers, in a wording never met. Pages of one host are that host's."""
    if not rules.owned_words or min(a.word_count, b.word_count) < rules.owned_words:
        return False
    if a.host and a.host == b.host:
        return False
    names = names_of_both(comparison.name)
    return all(page.owned is False and not _says_whose(page, names, trades) for page in (a, b))


def may_be_one_makers(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules, trades: Trades) -> bool:
    """Whether one maker may show both under whatever name: log-ins at two hosts of which neither is called by the name
    of both; or pages of few words in its frame that say of nobody else who runs them, log-ins, or at hosts that are
    known, or such as may be placeholders: its telephone and its counter stand on all that it shows."""
    if not rules.framed or max(a.word_count, b.word_count) > rules.framed or (a.host and a.host == b.host):
        return False
    names = names_of_both(comparison.name)
    doors = [page.kind.kind is PageKind.LOGIN and page.word_count < rules.entrance_words for page in (a, b)]
    if all(doors) and a.host and b.host:
        return not any(is_called(page.read_host, names) for page in (a, b))
    if not a.framed or a.framed != b.framed:
        return False
    for page, door in zip((a, b), doors, strict=True):
        surely = page.kind.site_probability >= rules.perhaps_a_placeholder and not page.host
        if (not door and (page.owned or surely)) or _says_whose(page, names, trades, page.framed):
            return False
    return True


def _says_whose(page: PageFeatures, names: frozenset[str], trades: Trades, house: str = "") -> bool:
    """Whether a page says who runs it; in the frame of a `house`, whatever telephone and counter stand there."""
    linked = frozenset(own_label(sign.value) for sign in page.signs if sign.kind is Kind.LINKED_HOST)
    if not linked or (page.host and is_called(page.read_host, names)):
        return True
    names = frozenset(name for name in names if not any(name in plain_name(label) for label in linked))
    handles = [sign.value for sign in page.signs if sign.kind is Kind.HANDLE]
    services = [service_of(value) for value in handles]
    for value, service in zip(handles, services, strict=True):
        account = value.partition("/")[2]
        told = {word for word in _PARTS.split(account.replace("-", "_")) if word} - trades.words
        if own_label(service) == house:
            continue
        if services.count(service) == 1 and told and not _is_of(account, linked - {own_label(service)}):
            return True  # of several addresses at one service none is an account
    if house and page.host:  # which is not called so, and a template may write its line in any language
        names = frozenset()
    for sign in page.signs:
        if sign.kind is Kind.SITE_MARK and sign.value in names and word_list().is_made_up(sign.value, trades.words):
            return True
        family = FAMILY_OF[sign.kind]
        if house and (family is Family.ACCOUNT or sign.kind in {Kind.PHONE, Kind.OWN_HOST}):
            continue
        given = family is Family.CONTACT and sign.kind is not Kind.HANDLE and not bears_a_part(sign.value, linked)
        if given or family is Family.ACCOUNT or sign.kind in {Kind.CANONICAL_HOST, Kind.OWN_HOST}:
            return True
    return False


def _is_of(account: str, linked: frozenset[str]) -> bool:
    """Whether an account is one of whom the page links to: "quay" where it links to "quay-forum.example"."""
    long = len(account) > LEAST_PART and any(label.startswith(account) for label in linked)
    return long or bears_a_part(account, linked)


def bear_marks(found: NameFinding, a: PageFeatures, b: PageFeatures, trades: Trades) -> bool:
    """Whether both pages bear one name where only whoever runs them can put it."""
    names = names_of_both(found) | {
        *found.of_a,
        *found.of_b,
        *plain_words(found.shared, min(a.version, b.version)),
    }
    return not _marked(a, names, trades).isdisjoint(_marked(b, names, trades))


def bears_marks(page: PageFeatures, names: frozenset[str], trades: Trades) -> bool:
    """Whether `page` bears one of `names` where only whoever runs it can put it."""
    return bool(_marked(page, names, trades))


def unworded_marks(found: NameFinding, a: PageFeatures, b: PageFeatures, trades: Trades) -> frozenset[str]:
    """Names of both that are no word of a language, though they may be put together of some ("starcasino"), and that
    both bear where only whoever runs them can put it."""
    names = {name for name in names_of_both(found) if len(name) >= LEAST_MADE and not word_list().has(name)}
    return _marked(a, frozenset(names), trades, joined=True) & _marked(b, frozenset(names), trades, joined=True)


# What one owner does and another under one name does not: a bank and a casino are two.
_APART_TEXT = (
    "bakery bank barber beauty clinic construction consulting dental dentist fashion finance fitness flowers furniture "
    "garage hotel insurance interiors law logistics medical photography plumbing realty rental repair restaurant salon "
    "school software solutions transport travel university"
)
_APART = frozenset(_APART_TEXT.split())
_TRADES_IN_TITLES = _APART | {"casino", "chat"}


def do_other_trades(found: NameFinding, a: PageFeatures, b: PageFeatures, *, titled: bool) -> bool:
    """Whether marks or hosts of both say a word of a trade beside the name, and of one such an owner's as the other
    does not; or, where titles count (`titled`), both name trades there, and none in common."""
    names = names_of_both(found)
    if titled:
        told = [_TRADES_IN_TITLES.intersection(words_of(page.title, page.version)) - names for page in (a, b)]
        if all(told) and told[0].isdisjoint(told[1]):
            return True
    beside = [_beside(page, names) for page in (a, b)]
    return all(beside) and beside[0] & _APART != beside[1] & _APART


def _beside(page: PageFeatures, names: frozenset[str]) -> set[str]:
    """What marks of `page` that say one of `names`, and labels of its host that do, say beside it."""
    marks = [sign.shown for sign in page.signs if sign.kind is Kind.SITE_MARK and sign.value in names]
    labels = telling_labels(page.read_host)
    said = [" ".join(plain_words(text, page.version)) for text in (*marks, *labels)]
    said += [label.replace("-", "") for label in labels]
    either = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    parted = (re.split(either, text) for text in said)
    return {word for parts in parted if len(parts) > 1 for part in parts for word in words_of(part)}


def made_up_mark(found: NameFinding, a: PageFeatures, b: PageFeatures, trades: Trades) -> str:
    """A name that no language has, and that both pages bear where only whoever runs them can put it, their hosts too
    where they are known; "" where there is none: such a name is hardly given twice."""
    if min(a.version, b.version) < MARKED_FROM:
        return ""
    names = frozenset(name for name in names_of_both(found) if word_list().is_made_up(name, trades.words))
    if trades.respelled:  # whoever writes a name in two words, none of them a trade's, has put it together of them
        apart = chain(several_words(a, trades.rows).items(), several_words(b, trades.rows).items())
        names -= {name for name, some in apart if trades.words.isdisjoint(some)}
    both = _marked(a, names, trades) & _marked(b, names, trades)
    return min((name for name in both if all(_bears_it(page, name, trades) for page in (a, b))), default="")


def may_be_called_wholly(page: PageFeatures, names: frozenset[str], trades: Trades) -> bool:
    """Whether the host of `page` is called by one of `names` and hardly anything else, as mirrors' are too, or is not
    known."""
    host = page.read_host
    return not host or is_called_wholly(host, names, trades) or may_be_a_mirrors(host, names, trades)


def is_called_so(page: PageFeatures, names: frozenset[str], trades: Trades) -> bool:
    """Whether the host of `page` is known, names somebody, and is called by one of `names` and hardly anything else, as
    mirrors' are too."""
    nobodys = not page.host or names_nobody(page.read_host, trades)
    return not nobodys and may_be_called_wholly(page, names, trades)


def _bears_it(page: PageFeatures, name: str, trades: Trades) -> bool:
    """Whether the page's host, if it is known, is called `name`, or as that is written otherwise if a mark of it says
    `name`: "kavanna" beside a mark that says so is another's."""
    exact = replace(trades, mirrors=frozenset(), respelled=False)
    if names_nobody(page.read_host, trades) or may_be_called_wholly(page, frozenset({name}), exact):
        return True
    marks = {core_of(sign.value, trades) for sign in page.signs if sign.kind is Kind.SITE_MARK}
    return name in marks and is_called_wholly(page.read_host, frozenset({name}), trades)


def _marked(page: PageFeatures, names: frozenset[str], trades: Trades, *, joined: bool = False) -> frozenset[str]:
    """Which of `names` are in the page's host or address, or in its marks, also `joined` to words of trades."""
    joined = joined or page.version < JOINED_FROM
    marks = [sign for sign in page.signs if sign.kind is Kind.SITE_MARK]
    sounds = sounds_in((sign.value for sign in marks if joined or _is_written_so(sign, page.version, trades)), trades)
    found = borne(page, names, sounds, trades)
    only_joined = {sound_of(sign.value) for sign in marks} - sounds
    if joined or page.version < MARKED_FROM:
        return found
    return frozenset(name for name in found if sound_of(name) not in only_joined)


def borne(
    page: PageFeatures, names: frozenset[str], sounds: set[str], trades: Trades, *, hosts: bool = True
) -> frozenset[str]:
    """Which of `names` sound as what the marks of `page` say (`sounds`), or are in its host or, where that is not
    known, in one for its title or in the address that it calls its own, if `hosts` count. Of features that tell no
    marks, all are taken to be."""
    if page.version < MARKED_FROM:
        return names
    own = {Kind.CANONICAL_HOST, Kind.OWN_HOST}
    called = [page.read_host] if page.host else [sign.value for sign in page.signs if sign.kind in own]
    called = [host for host in called if hosts and is_called_wholly(host, names, trades)]
    return frozenset(
        name for name in names if sound_of(name) in sounds or any(is_called(host, frozenset({name})) for host in called)
    )


def _is_written_so(mark: Sign, version: int, trades: Trades) -> bool:
    """Whether a mark says its name as it is, or beside words of trades that hardly end another: "vel-morabonus" may be
    whoever speaks of Velmora."""
    said = names_in(mark.shown, version) if mark.shown else {mark.value: ""}
    return any(mark.value in {name, core_of(name, trades)} for name in said)


def bears_a_part(value: str, names: frozenset[str]) -> bool:
    """Whether a part of an address or an account bears one of `names`."""
    return any(bears(part, names) for part in _PARTS.split(value.lower()))


def is_called(host: str, names: frozenset[str]) -> bool:
    """Whether a label that tells whose `host` is bears one of `names`."""
    return any(bears(label, names) for label in telling_labels(host))


def contacts_of(page: PageFeatures) -> set[tuple[str, str]]:
    """Kind and value of the contact points of `page`."""
    return {(sign.kind, sign.value) for sign in page.signs if FAMILY_OF[sign.kind] is Family.CONTACT}
