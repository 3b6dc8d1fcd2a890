"""From a capture to its WARC records: exchanges, DNS, TLS chains, RDAP, what the page became, nothing of media."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from rempart.adapters.exhibit.sniffing import UnreadableCodingError, find_media, redact_inline, undo_codings
from rempart.adapters.exhibit.warc import Record, name_record, warc_date
from rempart.ports.capturing import DnsFact, Exchange, FrameDom, MediaFact, PageCapture, TlsFact

MAX_INLINE_CODE = 2_000
_HTTP_REQUEST = "application/http; msgtype=request"
_HTTP_RESPONSE = "application/http; msgtype=response"
_TRUNCATED_WORDS = frozenset({"length", "time", "disconnect"})


@dataclass(frozen=True, slots=True)
class Payload:
    """What is written of a response's body, and why that differs from what the server sent.

    `renamed` are header names that are kept under ``X-Archive-Orig-`` because they no longer describe the body.
    """

    body: bytes
    media: MediaFact | None = None
    note: str = ""
    renamed: frozenset[str] = frozenset()
    original_sha256: str = ""


def list_records(capture: PageCapture) -> tuple[Record, ...]:
    """Every record of `capture` in file order, named."""
    seed = f"{capture.url}\n{warc_date(capture.started_at)}"
    named: list[Record] = []
    for record in _all_records(capture):
        record_id = name_record(seed, len(named), record.block)
        # A record that points at its request or response comes right after it; a placeholder stands for that id.
        latest = {f"@{kind}": _latest(named, kind) for kind in ("request", "response")}
        fields = tuple((name, latest.get(value, value)) for name, value in record.fields)
        named.append(replace(record, record_id=record_id, fields=fields))
    return tuple(named)


def _latest(named: list[Record], kind: str) -> str:
    return next((record.record_id for record in reversed(named) if record.kind == kind), "")


def header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """All values of the header `name`, joined by a comma as RFC 9110 allows."""
    return ", ".join(value for key, value in headers if key.lower() == name)


def choose_payload(exchange: Exchange) -> Payload:
    """What of the body may be written: nothing of a medium, inline media cut out, the rest as it came."""
    renamed = frozenset({"transfer-encoding"})
    if exchange.media is not None:
        return Payload(b"", media=exchange.media, note="media withheld by the proxy", renamed=renamed)
    original = hashlib.sha256(exchange.body).hexdigest()
    declared = header(exchange.response_headers, "content-type")
    try:
        decoded = undo_codings(exchange.body, header(exchange.response_headers, "content-encoding"))
    except UnreadableCodingError as error:
        return Payload(b"", note=f"withheld: {error}", renamed=renamed, original_sha256=original)
    kind = find_media(decoded)
    if kind:
        length = len(exchange.body)
        fact = MediaFact(exchange.url, declared, kind, length, where="found by the last gate before writing")
        return Payload(b"", media=fact, note="media withheld before writing", renamed=renamed, original_sha256=original)
    redacted, count = redact_inline(decoded)
    if count:
        note = f"{count} inline media removed; the rest is decoded"
        return Payload(redacted, note=note, renamed=renamed | {"content-encoding"}, original_sha256=original)
    return Payload(exchange.body, renamed=renamed, original_sha256=original)


def _all_records(capture: PageCapture) -> Iterator[Record]:
    yield _warcinfo(capture)
    for fact in capture.dns:
        yield _dns(fact)
    chains: set[str] = set()
    for exchange in capture.exchanges:
        if exchange.tls is not None and exchange.tls.chain and chain_id(exchange.tls) not in chains:
            chains.add(chain_id(exchange.tls))
            yield _chain(exchange, exchange.tls)
        yield from _exchange(exchange)
    for name in sorted(capture.rdap):
        block = capture.rdap[name].encode()
        yield Record("resource", f"urn:rdap:{name}", capture.finished_at, "application/rdap+json", block)
    yield from _page(capture)


def _warcinfo(capture: PageCapture) -> Record:
    fields = {
        "software": " ".join(f"{name}/{version}" for name, version in sorted(capture.tools.items())),
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "One look at one page; no image, video or sound is kept",
        "policy": policy_digest(capture),
    }
    block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()).encode()
    return Record(
        "warcinfo", "", capture.started_at, "application/warc-fields", block, (("WARC-Filename", "data.warc.gz"),)
    )


def policy_digest(capture: PageCapture) -> str:
    """SHA-256 in hex over the policy that the capture was made under, as canonical JSON."""
    content = json.dumps(asdict(capture.policy), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def chain_id(tls: TlsFact) -> str:
    """SHA-256 in hex over the certificates of the chain, as PEM text."""
    return hashlib.sha256("".join(tls.chain).encode()).hexdigest()


def _dns(fact: DnsFact) -> Record:
    lines = [
        fact.at.strftime("%Y%m%d%H%M%S"),
        f"; resolver {fact.resolver}; {fact.record_type} {fact.response_code}",
        *([f"; refused: {' '.join(fact.refused.split())}"] if fact.refused else []),
        *(" ".join(answer.split()) for answer in fact.answers),
    ]
    block = "\n".join(lines).encode() + b"\n"
    return Record("resource", f"dns:{fact.name}?type={fact.record_type}", fact.at, "text/dns", block)


def _chain(exchange: Exchange, tls: TlsFact) -> Record:
    block = "".join(tls.chain).encode()
    uri = f"urn:tls-chain:{chain_id(tls)}"
    return Record("resource", uri, exchange.at, "application/pem-certificate-chain", block)


def _exchange(exchange: Exchange) -> Iterator[Record]:
    peer = (("WARC-IP-Address", exchange.peer_address),) if exchange.peer_address else ()
    request = _http_head(exchange.request_line, exchange.request_headers) + exchange.request_body
    yield Record("request", exchange.url, exchange.at, _HTTP_REQUEST, request, peer, exchange.request_body)
    payload = choose_payload(exchange)
    head = _http_head(exchange.status_line, exchange.response_headers, payload.renamed)
    fields = [*peer, ("WARC-Concurrent-To", "@request"), ("WARC-Protocol", _http_version(exchange))]
    if exchange.tls is not None:
        fields.append(("WARC-Protocol", exchange.tls.version.lower().replace("tlsv", "tls/")))
        fields.append(("WARC-Cipher-Suite", exchange.tls.cipher))
    if not _is_whole(exchange, payload):
        word = exchange.truncated if exchange.truncated in _TRUNCATED_WORDS else "unspecified"
        fields.append(("WARC-Truncated", word))
    yield Record(
        "response", exchange.url, exchange.at, _HTTP_RESPONSE, head + payload.body, tuple(fields), payload.body
    )
    facts = json.dumps(_exchange_facts(exchange, payload), sort_keys=True, ensure_ascii=False, indent=1).encode()
    yield Record(
        "metadata", exchange.url, exchange.at, "application/json", facts, (("WARC-Concurrent-To", "@response"),)
    )


def _exchange_facts(exchange: Exchange, payload: Payload) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "peer_address": exchange.peer_address,
        "headers_as_received": [list(pair) for pair in exchange.response_headers],
        "body_length": exchange.wire_length or len(exchange.body),
        "body_sha256": exchange.wire_sha256 or payload.original_sha256,
        "kept": "whole" if _is_whole(exchange, payload) else "not whole",
    }
    if exchange.removed:
        facts["removed_inline"] = [media_facts(media) for media in exchange.removed]
    if payload.note:
        facts["note"] = payload.note
    if exchange.truncated:
        facts["truncated"] = exchange.truncated
    if payload.media is not None:
        facts["media"] = {**media_facts(payload.media), "bytes_retained": False}
    facts["tls"] = tls_facts(exchange.tls) if exchange.tls else {"none": f"{exchange.url.split(':', 1)[0]} has no TLS"}
    return facts


def _is_whole(exchange: Exchange, payload: Payload) -> bool:
    changed = payload.body != exchange.body or exchange.removed or exchange.truncated
    return not changed and payload.media is None


def media_facts(media: MediaFact) -> dict[str, Any]:
    """A medium's facts as JSON values."""
    return {**asdict(media), "hashes": dict(media.hashes)}


