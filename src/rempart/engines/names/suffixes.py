"""Public suffixes: what kind they are, and under which of them names are registered in general.

The shares are rounded from the totals that registries publish, and from what daily lists of newly registered names
are known to favour; they are the background against which a site's habit weighs.
"""

from collections.abc import Mapping

_OLD = frozenset(["biz", "com", "info", "net", "org"])
RESERVED = frozenset(["example", "test"])  # of RFC 2606: as common as can be, so that examples behave like the world
# Of all registered names, by public suffix; the rest is spread evenly.
REGISTERED: Mapping[str, float] = {
    "com": 0.42, "net": 0.035, "org": 0.03, "de": 0.045, "cn": 0.055, "co.uk": 0.028, "nl": 0.017, "ru": 0.015,
    "com.br": 0.014, "xyz": 0.015, "top": 0.015, "shop": 0.012, "online": 0.012, "info": 0.01, "store": 0.008,
    "site": 0.007, "fr": 0.011, "eu": 0.01, "it": 0.009, "pl": 0.006, "ca": 0.009, "com.au": 0.01, "in": 0.009,
    "ch": 0.007, "es": 0.005, "us": 0.005, "co": 0.01, "io": 0.004, "me": 0.003, "tv": 0.001, "cc": 0.003,
    "app": 0.003, "biz": 0.004, "club": 0.003, "vip": 0.004, "icu": 0.004, "se": 0.004, "be": 0.005, "at": 0.004,
    "jp": 0.004, "live": 0.003, "pro": 0.003, "dev": 0.002, "life": 0.002, "click": 0.002, "link": 0.001,
    "fun": 0.002, "space": 0.002, "website": 0.002, "tech": 0.002, "cloud": 0.002, "ai": 0.003, "to": 0.0003,
    "ws": 0.0003, "ir": 0.004, "tr": 0.001, "com.tr": 0.002, "cz": 0.004, "dk": 0.004, "hu": 0.002, "gr": 0.001,
    "pt": 0.001, "ro": 0.002, "ee": 0.0005,
}  # fmt: skip
# Of names in the feeds that can be had from day to day: generic suffixes, the cheap ones above all.
NEWLY_REGISTERED: Mapping[str, float] = {
    "com": 0.40, "xyz": 0.07, "top": 0.08, "shop": 0.07, "online": 0.06, "store": 0.04, "site": 0.03, "info": 0.03,
    "org": 0.03, "net": 0.04, "vip": 0.02, "icu": 0.02, "click": 0.01, "live": 0.01, "club": 0.01, "life": 0.01,
    "pro": 0.01, "app": 0.01, "cyou": 0.01, "sbs": 0.01, "lol": 0.005, "fun": 0.01, "website": 0.005, "space": 0.005,
    "tech": 0.005, "world": 0.005,
}  # fmt: skip
_UNLISTED = (1.0 - sum(REGISTERED.values())) / 1000
_UNLISTED_NEW = 0.00015  # some 650 suffixes open to anyone share a tenth


def share_of(suffix: str) -> float:
    """The share of `suffix` among the names in a stream: half of what is registered, half of what is new."""
    suffix = stand_in(suffix)
    return (REGISTERED.get(suffix, _UNLISTED) + NEWLY_REGISTERED.get(suffix, _UNLISTED_NEW)) / 2


def stand_in(suffix: str) -> str:
    """`suffix`, or ``com`` for one that is reserved for examples: there are no habits under those."""
    return "com" if suffix in RESERVED else suffix


def kind_of(suffix: str) -> str:
    """What a suffix is: ``old`` and generic, of a ``country``, a ``second`` level, or a ``new`` generic word."""
    if suffix in _OLD:
        return "old"
    if "." in suffix:
        return "second"
    return "country" if len(suffix) == 2 else "new"
