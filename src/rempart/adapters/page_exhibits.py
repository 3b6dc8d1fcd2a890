"""Reads .wacz exhibits (our own, older ones, and those of other tools) as pages to compare.

In: the bytes of an exhibit. Out: a `PageInput`, each part with the record that it comes from.
Never: a verification, which `rempart verify` does; a media byte.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from rempart.adapters.certificate_facts import certificate_facts
from rempart.adapters.html_encoding import MAX_BYTES, decode_html
from rempart.adapters.page_layout import layout_facts
from rempart.adapters.registry_facts import registry_facts
from rempart.engines.pages import Asset, Fact, PageInput, SidePage, host_of
from rempart.engines.pages.beside import find_rules_links
from rempart.engines.pages.sight.sheets import applied_sheets
from rempart.ports.capturing import list_left_out
from rempart.ports.pages import PageUnreadableError

MAX_RECORDS = 5_000
MAX_BODY = 5_000_000
MAX_BESIDE = 6
MAX_FRAMES, FRAME = 30, "urn:frame:"  # as the exhibit names them
MOST_AROUND = 50  # words of a page that may show nothing but a frame
MAX_TITLE = 500  # letters; a script may set one of any length
MAX_SCRIPT, MAX_SHEET = 200_000, 1_000_000  # characters
FACTS = "evidence/facts.json"
# What zipfile, zlib and warcio raise at an archive that is cut off, damaged, locked, or made to break its reader.
BROKEN = (
    *(zipfile.BadZipFile, ArchiveLoadFailed, zlib.error, EOFError, OSError, RuntimeError),
    *(ValueError, AttributeError, LookupError, TypeError),
)
_ICON = re.compile(r"(?:favicon|apple-touch-icon)[^/]*$", re.IGNORECASE)
_ICON_WORDS = frozenset({"icon", "apple-touch-icon", "apple-touch-icon-precomposed"})
MAX_LINKS = 500
_REFUSED = re.compile(r"^; refused: (.*)$", re.MULTILINE)
_DNS_KINDS = {"NS": "name-server", "MX": "mail-server", "A": "address", "AAAA": "address"}


@dataclass(slots=True)
class _Found:
    """What the records of one WARC said so far."""

    resources: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    responses: dict[str, "_Response"] = field(default_factory=dict)
    lookups: list[tuple[str, Fact]] = field(default_factory=list)
    registries: list[tuple[str, bytes]] = field(default_factory=list)
    chains: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    details: dict[str, dict[str, Any]] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)
    frames: list[tuple[str, str, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Response:
    record: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def charset(self) -> str:
        return self.header("content-type").lower().partition("charset=")[2].split(";")[0].strip("\"' ")

    @property
    def is_page(self) -> bool:
        return "html" in self.header("content-type").lower() and not self.header("location")


def read_exhibit(content: bytes, path: str) -> PageInput:
    """The page in the exhibit `content`; `path` is what to call it. Raises PageUnreadableError."""
    found = _Found()
    try:
        found.noted = _noted(content)
        for archive in _archives(content):
            for record in ArchiveIterator(BytesIO(archive)):
                _take(record, found)
                if len(found.responses) + len(found.resources) > MAX_RECORDS:
                    break
    except BROKEN as error:
        raise PageUnreadableError(path=path, problem="its archive is broken or cut off") from error
    if not found.responses and "dom" not in found.resources:
        raise PageUnreadableError(path=path, problem="no page was captured in it")
    return _page(found)


def _archives(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        for entry in package.infolist():
            if entry.filename.startswith("archive/") and ".warc" in entry.filename and entry.file_size <= 4 * MAX_BYTES:
                yield package.read(entry)


def _noted(content: bytes) -> dict[str, Any]:
    """The facts that our own exhibits keep beside the archive; of another tool's none."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        entry = package.NameToInfo.get(FACTS)
        return _json(package.read(entry)) if entry and entry.file_size <= 4 * MAX_BODY else {}


