"""Whether a page may show the other's contact points because a visitor wrote them there, as in a forum or a guest book.

In: two pages that share contact points under no name of both. Out: on which of them, and what. Never of pages of one
host, nor of one whose host is called as the other page is.
"""

from rempart.engines.pages import Comparison, Family, PageFeatures, Trades
from rempart.engines.pages.reading.naming import is_called_wholly
from rempart.engines.verdict.thirds import ways_to_reach


def posted_on(comparison: Comparison, a: PageFeatures, b: PageFeatures, trades: Trades) -> tuple[str, str]:
    """The page ("first", "second") that gives a contact point of its own beside those of both, and the rarest of both;
    ("", "") where neither does. Of two such pages the second, as a page judged stands beside the closed site's."""
    shared = comparison.of_family(Family.CONTACT)
    if not shared or (a.host and a.host == b.host):
        return "", ""
    for side, page, other, of_other in (("second", b, a, comparison.name.of_a), ("first", a, b, comparison.name.of_b)):
        called = bool(page.host) and is_called_wholly(page.read_host, frozenset(of_other), trades)
        if not called and ways_to_reach(page) - ways_to_reach(other):
            return side, shared[0].sign.text[:160]
    return "", ""
