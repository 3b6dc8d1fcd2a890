"""Contact points of two pages that share none.

In: both pages' features and what they call themselves. Out: how far their contact points contradict each other. Never
a list of services: the background says which are known.
"""

from collections.abc import Collection, Iterable

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.reading.naming import bears, is_called_wholly, is_public_mail, own_label
from rempart.engines.pages.signs import FAMILY_OF, Family, Kind, Sign, service_of
from rempart.engines.pages.words.text import plain_name
from rempart.engines.pages.words.word_list import word_list


def contacts_apart(
    a: PageFeatures,
    b: PageFeatures,
    shared: str,
    names: tuple[Collection[str], Collection[str]],
    background: Background,
    rules: ComparisonRules,
) -> float:
    """Of two pages without a contact point in common: 1 where both give another of one service, `services` of the
    `rules` where what they give of one kind is of different services, else 0.

    An account at a service that the background does not know, and that bears no name of its page, may be a link that
    counts clicks: it contradicts nothing. Nor do, by older rules, two addresses at one domain of the name `shared`.
    Where each gives one at another domain of that name, as mirrors do, these count `services` too.
    """
    of_a, of_b = (_contacts(page) for page in (a, b))
    own_a, own_b = (
        {_channel(sign) for sign in signs if _is_own(sign, called, background)}
        for signs, called in zip((of_a, of_b), names, strict=True)
    )
    together = _mail_domains(of_a) & _mail_domains(of_b)
    if not rules.domains_apart and any(bears(own_label(domain), frozenset({shared})) for domain in together):
        own_a.discard((Kind.EMAIL, ""))
    mirrors = rules.own_mails and all(_has_its_own(signs, plain_name(shared), rules) for signs in (of_a, of_b))
    if own_a & own_b and not (mirrors and not together and (own_a & own_b) == {(Kind.EMAIL, "")}):
        return 1.0
    return rules.services if {kind for kind, _ in own_a} & {kind for kind, _ in own_b} else 0.0


def _contacts(page: PageFeatures) -> list[Sign]:
    return [sign for sign in page.signs if FAMILY_OF[sign.kind] is Family.CONTACT]


def _channel(sign: Sign) -> tuple[Kind, str]:
    """The kind of a contact point with the service that it is at, "" where its kind is one."""
    if sign.kind is Kind.HANDLE:
        return sign.kind, service_of(sign.value)
    if sign.kind in {Kind.WALLET, Kind.MESSENGER}:
        return sign.kind, sign.value.partition(":")[0]
    return sign.kind, ""


def _is_own(sign: Sign, names: Iterable[str], background: Background) -> bool:
    if sign.kind is not Kind.HANDLE:
        return True
    host, _, account = sign.value.partition("/")
    letters = "".join(filter(str.isalnum, account))
    return background.count(Kind.LINKED_HOST, host) > 0 or any(name in letters for name in names)


def _has_its_own(signs: Iterable[Sign], name: str, rules: ComparisonRules) -> bool:
    """Whether an address is at a domain called by `name`, which no language has: owners of a word have such each."""
    called = (is_called_wholly(domain, frozenset({name}), rules.trades) for domain in _mail_domains(signs))
    return any(called) and not word_list().has(name)


def _mail_domains(signs: Iterable[Sign]) -> set[str]:
    domains = {sign.value.partition("@")[2] for sign in signs if sign.kind is Kind.EMAIL}
    return {domain for domain in domains if not is_public_mail(domain)}
