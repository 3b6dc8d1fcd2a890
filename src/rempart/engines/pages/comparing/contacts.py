"""Contact points of two pages that share none.

In: both pages' features and what they call themselves. Out: how far their contact points contradict each other. Never
a list of services: the background says which are known.
"""

from collections.abc import Collection, Iterable

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparison_rules import ComparisonRules, Trades
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
    called = frozenset({plain_name(shared)})
    mirrors = rules.own_mails and all(own_mails(signs, called, rules.trades) for signs in (of_a, of_b))
    if own_a & own_b and not (mirrors and not together and (own_a & own_b) == {(Kind.EMAIL, "")}):
        return 1.0
    return rules.services if {kind for kind, _ in own_a} & {kind for kind, _ in own_b} else 0.0


def own_mails(signs: Iterable[Sign], names: frozenset[str], trades: Trades) -> frozenset[str]:
    """The addresses among `signs` at a domain that is called by one of `names` which no language has as a word: each
    mirror gives one at its own, and owners of a word have such each."""
    coined = frozenset(name for name in names if not word_list().has(name))
    mails = {sign.value for sign in signs if sign.kind is Kind.EMAIL}
    return frozenset(
        mail
        for mail in mails
        if not is_public_mail(domain := _domain_of(mail)) and is_called_wholly(domain, coined, trades)
    )


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


def _mail_domains(signs: Iterable[Sign]) -> set[str]:
    domains = {_domain_of(sign.value) for sign in signs if sign.kind is Kind.EMAIL}
    return {domain for domain in domains if not is_public_mail(domain)}


def _domain_of(mail: str) -> str:
    return mail.partition("@")[2]
