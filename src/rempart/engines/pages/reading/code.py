"""How a page is made: scripts, styles, variables, endpoints, generator marks, hosts it points to."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from urllib.parse import unquote

from rempart.engines.pages.page import PageInput, host_of, linked_host, names_a_host
from rempart.engines.pages.reading.common_storage import is_common
from rempart.engines.pages.reading.forms import endpoint_of
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import Place, called_hosts, marked_names, marked_phrases, registered
from rempart.engines.pages.signs import Kind, Sign

MAX_PER_KIND = 120
LEAST_STEM = 3
LEAST_SCRIPT = 60  # characters without spaces
MAX_SNIPPET = 1_200  # so long are the pieces of script that services tell their customers to paste
MAX_SHOWN = 80
_DIGITS = re.compile(r"\d+")
_OTHER_DIGITS = re.compile(r"[^\x00-\x7f\D]")
_HASHED = re.compile(r"[._-]?(?:[0-9a-f]{6,64}|v?\d+(?:\.\d+)*)(?=[._-]|$)|[._-]min(?=[._-]|$)")  # of small letters
# One pattern for each way to begin, with the letters first: those are sought many times faster than any of several.
_NAMED = r"([A-Za-z_$][\w$]{3,60})\s*=(?!=)"
# Before each stands what every text has that holds one: most have none of most.
_VARIABLE = (
    *((word, re.compile(rf"{word}(?<!\w{word})\s+{_NAMED}")) for word in ("var", "let", "const")),
    ("window.", re.compile(rf"window\.(?<!\wwindow\.){_NAMED}")),
)
_FUNCTION = re.compile(r"f(?<!\wf)unction\s+([A-Za-z_$][\w$]{4,60})\s*\(")
_ASKING = (
    ("fetch", "fetch"),
    ("axios.", r"axios\.\w+"),
    (".open", r"\.open"),
    ("$.", r"\$\.(?:post|get|ajax|getJSON)"),
    ("WebSocket", "WebSocket"),
    ("EventSource", "EventSource"),
)
_TARGET = r"\s*\(\s*(?:['\"][A-Z]+['\"]\s*,\s*)?['\"]([^'\"\s]{3,200})['\"]"
_CALL = tuple((mark, re.compile(asking + _TARGET)) for mark, asking in _ASKING)
_STORAGE = re.compile(r"S(?:(?<=localS)|(?<=sessionS))torage\.(?:get|set|remove)Item\(\s*['\"]([^'\"]{3,60})['\"]")
_COOKIE = re.compile(r"document\.cookie\s*=\s*['\"`]([\w.-]{3,40})=")
# Each letter by itself is sought many times faster than either.
_ADDRESS = tuple(re.compile(letter + r"[tT][tT][pP][sS]?:\\?/\\?/[^\s'\"<>)]+") for letter in "Hh")
_NUMBERS = re.compile(rb"00+")
_DIGITS_ALIKE = bytes(ord("0") if byte in b"0123456789" else byte for byte in range(256))
_HEX_ALIKE = bytes(ord("x") if byte in b"0123456789abcdefABCDEF" else ord(" ") for byte in range(256))
_LEAST_HEX = b"x" * 8
_PART_OF_ALL = frozenset(
    {"app", "main", "index", "script", "scripts", "style", "styles", "bundle", "vendor", "custom", "common"}
)
_BROUGHT_TEXT = (
    "/wp-includes/ /wp-content/plugins/ /media/jui/ /media/system/ /core/misc/ /sites/all/modules/ /bitrix/js/"
)
_BROUGHT = tuple(_BROUGHT_TEXT.split())
_VERIFICATION = frozenset(
    {
        "google-site-verification",
        "yandex-verification",
        "msvalidate.01",
        "facebook-domain-verification",
        "p:domain_verify",
    }
)


def code_signs(markup: Markup, page: PageInput, accounts: Collection[str] = ()) -> Iterable[Sign]:
    """Signs of how the page is made; at most `MAX_PER_KIND` of one kind. A short script that holds one of `accounts`,
    numbers at services, is that service's: whoever copies the number copies the script with it."""
    counts: dict[Kind, int] = {}
    told: set[tuple[Kind, str]] = set()
    for sign in _all_signs(markup, page, accounts):
        counts[sign.kind] = counts.get(sign.kind, 0) + 1
        if counts[sign.kind] <= MAX_PER_KIND and (sign.kind, sign.value) not in told:
            told.add((sign.kind, sign.value))  # of several scripts the first: the page's own
            yield sign


