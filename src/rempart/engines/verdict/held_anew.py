"""Whether a name ran out between two captures and was registered anew: by whom, registries hardly say.

In: two pages. Out: the days of registration, or yes or no. Whoever holds a name has its host and every address at it.
"""

from datetime import date

from rempart.engines.pages import Comparison, Kind, PageFeatures
from rempart.engines.pages.reading.naming import have_one_holder
from rempart.engines.verdict.calibration import Calibration
from rempart.engines.verdict.revisited import have_one_address
from rempart.engines.verdict.showing import leads_to_further


def held_anew(a: PageFeatures, b: PageFeatures, apart: int) -> tuple[str, str]:
    """The days, as ISO 8601, on which the one name that `a` and `b` are under was registered, where these are more
    than `apart` days from each other; ("", "") elsewhere. A move to another registrar leaves the day as it was."""
    if not have_one_holder(a.host, b.host, min(a.version, b.version)):
        return "", ""
    days = [next((sign.value for sign in page.signs if sign.kind is Kind.REGISTERED_ON), "") for page in (a, b)]
    try:
        first, second = map(date.fromisoformat, days)
    except ValueError:
        return "", ""
    return (days[0], days[1]) if abs((first - second).days) > apart else ("", "")


def may_be_held_anew(
    comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration, *, coded: bool
) -> bool:
    """Whether one name may have another holder now: its registration tells so, or two captures of one address say next
    to nothing alike, have no rare code (`coded`), and neither is a further page by its title. A host gives its name to
    whoever holds it, and a theme that many use is on the pages of a new holder as well."""
    rules = calibration.rules
    if not rules.holders_apart:
        return False
    anew = not coded and have_one_address(a, b) and comparison.text_cover < rules.holders_apart
    anew = anew and not leads_to_further(a, b, calibration.comparison)
    return anew or any(held_anew(a, b, rules.held_anew))
