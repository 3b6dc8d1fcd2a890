"""Which record of either exhibit shows what a reason says. What was judged is not changed by it.

In: a reason of a verdict, both pages. Out: the same reason with ``record_a`` and ``record_b`` among its values.
"""

from dataclasses import replace

from rempart.engines.pages import PageFeatures
from rempart.kernel.reasons import Reason

_OF_ONE_PAGE = frozenset(
    {
        *("verdict.says_nothing", "verdict.unfinished", "verdict.voice", "verdict.untitled", "verdict.unsaid"),
        *("verdict.shown_at", "verdict.former_name", "verdict.from_its_host"),
    }
)
_OF_THE_TEXT = frozenset(
    {
        *("verdict.text_differs", "verdict.strangers", "verdict.perhaps_strangers", "verdict.quoted"),
        *("verdict.unmarked", "verdict.kept_words"),
    }
)


def cited(reason: Reason, a: PageFeatures, b: PageFeatures) -> Reason:
    """`reason` with the records that show it: those of the sign that it names, else the page's text or its HTML."""
    part = "text" if reason.code in _OF_THE_TEXT else "html"
    sides = {"record_a": a, "record_b": b}
    if reason.code in _OF_ONE_PAGE or (reason.code == "verdict.unmarked" and "side" in reason.values):
        sides = {"record_b": b} if reason.values.get("side") == "second" else {"record_a": a}
    records = {name: _record(page, reason.values.get(name) or part) for name, page in sides.items()}
    return replace(reason, values={**reason.values, **records})


def _record(page: PageFeatures, part: str) -> str:
    """A bare HTML file is the record of its text too; what is no part's name is a record's already."""
    return page.parts.get(part) or (page.parts.get("html", part) if part == "text" else part)
