"""The last gate for words: no medium hides in a text, a title, an address, a header or a log line.

In: a capture. Out: the same capture with every inline medium replaced by a marker, and every address in plain ASCII.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import replace
from urllib.parse import quote

from rempart.adapters.exhibit.sniffing import find_media, redact_inline
from rempart.ports.capturing import DnsFact, Exchange, FrameDom, MediaFact, PageCapture, Refusal, TlsFact

# Long enough that keys and signatures, which are random bytes, do not have it by chance.
_IN_CERTIFICATE = re.compile(
    rb"\x89PNG\r\n\x1a\n|GIF8[79]a|\xff\xd8\xff[\xdb\xe0-\xef]\x00|RIFF[\s\S]{4}(?:WEBP|AVI |WAVE)"
    rb"|ftyp(?:avi[fs]|hei[cx]|mif1|mp4[12]|iso)|OggS\x00\x02|wOF[F2]\x00|%PDF-\d"
)
_AUTHORITY = re.compile(r"(?P<authority>https?://[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_CERTIFICATE = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----")


def clean_capture(capture: PageCapture) -> PageCapture:
    """`capture` as it may be written; the log says how many media were cut out of the page here."""
    dom, removed = redact_inline(capture.dom.encode("utf-8", errors="replace"))
    frames = [redact_inline(frame.dom.encode("utf-8", errors="replace")) for frame in capture.frames]
    removed += sum(count for _, count in frames)
    note = (f"{removed} inline media were cut out of the page before writing",) if removed else ()
    return replace(
        capture,
        url=_address(capture.url),
        final_url=_address(capture.final_url),
        title=_words(capture.title),
        text=_plain(_words(capture.text)),
        dom=_plain(dom.decode(errors="replace")),
        tools={name: _words(version) for name, version in capture.tools.items()},
        links=tuple(_words(link) for link in capture.links),
        cookies=tuple(_words(name) for name in capture.cookies),
        storage_keys=tuple(_words(name) for name in capture.storage_keys),
        truncations=tuple(_words(line) for line in capture.truncations),
        log=(*(_words(line) for line in capture.log), *note),
        rdap={_words(name): _plain(_words(text)) for name, text in capture.rdap.items()},
        rdap_missing={_words(name): _words(text) for name, text in capture.rdap_missing.items()},
        frames=tuple(
            FrameDom(_address(frame.url), _plain(clean.decode(errors="replace")))
            for frame, (clean, _) in zip(capture.frames, frames, strict=True)
        ),
        exchanges=tuple(_exchange(exchange) for exchange in capture.exchanges),
        dns=tuple(_lookup(fact) for fact in capture.dns),
        refusals=tuple(_refusal(refusal) for refusal in capture.refusals),
    )


def _exchange(exchange: Exchange) -> Exchange:
    return replace(
        exchange,
        url=_address(exchange.url),
        request_line=_words(exchange.request_line),
        request_headers=tuple((_words(name), _words(value)) for name, value in exchange.request_headers),
        status_line=_words(exchange.status_line),
        response_headers=tuple((_words(name), _words(value)) for name, value in exchange.response_headers),
        tls=_handshake(exchange.tls) if exchange.tls else None,
        media=_medium(exchange.media) if exchange.media else None,
        truncated=_words(exchange.truncated),
        removed=tuple(_medium(medium) for medium in exchange.removed),
    )


def _handshake(tls: TlsFact) -> TlsFact:
    return replace(
        tls,
        server_name=_words(tls.server_name),
        problem=_words(tls.problem),
        chain=tuple(_certificate(one) for one in tls.chain),
    )


def _certificate(pem: str) -> str:
    """`pem`, or a line in its place where the certificate holds a picture: its fields have room for one."""
    try:
        der = base64.b64decode(pem.replace(_CERTIFICATE[0], "").replace(_CERTIFICATE[1], ""))
    except binascii.Error:
        return _words(pem)
    if _IN_CERTIFICATE.search(der) or redact_inline(pem.encode())[1]:
        return f"# A certificate that holds a medium was withheld; SHA-256 {hashlib.sha256(der).hexdigest()}\n"
    return pem


def _lookup(fact: DnsFact) -> DnsFact:
    return replace(fact, name=_words(fact.name), answers=tuple(_words(answer) for answer in fact.answers))


def _medium(medium: MediaFact) -> MediaFact:
    declared = _words(medium.declared_type)
    return replace(medium, url=_address(medium.url), declared_type=declared, where=_words(medium.where))


def _refusal(refusal: Refusal) -> Refusal:
    return replace(refusal, url=_address(refusal.url), detail=_words(refusal.detail))


def _words(text: str) -> str:
    # A lone surrogate, which scripts can put into a title, has no form in UTF-8.
    return redact_inline(text.encode("utf-8", errors="replace"))[0].decode(errors="replace")


def _plain(text: str) -> str:
    """`text`, with a line break before words that a file of some medium could begin with."""
    return f"\n{text}" if find_media(text.encode()) else text


def _address(url: str) -> str:
    """`url` as a URI of plain ASCII (RFC 3986): a page may ask for anything.

    Looked into once more at the end: what is written as %E2%80%A8 has letters enough for a medium.
    """
    return _apart(quote(_apart(url), safe="!#$%&'()*+,/:;=?@[]~-._"))


def _apart(url: str) -> str:
    """`url` without media; one behind the host takes nothing of it, or the host would be another than its handshake's.

    The slash between them is a letter of base64 too.
    """
    match = _AUTHORITY.fullmatch(url)
    if match is None:
        return _words(url)
    rest = _words(match["rest"])
    cleaned = _words(match["authority"]) + ("" if not rest or rest[0] in "/?#" else "/") + rest
    return _words(cleaned)
