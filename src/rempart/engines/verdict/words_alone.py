"""Pages that only words call by the name of both: whoever writes on a stranger's page sets its title and headings too.

A search that shows what was searched for, a service that keeps what anybody sends, a page that was broken into: each
stands at a host of its own, under its owner's logo or none, with the site's name in title, headings and texts, and its
rules, contact point and form below.

In: two pages, their comparison and evidence. Out: which page is called so by its words alone. Never of pages of one
holder or with one menu of their own, nor of those that share rare code, a network of their own, or one long text on one
build.
"""

from rempart.engines.pages import Comparison, Family, PageFeatures, Trades
from rempart.engines.pages.comparing.mirror_hosts import names_nobody
from rempart.engines.pages.reading.naming import have_one_holder
from rempart.engines.verdict.calibration import Calibration
from rempart.engines.verdict.evidence import ASKED, Evidence
from rempart.engines.verdict.in_a_folder import doubted_reason, is_in_a_strangers_folder
from rempart.engines.verdict.own_menu import have_one_menu_of_their_own
from rempart.engines.verdict.owners import bears_marks, may_be_called_wholly, names_of_both
from rempart.kernel.reasons import Reason

_NOT_COPIED = frozenset({Family.CODE, Family.NETWORK})
_PLACED = ASKED | {Family.ACCOUNT}  # a form or a counter takes more than words


def said_by_words_alone(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> tuple[str, ...]:
    """The page or pages ("first", "second") that bear the name of both neither in a mark nor in a host, if they are
    made otherwise than the other: at a host that is called otherwise not built alike, elsewhere not of one make and
    without a form or an account of both. At two hosts that are called otherwise both may print one text, however built,
    but no form on one build. Elsewhere both have to be so if they have one long text whole. In a folder of a host that
    is called otherwise a mark tells nothing: whoever fills the folder writes it."""
    rules, strong = calibration.rules, evidence.strong
    if not rules.marked_there or Family.NAME not in strong or strong & _NOT_COPIED:
        return ()
    if have_one_holder(a.host, b.host, min(a.version, b.version)) or have_one_menu_of_their_own(a, b, calibration):
        return ()
    names, trades = names_of_both(comparison.name), calibration.comparison.trades
    sides = (("first", a), ("second", b))
    doubted = [rules.folders_doubted and is_in_a_strangers_folder(page, names, trades) for page in (a, b)]
    told = zip(sides, doubted, strict=True)
    bare = tuple(side for (side, page), foreign in told if foreign or not bears_marks(page, names, trades))
    there = tuple(side for side, page in sides if side in bare and _is_called_otherwise(page, names, trades))
    alike = comparison.build_jaccard >= rules.built_alike
    # Where neither has class names, element paths alone tell how both are built.
    unclassed = not a.classes and not b.classes and comparison.tree_jaccard >= rules.built_alike
    if there and not ((alike or unclassed) and (strong & ASKED or len(there) < len(sides))):
        return there
    if strong & _PLACED:
        return ()
    if evidence.measures["copy"]:
        return bare if len(bare) == len(sides) and not alike else ()
    return bare if comparison.build_jaccard < rules.branded else ()


def words_alone_reasons(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    """That title, headings and texts alone call a page by the name of both, one for each that `said_by_words_alone`
    tells."""
    template = (
        "Title, headings and texts alone call the {side} page by the name of both, and neither a mark nor its host "
        "does: words, contact points and forms can be put on a stranger's page."
    )
    names, found = names_of_both(comparison.name), []
    for side in said_by_words_alone(evidence, comparison, a, b, calibration):
        page = a if side == "first" else b
        if bears_marks(page, names, calibration.comparison.trades):
            found.append(doubted_reason(side, page.host))
        else:
            found.append(Reason("verdict.words_alone", template, {"side": side}))
    return found


def _is_called_otherwise(page: PageFeatures, names: frozenset[str], trades: Trades) -> bool:
    """Whether the host of `page` is known, names somebody, and is called otherwise than by one of `names`."""
    named = bool(page.host) and not names_nobody(page.read_host, trades)
    return named and not may_be_called_wholly(page, names, trades)
