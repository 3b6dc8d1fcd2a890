"""The last gate for words: no medium hides in a text, a title, an address, a header or a log line.

In: a capture. Out: the same capture with every inline medium replaced by a marker, and every address in plain ASCII.
"""

from dataclasses import replace
from urllib.parse import quote

from rempart.adapters.exhibit.sniffing import redact_inline
from rempart.ports.capturing import Exchange, FrameDom, MediaFact, PageCapture, Refusal


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
        text=_words(capture.text),
        dom=dom.decode(),
        links=tuple(_words(link) for link in capture.links),
        cookies=tuple(_words(name) for name in capture.cookies),
        storage_keys=tuple(_words(name) for name in capture.storage_keys),
        truncations=tuple(_words(line) for line in capture.truncations),
        log=(*(_words(line) for line in capture.log), *note),
        rdap={name: _words(text) for name, text in capture.rdap.items()},
        rdap_missing={name: _words(text) for name, text in capture.rdap_missing.items()},
        frames=tuple(
            FrameDom(_address(frame.url), clean.decode())
            for frame, (clean, _) in zip(capture.frames, frames, strict=True)
        ),
        exchanges=tuple(_exchange(exchange) for exchange in capture.exchanges),
        refusals=tuple(_refusal(refusal) for refusal in capture.refusals),
    )


def _exchange(exchange: Exchange) -> Exchange:
    return replace(
        exchange,
        url=_address(exchange.url),
        request_line=_words(exchange.request_line),
        request_headers=tuple((name, _words(value)) for name, value in exchange.request_headers),
        status_line=_words(exchange.status_line),
        response_headers=tuple((name, _words(value)) for name, value in exchange.response_headers),
        media=_medium(exchange.media) if exchange.media else None,
        removed=tuple(_medium(medium) for medium in exchange.removed),
    )


def _medium(medium: MediaFact) -> MediaFact:
    return replace(medium, url=_address(medium.url), where=_words(medium.where))


def _refusal(refusal: Refusal) -> Refusal:
    return replace(refusal, url=_address(refusal.url), detail=_words(refusal.detail))


def _words(text: str) -> str:
    # A lone surrogate, which scripts can put into a title, has no form in UTF-8.
    return redact_inline(text.encode("utf-8", errors="replace"))[0].decode()


def _address(url: str) -> str:
    """`url` as a URI of plain ASCII (RFC 3986): a page may ask for anything."""
    return quote(_words(url), safe="!#$%&'()*+,/:;=?@[]~-._")
