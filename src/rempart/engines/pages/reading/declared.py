"""Whom a page declares to search engines as whoever runs it.

In: what stands there, in JSON-LD. Out: names. Never: of what the page only speaks of or lists.
"""

import json
from collections.abc import Iterable

# Whom a page declares to be spoken of, not to be.
_SPOKEN_OF = frozenset({"itemReviewed", "about", "mentions"})
# What a page lists: whose it is stands within, and that is not whoever lists it.
_LISTED = (
    "Event",
    "JobPosting",
    "Application",
    "VideoGame",
    "VideoObject",
    "ProfilePage",
    "ItemList",
    "Review",
    "Course",
)


def declared_names(text: str) -> Iterable[str]:
    """The names of bodies and sites in one declaration; of one that is no JSON none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    pending = [data]
    for _ in range(200):
        if not pending:
            return
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(item[:50])
        elif isinstance(item, dict):
            kinds = str(item.get("@type"))
            if any(kind in kinds for kind in ("Organization", "WebSite", "Corporation", "LocalBusiness", "Brand")):
                yield str(item.get("name") or "")[:80]
            own = (value for key, value in item.items() if key not in _SPOKEN_OF)
            if not any(map(kinds.__contains__, _LISTED)):
                pending.extend(value for value in own if isinstance(value, dict | list))
