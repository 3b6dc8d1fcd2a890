"""Whether a page is somebody's: it leads to further pages of its own host, or asks its reader for something.

What a server, a panel or a framework shows until there is a site leads to its maker's pages, and to tools on the
server.
"""

import re
from dataclasses import dataclass

from rempart.engines.pages.page import PageInput, host_of, names_a_host
from rempart.engines.pages.reading.forms import form_count
from rempart.engines.pages.reading.markup import Form, Markup

FIRST_LINKS = 200  # links of a page that are counted
_START = re.compile(r"(?:\.?/)*(?:(?:index|default|home)\.\w{2,5})?")
_TELEPHONE = re.compile(
    r"(?:(?:\b(?:t[eé]l|fon|puh|telp|tlf|đt|тел|τηλ|tālr|טל)|(?<!i)(?<!smart)phone|telef|هاتف|تلفن|電話|电话|전화|โทร|फोन|☎|📞)"
    r"[^\W\d]{0,8}[^\w+]{0,4}|\+)\(?\d[\d ()./\xa0-]{5,}",
    re.IGNORECASE,
)
_LEAST_DIGITS, _LEAST_ABROAD, _MOST_DIGITS = 6, 8, 15  # of a telephone; of one that begins with a country's number
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!//)|[{<]", re.IGNORECASE)
_FILES_TEXT = (
    "7z atom avi bmp bz2 css csv dmg doc docx eot exe gif gz ico iso jar jpeg jpg js json log md mp3 mp4 msi ods odt "
    "pdf png ppt pptx rar rss svg tar tgz ttf txt webm webp woff xls xlsx xml xz zip"
)
_FILES = frozenset(_FILES_TEXT.split())
# What is set up beside a server, under the names that it is known by everywhere.
_TOOLS_TEXT = (
    "adminer admin administrator apc cgi-bin cpanel docs examples host-manager info manager manual memcached "
    "memcache mysql ocp opcache p phpinfo phpmyadmin phppgadmin pma prober probe server-info server-status sqlite "
    "status test tz webmail webmin xdebug xprober"
)
_TALKS_TEXT = (
    "chat chats chatroom chatrooms tchat rooms room lobby salon salons sala salas stanze raum raeume kamers pokoje "
    "czat komnaty komnata mistnosti szobak camere sohbet odalar rum rummet kamar ruang phong obrolan"
)
_TALKS = frozenset(_TALKS_TEXT.split())
_SHOWN_TOOLS_TEXT = "adminer phpinfo phpmyadmin phppgadmin opcache ocp pma server-status xdebug"
_SHOWN_TOOLS = frozenset(_SHOWN_TOOLS_TEXT.split())
_TOOLS = frozenset(_TOOLS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a page leads. `further`: how many of its first links lead to further pages of its own host, each page
    counted once. `owned`: whether any does, no file and no server's tool, or a form asks for more than a name and a
    password and is not sent to another host. `to_a_talk`: whether visitors are led to where people talk. `links`: those
    of the first links, as they are written."""

    further: int
    owned: bool
    to_a_talk: bool
    links: frozenset[str]


def leads_of(markup: Markup, page: PageInput) -> Leads:
    """Where the page that `markup` is leads, worked out once for all that ask."""
    host, first, others = page.host, markup.links[:FIRST_LINKS], markup.links[FIRST_LINKS:]
    further = {link.partition("#")[0] for link in set(first) if is_further(link, host)}
    owned = bool(further) or any(is_further(link, host) for link in others)
    owned = owned or any(_asks_for_more(form, host) for form in markup.forms)
    return Leads(len(further), owned, any(_part_of(link) in _TALKS for link in further), frozenset(further))


def gives_a_telephone(markup: Markup) -> bool:
    """Whether whoever keeps the page can be called: of a thousand placeholders some twenty give a number."""
    called = any(link.lower().startswith("tel:") for link in markup.links[:FIRST_LINKS])
    return called or any(_can_be_called(found[0]) for block in markup.blocks for found in _TELEPHONE.finditer(block))


def _can_be_called(number: str) -> bool:
    """Whether `number`, with what stands before it, is as long as telephones are, and no count ("+10 000 000")."""
    digits = "".join(filter(str.isdigit, number))
    least = _LEAST_ABROAD if "+" in number else _LEAST_DIGITS
    return least <= len(digits) <= _MOST_DIGITS and not digits.endswith("000000")


def _asks_for_more(form: Form, host: str) -> bool:
    return bool(form_count([form])) and not is_an_entrance(form) and _is_own(form.target, host)


def leads_to_tools(markup: Markup) -> bool:
    """Whether the page links to a tool that is set up beside a server."""
    return any(_part_of(link) in _SHOWN_TOOLS for link in markup.links[:FIRST_LINKS])


def _part_of(link: str) -> str:
    path = _path_in(link) if names_a_host(link) else link.lstrip("./")
    return path.partition("/")[0].partition("?")[0].partition(".")[0].lower()


def is_further(link: str, host: str) -> bool:
    """Whether `link`, as it is written on a page of `host`, leads to another page of it."""
    if not link or _SCHEME.match(link) or not _is_own(link, host):
        return False
    rest = _path_in(link) if names_a_host(link) else link
    path, _, query = rest.partition("#")[0].partition("?")
    if _START.fullmatch(path):
        return bool(query)
    parts = [part for part in path.lower().split("/") if part.strip(".")]
    name, dot, ending = parts[-1].rpartition(".") if parts else ("", "", "")
    return bool(parts) and not (dot and ending in _FILES) and _TOOLS.isdisjoint({parts[0], name if dot else ending})


def _path_in(link: str) -> str:
    """What follows the host that `link` names."""
    return link.partition("//")[2].partition("/")[2]


def _is_own(link: str, host: str) -> bool:
    """Whether `link` stays on `host`, as any does that names none."""
    return not names_a_host(link) or (bool(host) and host_of(link) == host.removeprefix("www."))


def is_an_entrance(form: Form) -> bool:
    """Whether `form` asks for what a user has: whoever made the software shows it under every name."""
    return any(item.kind == "password" for item in form.fields)
