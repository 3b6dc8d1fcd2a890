"""That a page of the site stands in a folder of a host that is called otherwise: whoever breaks into a stranger's host,
or writes on a service, puts it there, and an order against the host would close the stranger's pages too.

In: two pages and their comparison. Out: a sentence for each that stands so. Never a weight: it is the page all the
same.
"""

import re

from rempart.engines.pages import Comparison, PageFeatures, Trades
from rempart.engines.pages.comparing.mirror_hosts import names_nobody
from rempart.engines.pages.page import path_of
from rempart.engines.verdict.owners import is_called, names_of_both
from rempart.kernel.reasons import Reason

# Folders in which sites stand at hosts of their own: languages, and what they are.
_OWN_FOLDERS_TEXT = (
    "www web site public html home start main accueil forum forums board chat chats tchat portal community"
)
_OWN_FOLDERS = frozenset(_OWN_FOLDERS_TEXT.split())
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)


def folder_reasons(comparison: Comparison, a: PageFeatures, b: PageFeatures, trades: Trades) -> list[Reason]:
    """That a page stands in a folder of such a host, one for each that does. Never of two pages of one host."""
    template = (
        "The {side} page stands in a folder of {host}, which is called otherwise: whoever put it there need not hold "
        "that host, whose other pages an order against it would close too."
    )
    if a.host == b.host:
        return []
    names = names_of_both(comparison.name)
    sides = (("first", a), ("second", b))
    told = [(side, page.host) for side, page in sides if is_in_a_strangers_folder(page, names, trades)]
    return [Reason("verdict.in_a_folder", template, {"side": side, "host": host}) for side, host in told]


def is_in_a_strangers_folder(page: PageFeatures, names: frozenset[str], trades: Trades) -> bool:
    """Whether `page` stands in a folder of a known host that names somebody, and none of `names`."""
    folders = filter(None, path_of(page.url).rpartition("/")[0].split("/"))
    strange = any(not (_LANGUAGE.fullmatch(part) or part.lower() in _OWN_FOLDERS) for part in folders)
    named = bool(page.host) and not names_nobody(page.read_host, trades)
    return strange and named and not is_called(page.read_host, names)


def doubted_reason(side: str, host: str) -> Reason:
    """That the marks of the page on that `side`, which stands so, may be those of somebody who is shown there."""
    template = (
        "The {side} page stands in a folder of {host}, which is called otherwise, and is made otherwise: its marks may "
        "be those of whom an entry, a profile or a post there is about."
    )
    return Reason("verdict.in_a_folder", template, {"side": side, "host": host})
