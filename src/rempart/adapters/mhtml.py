"""Pages as browsers save them in one file (MHTML: a mail with the page and its parts): the page's HTML, and no more.

In: a file's bytes. Out: the HTML in them, as bytes with their charset. Never: a picture, a frame, or the address that
the file claims for its page, which anybody can write.
"""

import re
from contextlib import suppress
from email import message_from_bytes
from email.parser import BytesHeaderParser

_HEADERS = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HTML = ("text/html", "application/xhtml+xml")
_PARTS, _DEEPEST = 50, 3
_LOOKED_AT = 16_384  # bytes: headers are shorter


def is_mhtml(content: bytes) -> bool:
    """Whether it begins with the headers of such a file."""
    headers = _HEADERS.match(content[:_LOOKED_AT])
    return bool(headers and _RELATED.search(headers[0]))


def html_in(content: bytes, depth: int = 0) -> tuple[bytes, str]:
    """The first HTML in the file, and its declared charset or "". Raises ValueError where there is none.

    Parts are taken one by one and not all are looked at, since a file may be written to hold millions.
    """
    head = BytesHeaderParser().parsebytes(content[:_LOOKED_AT])
    if head.get_content_type() in _HTML:
        html = message_from_bytes(content).get_payload(decode=True)
        return (html if isinstance(html, bytes) else b""), str(head.get_content_charset("") or "")
    boundary = (head.get_boundary() or "").encode("utf-8", "surrogateescape")
    if boundary and depth < _DEEPEST:
        for part in re.split(rb"(?:^|\n)--" + re.escape(boundary) + rb"[ \t]*\r?\n", content, maxsplit=_PARTS)[1:]:
            with suppress(ValueError):
                return html_in(part, depth + 1)
    raise ValueError
