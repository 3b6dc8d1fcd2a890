"""What people teach: names that they found to have nothing to do with a closed site make its letters less rare.

In: the background of ordinary names, and hostnames that were dismissed as another's. Out: a background that has seen
those too, so that the next name with the same letters scores lower. A stem is never forbidden: its rarity falls to
what was observed, one more ordinary name among the background's.
"""

from collections.abc import Iterable

from rempart.engines.names.forms import host_form
from rempart.engines.names.rarity import Background, count_background


def learn_ordinary(background: Background, hostnames: Iterable[str]) -> Background:
    """`background` with every label of `hostnames` (lower case) counted once more, however often it is named."""
    letters = {label.letters for hostname in hostnames for label in host_form(hostname).labels if label.letters}
    if not letters:
        return background
    seen = count_background([(label, 1.0) for label in sorted(letters)])
    tables = tuple(known + new for known, new in zip(background.tables, seen.tables, strict=True))
    return Background(background.names + seen.names, tables)
