"""Whether a name ran out between two captures and was registered anew: by whom, registries hardly say.

In: two pages. Out: the days of registration. Whoever holds a name has its host and every address at it.
"""

from datetime import date

from rempart.engines.pages import Kind, PageFeatures
from rempart.engines.pages.reading.naming import have_one_holder


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