def tls_facts(tls: TlsFact) -> dict[str, Any]:
    """A handshake as JSON values; the chain lies in its own record, found by its digest."""
    facts = {key: value for key, value in asdict(tls).items() if key != "chain"}
    return {**facts, "chain": f"urn:tls-chain:{chain_id(tls)}" if tls.chain else "", "certificates": len(tls.chain)}


def _page(capture: PageCapture) -> Iterator[Record]:
    url, at = capture.final_url or capture.url, capture.finished_at
    dom, text = capture.dom.encode(), capture.text.encode()
    information = {
        "url": capture.url,
        "final_url": capture.final_url,
        "title": capture.title,
        "links": list(capture.links),
        "scripts": list_scripts(capture),
        "inline_code": list_inline_code(capture),
    }
    info = json.dumps(information, sort_keys=True, ensure_ascii=False, indent=1).encode()
    yield Record("resource", f"urn:pageinfo:{url}", at, "application/json", info)
    yield Record("resource", f"urn:dom:{url}", at, "text/html; charset=utf-8", dom)
    for number, frame in enumerate(capture.frames, start=1):
        uri = name_frame(number, frame)
        yield Record("resource", uri, at, "text/html; charset=utf-8", frame.dom.encode())
    yield Record("resource", f"urn:text:{url}", at, "text/plain; charset=utf-8", text)
    if capture.screenshot:
        yield Record("resource", f"urn:view:{url}", at, "image/png", capture.screenshot)


