"""The zone files that an account may fetch, as central zone data services list them: a JSON list of URLs."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from rempart.kernel.plain_text import plain
from rempart.ports.streams import StreamUnreadableError

# A label of the DNS (RFC 1035) has 63 octets.
LONGEST_ZONE = 63


@dataclass(frozen=True, slots=True)
class ListedZone:
    """One zone and the URL of its file."""

    zone: str
    url: str


def read_zone_list(label: str, address: str, content: bytes) -> tuple[ListedZone, ...]:
    """Every zone of the list at `address`, in its order; a zone's name is its file's, up to the first ending.

    Raises StreamUnreadableError for what is no such list, and where a file lies under another domain than the list: the
    secret that opens it must not go there.
    """
    try:
        urls = json.loads(content)
        found = tuple(ListedZone(_zone_of(url), url) for url in urls)
    except (ValueError, TypeError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem="this is no JSON list of URLs") from error
    for each in found:
        if not each.zone or _domain(each.url) != _domain(address):
            raise StreamUnreadableError(stream=label, problem=f"{each.url} lies outside {_domain(address)}")
    return found


def _zone_of(url: str) -> str:
    return plain(urlsplit(url).path.rpartition("/")[2].partition(".")[0], LONGEST_ZONE)


def _domain(url: str) -> str:
    """The last two labels of the host: such services keep lists and files on two hosts of one domain."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