def _all_signs(markup: Markup, page: PageInput, accounts: Collection[str]) -> Iterable[Sign]:
    read: dict[str, tuple[Sign, ...]] = {}  # a service's script may stand on a page many times over
    for text in markup.script_texts[:60]:
        if text not in read:
            read[text] = tuple(_script_signs(text, page.host, accounts))
        yield from read[text]
    scripts = (target for target in markup.script_urls if not _is_brought(target, page.host))
    yield from islice(_file_signs(Kind.SCRIPT_FILE, scripts), MAX_PER_KIND)
    sheets = [target for relation, target in markup.relations if "stylesheet" in relation]
    sheets = [target for target in sheets if not _is_brought(target, page.host)]
    yield from islice(_file_signs(Kind.STYLE_FILE, sheets), MAX_PER_KIND)
    yield from islice(_file_signs(Kind.IMAGE_FILE, filter(None, markup.images)), MAX_PER_KIND)
    for asset in page.scripts:
        if asset.sha256:
            yield Sign(Kind.SCRIPT_HASH, asset.sha256, asset.url[:120], asset.record or "html")
        found = _script_signs(asset.text[:200_000], page.host, accounts, whole=False)
        yield from (sign._replace(part=asset.record or "html") for sign in found)
    for asset in page.styles:
        if asset.sha256:
            yield Sign(Kind.STYLE_HASH, asset.sha256, asset.url[:120], asset.record or "html")
    if generator := markup.metas.get("generator"):
        yield Sign(Kind.GENERATOR, generator.lower()[:80])
    for name in _VERIFICATION & markup.metas.keys():
        if markup.metas[name]:
            yield Sign(Kind.VERIFICATION, f"{name}:{markup.metas[name][:100]}")
    yield from (Sign(Kind.STORAGE_KEY, key[:80], part="storage") for key in page.storage_keys if not is_common(key))
    yield from (Sign(Kind.COOKIE, name[:80], part="headers") for name in page.cookies if not is_common(name))


def _script_signs(text: str, host: str, accounts: Collection[str], *, whole: bool = True) -> Iterable[Sign]:
    text = text[:100_000]
    if whole:
        yield from _whole_script(text, host, accounts)
    for name in dict.fromkeys((*_found(_VARIABLE, text), *_FUNCTION.findall(text))):
        yield Sign(Kind.VARIABLE, name)
    for target in dict.fromkeys(_found(_CALL, text)):
        if endpoint := endpoint_of(target):
            yield Sign(Kind.ENDPOINT, endpoint)
    yield from (Sign(Kind.STORAGE_KEY, key) for key in dict.fromkeys(_STORAGE.findall(text)) if not is_common(key))
    yield from (Sign(Kind.COOKIE, name) for name in dict.fromkeys(_COOKIE.findall(text)) if not is_common(name))


def _whole_script(text: str, host: str, accounts: Collection[str]) -> Iterable[Sign]:
    """What a script in the page is as a whole, but for what differs from visit to visit; nothing of a service's."""
    whole = "".join((text.replace(host, "") if host else text).split())
    settled = _settled(whole) if len(whole) >= LEAST_SCRIPT else ""  # which makes none longer
    snippet = len(settled) <= MAX_SNIPPET and any(map(text.__contains__, accounts))
    if not snippet and len(settled) >= LEAST_SCRIPT:
        digest = sha256(settled.encode("utf-8", "replace")).hexdigest()[:32]
        yield Sign(Kind.INLINE_SCRIPT, digest, _beginning(text))