def name_frame(number: int, frame: FrameDom) -> str:
    """The name of the record that holds the DOM of the `number`-th frame."""
    return f"urn:frame:{number}:{frame.url}"


def list_scripts(capture: PageCapture) -> list[dict[str, str]]:
    """Address and SHA-256 of every script that came as a file, its coding undone, as it is kept."""
    return [script for exchange in capture.exchanges if (script := _script_digest(exchange))]


def _script_digest(exchange: Exchange) -> dict[str, str] | None:
    if "javascript" not in header(exchange.response_headers, "content-type").lower():
        return None
    payload = choose_payload(exchange)
    coding = "" if "content-encoding" in payload.renamed else header(exchange.response_headers, "content-encoding")
    if not payload.body:
        return None
    return {"url": exchange.url, "sha256": hashlib.sha256(undo_codings(payload.body, coding)).hexdigest()}


def list_inline_code(capture: PageCapture) -> list[dict[str, Any]]:
    """Every script and style that is written into the page or a frame of it, after loading, in the page's order.

    `sha256` is base64 as in a Content-Security-Policy: of the element's text in UTF-8, media taken out. `where` is 0
    for the page, else the number of the frame.
    """
    pages = enumerate((capture.dom, *(frame.dom for frame in capture.frames)))
    return [{"where": number, **code} for number, dom in pages for code in _read_code(dom)][:MAX_INLINE_CODE]


def _read_code(dom: str) -> Iterator[dict[str, Any]]:
    for node in LexborHTMLParser(dom).css("script:not([src]), style"):
        text = node.text(deep=True).encode("utf-8", "replace")
        if text.strip():
            digest = base64.b64encode(hashlib.sha256(text).digest()).decode()
            kind = str((node.attributes or {}).get("type") or "")[:100]
            yield {"element": node.tag, "type": kind, "bytes": len(text), "sha256": digest}


def _http_version(exchange: Exchange) -> str:
    return exchange.status_line.split(" ", 1)[0].lower() or "http/1.1"


def _http_head(first_line: str, headers: tuple[tuple[str, str], ...], renamed: frozenset[str] = frozenset()) -> bytes:
    lines = [first_line]
    for name, value in headers:
        kept = f"X-Archive-Orig-{name}" if name.lower() in renamed else name
        lines.append(f"{kept}: {value}")
    # A header is latin-1 on the wire; what is not stays readable instead of failing.
    clean = ("".join(c if c not in "\r\n\0" else " " for c in line) for line in lines)
    return "\r\n".join(clean).encode("latin-1", errors="backslashreplace") + b"\r\n\r\n"
