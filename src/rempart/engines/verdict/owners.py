"""Whose a page is that may be a supplier's own: what is on such a page tells nothing, unless the site's owner made it.

In: two pages and their comparison. Out: yes or no. Never a list of names: the name that both bear decides, and where
the page's host is known, whether it is called so.
"""

from rempart.engines.pages import Comparison, PageFeatures, PageKind
from rempart.engines.verdict.calibration import Rules


def is_named(comparison: Comparison, rules: Rules) -> bool:
    """Whether both pages firmly bear one name."""
    return bool(comparison.name.shared) and comparison.name.firmness >= rules.firm_shared


def may_be_a_placeholder(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether one of the pages may be a host's or a registrar's own, in a wording never met. Less soon where both very
    firmly bear one name, unless their hosts are known and none is called so: then it may be the supplier's."""
    surely = min(a.kind.site_probability, b.kind.site_probability)
    if surely >= rules.perhaps_a_placeholder:
        return False
    very_firm = bool(rules.owned) and comparison.name.firmness >= rules.owned and not comparison.name.titled
    return not (very_firm and (_may_be_called(a, comparison) or _may_be_called(b, comparison)))


def is_under_construction(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether one of the pages is a site, and the other a placeholder that the site's owner left there: it firmly bears
    the same name, and no mark of a service; if its host is known, that is called so."""
    silent = [page for page in (a, b) if page.kind.says_nothing]
    if not rules.unfinished or len(silent) != 1 or comparison.name.titled or not is_named(comparison, rules):
        return False
    (page,) = silent
    served = any(mark == "platform" for mark, _ in page.kind.marks)
    return page.kind.kind is PageKind.DEFAULT and not served and _may_be_called(page, comparison)


def _may_be_called(page: PageFeatures, comparison: Comparison) -> bool:
    return not page.host or comparison.name.shared in "".join(filter(str.isalnum, page.host))
