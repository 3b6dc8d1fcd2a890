"""Contact points of both pages that may be a third's: a help line's, an authority's, the maker's of what both run.

Every lawful chat of a country names the same help line, and every user of a program its author. In: two pages and their
comparison. Out: which, and why. Never a list of bodies: what pages say of them, and where they are, decides.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from rempart.engines.linking import MESSENGERS
from rempart.engines.pages import Comparison, Family, Kind, PageFeatures, SharedSign, Sign
from rempart.engines.pages.reading.naming import is_public_mail, own_label, registered
from rempart.engines.pages.signs import FAMILY_OF, service_of
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.held_anew import held_anew
from rempart.engines.verdict.owners import bears_a_part, is_named
from rempart.engines.verdict.referred import HELP, MAKER, is_called_a_helpers
from rempart.kernel.reasons import Reason

APART, FREE, HELD, PLACE = "apart", "free", "held", "place"
TO_REACH = frozenset({Kind.EMAIL, Kind.PHONE})
_LEAST_NAME = 4  # letters
# Hosts of code and of gifts to whoever writes it, by the label registered.
_MAKERS_TEXT = (
    "github gitlab codeberg bitbucket sourceforge launchpad patreon ko-fi opencollective buymeacoffee liberapay"
)
_MAKERS = frozenset(_MAKERS_TEXT.split())
_BODIES = frozenset({"gov", "gouv", "gob", "gub", "govt", "mil", "police", "politie", "europa"})  # labels of suffixes
# A free call in a country or everywhere ("0800", "+32 800", "1-800"), and Europe's numbers of social value ("116 111").
_FREE = re.compile(r"\+(?:(?:1|7|[2-9]\d{1,2})?0?80[0]\d{4,8}|1?8(?:33|44|55|66|77|88)\d{7})")
# Since version 20 behind the country's whole code (ITU-T E.164): "+33 6 80 01 23 45" is somebody's mobile telephone. In
# India numbers of a city begin so and in Thailand mobile ones (080 0…), and free ones otherwise.
_TWO = "2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-5]|8[1246]|9[02-58]"
_COUNTRY = rf"(?:1|7|{_TWO}|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d)"
_FREE_THERE = re.compile(rf"\+(?:{_COUNTRY}?0?800\d{{4,8}}|18(?:33|44|55|66|77|88)\d{{7}})")
_SOCIAL = re.compile(r"\+(?:[1-9]\d{0,2})?116\d{3}")
_SHORT = 6  # digits of a number that nobody but a public service has
# Providers of mail beside those of `is_public_mail`, which older versions ask alone.
_PROVIDERS_TEXT = (
    "posteo mailbox mailfence startmail fastmail hushmail zoho tutamail tuta cock disroot riseup yopmail "
    "mailinator freenet t-online arcor orange wanadoo laposte sfr neuf voila caramail skynet telenet scarlet "
    "proximus hetnet ziggo kpnmail xs4all bluewin libero virgilio tiscali telefonica uol bol sapo onet interia wp "
    "o2 op gazeta seznam centrum azet zoznam freemail citromail indamail ukr rambler bigmir qq 163 126 sina sohu "
    "naver daum hanmail nate rediffmail mynet comcast verizon bellsouth btinternet virginmedia talktalk bigpond "
    "optusnet telia luukku abv msn passport"
)
_PROVIDERS = frozenset(_PROVIDERS_TEXT.split())
_PERSONS = re.compile(r"(?=.*[a-z]{3})(?=.*\d)[\w.-]+")  # "karin.w81": bodies have no such addresses


def thirds_of(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> dict[tuple[Kind, str], str]:
    """Kind and value of each contact point of both that may be a third's, and why: `HELP` and `MAKER` where both give
    it as such or it is called so, `FREE` of numbers for free calls, `PLACE` on a map, `APART` where the pages share no
    firm name and each gives others of its own. None is at an own host of a page, bears a name of one, or is a person's
    or a group's; but `HELD` is what is at the name of both that was registered anew between their captures."""
    if not rules.thirds_apart:
        return {}
    shared = [item.sign for item in comparison.of_family(Family.CONTACT)]
    strange = [sign for sign in shared if not _is_an_owners(sign, comparison, a, b, rules)]
    named = is_named(comparison, rules) and not (rules.rarely_named and _is_common(comparison, rules))
    free = None if named else _FREE_THERE if rules.whole_codes else _FREE
    found = {(sign.kind, sign.value): _body_of(sign, a, b, free) for sign in strange}
    surely = {key for key, why in found.items() if why}
    if not named and give_their_own(a, b, surely):
        found = {key: why or APART for key, why in found.items()}
    if rules.held_anew and any(held_anew(a, b, rules.held_anew)):
        there = (sign for sign in shared if sign.kind is Kind.EMAIL and _is_at(sign, registered(a.host)))
        found |= {(sign.kind, sign.value): HELD for sign in there}
    return {key: why for key, why in found.items() if why}


