"""What the browser is given: text without media, under a policy that lets it draw nothing else.

In: an upstream answer as judged. Out: status, headers and body for the browser. Never: a header that starts a
download, another protocol or a report to somebody.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rempart.adapters.egress.placeholders import NOTICE_PAGE, make_grey_png

Headers = list[tuple[bytes, bytes]]

# On top of the site's own policy, which still holds: pictures come only from the proxy, nothing else is drawn.
CONTENT_POLICY = (
    b"img-src http: https:; media-src 'none'; font-src 'none'; object-src 'none'; worker-src 'none';"
    b" manifest-src 'none'; frame-src http: https:; form-action 'none'"
)
_DROPPED = frozenset(
    b"connection keep-alive proxy-authenticate proxy-connection te trailer transfer-encoding upgrade content-length"
    b" content-encoding content-disposition content-range accept-ranges alt-svc report-to reporting-endpoints nel"
    b" content-security-policy-report-only link sourcemap x-sourcemap service-worker-allowed refresh-policy"
    b" content-type digest content-digest repr-digest x-frame-options".split()
)
_SHOWN_TYPES = (
    "text/html",
    "text/css",
    "text/plain",
    "text/javascript",
    "text/xml",
    "application/xhtml+xml",
    "application/xml",
    "application/json",
    "application/ld+json",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "text/ecmascript",
    "application/rss+xml",
    "application/atom+xml",
    "application/manifest+json",
)
_CHARSET = re.compile(rb";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer for the browser."""

    status: int
    headers: Headers
    body: bytes


def make_text_answer(status: int, upstream: Iterable[tuple[bytes, bytes]], body: bytes, *, recoded: bool) -> Answer:
    """The site's text answer as the browser may have it. `recoded`: the body is UTF-8 now, whatever was declared."""
    upstream = list(upstream)
    declared = next((value for name, value in upstream if name.lower() == b"content-type"), b"text/html")
    kept = [(name, value) for name, value in upstream if name.lower() not in _DROPPED]
    return Answer(status, [*kept, (b"Content-Type", _choose_type(declared, recoded=recoded)), *_guards()], body)


def make_medium_answer(wants: str, width: int | None = None, height: int | None = None) -> Answer:
    """What stands for a medium: a grey shape of its size for a picture, a grey page for a document, else nothing."""
    if wants == "image":
        body = make_grey_png(width, height) if width and height else make_grey_png()
        return Answer(200, [(b"Content-Type", b"image/png"), *_guards()], body)
    if wants == "document":
        return Answer(200, [(b"Content-Type", b"text/html; charset=utf-8"), *_guards()], NOTICE_PAGE)
    return Answer(200, [(b"Content-Type", b"text/plain; charset=utf-8"), *_guards()], b"")


def make_refusal_answer(status: int) -> Answer:
    """An empty answer for what was refused (403) or did not answer (502)."""
    return Answer(status, [(b"Content-Type", b"text/html; charset=utf-8"), *_guards()], b"")


def _guards() -> Headers:
    return [(b"Content-Security-Policy", CONTENT_POLICY), (b"Cache-Control", b"no-store")]


def _choose_type(declared: bytes, *, recoded: bool) -> bytes:
    essence = declared.partition(b";")[0].strip().lower().decode("latin-1")
    if essence not in _SHOWN_TYPES:  # a type that would be downloaded, or shown by a viewer of its own
        essence = "text/plain"
    charset = _CHARSET.search(declared)  # of the parameters the only one that a browser needs to read a text
    name = "utf-8" if recoded else charset[1].decode() if charset else ""
    return f"{essence}; charset={name}".encode() if name else essence.encode()
