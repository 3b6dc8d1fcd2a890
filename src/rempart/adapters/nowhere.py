"""An address on a host that nobody can have made: what it answers there is the host's own error page."""

import secrets
from urllib.parse import urljoin

_SYLLABLES = (3, 4, 5)


def nowhere_on(base: str) -> str:
    """Such an address on the host of `base`, in the form of a word: it must not tell the site who looks."""
    word = "".join(secrets.choice("bcdfglmnprstv") + secrets.choice("aeiou") for _ in range(secrets.choice(_SYLLABLES)))
    return urljoin(base, f"/{word}{secrets.choice('lnrst')}")
