"""What mirrors have in common beside a build: mostly one text, and marks that say one name alike.

In: two pages and their comparison. Out: yes or no.
"""

from rempart.engines.pages import Comparison, ComparisonRules, PageFeatures
from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.owners import names_of_both
from rempart.engines.verdict.showing import mark_texts, words_as_named


def are_mostly_one_text(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules, least: float) -> bool:
    """Whether two long texts are one to `least` of what they say together (0: never)."""
    return 0 < least <= comparison.text_jaccard and min(a.word_count, b.word_count) >= rules.long


def are_marked_alike(
    comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules, *, least: int = 1
) -> bool:
    """Whether a mark of each page says the name of both, and beside words of trades and of any menu nothing else than
    the other's does, in `least` words that are none of these."""
    of_each = ((words_as_named(text, page.version) for text in mark_texts(page)) for page in (a, b))
    said = [{frozenset(core_of(word, rules.trades) for word in words) for words in texts} for texts in of_each]
    first, second = ({words - rules.trades.words - rules.no_names for words in texts} for texts in said)
    both = (words for words in first & second if len(words) >= least)
    return any(not words.isdisjoint(names_of_both(comparison.name)) for words in both)


def are_tellingly_marked_alike(
    comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules
) -> bool:
    """Whether a mark of each page says the name of both alike, in two words or in one that is no everyday word: of such
    a word there are many owners."""
    if are_marked_alike(comparison, a, b, rules, least=2):
        return True
    everyday = any(map(word_list().is_everyday, names_of_both(comparison.name)))
    return not everyday and are_marked_alike(comparison, a, b, rules)
