"""A list for a partner who may match names but not read them: keyed hashes (HMAC-SHA256), sorted.

The key is that partner's alone. Whoever has list and key can ask of a name whether it is on the list, which is the
purpose; whoever has the list without the key can ask nothing. Names are as `parse_hostname` gives them.
"""

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256

from rempart.engines.zonefile.entries import Entry, Heading
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import Hostname

KEY_BYTES = 32


class WeakKeyError(InputRejectedError):
    """The key is too short to keep the names from being guessed."""

    code = "zonefile.weak_key"
    template = "The key for hashed lists must have at least {least} bytes; this one has {found}."


def hash_name(hostname: Hostname, key: bytes) -> str:
    """What stands in the list for a name, in hex."""
    return hmac.new(key, hostname.encode("ascii"), sha256).hexdigest()


def hashed_lines(entries: Iterable[Entry], heading: Heading, key: bytes) -> Iterator[str]:
    """The list, line by line with line ends: a leading dot where everything below the name is meant too.

    Sorted by hash, so that the order tells nothing of the names. Raises WeakKeyError.
    """
    if len(key) < KEY_BYTES:
        raise WeakKeyError(least=KEY_BYTES, found=len(key))
    yield from (f"# {line}\n" for line in heading.lines)
    hashes = ((hash_name(entry.hostname, key), entry.subdomains) for entry in entries)
    yield from (f"{'.' if below else ''}{digest}\n" for digest, below in sorted(hashes))


def matches(hostname: Hostname, lines: frozenset[str], key: bytes) -> bool:
    """Whether a list (its lines without line ends) refuses the name: itself, or by a parent with what lies below."""
    digest = hash_name(hostname, key)
    if digest in lines or f".{digest}" in lines:
        return True
    _, _, parent = hostname.partition(".")
    while parent:
        if f".{hash_name(Hostname(parent), key)}" in lines:
            return True
        _, _, parent = parent.partition(".")
    return False
