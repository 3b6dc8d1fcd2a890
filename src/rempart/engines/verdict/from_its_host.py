"""Whether a page speaks for whoever holds the host at which it stands, in whatever words that one is called.

A service, an association or an authority that shows a site (its owner by the registry, whether it answers, a warning)
is often called by everyday words ("Harbour Aid"), which name nobody firmly; that its host is called as the page says
tells all the same.

In: two pages and their comparison. Out: the host, and the sentence that says so. Never of a page at a host that is
called as the other page is, nor of pages below one registered name.
"""

from itertools import chain
from math import log

from rempart.engines.pages import Comparison, Kind, PageFeatures, Trades
from rempart.engines.pages.reading.naming import (
    SIDES,
    bears,
    have_one_holder,
    is_called_wholly,
    is_public_mail,
    own_label,
    registered,
    telling_labels,
)
from rempart.engines.pages.words.text import plain_forms_in, plain_name
from rempart.engines.verdict.calibration import Calibration
from rempart.engines.verdict.owners import names_of_both
from rempart.kernel.reasons import Reason

_LEAST_CALLED = 4  # letters of a host that a page says: fewer are in many words


def spoken_for(comparison: Comparison, a: PageFeatures, b: PageFeatures, trades: Trades) -> tuple[str, str]:
    """For which host each of two pages speaks, "" for none: it says in a side of its title or in a mark what its
    host is called, or gives an address at it, and the other says that in none, gives no address at it and is
    called otherwise. Where the host is not known, one at which the page gives an address will do, if it says what
    that is called."""
    if have_one_holder(a.host, b.host, min(a.version, b.version)):
        return "", ""
    both = names_of_both(comparison.name)
    first = _spoken_for(a, b, both | frozenset(comparison.name.of_b), trades)
    return first, _spoken_for(b, a, both | frozenset(comparison.name.of_a), trades)


def spoken_for_reasons(
    comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    """That a page is of the host for which it speaks, one for each page that does."""
    hosts = spoken_for(comparison, a, b, calibration.comparison.trades)
    told = [(side, host) for side, host in zip(("first", "second"), hosts, strict=True) if host]
    weight = round(calibration.weights["missing_voice"] / log(10) / max(1, len(told)), 2)
    template = (
        "The {side} page is of {host} by what it calls itself, or by an address that it gives there, and the other "
        "says nothing of that: what both share may only be shown there, as in a report, a post or an archive, or have "
        "been copied."
    )
    return [Reason("verdict.from_its_host", template, {"side": side, "host": host}, weight) for side, host in told]


def _spoken_for(page: PageFeatures, other: PageFeatures, names: frozenset[str], trades: Trades) -> str:
    said, addressed = _sides(page), _mail_domains(page)
    known = _sides(other) | {plain_name(own_label(host)) for host in (other.read_host, *_mail_domains(other))}
    for host in [page.read_host] if page.host else sorted(addressed):
        called = plain_name(own_label(host))
        of_names = is_called_wholly(host, names, trades) or any(bears(one, names) for one in telling_labels(host))
        if of_names or len(called) < _LEAST_CALLED or called in known:
            continue
        if called in said or (page.host and registered(page.host) in map(registered, addressed)):
            return page.host or host
    return ""


def _mail_domains(page: PageFeatures) -> set[str]:
    domains = {sign.value.rpartition("@")[2] for sign in page.signs if sign.kind is Kind.EMAIL}
    return {domain for domain in domains if not is_public_mail(domain)}


def _sides(page: PageFeatures) -> set[str]:
    """The sides of the title and the marks of `page`, each in one word, as hosts are written."""
    marks = (sign.text for sign in page.signs if sign.kind in {Kind.SITE_MARK, Kind.SITE_PHRASE})
    return {"".join(plain_forms_in(text, page.version)) for text in chain(SIDES.split(page.title), marks)}
