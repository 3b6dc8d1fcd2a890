"""What two pages lead to on their own hosts: a site that moves takes its menu along, and who shows its words has none.

In: two pages. Out: the paths that both lead to and that tell something, and whether these are most of both menus.
Never of paths that any site has ("about", "privacy-policy"): words of trades and of menus tell of no owner.
"""

import re

from rempart.engines.pages import ComparisonRules, PageFeatures
from rempart.engines.verdict.calibration import Calibration
from rempart.kernel.reasons import Reason

_BETWEEN = re.compile(r"[\W\d_]+")
_ENDING = re.compile(r"\.\w{2,4}$")
_SHOWN = 5  # paths that a reason names
_LEAST = 4  # letters of a word that tells
# What paths of any site say beside what its menus do.
_ANYBODYS_TEXT = """
aboutus advertise affiliate appointment areas blogs booking bookings calendar cart checkout contatti cookies corporate
dashboard detail details disclosure editorial feed form guides home legales main methodology newsletter newsletters note
pagina podcast podcasts portfolio pricing privacypolicy quote risk schedule single sitemap sommes starter tarifs thank
thanks ueber using work works your
"""
_ANYBODYS = frozenset(_ANYBODYS_TEXT.split())


def paths_of_both(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> tuple[str, ...]:
    """The paths that both pages lead to on their own hosts, in order, each with a word of no trade and no menu."""
    return tuple(path for path in sorted({*a.menu} & {*b.menu}) if _tells(path, rules))


def have_one_menu_of_their_own(a: PageFeatures, b: PageFeatures, calibration: Calibration) -> bool:
    """Whether most of the paths that two pages lead to are the same, and enough of these tell something."""
    rules = calibration.rules
    if not rules.menu:
        return False
    both, either = {*a.menu} & {*b.menu}, {*a.menu} | {*b.menu}
    if len(both) < max(rules.menu, rules.menu_share * len(either)):
        return False
    return len(paths_of_both(a, b, calibration.comparison)) >= rules.menu_telling


def menu_reasons(a: PageFeatures, b: PageFeatures, calibration: Calibration) -> list[Reason]:
    """That both lead to the same further pages of their own, where they do."""
    if not have_one_menu_of_their_own(a, b, calibration):
        return []
    paths = paths_of_both(a, b, calibration.comparison)
    template = (
        "Both lead to further pages of their own by the same paths, {count} of which not any site has ({found}): a "
        "site that moves takes its menu along."
    )
    return [Reason("verdict.menu", template, {"count": str(len(paths)), "found": ", ".join(paths[:_SHOWN])})]


def _tells(path: str, rules: ComparisonRules) -> bool:
    words = _BETWEEN.split(_ENDING.sub("", path.partition("?")[0]))
    return any(len(word) >= _LEAST and word not in rules.subjects and word not in _ANYBODYS for word in words)
