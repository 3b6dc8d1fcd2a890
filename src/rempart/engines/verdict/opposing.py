"""What speaks against one site behind two pages: other names, texts, contact points, forms, another build.

In: two pages and their comparison. Out: a measure for each, 0 to 1.
"""

from collections.abc import Iterable, Mapping

from rempart.engines.pages import FAMILY_OF, Comparison, Family, Kind, PageFeatures, Sign
from rempart.engines.pages.comparing.stock_forms import asked_words
from rempart.engines.verdict.calibration import Calibration
from rempart.engines.verdict.owners import is_named
from rempart.engines.verdict.thirds import are_all, give_their_own


def oppositions_of(
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    thirds: Mapping[tuple[Kind, str], str],
) -> dict[str, float]:
    """What speaks against one site, each 0 to 1. Contact points that are all `thirds` are none in common of pages that
    share no firm name, if each gives others of its own."""
    rules = calibration.rules
    kinds_a, kinds_b = {sign.kind for sign in a.signs}, {sign.kind for sign in b.signs}
    found = {"name_differs": 1.0 if comparison.name.differs else 0.0}
    told = comparison.same_language and not comparison.walled
    if told and min(a.word_count, b.word_count) >= rules.long:
        found["text_differs"] = max(0.0, 1.0 - comparison.text_cover / 0.1)
    for family, name in ((Family.CONTACT, "contact_differs"), (Family.ACCOUNT, "account_differs")):
        kinds = _kinds_of(family) & kinds_a & kinds_b
        found[name] = 1.0 if kinds and not comparison.of_family(family) else 0.0
    found["contact_differs"] *= comparison.contacts_apart
    if are_all(comparison, thirds) and not is_named(comparison, rules) and give_their_own(a, b, thirds):
        found["contact_differs"] = 1.0
    asked = [{sign.kind for sign in only} for only in (comparison.only_a, comparison.only_b)]
    otherwise = not calibration.comparison.stock_forms or all(Kind.FORM_SHAPE in kinds for kinds in asked)
    of_each = (a.signs, b.signs) if rules.asked_whole else (comparison.only_a, comparison.only_b)
    otherwise = otherwise and not _ask_alike(*of_each, rules.asked_alike)
    if {Kind.FORM_SHAPE} <= kinds_a & kinds_b and not comparison.of_family(Family.FORM) and otherwise:
        found["form_differs"] = 1.0
    if min(a.elements, b.elements) >= 30:
        found["structure_differs"] = max(0.0, 1.0 - comparison.tree_jaccard / 0.3)
    return found


def _ask_alike(of_a: Iterable[Sign], of_b: Iterable[Sign], least: int) -> bool:
    """Whether forms among the signs of two pages have `least` questions in common, or names of fields; 0: no. A new
    theme asks the same by other means."""
    ways = (Kind.FORM_FIELDS, Kind.FORM_QUESTIONS)
    return least > 0 and any(len(_asked(of_a, way) & _asked(of_b, way)) >= least for way in ways)


def _asked(signs: Iterable[Sign], way: Kind) -> frozenset[str]:
    return frozenset().union(*(asked_words(sign) for sign in signs if sign.kind is way))


def _kinds_of(family: Family) -> set[Kind]:
    return {kind for kind, of in FAMILY_OF.items() if of is family}