def _is_common(comparison: Comparison, rules: Rules) -> bool:
    """Whether the name of both is too common for a reason, as "Taxi": then it does not say whose an address is."""
    return comparison.name.shared_rarity < rules.strong_rarity


def _is_at(sign: Sign, name: str) -> bool:
    return registered(sign.value.rpartition("@")[2]) == name


def without(comparison: Comparison, thirds: Collection[tuple[Kind, str]]) -> Comparison:
    """`comparison` as if neither page gave one of `thirds`."""
    kept = (item for item in comparison.shared if (item.sign.kind, item.sign.value) not in thirds)
    return replace(comparison, shared=tuple(kept)) if thirds else comparison


def are_all(comparison: Comparison, thirds: Collection[tuple[Kind, str]]) -> bool:
    """Whether `thirds` are all contact points that both pages give."""
    return bool(thirds) and not without(comparison, thirds).of_family(Family.CONTACT)


def surely_thirds(thirds: Mapping[tuple[Kind, str], str]) -> frozenset[tuple[Kind, str]]:
    """Those of `thirds` that every lawful owner names, as a help line: the others may be an owner's all the same."""
    return frozenset(key for key, why in thirds.items() if why in {HELP, FREE})


def is_at_home(signs: Iterable[SharedSign], a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether an address of both is at a page's own host: it is that page's, or of whoever made the other with it."""
    mails = [shared.sign.value for shared in signs if shared.sign.kind is Kind.EMAIL] if rules.thirds_apart else []
    own = _own_hosts(a, b) if mails else set()
    return any(registered(mail.rpartition("@")[2]) in own for mail in mails)


def is_somebodys(sign: Sign) -> bool:
    """Whether it is a person's or a group's, at a mail provider or a messenger: bodies have addresses of their own."""
    if sign.kind is Kind.EMAIL:
        return is_public_mail(sign.value.rpartition("@")[2])
    return sign.kind is Kind.MESSENGER or (sign.kind is Kind.HANDLE and service_of(sign.value) in MESSENGERS)


def gives_as_its_own(sign: Sign, page: PageFeatures) -> bool:
    """Whether `page` gives a contact point as its own: as no helper's or maker's. Who writes that of a person's or a
    group's address means its own."""
    said = any(_as_told(why, sign) in page.signs for why in (HELP, MAKER))
    return is_somebodys(sign) or not said


def give_their_own(a: PageFeatures, b: PageFeatures, thirds: Iterable[tuple[Kind, str]] = ()) -> bool:
    """Whether each gives an address, a telephone or a messenger's account that the other has not, and is none of
    `thirds`."""
    of_a, of_b = (ways_to_reach(page) - set(thirds) for page in (a, b))
    return each_has_its_own(of_a, of_b)


def ways_to_reach(page: PageFeatures) -> set[tuple[Kind, str]]:
    """Kind and value of each address, telephone and messenger's account that `page` gives."""
    given = (sign for sign in page.signs if FAMILY_OF[sign.kind] is Family.CONTACT)
    return {(sign.kind, sign.value) for sign in given if _reaches(sign)}


def each_has_its_own(of_a: set[tuple[Kind, str]], of_b: set[tuple[Kind, str]]) -> bool:
    """Whether each of two sets of kinds and values has one that the other has not."""
    return bool(of_a - of_b) and bool(of_b - of_a)


def third_reasons(thirds: Mapping[tuple[Kind, str], str], *, copied: bool, exactly: bool = False) -> tuple[Reason, ...]:
    """Why contact points of both tell little of who runs them, in a sentence for each sort of third; and why one long
    text does, where it is `copied` whole and each gives contact points of its own."""
    found = [Reason("verdict.copied_apart", _COPIED)] if copied else []
    for why, (code, template) in (_SENTENCES | _EXACTLY if exactly else _SENTENCES).items():
        given = sorted(value for (_, value), of in thirds.items() if of == why)
        if given:
            found.append(Reason(code, template, {"given": ", ".join(given[:3])}))
    return tuple(found)


def third_wish(thirds: Collection[tuple[Kind, str]]) -> Reason | None:
    """What would settle whether pages that name a third's contact points are one site's; None without such."""
    template = (
        "Find out whose {given} is: a contact point of their own, an account number or a TLS key that both share would "
        "settle it."
    )
    given = ", ".join(sorted(value for _, value in thirds)[:3])
    return Reason("verdict.wish_whose_contact", template, {"given": given}) if given else None


_COPIED = (
    "One long text is whole on both, under no name that both firmly bear, and each gives contact points of its own: a "
    "program brings its text to all who run it."
)


_SENTENCES: dict[str, tuple[str, str]] = {
    HELP: (
        "verdict.thirds_help",
        (
            "Both name {given} as who takes reports or helps in need: many sites name the same, so it tells nothing of "
            "who runs them."
        ),
    ),
    MAKER: (
        "verdict.thirds_maker",
        (
            "Both name {given}, where code is kept or who wrote software is thanked: all who use it may, so it tells "
            "little of who runs them."
        ),
    ),
    FREE: (
        "verdict.thirds_free",
        "Both name the number {given}, which is free to call as those of public bodies are: many sites name the same.",
    ),
    PLACE: (
        "verdict.thirds_place",
        "Both lead to {given}, a place on a map: whoever is near it or speaks of it may.",
    ),
    HELD: (
        "verdict.thirds_held",
        (
            "Both give {given}, but their name was registered anew between the captures: whoever holds it has every "
            "address at it."
        ),
    ),
    APART: (
        "verdict.thirds_apart",
        (
            "Both name {given}, which a third may hold (a help line, an authority, a maker): each page gives contact "
            "points of its own, and it is at the host or of the name of neither."
        ),
    ),
}


# What is so of what a line's words alone give so, or its address: "reported", a public body's host.
_EXACTLY: dict[str, tuple[str, str]] = {
    HELP: (
        "verdict.thirds_help",
        (
            "Both name {given}, in words or at an address such as those of who takes reports or helps in need: many "
            "sites name the same, so it tells nothing of who runs them."
        ),
    ),
    MAKER: (
        "verdict.thirds_maker",
        (
            "Both name {given}, in words or at an address such as those of who makes software: all who use it may, so "
            "it tells little of who runs them."
        ),
    ),
}


def _reaches(sign: Sign) -> bool:
    return sign.kind in TO_REACH or is_somebodys(sign)


def _is_an_owners(sign: Sign, comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether a contact point of both is surely of whoever runs one of them, or a person's: at a host of its own, under
    one of its names, at a mail provider or a messenger, or an address for money at which no maker is thanked."""
    if sign.kind is Kind.WALLET:
        return not (rules.makers_wallets and _are_told(MAKER, sign, a, b))
    if is_somebodys(sign):
        return True
    if sign.kind is Kind.EMAIL:
        local, _, domain = sign.value.rpartition("@")
        if own_label(domain) in _PROVIDERS or _PERSONS.fullmatch(local) or registered(domain) in _own_hosts(a, b):
            return True
    name = comparison.name
    names = {word for word in (*name.of_a, *name.of_b, name.shared) if len(word) >= _LEAST_NAME}
    labels = {own_label(page.host) for page in (a, b)}
    names |= {label for label in labels if len(label) >= _LEAST_NAME}
    said = "".join(filter(str.isalnum, sign.value.lower()))
    return bears_a_part(sign.value, frozenset(names)) or any(word in said for word in names)


def _own_hosts(a: PageFeatures, b: PageFeatures) -> set[str]:
    own = {Kind.CANONICAL_HOST, Kind.OWN_HOST}
    told = {registered(sign.value) for page in (a, b) for sign in page.signs if sign.kind in own}
    return told | {registered(page.host) for page in (a, b) if page.host}


def _are_told(why: str, sign: Sign, a: PageFeatures, b: PageFeatures) -> bool:
    """Whether both pages give a contact point as a helper's or a maker's."""
    return all(_as_told(why, sign) in page.signs for page in (a, b))


def _as_told(why: str, sign: Sign) -> Sign:
    """The sign of a page that gives a contact point as a helper's or a maker's."""
    return Sign(Kind.REFERRED, f"{why} {sign.kind}:{sign.value}", sign.value)


def _body_of(sign: Sign, a: PageFeatures, b: PageFeatures, free: re.Pattern[str] | None) -> str:
    """As whose both pages give a contact point, or it is called, `free` numbers too; "" where nothing says that it is a
    third's."""
    if sign.kind is Kind.PHONE:
        social = _SOCIAL.fullmatch(sign.value) or len(sign.value) <= _SHORT + 1
        if social or (free and free.fullmatch(sign.value)):
            return FREE
    for why in (HELP, MAKER):
        if _are_told(why, sign, a, b):
            return why
    host, _, _ = sign.value.rpartition("@")[2].partition("/")
    if sign.kind is Kind.HANDLE and host.startswith("maps."):
        return PLACE
    if sign.kind is Kind.HANDLE and own_label(host) in _MAKERS:
        return MAKER
    body = sign.kind in {Kind.EMAIL, Kind.HANDLE} and not _BODIES.isdisjoint(host.split(".")[1:])
    return HELP if body or is_called_a_helpers(sign.value) else ""