def _list_of_words(value: object) -> list[str]:
    """The texts in a list of JSON: another tool's may be anything, or hold anything."""
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _take(record: Any, found: _Found) -> None:
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = record.rec_headers.get_header("WARC-Record-ID") or ""
    if record.rec_type == "response" and uri.startswith("http"):
        headers = tuple(record.http_headers.headers) if record.http_headers else ()
        status = record.http_headers.get_statuscode() if record.http_headers else "0"
        body = record.content_stream().read(MAX_BODY)
        code = int(status) if status and status.isdecimal() else 0
        found.responses.setdefault(uri, _Response(name, code, headers, body))
    elif record.rec_type == "metadata" and uri.startswith("http"):
        found.details.setdefault(uri, _json(record.raw_stream.read(MAX_BODY)))
    elif record.rec_type == "resource" and uri.startswith("urn:tls-chain:"):
        found.chains[uri] = (name, record.raw_stream.read(MAX_BODY))
    elif record.rec_type == "resource" and uri.startswith("urn:rdap:"):
        found.registries.append((name, record.raw_stream.read(MAX_BODY)))
    elif record.rec_type == "resource" and uri.startswith(FRAME) and len(found.frames) < MAX_FRAMES:
        found.frames.append((name, uri.removeprefix(FRAME).partition(":")[2], record.raw_stream.read(MAX_BODY)))
    elif record.rec_type == "resource" and uri.startswith("urn:"):
        found.resources.setdefault(uri.split(":", 2)[1], (name, record.raw_stream.read(4 * MAX_BODY)))
    elif uri.startswith("dns:"):
        asked = uri.removeprefix("dns:").partition("?")[0].lower().rstrip(".")
        answers = record.raw_stream.read(MAX_BODY).decode("utf-8", "replace")
        found.lookups.extend((asked, fact) for fact in _dns_facts(answers, name))


def _page(found: _Found) -> PageInput:
    info = _json(found.resources.get("pageinfo", ("", b"{}"))[1])
    url = str(info.get("final_url") or info.get("url") or "")
    if url not in found.responses and "dom" not in found.resources:
        url = _first_page(found)  # of another tool, which says nothing of the page, or in other words
    main = found.responses.get(url) or _Response("", 200, (), b"")
    dom_record, dom = found.resources.get("dom", ("", b""))
    text_record, text = found.resources.get("text", ("", b""))
    view_record, view = found.resources.get("view", ("", b""))
    records = {"html": dom_record or main.record, "text": text_record or dom_record or main.record}
    if main.record:
        records["headers"] = main.record
    if found.noted:
        records["storage"] = FACTS
    headers = tuple((key.removeprefix("X-Archive-Orig-"), value) for key, value in main.headers)
    html = dom.decode("utf-8", "replace") if dom else decode_html(main.body, main.charset)
    return PageInput(
        html=html,
        url=url,
        text=text.decode("utf-8", "replace"),
        title=str(info.get("title") or "")[:MAX_TITLE],
        headers=headers,
        status=main.status or 200,
        scripts=tuple(_assets(found, "javascript")),
        styles=_styles(found, html, url),
        requests=tuple(found.responses),
        links=tuple(_list_of_words(info.get("links"))),
        cookies=tuple(sorted({*_list_of_words(found.noted.get("cookies")), *_cookies(headers)})),
        storage_keys=tuple(sorted(set(_list_of_words(found.noted.get("storage_keys"))))),
        facts=(
            *(*_own_lookups(found, host_of(url)), *_tls_facts(found, url), *_icon_facts(found, html, url)),
            *(fact for record, answer in found.registries for fact in registry_facts(answer, record)),
            *layout_facts(view, view_record),
        ),
        beside=tuple(_beside(found, html, url)),
        frames=tuple(_frames(found, text.decode("utf-8", "replace"))),
        records={part: record for part, record in records.items() if record},
    )


def _own_lookups(found: _Found, host: str) -> Iterator[Fact]:
    """What was answered for the page's own name and the names above it: other hosts' servers are their suppliers'."""
    own = host.removeprefix("www.")
    return (fact for asked, fact in found.lookups if asked.removeprefix("www.") == own or own.endswith(f".{asked}"))


def _beside(found: _Found, html: str, url: str) -> Iterator[SidePage]:
    """The rules and terms that the page links to, as far as they were captured, and the host's error page."""
    for target in find_rules_links(html, url, MAX_BESIDE):
        if (answer := _answer_of(found, target)) and answer.status == 200 and answer.body:
            yield SidePage(target, decode_html(answer.body, answer.charset), answer.record)
    for target, answer in found.responses.items():
        if target != url and host_of(target) == host_of(url) and answer.is_page and answer.status >= 400:
            yield SidePage(target, decode_html(answer.body, answer.charset), answer.record, is_error=True)
            return


def _frames(found: _Found, text: str) -> Iterator[SidePage]:
    """What frames showed, with the style sheets that each applies written into it; of a page whose own `text` says
    more than a line of its own nobody asks for them."""
    for record, url, content in found.frames if len(text.split()) < MOST_AROUND else ():
        html = content.decode("utf-8", "replace")
        sheets = (asset.text for asset in _styles(found, html, url) if asset.text and "</" not in asset.text)
        yield SidePage(url, "".join((*(f"<style>{text}</style>" for text in sheets), html)), record)


