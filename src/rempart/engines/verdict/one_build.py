"""Mirrors: pages that are built of the same throughout, and what each of them has of its own nevertheless.

In: two pages and their comparison. Out: yes or no, and the addresses that each mirror gives at its own host.
"""

from rempart.engines.pages import Comparison, ComparisonRules, Kind, PageFeatures
from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.pages.reading.naming import is_called_wholly, is_public_mail
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict.building import is_a_frame
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.owners import names_of_both
from rempart.engines.verdict.showing import mark_texts, words_as_named


def is_one_build(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether two pages are built of nearly the same throughout, and of more than a program's frame."""
    share = min(comparison.tree_jaccard, comparison.class_jaccard)
    return 0 < rules.one_build <= share and not is_a_frame(a, b, rules)


def are_marked_alike(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether a mark of each page says the name of both, and beside words of trades and of any menu nothing else than
    the other's does."""
    of_each = ((words_as_named(text, page.version) for text in mark_texts(page)) for page in (a, b))
    said = [{frozenset(core_of(word, rules.trades) for word in words) for words in texts} for texts in of_each]
    first, second = ({words - rules.trades.words - rules.no_names for words in texts} for texts in said)
    return any(not words.isdisjoint(names_of_both(comparison.name)) for words in first & second)


def own_mails(page: PageFeatures, names: frozenset[str], calibration: Calibration) -> frozenset[str]:
    """The addresses of `page` at a domain that is called by one of `names` which no language has as a word: each mirror
    gives one at its own, and two owners of such a name are rare."""
    coined = frozenset(name for name in names if not word_list().has(name))
    mails = (sign.value for sign in page.signs if sign.kind is Kind.EMAIL)
    return frozenset(mail for mail in mails if _is_at(mail, coined, calibration))


def _is_at(mail: str, names: frozenset[str], calibration: Calibration) -> bool:
    domain = mail.rpartition("@")[2]
    return not is_public_mail(domain) and is_called_wholly(domain, names, calibration.comparison.trades)
