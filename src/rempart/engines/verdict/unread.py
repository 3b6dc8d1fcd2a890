"""That a page holds more than is read: what lies beyond is not compared, and nobody should think that it was.

In: two pages. Out: a sentence for each that was cut. Never a weight: of what was not read nothing is known.
"""

from rempart.engines.pages import PageFeatures
from rempart.engines.verdict.calibration import Rules
from rempart.kernel.reasons import Reason


def unread_reasons(a: PageFeatures, b: PageFeatures, rules: Rules) -> list[Reason]:
    """That a page was cut, or keeps no words since more styles than are weighed may hide them."""
    template = (
        "The {side} page holds more than is read here (characters, elements within each other, styles or style "
        "sheets): what lies beyond that was not compared."
    )
    sides = (("first", a), ("second", b))
    told = [side for side, page in sides if rules.tells_unread and page.cut]
    return [Reason("verdict.unread", template, {"side": side}) for side in told]