def _answer_of(found: _Found, url: str) -> "_Response | None":
    """The page that `url` led to, over at most three redirects on its host."""
    host = host_of(url)
    for _ in range(3):
        answer = found.responses.get(url)
        if answer is None or answer.is_page:
            return answer
        url = _target_of(url, answer)
        if host_of(url) != host:
            return None
    return None


def _target_of(url: str, answer: _Response) -> str:
    """The address that `answer`, from `url`, leads to, "" where it leads nowhere: a site may send what none is."""
    target = answer.header("location")
    try:
        return urljoin(url, target) if target else ""
    except ValueError:
        return ""


def _cookies(headers: tuple[tuple[str, str], ...]) -> set[str]:
    return {value.partition("=")[0] for key, value in headers if key.lower() == "set-cookie"}


def _first_page(found: _Found) -> str:
    """The first answer that is an HTML page, where no page information says which it is."""
    pages = [uri for uri, response in found.responses.items() if "html" in response.header("content-type").lower()]
    answered = [uri for uri in pages if found.responses[uri].status < 300]
    return next(iter([*answered, *pages, *found.responses]), "")


def _assets(found: _Found, kind: str) -> Iterator[Asset]:
    for uri, response in found.responses.items():
        if kind in response.header("content-type").lower() and response.body:
            text = decode_html(response.body)[: MAX_SCRIPT if kind == "javascript" else MAX_SHEET]
            yield Asset(uri, sha256(response.body).hexdigest(), text, response.record)


def _styles(found: _Found, html: str, url: str) -> tuple[Asset, ...]:
    """All style sheets, with the text of those that the page applies: others are loaded for a frame, or for paper."""
    styles = tuple(_assets(found, "text/css"))
    texts = {asset.url: asset.text for asset in styles}
    for uri, response in found.responses.items():
        if target := _target_of(uri, response):
            texts.setdefault(uri, texts.get(target, ""))
    applied = applied_sheets(html, url, {address: text for address, text in texts.items() if text})
    answered = {_target_of(uri, found.responses[uri]) or uri: text for uri, text in applied.items()}
    return tuple(replace(asset, text=answered.get(asset.url, "")) for asset in styles)


def _tls_facts(found: _Found, url: str) -> Iterator[Fact]:
    """Hashes of the certificate and of the key of the connection that carried the page."""
    tls = found.details.get(url, {}).get("tls")
    record, chain = found.chains.get(str(tls.get("chain")) if isinstance(tls, dict) else "", ("", b""))
    yield from certificate_facts(chain, record, host_of(url))


def _icon_facts(found: _Found, html: str, url: str) -> Iterator[Fact]:
    """Hashes of the site's icons, by their usual names or as the page names them. Their bytes were never kept: the
    proxy hashed them on their way."""
    declared, told = set(_declared_icons(html, url)), set[str]()
    for uri, details in found.details.items():
        media = details.get("media")
        hashes = media.get("hashes") if isinstance(media, dict) else None
        hashed = str(hashes.get("sha256") or "") if isinstance(hashes, dict) else ""
        is_icon = uri in declared or _ICON.search(uri.partition("?")[0])
        if hashed and hashed not in told and is_icon:
            told.add(hashed)
            yield Fact("favicon", hashed, found.responses[uri].record if uri in found.responses else "", uri)


def _declared_icons(html: str, url: str) -> Iterator[str]:
    """Where the page says that its icons lie, on its own host: one on another is its maker's, whoever's the page is."""
    for node in LexborHTMLParser(html or "<html></html>").css("link[rel][href]")[:MAX_LINKS]:
        if _ICON_WORDS & set((node.attributes.get("rel") or "").lower().split()):
            with suppress(ValueError):
                target = urldefrag(urljoin(url, (node.attributes.get("href") or "").strip()))[0]
                if host_of(target).removeprefix("www.") == host_of(url).removeprefix("www."):
                    yield target


def _dns_facts(text: str, record: str) -> Iterator[Fact]:
    """What a look-up was answered with, but for the addresses that were left out: half of the world has the same
    private ones, so that two sites which name one have nothing in common."""
    refused = _REFUSED.search(text)
    left_out = {rule.partition(" ")[0] for rule in list_left_out(refused[1])} if refused else ()
    for match in re.finditer(r"\sIN\s+(NS|MX|A|AAAA)\s+(?:\d+\s+)?(\S+)", text):
        value = match[2].rstrip(".").lower()
        if value not in left_out:
            yield Fact(_DNS_KINDS[match[1]], value, record)


def _json(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
