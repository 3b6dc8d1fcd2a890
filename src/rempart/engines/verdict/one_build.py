"""Pages that are built of the same throughout, as mirrors are, and whether their marks say one name alike.

In: two pages and their comparison. Out: yes or no.
"""

from rempart.engines.pages import Comparison, ComparisonRules, PageFeatures
from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.verdict.building import is_a_frame
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.owners import names_of_both
from rempart.engines.verdict.showing import mark_texts, words_as_named


def is_one_build(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether two pages are built of nearly the same throughout, and of more than a program's frame."""
    return 0 < rules.one_build <= comparison.build_jaccard and not is_a_frame(a, b, rules)


def are_marked_alike(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether a mark of each page says the name of both, and beside words of trades and of any menu nothing else than
    the other's does."""
    of_each = ((words_as_named(text, page.version) for text in mark_texts(page)) for page in (a, b))
    said = [{frozenset(core_of(word, rules.trades) for word in words) for words in texts} for texts in of_each]
    first, second = ({words - rules.trades.words - rules.no_names for words in texts} for texts in said)
    return any(not words.isdisjoint(names_of_both(comparison.name)) for words in first & second)
