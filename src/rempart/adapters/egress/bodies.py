"""Read an upstream body within the budget, and judge it by its content while it comes.

In: a connection whose answer's head was read. Out: a `Body`: text to keep and to show, or a medium's facts.
Never: a medium in `Body.kept`; under ``never-fetch`` not even its end is read.
"""

import asyncio
import gzip
import hashlib
import zlib
from dataclasses import dataclass, field

import h11
import zstandard

from rempart.adapters.egress.budget import Budget
from rempart.adapters.egress.coding import CodingError, Decoder, make_decoder
from rempart.adapters.egress.extents import list_embedded
from rempart.adapters.egress.inline import MAX_FACTS, neutralise
from rempart.adapters.egress.media import HEAD_BYTES, Medium, cut_to_text, decode_utf16, hold_back, is_textual
from rempart.adapters.egress.upstream import Connection
from rempart.ports.capturing import MediaFact


@dataclass(slots=True)
class Body:
    """What became of a body. `kept` is in the coding of the header; `shown` is plain text for the browser.

    `raw_sha256` and `wire_length` speak of what came over the wire, before anything was taken out.
    `secret` is the medium itself, `inline` what is known of each of `removed`: only under ``hash-and-forget``, until
    they are hashed.
    """

    kept: bytes = b""
    shown: bytes = b""
    recoded: bool = False
    medium: Medium | None = None
    removed: tuple[MediaFact, ...] = ()
    truncated: str = ""
    wire_length: int = 0
    raw_sha256: str = ""
    secret: bytes = field(default=b"", repr=False)
    inline: tuple[bytes, ...] = field(default=(), repr=False)


class BodyReader:
    """Reads one body. `keep_media` is true under ``hash-and-forget``: a medium is read to its end, in memory."""

    def __init__(self, *, budget: Budget, url: str, coding: str, keep_media: bool) -> None:
        self._budget = budget
        self._url = url
        self._coding = coding
        self._keep_media = keep_media
        self._decoded = bytearray()
        self._digest = hashlib.sha256()
        self._wire = 0
        self._medium: Medium | None = None
        self._judged = False
        self._truncated = ""

    async def read(self, connection: Connection, seconds: float) -> Body:
        """The body as far as the budget and `seconds` go. Closes the connection where it did not end."""
        try:
            decoder = make_decoder(self._coding)
            async with asyncio.timeout(seconds):
                await self._collect(connection, decoder)
        except CodingError as error:
            self._truncated = error.message
        except TimeoutError:
            self._truncated = self._budget.hit("time for one answer")
        except (h11.RemoteProtocolError, OSError) as error:
            self._truncated = f"the connection broke: {error}"[:200]
        if self._truncated or self._medium is not None:
            connection.close()
        return self._finish()

    async def _collect(self, connection: Connection, decoder: Decoder) -> None:
        while isinstance(event := await connection.next_event(), h11.Data):
            data = bytes(event.data)
            self._wire += len(data)
            self._digest.update(data)
            decoded = decoder.feed(data, self._bound())
            self._decoded += decoded
            self._truncated = self._budget.take(len(data), len(decoded), self._wire, len(self._decoded))
            if not self._judged and len(self._decoded) >= HEAD_BYTES and self._is_unwanted():
                return
            if self._judged and self._medium is None:
                self._truncated = self._truncated or self._budget.take_text(len(self._decoded))
            if self._truncated:
                return

    def _bound(self) -> int:
        """How much the next piece may give: no more than a text may be long, unless it may be a medium to be hashed."""
        bound = self._budget.decode_bound(self._wire, len(self._decoded))
        is_text = self._judged and self._medium is None
        return min(bound, self._budget.text_bound(len(self._decoded))) if is_text or not self._keep_media else bound

    def _is_unwanted(self) -> bool:
        """Judge the first bytes; true where reading must stop at once."""
        self._judged = True
        self._medium = hold_back(bytes(self._decoded[: HEAD_BYTES & ~1]))
        if self._medium is not None and self._medium.media_type == "application/octet-stream":
            self._medium = self._medium if not cut_to_text(bytes(self._decoded)) else None
        return self._medium is not None and not self._keep_media

    def _finish(self) -> Body:
        data = bytes(self._decoded)
        self._decoded.clear()
        digest = self._digest.hexdigest() if not self._truncated else ""
        body = Body(truncated=self._truncated, wire_length=self._wire, raw_sha256=digest, medium=self._medium)
        if body.medium is None and data:
            body.medium = hold_back(data)
        if body.medium is None or (body.medium.media_type == "application/octet-stream" and cut_to_text(data)):
            return self._finish_text(body, data)
        if self._keep_media:
            body.secret = data
        else:
            body.raw_sha256 = ""
        return body

    def _finish_text(self, body: Body, data: bytes) -> Body:
        behind: list[tuple[MediaFact, bytes]] = []
        wide = decode_utf16(data)
        if wide is not None:
            data, body.recoded = wide.encode(), True
        elif not is_textual(data):  # a page with something appended: keep the page, drop the rest, say so
            text = cut_to_text(data)
            behind = _describe_tail(self._url, data, len(text))
            data = text
        cleaned = neutralise(data, self._url, with_contents=self._keep_media)
        body.medium = None
        body.inline = (*(content for _, content in behind), *cleaned.contents) if self._keep_media else ()
        body.removed = (*(fact for fact, _ in behind), *cleaned.facts)
        body.shown = cleaned.body
        body.kept = _recode(cleaned.body, self._coding)
        return body


def _describe_tail(url: str, data: bytes, start: int) -> list[tuple[MediaFact, bytes]]:
    """What lies behind the text of a page: each medium whose end is known with its bytes, then the rest as one."""
    told: list[tuple[MediaFact, bytes]] = []
    end = start
    for place, medium, content in list_embedded(data[start:]):
        if not content or len(told) >= MAX_FACTS:
            break
        where = f"{start + place} bytes behind the begin of the text"
        size = (medium.width, medium.height)
        told.append((MediaFact(url, "", medium.media_type, len(content), *size, {}, where), content))
        end = start + place + len(content)
    if end < len(data):
        found = hold_back(data[end:]) or Medium("application/octet-stream")
        where = f"after {end} bytes"
        size = (found.width, found.height)
        told.append((MediaFact(url, "", found.media_type, len(data) - end, *size, {}, where), b""))
    return told


def _recode(text: bytes, coding: str) -> bytes:
    """`text` in the coding that the recorded header names, freshly made: the site's own stream has room for more
    than its text (comments, skipped frames, bytes after the end), and a medium could lie there."""
    name = coding.strip().lower()
    if name in ("gzip", "x-gzip"):
        return gzip.compress(text, 6, mtime=0)
    if name == "deflate":
        return zlib.compress(text, 6)
    if name == "zstd":
        return zstandard.ZstdCompressor(level=3).compress(text)
    return text
