"""Whether two pages have one text under two names: a site that took another name and nothing else, or a maker's two.

In: two pages, their comparison and evidence. Out: yes or no. Never a "same": the pages do not tell which of both it is.
"""

from rempart.engines.pages import Comparison, Family, PageFeatures
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.evidence import Evidence


def have_one_text(a: PageFeatures, b: PageFeatures, evidence: Evidence, comparison: Comparison, rules: Rules) -> bool:
    """Whether most of one rare and long text is on both, and no contact point or account that both give differs."""
    if not 0 < rules.one_text <= comparison.text_cover or min(a.word_count, b.word_count) < rules.long:
        return False
    rare = any(item.family is Family.TEXT and item.heavy for item in evidence.families)
    return rare and max(evidence.measures["contact_differs"], evidence.measures["account_differs"]) < 1
