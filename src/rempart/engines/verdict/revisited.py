"""Two captures of one address: what a stranger copies he shows at an address of his own.

In: two pages, their comparison, which families can stand as a reason. Out: yes or no. A new holder of the host, as who
seizes or sells it, puts nobody else's counter on what he shows there; without one, one address tells nothing here.
"""

from collections.abc import Collection, Mapping

from rempart.engines.pages import Comparison, Family, PageFeatures
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.differing import APART
from rempart.engines.verdict.owners import names_of_both
from rempart.engines.verdict.showing import reports_on

_ROUTES = ("/", "!")  # behind "#": which of its pages, or its users' pages, an application shows


def is_revisited(
    strong: Collection[Family],
    measures: Mapping[str, float],
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    rules: Rules,
) -> bool:
    """Whether both are of one address, on which one part of the text and one account stand, and nothing that both give
    differs, nor does either speak for somebody else, or of the site ("Velmora Fans")."""
    if not rules.revisited or comparison.text_cover < rules.revisited or not have_one_address(a, b):
        return False
    names = names_of_both(comparison.name)
    of_it = any(reports_on(page, names) for page in (a, b))
    apart = any(measures.get(name, 0.0) for name in APART) or any(comparison.voices) or of_it
    return not apart and Family.TEXT in strong and Family.ACCOUNT in strong


def have_one_address(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether the addresses of both are known, and one, but for scheme, "www." and a part of the page behind "#"."""
    return bool(a.host and b.host) and _address(a) == _address(b)


def shown_address(page: PageFeatures, *, route: bool) -> str:
    """The address of `page` as it is told, with the `route` in it if asked for, and without a part of the page."""
    whole, _, part = page.url.partition("#")
    return f"{whole}#{part.strip()}" if route and part.startswith(_ROUTES) else whole


def _address(page: PageFeatures) -> str:
    whole, _, part = page.url.strip().partition("#")
    _, mark, rest = whole.partition("//")  # an address may be typed as its host and path alone
    host, _, path = (rest if mark else whole).partition("/")
    shown = f"#{part}" if part.startswith(_ROUTES) else ""
    return f"{host.lower().removeprefix('www.')}/{path}".rstrip("/") + shown
