"""Whether one page may be the other under another name: it keeps what that says and asks, whatever both are called.

In: a comparison, the families that are reasons, whether both pages are of one make. Out: how far, and the sentence that
says so. Never: a "same".
"""

from dataclasses import dataclass

from rempart.engines.pages import Comparison, Family
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.owners import is_named
from rempart.kernel.reasons import Reason

_TELLS_FROM = 0.3  # half of a page's own sentences, or a sixth of them and its form
_WHOLLY = 0.7  # of the own sentences of both pages
_KEPT: dict[tuple[bool, bool], tuple[str, str]] = {  # whether forms of both ask the same, whether they are nearly kept
    (False, False): (
        "verdict.kept_words",
        (
            "{count} of {of} own sentences of the page that has fewer are on both ({rarity}): a site that reopens "
            "under another name keeps its words, and so does who copies them."
        ),
    ),
    (True, False): (
        "verdict.kept_form",
        (
            "{count} of {of} own sentences of the page that has fewer are on both ({rarity}), and forms of both ask "
            "for the same: a site that reopens under another name keeps these."
        ),
    ),
    (True, True): (
        "verdict.kept_nearly",
        (
            "{count} of {of} own sentences of one page are on the other too, whole, broken or with a word changed "
            "({rarity}), and forms of both ask for the same: a site that reopens under another name keeps these."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Renaming:
    """`kept`: how far pages made otherwise say and ask the same; `is_likely`: whether a name that differs tells little.

    Pages of one make say and ask what their template brought: there both have to keep nearly all, and it counts little,
    or half if they offer the same choices too and give no contact points of their own.
    """

    kept: float = 0.0
    is_likely: bool = False

    @property
    def measures(self) -> dict[str, float]:
        """What is weighed: beside kept words another make and a form that asks for more are no surprise."""
        return {"kept": self.kept, "form_differs": 0.0, "structure_differs": 0.0} if self.kept else {}


def renaming_of(
    comparison: Comparison, strong: frozenset[Family], rules: Rules, *, one_make: bool, apart: bool
) -> Renaming:
    """How far one page keeps words of the other under no name of both; `strong`: the families that are reasons;
    `apart`: each gives contact points of its own.

    Half of its own sentences are enough beside a form that asks or offers the same. Without one both have to say little
    else, and give nothing that is copied with words: so do reports, and documents that many copy.
    """
    words = comparison.kept
    if not rules.kept_unasked or not words.sentences or is_named(comparison, rules):
        return Renaming()
    of_both = words.sentences / words.more
    if one_make:
        wholly = words.asks and of_both >= _WHOLLY
        offers = Family.CHOICES in strong and not apart
        return Renaming(of_both / 2 if wholly and offers else 0.0, wholly)
    if words.asks or Family.CHOICES in strong:
        kept = words.sentences / words.fewer
    else:
        kept = 0.0 if strong & {Family.CONTACT, Family.ACCOUNT} else rules.kept_unasked * of_both
    return Renaming(kept, kept >= _TELLS_FROM)


def kept_reason(comparison: Comparison, weight: float, rarity: str) -> Reason:
    """That one page may be the other under another name: what it keeps of what that says and asks. `weight` in log10
    units; `rarity` of the commonest sentence, in words."""
    kept = comparison.kept
    values = {"count": str(kept.sentences), "of": str(kept.fewer), "rarity": rarity}
    return Reason(*_KEPT[kept.asks, kept.nearly], values, weight)