def _beginning(text: str) -> str:
    """The first `MAX_SHOWN` characters of `text` with single spaces between words, mostly without reading it all."""
    shown = " ".join(text[: 4 * MAX_SHOWN].split())
    return (shown if len(shown) >= MAX_SHOWN else " ".join(text.split(maxsplit=MAX_SHOWN)))[:MAX_SHOWN]


def _found(patterns: Iterable[tuple[str, re.Pattern[str]]], text: str) -> list[str]:
    """What any of `patterns` finds, in the order in which it stands in `text`."""
    asked = (pattern for mark, pattern in patterns if mark in text)
    found = sorted((match.start(), match[1]) for pattern in asked for match in pattern.finditer(text))
    return [name for _, name in found]


def _settled(script: str) -> str:
    """`script` with 0 for each number, address, and run of eight letters and more that may be a number to base 16:
    what differs from one visit to the next. Where all such letters are made one, a run is seen fast."""
    runs = script.encode("ascii", "replace").translate(_HEX_ALIKE)
    parts: list[str] = []
    end = 0
    while (begin := runs.find(_LEAST_HEX, end)) >= 0:
        parts.append(script[end:begin])
        end = runs.find(b" ", begin)
        end = len(script) if end < 0 else end
    script = "0".join((*parts, script[end:]))
    if not script.isascii():  # of other scripts' digits too
        script = _OTHER_DIGITS.sub("0", script)
    numbered = script.encode("utf-8", "replace").translate(_DIGITS_ALIKE)
    settled = _NUMBERS.sub(b"0", numbered).decode()
    for address in _ADDRESS:
        settled = address.sub("0", settled)
    return settled


def _is_brought(target: str, host: str) -> bool:
    """Whether a script or a sheet is no file of the site's own: it lies at a host of another name, or where programs
    put what all their users have."""
    there = linked_host(target)
    other = bool(host and there) and registered(there) != registered(host)
    return other or any(map(target.__contains__, _BROUGHT))


def _file_signs(kind: Kind, targets: Iterable[str]) -> Iterable[Sign]:
    """File names with the folder above them, without versions, hashes of the content and hosts."""
    for target in dict.fromkeys(targets):
        path = (target.partition("//")[2] or target).partition("?")[0].partition("#")[0].partition(";")[0]
        path = unquote(path) if "%" in path else path
        folder, _, name = path.lower().rpartition("/")
        stem, dot, extension = name.rpartition(".")
        if not dot or len(stem) < LEAST_STEM or len(stem := _HASHED.sub("", stem)) < LEAST_STEM:
            continue
        above = _DIGITS.sub("0", folder.rpartition("/")[2])
        if above or stem not in _PART_OF_ALL:
            yield Sign(kind, f"{above}/{stem}.{extension}"[:120])


def link_signs(markup: Markup, page: PageInput, places: Sequence[Place], shown: Mapping[str, str]) -> Iterable[Sign]:
    """Where the page says it belongs (canonical address, a hostname for its title, names in those of its `places` that
    are marks; `shown`: how each of their texts is written), and the hosts that it links to."""
    own = page.host
    for relation, target in markup.relations:
        host = linked_host(target)
        if "canonical" in relation.split() and "." in host and host != own:
            yield Sign(Kind.CANONICAL_HOST, host)
    yield from (Sign(Kind.OWN_HOST, host) for host in called_hosts(markup, page))
    yield from (Sign(Kind.SITE_MARK, name, shown[text]) for name, text in marked_names(places).items())
    yield from (Sign(Kind.SITE_PHRASE, said, text) for said, text in marked_phrases(markup, page, places).items())
    hosts = dict.fromkeys(host_of(link) for link in dict.fromkeys(markup.links) if names_a_host(link))
    yield from (Sign(Kind.LINKED_HOST, host) for host in list(hosts)[:60] if "." in host and host != own)
