"""Reads .wacz exhibits (our own, older ones, and those of other tools) and bare HTML files as pages to compare.

Implements `rempart.ports.pages.PageReader`. A .wacz is not verified here: `rempart verify` does that.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from rempart.adapters.certificate_facts import certificate_facts
from rempart.adapters.html_encoding import MAX_BYTES, decode_html
from rempart.adapters.page_layout import layout_facts
from rempart.adapters.registrar_facts import registrar_facts
from rempart.engines.pages import Asset, Background, Fact, NotABackgroundError, PageInput
from rempart.ports.pages import BackgroundUnreadableError, CollectionPart, PageMissingError, PageUnreadableError

MAX_RECORDS = 5_000
PART_FILES = 200
MAX_BODY = 5_000_000
FACTS = "evidence/facts.json"
_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".wacz"})
_ICON = re.compile(r"(?:favicon|apple-touch-icon)[^/]*$", re.IGNORECASE)
_DNS_KINDS = {"NS": "name-server", "MX": "mail-server", "A": "address", "AAAA": "address"}


class PageFiles:
    """Pages from files and exhibits."""

    def read_file(self, path: str) -> PageInput:
        """See the port."""
        content = _read(path)
        if content.startswith(b"PK\x03\x04"):
            return _from_wacz(content, path)
        truncated = len(content) > MAX_BYTES
        return PageInput(html=decode_html(content), records={"html": f"file:{Path(path).name}"}, truncated=truncated)

    def read_exhibit(self, content: bytes) -> PageInput:
        """See the port."""
        return _from_wacz(content, "the exhibit")

    def read_collection(self, path: str) -> Iterator[tuple[str, PageInput | None]]:
        """See the port."""
        for part in self.split_collection(path):
            yield from self.read_part(part)

    def split_collection(self, path: str) -> Iterator[CollectionPart]:
        """See the port."""
        if not Path(path).is_dir():
            yield from (CollectionPart(path, rows=number) for number in range(_row_groups(path)))
            return
        found = (file for file in sorted(Path(path).rglob("*")) if file.suffix.lower() in _SUFFIXES and file.is_file())
        while files := tuple(str(file.relative_to(path)) for file in islice(found, PART_FILES)):
            yield CollectionPart(path, files)

    def read_part(self, part: CollectionPart) -> Iterator[tuple[str, PageInput | None]]:
        """See the port."""
        if part.rows is not None:
            yield from _parquet_pages(part.path, part.rows)
        for name in part.files:
            yield name, self._page_or_none(str(Path(part.path) / name))

    def _page_or_none(self, path: str) -> PageInput | None:
        try:
            return self.read_file(path)
        except (PageMissingError, PageUnreadableError):
            return None

    def read_background(self, path: str = "") -> Background:
        """See the port."""
        try:
            if path:
                return Background.from_bytes(_read(path))
            model = _shipped().joinpath("background.bin")
            return Background.from_bytes(model.read_bytes()) if model.is_file() else Background.empty()
        except NotABackgroundError as error:
            raise BackgroundUnreadableError(path=path or "the default", problem=str(error)) from error

    def find_background(self, sha256: str) -> Background | None:
        """See the port. Those that came along before lie in a folder, each under the beginning of its SHA-256."""
        former = _shipped().joinpath("former_backgrounds", f"{sha256[:12]}.bin")
        kept = Background.from_bytes(former.read_bytes()) if former.is_file() else self.read_background()
        return kept if kept.sha256 == sha256 else None


def _shipped() -> Traversable:
    return files("rempart.engines.pages")


def _row_groups(path: str) -> int:
    with _parquet(path) as file:
        return int(file.num_row_groups)


def _parquet_pages(path: str, rows: int) -> Iterator[tuple[str, PageInput | None]]:
    """One row group of a Parquet file with the columns url and html (text or bytes)."""
    with _parquet(path) as file:
        for batch in file.iter_batches(batch_size=500, row_groups=[rows], columns=["url", "html"]):
            for row in batch.to_pylist():
                content = row["html"]
                html = decode_html(content) if isinstance(content, bytes) else content or ""
                yield str(row["url"]), PageInput(html=html, url=str(row["url"] or ""))


@contextmanager
def _parquet(path: str) -> Iterator[Any]:
    from pyarrow import ArrowException  # noqa: PLC0415 (half a second that comparing two files need not spend)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with ParquetFile(path) as file:
            yield file
    except FileNotFoundError as error:
        raise PageMissingError(path=path, problem="no such folder or file") from error
    except (OSError, ArrowException, KeyError) as error:
        raise PageUnreadableError(path=path, problem=str(error).splitlines()[0]) from error


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PageMissingError(path=path, problem=(error.strerror or "cannot be read").lower()) from error


@dataclass(slots=True)
class _Found:
    """What the records of one WARC said so far."""

    resources: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    responses: dict[str, "_Response"] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    chains: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    details: dict[str, dict[str, Any]] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Response:
    record: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


def _from_wacz(content: bytes, path: str) -> PageInput:
    found = _Found()
    try:
        found.noted = _noted(content)
        for archive in _archives(content):
            for record in ArchiveIterator(BytesIO(archive)):
                _take(record, found)
                if len(found.responses) + len(found.resources) > MAX_RECORDS:
                    break
    except (zipfile.BadZipFile, ArchiveLoadFailed, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise PageUnreadableError(path=path, problem=str(error) or type(error).__name__) from error
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


def _words(value: object) -> set[str]:
    return {word for word in value if isinstance(word, str)} if isinstance(value, list) else set()


def _take(record: Any, found: _Found) -> None:
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = record.rec_headers.get_header("WARC-Record-ID") or ""
    if record.rec_type == "response" and uri.startswith("http"):
        headers = tuple(record.http_headers.headers) if record.http_headers else ()
        status = record.http_headers.get_statuscode() if record.http_headers else "0"
        body = record.content_stream().read(MAX_BODY)
        code = int(status) if status and status.isdigit() else 0
        found.responses.setdefault(uri, _Response(name, code, headers, body))
    elif record.rec_type == "metadata" and uri.startswith("http"):
        found.details.setdefault(uri, _json(record.raw_stream.read(MAX_BODY)))
    elif record.rec_type == "resource" and uri.startswith("urn:tls-chain:"):
        found.chains[uri] = (name, record.raw_stream.read(MAX_BODY))
    elif record.rec_type == "resource" and uri.startswith("urn:"):
        found.resources.setdefault(uri.split(":", 2)[1], (name, record.raw_stream.read(4 * MAX_BODY)))
    elif uri.startswith("dns:"):
        found.facts.extend(_dns_facts(record.raw_stream.read(MAX_BODY).decode("utf-8", "replace"), name))


def _page(found: _Found) -> PageInput:
    info = _json(found.resources.get("pageinfo", ("", b"{}"))[1])
    url = str(info.get("final_url") or info.get("url") or _first_page(found))
    main = found.responses.get(url) or _Response("", 200, (), b"")
    dom_record, dom = found.resources.get("dom", ("", b""))
    charset = main.header("content-type").lower().partition("charset=")[2].split(";")[0].strip("\"' ")
    text_record, text = found.resources.get("text", ("", b""))
    view_record, view = found.resources.get("view", ("", b""))
    rdap_record, rdap = found.resources.get("rdap", ("", b""))
    records = {"html": dom_record or main.record, "text": text_record or dom_record or main.record}
    if main.record:
        records["headers"] = main.record
    if found.noted:
        records["storage"] = FACTS
    headers = tuple((key.removeprefix("X-Archive-Orig-"), value) for key, value in main.headers)
    return PageInput(
        html=dom.decode("utf-8", "replace") if dom else decode_html(main.body, charset),
        url=url,
        text=text.decode("utf-8", "replace"),
        title=str(info.get("title") or ""),
        headers=headers,
        status=main.status or 200,
        scripts=tuple(_assets(found, "javascript")),
        styles=tuple(_assets(found, "text/css")),
        requests=tuple(found.responses),
        links=tuple(str(link) for link in info.get("links", ())),
        cookies=tuple(sorted(_words(found.noted.get("cookies")) | _cookies(headers))),
        storage_keys=tuple(sorted(_words(found.noted.get("storage_keys")))),
        facts=(
            *(*found.facts, *_tls_facts(found, url), *_icon_facts(found)),
            *(*registrar_facts(rdap, rdap_record), *layout_facts(view, view_record)),
        ),
        records={part: record for part, record in records.items() if record},
    )


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
            text = decode_html(response.body)[:200_000] if kind == "javascript" else ""
            yield Asset(uri, sha256(response.body).hexdigest(), text, response.record)


def _tls_facts(found: _Found, url: str) -> Iterator[Fact]:
    """Hashes of the certificate and of the key of the connection that carried the page."""
    tls = found.details.get(url, {}).get("tls")
    record, chain = found.chains.get(str(tls.get("chain")) if isinstance(tls, dict) else "", ("", b""))
    yield from certificate_facts(chain, record)


def _icon_facts(found: _Found) -> Iterator[Fact]:
    """Hashes of the site's icons. Their bytes were never kept: the proxy hashed them on their way."""
    for uri, details in found.details.items():
        media = details.get("media")
        hashes = media.get("hashes") if isinstance(media, dict) else None
        if isinstance(hashes, dict) and hashes.get("sha256") and _ICON.search(uri.partition("?")[0]):
            yield Fact("favicon", str(hashes["sha256"]), found.responses[uri].record if uri in found.responses else "")


def _dns_facts(text: str, record: str) -> Iterator[Fact]:
    for match in re.finditer(r"\sIN\s+(NS|MX|A|AAAA)\s+(?:\d+\s+)?(\S+)", text):
        yield Fact(_DNS_KINDS[match[1]], match[2].rstrip(".").lower(), record)


def _json(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
