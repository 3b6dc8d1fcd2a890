"""Logos of others on a page: of those who use it, pay it or are sold there. A wall of them says nobody's name.

In: the logos of a page and where else names stand. Out: the logos that may be its own. Never: a list of brands.
"""

from collections.abc import Iterable, Mapping, Sequence

from rempart.engines.pages.reading.naming import SIDES, Place, names_in
from rempart.engines.pages.words.text import plain_name

LEAST_OTHERS = 3  # logos of as many names that the page is not called by are a wall
_LEAST_SAID = 2  # times that the text says the name in the first logo
_LEAST_PART = 4  # letters of a name within a logo in one word: "Lantern Quay" in "Lanternquay"
_CALLED = frozenset({"title", "og:site_name", "application-name", "copyright", "declared"})


def without_wall(
    places: Sequence[Place], logos: Iterable[str], mentions: Mapping[str, int], addresses: Iterable[str]
) -> tuple[Place, ...]:
    """`places` without logos of others and their files, if `logos` hold a wall of them. Those stay that say what the
    page is called elsewhere: in title, site name, copyright line or declaration, or by an address (its host, contact
    `addresses`); and the first, unless the title is one name alone and the text hardly says the logo's. `mentions`: how
    often the text says each word."""
    known = {name for sort, text, _ in places if sort in _CALLED for name in names_in(text)}
    labels = [plain_name(address) for address in addresses]
    shown = list(dict.fromkeys(logos))
    own = {name for logo in shown for name in names_in(logo) if len(name) >= _LEAST_PART and _is_in(name, labels)}
    others = {names for logo in shown if not _says_one(logo, known | own) and (names := frozenset(names_in(logo)))}
    if len(others) < LEAST_OTHERS:
        return tuple(places)
    titles = [side for sort, text, _ in places if sort == "title" for side in SIDES.split(text)]
    named = any(plain_name(side) in names_in(side) for side in titles)
    own |= {name for name in names_in(shown[0]) if not named or mentions.get(name, 0) >= _LEAST_SAID}
    return tuple(place for place in places if place[0] not in {"logo", "file"} or _says_one(place[1], known | own))


def _is_in(name: str, labels: Iterable[str]) -> bool:
    return any(name in label for label in labels)


def _says_one(logo: str, known: Iterable[str]) -> bool:
    whole, names = plain_name(logo), names_in(logo)
    return any(name in names or (len(name) >= _LEAST_PART and name in whole) for name in known)
