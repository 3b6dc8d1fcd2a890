"""The CDXJ index of the archive and the list of pages, as WACZ 1.1.1 wants them."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlsplit

from rempart.adapters.exhibit.warc import Place
from rempart.ports.capturing import PageCapture

ARCHIVE_NAME = "data.warc.gz"
_INDEXED = frozenset({"response", "resource"})


def write_index(places: Iterable[Place]) -> bytes:
    """``indexes/index.cdx``: one sorted line for each response and resource record."""
    lines = [_line(place) for place in places if place.record.kind in _INDEXED]
    return "".join(sorted(lines)).encode()


def write_pages(capture: PageCapture) -> bytes:
    """``pages/pages.jsonl``: the header line and the one page."""
    url = capture.final_url or capture.url
    page = {
        "id": hashlib.sha256(url.encode()).hexdigest()[:22],
        "url": url,
        "ts": capture.finished_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": capture.title or url,
    }
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": False}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, page)).encode()


def sort_key(url: str) -> str:
    """The SURT form of `url` that orders the index: ``com,example)/path``; other schemes as they are."""
    try:
        parts = urlsplit(url)
        host, number = parts.hostname, parts.port
    except ValueError:  # a hostile page may ask for anything: brackets without an address, a port of letters
        return url.replace(" ", "%20")
    if parts.scheme not in ("http", "https") or not host:
        return url.replace(" ", "%20")
    host = ",".join(reversed(host.split(".")))
    port = f":{number}" if number and number not in (80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){(parts.path or '/')}{query}".lower().replace(" ", "%20")


def _line(place: Place) -> str:
    record = place.record
    fields = {
        "url": record.uri,
        "mime": _mime(place),
        "status": _status(place),
        "digest": "sha256:" + hashlib.sha256(record.block if record.payload is None else record.payload).hexdigest(),
        "length": str(place.length),
        "offset": str(place.offset),
        "filename": ARCHIVE_NAME,
        "recordDigest": "sha256:" + place.sha256,
    }
    stamp = record.at.astimezone(UTC).strftime("%Y%m%d%H%M%S") + f"{record.at.microsecond // 1000:03d}"
    return f"{sort_key(record.uri)} {stamp} {json.dumps(fields, ensure_ascii=True)}\n"


def _mime(place: Place) -> str:
    if place.record.kind == "resource":
        return place.record.content_type.split(";")[0]
    for line in place.record.block.split(b"\r\n\r\n", 1)[0].split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-type":
            return value.decode("latin-1").split(";")[0].strip().lower() or "unk"
    return "unk"


def _status(place: Place) -> str:
    if place.record.kind == "resource":
        return "200"
    words = place.record.block.split(b"\r\n", 1)[0].split(b" ")
    return words[1].decode("latin-1") if len(words) > 1 and words[1].isdigit() else "0"
